"""What the verbs print, drawn by Rich."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from ocdataset.cli.drawing import Terminal
from ocdataset.package.package import Package
from ocdataset.reference.counted import counted
from ocdataset.reference.names import measure_labels
from ocdataset.use.profile import MARKS, Profile, ProfileLine, sheets

if TYPE_CHECKING:
    from ocdataset.establish import Repair
    from ocdataset.package.country_tables import SheetSummary
    from ocdataset.package.transcription import Transcription

FILES_WORTH_A_BAR = 24
SHOWN_REPAIRS = 20
RULES = {
    "forced_by_average": "left by the averages",
    "mean_of_scores": "the mean of its scores",
    "read_as": "garbled",
    "override": "a person's correction",
}
"""In short, why a value is given that is not simply printed."""
BAD, GOOD, OPEN = "red", "green", "yellow"


def print_tables(package: Package) -> None:
    """Print the tables of a package and the sheets that it holds."""
    table = Table(box=None, pad_edge=False)
    for heading, justify in (("table", "left"), ("rows", "right"), ("what a row says", "left")):
        table.add_column(heading, justify=justify)  # type: ignore[arg-type]
    for name in package.tables:
        first_sentence = package.schema(name)["description"].split(". ")[0].rstrip(".")
        table.add_row(name, str(len(package.rows(name))), first_sentence)
    console = Terminal()
    console.print(table)
    held = [f"{country} {edition}" for edition, country in sheets(package)]
    shown = ", ".join(held[:8]) + (f" and {len(held) - 8} more" if len(held) > 8 else "")
    console.print(f"\n{counted(len(held), 'sheet')}: {shown}; data version {package.version}")


def tables_record(package: Package) -> dict[str, object]:
    """Return the tables of a package and the sheets that it holds, as a record."""
    tables = [
        {"table": name, "rows": len(package.rows(name)), "description": package.schema(name)["description"]}
        for name in package.tables
    ]
    held = [{"edition": edition, "country": country} for edition, country in sheets(package)]
    return {
        "package": str(package.root),
        "data_version": package.version,
        "tables": tables,
        "sheets": held,
    }


def print_profile_title(profile: Profile) -> None:
    """Print whose profile it is, and of which edition."""
    Terminal().print(f"{profile.name} ({profile.country}), {profile.edition}", style="bold")


def print_profile(profile: Profile) -> None:
    """Print a profile as bars of one sign a half point, averages in bold."""
    console = Terminal()
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


def with_progress(results: Iterable[Any], count: int, doing: str = "Reading") -> Iterator[Any]:
    """Give results as they come, under a progress bar where there are many and a person looks on."""
    console = Terminal(stderr=True)
    if count < FILES_WORTH_A_BAR or not console.is_terminal:
        yield from results
        return
    from rich.progress import track

    yield from track(results, doing, total=count, console=console, transient=True)


def print_proof(lines: Iterable[str]) -> None:
    """Print a proof, a sentence a line, wrapped to the terminal."""
    console = Terminal()
    for line in lines:
        console.print(line)


def print_transcription(result: "Transcription") -> None:
    """Print what was established, left open, repaired and refused."""
    console = Terminal()
    console.print(_sheets_table(result.sheets))
    _print_repairs(console, result)
    _print_refusals(console, result)
    for note in result.notes:
        console.print(f"\nnote: {note}", markup=False, soft_wrap=True)
    files = f"{counted(result.files, 'file')}"
    console.print(f"\n{files} transcribed to {result.folder}", soft_wrap=True)


def _print_repairs(console: Terminal, result: "Transcription") -> None:
    """Print a line for each value that is not simply printed; of a sheet that is not heard, none."""
    every = [(sheet, repair) for sheet in result.sheets if sheet.is_heard for repair in sheet.repairs]
    repairs = [(sheet, repair) for sheet, repair in every if repair.as_printed or repair.as_given]
    if repairs:
        console.print("\nWhat is not simply the number printed next to its label (why: ocdataset explain):")
    for sheet, repair in repairs[:SHOWN_REPAIRS]:
        console.print(f"  {sheet.country} {sheet.edition} {_repaired(repair)}", markup=False)
    if len(repairs) > SHOWN_REPAIRS:
        console.print(f"  +{len(repairs) - SHOWN_REPAIRS} more in {result.folder / 'data' / 'repairs.csv'}")
    if len(every) > len(repairs):
        console.print(
            f"\nLeft open, as the pages do not show them: {counted(len(every) - len(repairs), 'value')}."
        )


def _repaired(repair: "Repair") -> str:
    """Return what is given for a measure, by its label, and what is printed."""
    given = repair.as_given or f"open, {repair.fitting} values fit"
    rule = f", {RULES[repair.rule]}" if repair.as_given else ""
    printed = repair.as_printed.replace("|", ", ") or "nothing"
    return f"{measure_labels()[repair.measure]}: {given}{rule} (printed: {printed})"


def _sheets_table(found: Sequence["SheetSummary"]) -> Table:
    """Return a table of sheets: how many scores have which status."""
    table = Table(box=None, pad_edge=False)
    table.add_column("sheet")
    for heading in ("scores", *MARKS, "averages", "ranks"):
        table.add_column(heading, justify="right")
    for sheet in found:
        scores = [sheet.scores.get(status, 0) for status in MARKS]
        counts = [sum(sheet.scores.values()), *scores, sheet.averages, sheet.ranks]
        table.add_row(f"{sheet.country} {sheet.edition}", *map(str, counts))
    return table


def _print_refusals(console: Terminal, result: "Transcription") -> None:
    if not result.refused:
        return
    count = len(result.refused)
    console.print(f"\n{counted(count, 'file')} refused:")
    for refusal in result.refused[:SHOWN_REPAIRS]:
        console.print(f"  {refusal.reason}", soft_wrap=True)
    if count > SHOWN_REPAIRS:
        console.print(f"  +{count - SHOWN_REPAIRS} more")
