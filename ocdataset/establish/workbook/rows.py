"""Which row is which country: by ISO code where given, and by its exact name or alias."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ocdataset.establish.workbook.codes import country_by_code
from ocdataset.establish.workbook.columns import LIVE, Columns, in_sheet
from ocdataset.establish.workbook.findings import Finding
from ocdataset.establish.workbook.headers import is_summary, meaning
from ocdataset.read.workbook.grid import Grid, GridCell
from ocdataset.reference.folding import closest_if_few, fold
from ocdataset.reference.names import country_label, country_labels, country_names, region_names


@dataclass(frozen=True, slots=True)
class CountryRow:
    """A row of a country.

    Parameters
    ----------
    country : str
    row : int
    name : GridCell or None
        The cell that names it, if there is one.
    """

    country: str
    row: int
    name: GridCell | None


def country_rows(
    grid: Grid, columns: Columns, *, twice: bool = False
) -> tuple[list[CountryRow], list[Finding]]:
    """Return the rows of countries, and what stands against rows.

    Parameters
    ----------
    grid, columns : Grid, Columns
    twice : bool
        Whether a country may have several rows, as in a table of several editions.
    """
    rows: list[CountryRow] = []
    findings: list[Finding] = []
    nameless: list[tuple[int, Finding]] = []
    for row, cells in grid.rows.items():
        if row <= columns.header:
            continue
        found = _row(grid, columns, row, cells, len(findings))
        if isinstance(found, CountryRow):
            rows.append(found)
        elif found is not None and found.kind == "nameless":
            nameless.append((row, replace(found, kind="unknown_country")))
        elif found is not None:
            findings.append(found)
    # the data end where the countries end; what has no name after them is a note or a sum
    last = max((one.row for one in rows), default=0)
    findings += [finding for row, finding in nameless if row < last]
    findings += _notes_between(grid, columns, rows)
    if not twice:
        findings += _repeated(grid, columns, rows)
    return rows, findings


def _row(
    grid: Grid, columns: Columns, row: int, cells: Mapping[int, GridCell], earlier: int
) -> CountryRow | Finding | None:
    """Return the row of a country, what is wrong with it (as with earlier ones), or None without figures."""
    name = cells.get(columns.roles.get("country", 0)) or _merged_name(grid, columns, row)
    code = cells.get(columns.roles.get("country_code", 0))
    if name is not None and name.kind in ("error", "empty"):
        name = None
    filled = _has_numbers(columns, cells)
    by_name = country_names().get(fold(name.text)) if name else None
    by_code = country_by_code(code.text) if code else None
    if by_name and by_code and by_name != by_code and code and name:
        found = f"the code {code.text!r} next to the name {name.text!r}"
        return Finding("contradicted_country", grid.locator(code), found, f"{by_name}, or another name")
    country = by_code or by_name
    if country and name is not None and name.text.startswith(LIVE):
        return Finding("live_text", grid.locator(name), repr(name.text), "the name of a country")
    if country:
        return CountryRow(country, row, name)
    if not filled or _is_no_country(name):
        return None
    if name is None:
        place = in_sheet(grid, row, columns.roles.get("country", 1))
        return Finding("nameless", place, "figures without a name", "the name of a country")
    expected = closest_if_few("a known country", name.text, country_labels().values(), earlier)
    return Finding("unknown_country", grid.locator(name), repr(name.text), expected)


def _has_numbers(columns: Columns, cells: Mapping[int, GridCell]) -> bool:
    return any(
        cells[column].kind == "number" or cells[column].text.strip()[:1].isdecimal()
        for column in columns.measures.values()
        if column in cells
    )


def _merged_name(grid: Grid, columns: Columns, row: int) -> GridCell | None:
    return grid.merged_over(row, columns.roles["country"]) if "country" in columns.roles else None


def _is_no_country(name: GridCell | None) -> bool:
    """Return whether a row is a repeated header, or sums a region or the world up."""
    if name is None:
        return False
    means = meaning(name.text)
    repeated = means is not None and means.role == "country"
    return repeated or is_summary(name.text) or fold(name.text) in region_names()


def _notes_between(grid: Grid, columns: Columns, rows: list[CountryRow]) -> Iterator[Finding]:
    """Give texts in the column of names that name no country, once the table has begun."""
    column = columns.roles.get("country")
    taken = {one.row for one in rows}
    for row, cells in grid.rows.items():
        cell = cells.get(column) if column else None
        if row <= columns.header or row in taken or cell is None:
            continue
        if not _has_numbers(columns, cells) or _is_no_country(cell):
            found = f"the row {cell.text[:60]!r}"
            yield Finding("not_taken", grid.locator(cell), found, fault=False)


def _repeated(grid: Grid, columns: Columns, rows: list[CountryRow]) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for one in rows:
        column = columns.roles.get("country") or columns.roles.get("country_code", 1)
        if one.country in first:
            place = in_sheet(grid, one.row, column)
            found = f"{country_label(one.country)} again, as in row {first[one.country]}"
            yield Finding("repeated_country", place, found, "one row a country")
        first.setdefault(one.country, one.row)


def missing_countries(place: str, rows: list[CountryRow]) -> Iterator[Finding]:
    """Give the countries of the Index that have no row."""
    present = {one.country for one in rows}
    for country, name in country_labels().items():
        if country not in present:
            yield Finding("missing_country", place, f"no row of {name} ({country})", "every country")
