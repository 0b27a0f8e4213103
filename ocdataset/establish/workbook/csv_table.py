"""A user's CSV file, long or wide, as entries of one country in one edition."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from ocdataset.establish.workbook.columns import Columns, find_header, read_columns
from ocdataset.establish.workbook.findings import Finding
from ocdataset.establish.workbook.headers import FIGURES, meaning, titles_of, years_in
from ocdataset.read.workbook.grid import Grid, GridCell
from ocdataset.reference.folding import closely_like, closest_if_few, fold
from ocdataset.reference.names import measure_label, measure_labels

LONG_HEADER_WITHIN_ROWS: Final = 20
YEARS: Final = "its years"
FILE_NAME: Final = "the name of the file"


@dataclass
class Entry:
    """What a file says of one country in one edition.

    Parameters
    ----------
    row : int
        The first line that says so.
    edition : int or None
        What the file says for itself; None if nothing.
    name, code, region : GridCell or None
    cells, ranks : dict of str to GridCell
        By measure.
    """

    row: int
    edition: int | None
    name: GridCell | None = None
    code: GridCell | None = None
    region: GridCell | None = None
    cells: dict[str, GridCell] = field(default_factory=dict)
    ranks: dict[str, GridCell] = field(default_factory=dict)


@dataclass
class CsvTable:
    """A user's file as entries.

    Parameters
    ----------
    grid : Grid
    shape : str
        `long` or `wide`.
    said_by : str
        What says which edition it is, where anything does.
    entries : list of Entry
    findings : list of Finding
    """

    grid: Grid
    shape: str
    said_by: str
    entries: list[Entry]
    findings: list[Finding]


def read_csv_table(path: Path, grid: Grid) -> CsvTable | Finding:
    """Return the entries of a file, or why it is no table of the Index's figures."""
    long_header = _find_long_header(grid)
    if long_header is not None:
        row, roles = long_header
        return _read_long(path, grid, row, roles)
    header = find_header(grid)
    columns = None if header is None else read_columns(grid, header)
    if columns is None or not columns.measures or not {"country", "country_code"} & set(columns.roles):
        return _no_table(grid)
    return _read_wide(path, grid, columns)


def _no_table(grid: Grid) -> Finding:
    start = [cell.text for cell in list(grid.cells.values())[:12]]
    titles = [fold(text) for text in start if len(text) < 80]
    if any(title.startswith("global organized crime index") for title in titles):
        found = "the cover sheet of the workbook, read as if it were data"
        return Finding("no_table", "", found, "one of the sheets after it")
    if not grid.cells:
        return Finding("no_table", "", "nothing", "a header and rows")
    misspelt = _misspelt_long_header(grid)
    if misspelt is not None:
        lacking, cell = misspelt
        found = f"no column {lacking}; the closest is {cell.text!r}"
        return Finding("no_table", grid.locator(cell), found, f"the column {lacking}, spelt so")
    found = f"no header with countries and measures, but {', '.join(repr(text[:40]) for text in start[:4])}"
    return Finding("no_table", "", found, "columns such as Country and Human trafficking")


def _find_long_header(grid: Grid) -> tuple[int, dict[str, int]] | None:
    for row in list(grid.rows)[:LONG_HEADER_WITHIN_ROWS]:
        roles: dict[str, int] = {}
        for column, cell in grid.rows[row].items():
            means = meaning(cell.text)
            if means is not None and means.role != FIGURES:
                roles.setdefault(means.role, column)
        if {"measure", "value"} <= set(roles) and {"country", "country_code"} & set(roles):
            return row, roles
    return None


def _misspelt_long_header(grid: Grid) -> tuple[str, GridCell] | None:
    """Return the one column that a long table lacks, and the title that it may be misspelt as."""
    for row in list(grid.rows)[:LONG_HEADER_WITHIN_ROWS]:
        meanings = {column: meaning(cell.text) for column, cell in grid.rows[row].items()}
        roles = {"country" if one.role == "country_code" else one.role for one in meanings.values() if one}
        lacking = [role for role in ("country", "measure", "value") if role not in roles]
        unknown = {
            fold(grid.rows[row][column].text): column for column, one in meanings.items() if one is None
        }
        if len(lacking) == 1:
            near = (
                (known, get_close_matches(known, unknown, n=1, cutoff=0.75))
                for known in titles_of(lacking[0])
            )
            for known, titles in near:
                if titles:
                    return known, grid.rows[row][unknown[titles[0]]]
    return None


def _edition(path: Path, cell: GridCell | None) -> int | None:
    """Return the edition that a cell says, else the one that the name of the file says."""
    years = years_in(cell.text) if cell is not None else years_in(path.stem)
    return years[0] if len(years) == 1 else None


def _read_long(path: Path, grid: Grid, header: int, roles: Mapping[str, int]) -> CsvTable:
    entries: dict[tuple[object, ...], Entry] = {}
    findings: list[Finding] = []
    unknown: dict[str, GridCell] = {}
    for row, cells in grid.rows.items():
        if row <= header:
            continue
        at = {role: cells.get(column) for role, column in roles.items()}
        edition = _edition(path, at.get("edition"))
        name, code = at.get("country"), at.get("country_code")
        key = (edition, name.text if name else "", code.text if code else "")
        entry = entries.setdefault(key, Entry(row, edition, name, code, at.get("region")))
        said = at["measure"]
        means = meaning(said.text) if said is not None else None
        if said is None or means is None or means.role != FIGURES:
            if said is not None:
                unknown.setdefault(said.text, said)
            continue
        findings += _take(grid, entry, means.measure, at["value"], row)
    for earlier, (text, cell) in enumerate(unknown.items()):
        expected = closest_if_few("a measure", text, measure_labels().values(), earlier)
        findings.append(Finding("unknown_column", grid.locator(cell), repr(text), expected))
    said_by = YEARS if "edition" in roles else FILE_NAME
    return CsvTable(grid, "long", said_by, list(entries.values()), findings)


def _take(grid: Grid, entry: Entry, measure: str, cell: GridCell | None, row: int) -> Iterator[Finding]:
    if cell is None:
        cell = GridCell(row, 0, "", "empty")
    first = entry.cells.setdefault(measure, cell)
    if first is not cell:
        named = entry.name or entry.code
        whose = named.text if named else "no country"
        found = f"{measure_label(measure)} of {whose} again, as in line {first.row}"
        yield Finding("repeated_country", grid.locator(cell), found, "one value")


def _read_wide(path: Path, grid: Grid, columns: Columns) -> CsvTable:
    entries = []
    for row, cells in grid.rows.items():
        if row <= columns.header:
            continue
        at = {role: cells.get(column) for role, column in columns.roles.items()}
        edition = _edition(path, at.get("edition"))
        if "edition" not in columns.roles and len(columns.years) == 1:
            edition = columns.years[0]
        entry = Entry(row, edition, at.get("country"), at.get("country_code"), at.get("region"))
        for measure, column in columns.measures.items():
            entry.cells[measure] = cells.get(column) or GridCell(row, column, "", "empty")
        for measure, column in columns.ranks.items():
            if column in cells:
                entry.ranks[measure] = cells[column]
        entries.append(entry)
    findings = [_own_column(finding) for finding in columns.findings]
    said_by = YEARS if "edition" in columns.roles or len(columns.years) == 1 else FILE_NAME
    return CsvTable(grid, "wide", said_by, entries, findings)


def _own_column(finding: Finding) -> Finding:
    """Return an unknown column as no fault, unless it is nearly a measure: a file may have others."""
    if finding.kind != "unknown_column":
        return finding
    name = finding.found.strip("'\"")
    nearly = closely_like(name, [*measure_labels().values(), *measure_labels()])
    if nearly:
        expected = f"{nearly}, which it is nearly; as it is, nothing of it is checked"
        return Finding("unknown_column", finding.place, f"the column {finding.found}", expected)
    return Finding("not_taken", finding.place, f"the column {finding.found}", fault=False)
