"""What the kit for coders prints."""

from collections.abc import Sequence
from dataclasses import asdict

from rich.table import Table

from ocdataset.check.coding_folder import FolderChecked
from ocdataset.check.report import SHOWN_PER_RULE, Violation
from ocdataset.cli.drawing import Terminal
from ocdataset.cli.terminal import say
from ocdataset.package.coding.comparing import Agreed
from ocdataset.reference.counted import counted

COLUMNS = ("table", "field", "metric", "n", "informative", "agreement", "low", "high", "with_surplus")


def print_checked(checked: FolderChecked, *, every: bool) -> None:
    """Print the faults and doubts of a folder, and how far it is."""
    _listed("faults, to be mended", checked.faults, every)
    _listed("doubts, from the words of the sentence; each may be right", checked.doubts, every)
    count = len(checked.faults)
    faults = counted(count, "fault") if count else "no fault"
    say(f"{checked.folder.path}: {faults}; {checked.progress}")


def checked_record(checked: FolderChecked) -> dict[str, object]:
    """Return the faults and doubts of a folder, and how far it is, as a record."""
    left = checked.folder.uncoded
    return {
        "folder": checked.folder.path,
        "faults": [asdict(one) for one in checked.faults],
        "doubts": [asdict(one) for one in checked.doubts],
        "sentences": len(checked.folder.sentences),
        "uncoded": left,
    }


def _listed(heading: str, found: Sequence[Violation], every: bool) -> None:
    if not found:
        return
    say(f"{heading}:")
    shown = found if every else found[: 2 * SHOWN_PER_RULE]
    for one in shown:
        say(f"  {one}")
    if len(found) > len(shown):
        say(f"  +{len(found) - len(shown)} more (--all shows them)")


def print_agreement(agreed: Agreed) -> None:
    """Print the agreement of coders, a field a line."""
    names = ", ".join(agreed.coders)
    coded, apart = counted(agreed.sentences, "sentence"), counted(agreed.differences, "difference")
    say(f"{names}: {coded} coded by all; {apart}\n")
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    for name in ("table", "field", "metric", "n", "filled", "agreed", "low", "high", "surplus"):
        table.add_column(name, justify="left" if name in ("table", "field", "metric") else "right")
    for row in agreed.rows:
        cells = [row[name] for name in COLUMNS]
        cells[0] = cells[0].removeprefix("statement_")
        cells[2] = cells[2].removeprefix("alpha_")
        table.add_row(*cells)
    Terminal().print(table)
    say(
        "\nfilled: in how many rows some coder gave a value. surplus: where a statement\n"
        "that not all have counts as disagreement. Intervals: 2 000 resamples of\n"
        "sentences, from ten filled rows on."
    )
