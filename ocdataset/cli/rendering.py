"""What the verbs print, drawn by Rich."""

from collections import Counter

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ocdataset.package.package import Package
from ocdataset.package.transcription import Transcription
from ocdataset.use.profile import Profile, ProfileLine, sheets

BAD, GOOD, OPEN = "red", "green", "yellow"


def print_tables(package: Package) -> None:
    """Print the tables of a package and the sheets that it holds."""
    table = Table(box=None, pad_edge=False)
    for heading, justify in (("table", "left"), ("rows", "right"), ("what a row says", "left")):
        table.add_column(heading, justify=justify)  # type: ignore[arg-type]
    for name in package.tables:
        first_sentence = package.schema(name)["description"].split(". ")[0].rstrip(".")
        table.add_row(name, str(len(package.rows(name))), first_sentence)
    console = Console(highlight=False)
    console.print(table)
    held = [f"{country} {edition}" for edition, country in sheets(package)]
    shown = ", ".join(held[:8]) + (f" and {len(held) - 8} more" if len(held) > 8 else "")
    console.print(f"\n{len(held)} sheets: {shown}; data version {package.version}")


def print_profile(profile: Profile) -> None:
    """Print a profile as bars of one sign a half point, averages in bold."""
    console = Console(highlight=False)
    console.print(f"[bold]{profile.name} ({profile.country}), {profile.edition}[/bold]\n")
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    for line in profile.lines:
        if line.level != "indicator":
            table.add_row("", "", "", "")
        table.add_row(*_profile_row(line))
    console.print(table)
    console.print()
    for text in profile.legend:
        console.print(text)
    console.print(f"High is bad for criminality, good for resilience. Data version {profile.version}.")


def _profile_row(line: ProfileLine) -> tuple[Text, Text, Text, Text]:
    weight = "" if line.level == "indicator" else "bold"
    indent = "  " if line.level == "indicator" else ""
    colour = OPEN if line.status == "unresolved" else BAD if line.direction == "higher_is_worse" else GOOD
    signs = round(float(line.value) * 2) if line.value else 0
    tail = line.candidates.replace(" ", " or ") if not line.value else ""
    if len(tail) > 20:
        tail = f"{line.candidates.split()[0]} to {line.candidates.split()[-1]}"
    return (
        Text(indent + line.label, style=weight),
        Text(line.value or "open", style=weight),
        Text(line.mark, style=OPEN),
        Text("█" * signs, style=colour) if line.value else Text(tail, style=OPEN),
    )


def print_transcription(result: Transcription) -> None:
    """Print what was established, left open and repaired, a line a sheet and a line a repair."""
    console = Console(highlight=False, soft_wrap=True)
    for source in result.sources:
        form = source.transcript.reader.replace("_", " ")
        console.print(f"{source.path.name}: {source.country} {source.edition}, read as {form}")
    for sheet in result.sheets:
        counts = Counter(cell.status for cell in sheet.cells.values())
        told = ", ".join(f"{count} {status}" for status, count in counts.items())
        console.print(f"{sheet.country} {sheet.edition}: {told}; {len(sheet.ranks)} ranks")
        for repair in sheet.repairs:
            given = repair.as_given or "open"
            console.print(
                f"  {repair.measure}: {given}, printed {repair.as_printed or 'nowhere'}: {repair.reason}"
            )
    console.print(f"Written to {result.folder}")
