"""Where the header of a sheet stands, and what each of its columns holds."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from ocdataset.establish.workbook.codes import country_by_code
from ocdataset.establish.workbook.findings import Finding
from ocdataset.establish.workbook.headers import FIGURES, Meaning, meaning, only_fillers
from ocdataset.read.workbook.grid import Grid, GridCell, address, quoted_sheet
from ocdataset.reference.folding import closest_if_few, fold
from ocdataset.reference.names import country_names, measure_labels, reference_table, region_names

HEADER_WITHIN_ROWS: Final = 60
BY_CONTENT: Final = ("country_code", "continent", "region")
LIVE: Final = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Columns:
    """The columns of a sheet by what they hold.

    Parameters
    ----------
    header : int
        The row of the header.
    measures : mapping of str to int
        The column of each measure.
    roles : mapping of str to int
        The column of `country`, `country_code`, `continent`, `region`, `edition`.
    ranks : mapping of str to int
        The columns that rank by a measure.
    headers : mapping of int to GridCell
        The header cell of each column.
    years : tuple of int
        The years that headers of measures name.
    """

    header: int
    measures: Mapping[str, int]
    roles: Mapping[str, int]
    ranks: Mapping[str, int]
    headers: Mapping[int, GridCell]
    years: tuple[int, ...] = ()
    findings: tuple[Finding, ...] = field(default=())


def find_header(grid: Grid) -> int | None:
    """Return the row that holds the header of a table of figures, or None if there is none.

    It is the row that names most measures, the first of them if several do.
    """
    best, most = None, 0
    for row in list(grid.rows)[:HEADER_WITHIN_ROWS]:
        means = [found for _, found in _meanings(grid, row) if found]
        measures = {found.measure for found in means if found.role == FIGURES}
        places = {found.role for found in means} & {"country", "country_code"}
        if len(measures) > most and (places or len(measures) >= 3):
            best, most = row, len(measures)
    return best


def _meanings(grid: Grid, row: int) -> Iterator[tuple[GridCell, Meaning | None]]:
    """Give the header cell of each column with what it means; merged headings stand above."""
    columns = {*grid.rows[row], *grid.rows.get(row - 1, ())}
    for merge in grid.merges:
        if merge.top <= row <= merge.bottom and merge.right - merge.left < 500:
            columns.update(range(merge.left, merge.right + 1))
    for column in sorted(columns):
        own = grid.cells.get((row, column))
        if own is not None and not only_fillers(own.text):
            yield own, meaning(own.text)
            continue
        above = grid.merged_over(row, column) or grid.merged_over(row - 1, column)
        above = above or grid.cells.get((row - 1, column))
        found = meaning(above.text) if above is not None and above is not own else None
        if found is not None and above is not None and (own is not None or above.column == column):
            yield (own or above), found
        elif own is not None:
            yield own, None


def read_columns(grid: Grid, header: int) -> Columns:
    """Return the columns below a header, with what stands against them."""
    findings: list[Finding] = []
    columns: dict[str, dict[str, int]] = {"measures": {}, "roles": {}, "ranks": {}}
    headers: dict[int, GridCell] = {}
    years: set[int] = set()
    several: dict[str, list[GridCell]] = {}
    for cell, means in _meanings(grid, header):
        if means is None:
            findings += _unknown(grid, header, cell, len(findings))
            continue
        if cell.text.startswith(LIVE):
            findings.append(Finding("live_text", grid.locator(cell), repr(cell.text), "a header"))
        if means.role in BY_CONTENT:
            several.setdefault(by_content(grid, header, cell.column, means.role), []).append(cell)
            continue
        findings += _take(grid, cell, means, columns, headers)
        if means.role == FIGURES:
            years.update(means.years)
    for role, cells in several.items():
        findings += _take_best(grid, header, role, cells, columns["roles"], headers)
    if "country" not in columns["roles"]:
        findings = _find_names(grid, header, columns["roles"], headers, findings)
    return Columns(
        header, columns["measures"], columns["roles"], columns["ranks"], headers,
        tuple(sorted(years)), tuple(findings),
    )  # fmt: skip


def _take(
    grid: Grid,
    cell: GridCell,
    means: Meaning,
    columns: Mapping[str, dict[str, int]],
    headers: dict[int, GridCell],
) -> Iterator[Finding]:
    """Enter a column under what it means; give it if it is not taken, or was given before."""
    kind, key = _kind(means)
    place = grid.locator(cell)
    if not kind:
        found = f"the column {cell.text!r} ({means.role} column)"
        yield Finding("not_taken", place, found, fault=False)
    elif key in columns[kind]:
        first = grid.locator(headers[columns[kind][key]])
        found = f"{cell.text!r} means {key}, which {first} already gives"
        yield Finding("repeated_column", place, found, fault=kind != "ranks")
    else:
        columns[kind][key] = cell.column
        headers[cell.column] = cell


def _kind(means: Meaning) -> tuple[str, str]:
    if means.role == FIGURES:
        return "measures", means.measure
    if means.role == "rank" and means.measure:
        return "ranks", means.measure
    return ("roles", means.role) if means.role in ("country", "edition") else ("", "")


def _take_best(
    grid: Grid,
    header: int,
    role: str,
    cells: list[GridCell],
    roles: dict[str, int],
    headers: dict[int, GridCell],
) -> Iterator[Finding]:
    """Enter the column that is best understood among several of codes, continents or regions."""
    best, *others = sorted(cells, key=lambda one: -known_below(grid, header, one.column, role))
    roles[role] = best.column
    headers |= {one.column: one for one in cells}
    for one in others:
        found = f"the column {one.text!r} (another {role.replace('_', ' ')} column)"
        yield Finding("not_taken", grid.locator(one), found, fault=False)


def by_content(grid: Grid, header: int, column: int, said: str) -> str:
    """Return whether a column is one of continents or regions by what is in it, whatever its header."""
    if said == "country_code":
        return said
    counts = {role: known_below(grid, header, column, role) for role in ("continent", "region")}
    return said if counts["continent"] == counts["region"] else max(counts, key=lambda role: counts[role])


def known_below(grid: Grid, header: int, column: int, role: str) -> int:
    """Return how many cells of a column are what a role says: codes, continents or regions."""
    cells = (cells[column].text for row, cells in grid.rows.items() if row > header and column in cells)
    if role == "country_code":
        return sum(country_by_code(text) is not None for text in cells)
    levels = {row["region"]: row["level"] for row in reference_table("regions")}
    return sum(levels.get(region_names().get(fold(text), "")) == role for text in cells)


def _unknown(grid: Grid, header: int, cell: GridCell, earlier: int) -> Iterator[Finding]:
    """Give an unknown header as a fault if anything stands below it."""
    below = any(row > header and cell.column in cells for row, cells in grid.rows.items())
    expected = closest_if_few("a known measure", cell.text, measure_labels().values(), earlier)
    yield Finding("unknown_column", grid.locator(cell), repr(cell.text), expected, fault=below)


def _find_names(
    grid: Grid,
    header: int,
    roles: dict[str, int],
    headers: dict[int, GridCell],
    findings: list[Finding],
) -> list[Finding]:
    """Tell the column of names by what stands in it, where its header does not say."""
    counts: Counter[int] = Counter()
    for row, cells in grid.rows.items():
        if row > header:
            counts.update(column for column, cell in cells.items() if fold(cell.text) in country_names())
    counts.subtract({column: counts[column] for column in roles.values()})
    for column, count in counts.most_common(1):
        if count >= 3:
            roles["country"] = column
            cell = grid.cells.get((header, column))
            if cell is not None:
                headers[column] = cell
                place = grid.locator(cell)
                findings = [one for one in findings if one.place != place]
    return findings


def unheaded(grid: Grid, columns: Columns, rows: list[int]) -> Iterator[Finding]:
    """Give columns that hold something beside the countries, below no header."""
    known = {*columns.headers, *columns.roles.values(), *grid.rows[columns.header]}
    below: dict[int, list[GridCell]] = {}
    for row in rows:
        for column, cell in grid.rows[row].items():
            if column not in known:
                below.setdefault(column, []).append(cell)
    for cells in below.values():
        numbers = [cell for cell in cells if cell.kind == "number"]
        first = (numbers or cells)[0]
        place = grid.locator(first)
        what = f"{len(numbers) or len(cells)} {'numbers' if numbers else 'texts'} below no header"
        kind = "unknown_column" if numbers else "not_taken"
        yield Finding(kind, place, what, "a header" if numbers else "", fault=bool(numbers))


def in_sheet(grid: Grid, row: int, column: int) -> str:
    """Return the place of a cell that holds nothing."""
    if not grid.name:
        return f"{row}:{column}"
    return f"{quoted_sheet(grid.name)}!{address(row, column)}"
