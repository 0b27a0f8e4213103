"""What a reader asks first of a country, as text."""

from collections.abc import Iterator
from typing import Final

from rich.table import Table

from ocdataset.arithmetic.averages import round_half_up
from ocdataset.arithmetic.half_points import hundredths_text
from ocdataset.cli.answer_rendering import signed_text
from ocdataset.cli.drawing import Terminal
from ocdataset.reference.errors import HOW_TO_GET_ALL
from ocdataset.use.overview import SCOPES, Overview, OverviewLine
from ocdataset.use.profile import MARKS

WORDS: Final = {"L": "low", "H": "high"}
DIFFER: Final = "≠"


def print_overview(found: Overview) -> None:
    """Print where a country lies, its averages with ranks and changes, and its quadrant."""
    console = Terminal()
    if found.continent:
        console.print(f"{found.continent}, {found.region}" if found.region else found.continent)
        console.print()
    if found.averages:
        console.print(_table(found))
        console.print()
    for note in _notes(found):
        console.print(note)


def _notes(found: Overview) -> Iterator[str]:
    if found.quadrant is not None and found.margin is not None:
        criminality, resilience = (WORDS[letter] for letter in found.quadrant)
        far = hundredths_text(round_half_up(found.margin))
        yield (
            f"Quadrant {found.quadrant}: {criminality} criminality, {resilience} resilience; "
            f"{far} points from the border."
        )
    if any(line.change for line in found.averages):
        yield "like for like: the change over the indicators that both editions have."
    if any(line.change and line.change.sign_disagrees for line in found.averages):
        yield f"{DIFFER}: the two changes have opposite signs; the published one counts other indicators."
    if found.lacks_ranks:
        yield f"-: not printed, and to be computed needs all countries: {HOW_TO_GET_ALL}."


def _table(found: Overview) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("", no_wrap=True)
    changes = () if found.before is None else (f"since {found.before}", "like for like")
    for heading in ("", *SCOPES, *changes):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    for line in found.averages:
        value = f"{line.value or 'open'}{MARKS.get(line.status, ' ')}"
        table.add_row(line.label, value, *_ranks(line), *(_changes(line) if changes else ()))
    return table


def _ranks(line: OverviewLine) -> Iterator[str]:
    for scope in SCOPES:
        rank = line.ranks.get(scope)
        yield f"{rank[0]}/{rank[1]}" if rank else "-"


def _changes(line: OverviewLine) -> tuple[str, str, str]:
    if line.change is None:
        return "-", "-", ""
    mark = DIFFER if line.change.sign_disagrees else ""
    return signed_text(line.change.published), signed_text(line.change.common), mark
