"""Which edition a sheet holds: by its label, its indicators and, where others are known, its values."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from ocdataset.arithmetic.composition import Composition
from ocdataset.establish.workbook.columns import Columns
from ocdataset.establish.workbook.findings import Finding
from ocdataset.establish.workbook.headers import years_in
from ocdataset.read.workbook.grid import Grid
from ocdataset.reference.compositions import compositions
from ocdataset.reference.names import measure_labels

Scores = Mapping[tuple[str, str], int]

ENOUGH_CELLS: Final = 20
# a single country may well keep its scores from one edition to the next; ten never all do
ENOUGH_COUNTRIES: Final = 10
ALIKE: Final = (98, 100)


@dataclass(frozen=True, slots=True)
class Label:
    """The edition that a sheet is said to hold, and what says so."""

    edition: int
    said_by: str


def labels_of(grids: Mapping[str, Columns], workbook: Iterable[Grid]) -> dict[str, Label]:
    """Return the edition that the label of each table says, by the name of its sheet.

    A table without a label of its own is the one that the cover names, unless another table is.
    """
    found: dict[str, Label] = {}
    covers: list[int] = []
    for grid in workbook:
        columns = grids.get(grid.name)
        if columns is None:
            covers += years_in(grid.name)[-1:] or _title_years(grid, None)
            continue
        label = _own_label(grid, columns)
        if label is not None:
            found[grid.name] = label
    named = {label.edition for label in found.values()}
    unlabelled = [name for name in grids if name not in found]
    cover = next((year for year in covers if year not in named), None)
    if cover is None:
        return found
    fitting = [name for name in unlabelled if _may_be(cover, grids[name])]
    for candidates in (unlabelled, fitting):
        if len(candidates) == 1:
            found[candidates[0]] = Label(cover, "the cover")
            break
    return found


def _may_be(edition: int, columns: Columns) -> bool:
    """Return whether the indicators of a table do not speak against an edition."""
    same = same_measures(columns.measures)
    return not same or edition in same


def _own_label(grid: Grid, columns: Columns) -> Label | None:
    for years, said_by in (
        (years_in(grid.name), "its name"),
        (tuple(_title_years(grid, columns.header)), "its title"),
        (column_years(grid, columns), "its column of editions"),
        (columns.years, "its headers"),
    ):
        if len(years) == 1:
            return Label(years[0], said_by)
    return None


def _title_years(grid: Grid, header: int | None) -> list[int]:
    """Return the year of the first line above a header, or of a cover, that names just one."""
    for row, cells in grid.rows.items():
        if header is not None and row >= header:
            break
        for cell in cells.values():
            years = years_in(cell.text[:200])
            if len(years) == 1:
                return [years[0]]
    return []


def column_years(grid: Grid, columns: Columns) -> tuple[int, ...]:
    """Return the years in the column of editions, ascending."""
    column = columns.roles.get("edition")
    if column is None:
        return ()
    cells = (row.get(column) for at, row in grid.rows.items() if at > columns.header)
    return tuple(sorted({year for cell in cells if cell for year in years_in(cell.text)}))


def contradicted_inside(place: str, label: Label, grid: Grid, columns: Columns) -> Iterator[Finding]:
    """Give what a sheet's own column of editions or headers say against its label."""
    years = column_years(grid, columns)
    if len(years) > 1:
        several = ", ".join(map(str, years))
        yield Finding("repeated_edition", place, f"holds {several} in one sheet", "one sheet an edition")
        return
    for said, where in ((years, "column of editions"), (columns.years, "headers")):
        if len(said) == 1 and said[0] in compositions() and said[0] != label.edition:
            found = f"labelled {label.edition} by {label.said_by}, but its {where} say {said[0]}"
            yield Finding("wrong_edition", place, found, "one edition")


def composition_read_off(edition: int, measures: Iterable[str]) -> Composition | None:
    """Return the composition of a new edition whose columns are known measures, or None.

    The tree is that of the editions known: a measure keeps its parent, and only the set of
    indicators is the sheet's own. The averages of 193 countries then prove or refute it.

    Examples
    --------
    >>> tree = composition_read_off(2027, compositions()[2021].measures)
    >>> tree.edition, tree.children == compositions()[2021].children
    (2027, True)
    >>> composition_read_off(2027, ["criminality", "resilience"]) is None
    True
    """
    present = set(measures)
    parents = {parent for tree in compositions().values() for parent in tree.parents}
    if not parents <= present:
        return None
    parent_of = {
        measure: parent for tree in compositions().values() for measure, parent in tree.parent_of.items()
    }
    children: dict[str, list[str]] = {}
    for measure in measure_labels():
        if measure in present and measure in parent_of:
            children.setdefault(parent_of[measure], []).append(measure)
    if set(children) != parents:
        return None
    latest = compositions()[max(compositions())]
    return Composition(edition, {root: tuple(children[root]) for root in latest.parents if root in children})


def same_measures(measures: Iterable[str]) -> list[int]:
    """Return the known editions that have exactly these measures."""
    present = set(measures)
    return [edition for edition, tree in compositions().items() if set(tree.measures) == present]


def recognised(scores: Scores, known: Mapping[int, Scores]) -> list[int]:
    """Return the known editions whose values are those of a sheet.

    Examples
    --------
    >>> values = {("PRK", str(n)): n for n in range(2, 21)} | {("PRK", "x"): 3}
    >>> recognised(values, {2023: values, 2021: {key: 2 for key in values}})
    [2023]
    """
    return [edition for edition, others in known.items() if _alike(scores, others)]


def _alike(scores: Scores, others: Scores) -> bool:
    common = [key for key in scores if key in others]
    same = sum(scores[key] == others[key] for key in common)
    if len(common) < ENOUGH_CELLS:
        return False
    if countries_compared(scores, others) < ENOUGH_COUNTRIES:
        return same == len(common)
    return same * ALIKE[1] >= len(common) * ALIKE[0]


def countries_compared(scores: Scores, others: Scores) -> int:
    """Return how many countries two sets of scores have in common."""
    return len({country for country, _ in scores} & {country for country, _ in others})


def contradicted_label(
    place: str, label: Label, scores: Scores, known: Mapping[int, Scores]
) -> Finding | None:
    """Return what the values of a sheet say against its label, if anything.

    It is a fault where the values of ten countries say so, and worth saying where fewer do.
    """
    alike = recognised(scores, known)
    if not alike or label.edition in alike:
        return None
    compared = countries_compared(scores, known[alike[-1]])
    where = f"of {compared} countries" if compared > 1 else "of the one country known beforehand"
    found = (
        f"labelled {label.edition} by {label.said_by}, but its values are those of {alike[-1]} "
        f"(the scores {where})"
    )
    enough = compared >= ENOUGH_COUNTRIES
    return Finding("wrong_edition", place, found, f"the values of {label.edition}", fault=enough)
