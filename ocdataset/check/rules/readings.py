"""What was read of pages gives the tables anew: values, statuses, ranks, placements and repairs."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import narwhals as nw

from ocdataset.arithmetic.half_points import hundredths, hundredths_text
from ocdataset.check.frames.exact_tables import ExactTables, Table, text_of
from ocdataset.check.phases.row_checks import violation_at
from ocdataset.check.report import Violation
from ocdataset.reference.schemas import table_schema

REBUILD: Final = "as the readings give; run: ocdataset build"


def established(tables: ExactTables) -> Iterator[Violation]:
    """Give each cell that is not what the readings of the package establish.

    A sheet without readings, as one of a workbook, is left alone.
    """
    readings = tables.rows("readings")
    if not readings:
        return
    # what establishes is loaded only where there is something to establish
    from ocdataset.package.build import establish_all
    from ocdataset.package.sheet_tables import ROWS_OF, reading_rows
    from ocdataset.reference.errors import DatasetError

    read = [text_of(row) for row in readings]
    try:
        sheets = establish_all([text_of(row) for row in tables.rows("sources")], read)
    except DatasetError as error:
        yield Violation("", table="readings", found=str(error), expected="readings that can be established")
        return
    made = {table: rows(sheets) for table, rows in ROWS_OF.items()} | {"readings": reading_rows(sheets, read)}
    of_pages = {row["source_id"] for row in readings}
    for table, rows in made.items():
        if table in tables.tables:
            yield from _differing(tables, table, rows, of_pages)


def bearing_on_readings(tables: ExactTables) -> Iterator[nw.LazyFrame[Any]]:
    """Give the scores of a source that has readings, and those of a sheet that such a source is of."""
    read = tables.frame("readings").select("source_id").unique()
    scores = tables.frame("scores")
    yield scores.join(read, on="source_id", how="semi")
    of_pages = tables.frame("sources").join(read, on="source_id", how="semi")
    yield scores.join(of_pages.select("edition", "country").unique(), on=["edition", "country"], how="semi")


def _differing(
    tables: ExactTables, table: str, made: Iterable[Mapping[str, Any]], of_pages: set[str]
) -> Iterator[Violation]:
    held, key = tables.tables[table], table_schema(table)["primaryKey"]
    wanted = {tuple(str(row[name]) for name in key): row for row in made}
    unclaimed = dict(wanted)
    for row in tables.rows(table):
        name = tuple(str(row[column]) for column in key)
        expected = unclaimed.pop(name, None)
        if expected is not None:
            yield from _other_cells(held, row, expected)
        elif row["source_id"] in of_pages and name not in wanted:
            yield violation_at(held, row, "", "a row", f"no such row, {REBUILD}")
    for name in unclaimed:
        row = dict(zip(key, name, strict=True))
        yield violation_at(held, row, "", "no row", f"a row, {REBUILD}")


def _other_cells(table: Table, row: Mapping[str, Any], expected: Mapping[str, Any]) -> Iterator[Violation]:
    for field in table_schema(table.name)["fields"]:
        column, kind = field["name"], field["type"]
        found = "" if row[column] is None else row[column]
        wanted = expected[column]
        same = _hundredths(wanted) == found if kind == "number" else str(wanted) == str(found)
        if not same:
            told = hundredths_text(found) if kind == "number" and found != "" else str(found)
            yield violation_at(table, row, column, told, f"{wanted or 'nothing'}, {REBUILD}")


def _hundredths(text: str) -> int | str:
    return hundredths(text) if text else ""
