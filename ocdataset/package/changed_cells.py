"""What building a package anew changed in its cells."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from ocdataset.establish import Sheet
from ocdataset.reference.names import measure_label
from ocdataset.reference.rows import read_rows

Change = Literal["gained", "lost", "changed"]
Key = tuple[int, str, str]


class ChangedCell(NamedTuple):
    """A cell whose value is not what it was, as text; "" is none."""

    edition: int
    country: str
    measure: str
    before: str
    after: str

    @property
    def change(self) -> Change:
        """Whether a value was gained, lost, or changed for another."""
        return "gained" if not self.before else "lost" if not self.after else "changed"


def values_at(root: Path) -> dict[Key, str]:
    """Return the values of the scores and averages that the tables at `root` hold, by cell."""
    found: dict[Key, str] = {}
    for table in ("scores", "averages"):
        path = root / "data" / f"{table}.csv"
        try:
            rows = read_rows(path) if path.is_file() else []
            found |= {(int(row["edition"]), row["country"], row["measure"]): row["value"] for row in rows}
        except (ValueError, KeyError):
            continue  # a table that is damaged is made anew, and held nothing
    return found


def changed_cells(before: Mapping[Key, str], after: Mapping[Key, str]) -> list[ChangedCell]:
    """Return the cells whose value differs, in the order of edition, country and measure.

    Examples
    --------
    >>> before, after = {(2023, "PRK", "prevention"): ""}, {(2023, "PRK", "prevention"): "1.50"}
    >>> [(cell.measure, cell.change) for cell in changed_cells(before, after)]
    [('prevention', 'gained')]
    """
    keys = sorted(before.keys() | after.keys())
    pairs = ((key, before.get(key, ""), after.get(key, "")) for key in keys)
    return [ChangedCell(*key, old, new) for key, old, new in pairs if old != new]


def overridden(sheets: Iterable[Sheet]) -> set[Key]:
    """Return the cells that a person's correction overrides."""
    return {
        (sheet.edition, sheet.country, repair.measure)
        for sheet in sheets
        for repair in sheet.repairs
        if repair.rule == "override"
    }


def summary(cells: Iterable[ChangedCell], by_hand: set[Key]) -> Iterator[str]:
    """Yield a line for each changed cell and each that is overridden, and one that counts them."""
    cells = list(cells)
    counts = Counter(cell.change for cell in cells)
    for cell in cells:
        note = ", overridden" if cell[:3] in by_hand else ""
        yield (
            f"  {cell.country} {cell.edition} {measure_label(cell.measure)}: "
            f"{cell.before or 'open'} -> {cell.after or 'open'} ({cell.change}{note})"
        )
    told = {cell[:3] for cell in cells}
    for edition, country, measure in sorted(by_hand - told):
        yield f"  {country} {edition} {measure_label(measure)}: overridden, as before"
    yield (
        f"cells: {counts['gained']} gained, {counts['lost']} lost, {counts['changed']} changed, "
        f"{len(by_hand)} overridden."
    )
