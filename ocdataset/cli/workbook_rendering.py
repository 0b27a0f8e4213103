"""What the verbs about workbooks print, drawn by Rich."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.padding import Padding
from rich.progress import BarColumn, DownloadColumn, TextColumn, TransferSpeedColumn
from rich.progress import Progress as Bar
from rich.text import Text

from ocdataset.check.doctor.diagnosing import Diagnosis
from ocdataset.cli.drawing import Terminal
from ocdataset.establish.workbook.findings import by_kind, of_kind
from ocdataset.package.workbook.importing import Import
from ocdataset.reference.counted import counted
from ocdataset.reference.publisher import publisher
from ocdataset.use.downloading import Progress

SHOWN_REMARKS = 8


def import_record(result: Import) -> dict[str, object]:
    """Return what was imported as a record."""
    editions = [
        {
            "edition": sheet.edition,
            "countries": len(sheet.rows),
            "scores": len(sheet.figures.scores),
            "averages": len(sheet.figures.averages),
            "sheet": sheet.grid.name,
        }
        for sheet in result.established.sheets
    ]
    return {"folder": str(result.folder), "repairs": result.repairs, "editions": editions}


def print_import(result: Import) -> None:
    """Print what was imported, a line an edition, and what is worth saying."""
    console = Terminal(soft_wrap=True)
    for sheet in result.established.sheets:
        console.print(
            f"{sheet.edition}: {counted(len(sheet.rows), 'country')}, "
            f"{counted(len(sheet.figures.scores), 'score')}, "
            f"{counted(len(sheet.figures.averages), 'average')} reproduced "
            f"(sheet {sheet.grid.name!r}, known by {sheet.label.said_by})"
        )
    for remark in result.remarks[:SHOWN_REMARKS]:
        console.print(f"note: {remark}")
    if len(result.remarks) > SHOWN_REMARKS:
        console.print(f"note: +{len(result.remarks) - SHOWN_REMARKS} more (ocdataset doctor shows them)")
    if result.kept.profiles:
        console.print(f"note: {result.kept}")
    console.print(f"{counted(result.repairs, 'repair')}; written to {result.folder}")


def print_diagnosis(diagnosis: Diagnosis, most: int | None) -> None:
    """Print a diagnosis within the width of the terminal, at most so many findings of a kind."""
    console = Terminal()
    console.print(Text(diagnosis.file, style="bold", overflow="fold"))
    console.print(Text(diagnosis.what))
    for line in diagnosis.editions:
        console.print(Padding(Text(line), (0, 0, 0, 2), expand=False))
    for kind, group in by_kind(diagnosis.findings):
        fault = group[0].fault
        mark, style = ("x", "red") if fault else ("-", "yellow")
        console.print(Text(f"\n{mark} {of_kind(len(group), kind)}", style=style))
        for finding in group[:most]:
            console.print(Padding(Text(str(finding), overflow="fold"), (0, 0, 0, 4), expand=False))
        if most is not None and len(group) > most:
            console.print(
                Padding(Text(f"+{len(group) - most} more (--all shows them)"), (0, 0, 0, 4), expand=False)
            )
    console.print()
    console.print(Text(diagnosis.quotable, style="bold", overflow="fold"))


def print_terms() -> None:
    """Print the publisher's terms, and what is known of the address."""
    known = publisher()
    console = Terminal()
    console.print(Text(f"{known['terms']['text']} {known['terms']['url']}", overflow="fold"))
    if not known["workbook"]["verified"]:
        console.print(Text(known["workbook"]["note"], style="yellow"))


@contextmanager
def download_bar() -> Iterator[Progress]:
    """Give what draws the progress of a download on standard error, where that is a terminal."""
    columns = (TextColumn("downloading"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    console = Terminal(stderr=True)
    with Bar(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task("downloading", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
