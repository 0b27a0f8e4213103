"""What the Index's own package says of codes, labels and documents, wherever a package says it too."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from ocdataset.check.frames.exact_tables import ExactTables, Table
from ocdataset.check.phases.row_checks import violation_at
from ocdataset.check.report import Violation
from ocdataset.reference.location import shipped_package
from ocdataset.reference.names import reference_table
from ocdataset.reference.schemas import Schema, field_names, table_schema

BY_CODE: Final = ("countries", "measures", "regions", "terms", "sections", "partners")
"""Tables whose codes never change once they are released: what is said of a code is said of all of it."""
BY_ROW: Final = (
    "editions",
    "composition",
    "aliases",
    "spellings",
    "wordings",
    "combinations",
    "sources",
    "units",
    "waivers",
    "reliability",
    "groups",
    "memberships",
    "concordances",
    "measure_concordances",
    "coders",
    "coded_statements",
    "coded_statement_terms",
    "coded_relations",
    "adjudications",
)
"""Tables of which a package may have rows of its own: one that is a shipped row but for a cell is it."""

Cells = tuple[str, ...]


def as_shipped(tables: ExactTables) -> Iterator[Violation]:
    """Give each row that says otherwise what a shipped row says.

    In tables of codes, it is the row of the same code. In the others, it is a row that the package
    lacks and has with one cell changed, its key or any other.
    """
    for table in (*BY_CODE, *BY_ROW):
        if table in tables.tables and not _is_the_shipped_file(tables.tables[table]):
            schema = table_schema(table)
            shipped = [_shipped_cells(row, schema) for row in reference_table(table)]
            rows = [(row, _cells(row, schema)) for row in tables.rows(table)]
            given = {cells for _, cells in rows}
            missing = [cells for cells in shipped if cells not in given]
            # a package that has hardly any of a table's rows has others of its own
            if missing and (table in BY_CODE or 2 * len(missing) <= len(shipped)):
                yield from _changed(tables.tables[table], rows, shipped, missing)


def _is_the_shipped_file(table: Table) -> bool:
    """Return whether the file of a table is, byte by byte, the shipped one."""
    if table.path is None:
        return False
    shipped = shipped_package() / "data" / f"{table.name}.csv"
    if table.path.stat().st_size != shipped.stat().st_size:
        return False
    return table.path.read_bytes() == shipped.read_bytes()


def _changed(
    table: Table,
    rows: Sequence[tuple[Mapping[str, Any], Cells]],
    shipped: Sequence[Cells],
    missing: Sequence[Cells],
) -> Iterator[Violation]:
    schema = table_schema(table.name)
    names = field_names(schema)
    known = set(shipped)
    # an edition of another title is another edition
    changeable = [at for at, name in enumerate(names) if name != "title"]
    key = [names.index(name) for name in schema["primaryKey"]]
    by_code = {_at(cells, key): cells for cells in missing} if table.name in BY_CODE else {}
    but_one: dict[tuple[int, Cells], Cells] = {}
    for cells in missing:
        for at in changeable:
            but_one.setdefault((at, _without(cells, at)), cells)
    for row, cells in rows:
        if cells in known:
            continue
        meant = by_code.get(_at(cells, key)) or next(
            (but_one[at, rest] for at in changeable if (at, rest := _without(cells, at)) in but_one),
            None,
        )
        if meant is not None:
            for name, found, expected in zip(names, cells, meant, strict=True):
                if found != expected:
                    told = f"{expected or 'nothing'}, as the Index's own package has it"
                    yield violation_at(table, row, name, found, told)


def _at(cells: Cells, places: Sequence[int]) -> Cells:
    return tuple(cells[at] for at in places)


def _without(cells: Cells, at: int) -> Cells:
    return (*cells[:at], *cells[at + 1 :])


def _cells(row: Mapping[str, Any], schema: Schema) -> Cells:
    """Return the cells of a row in one spelling, whatever the file spells them like."""
    return tuple(_spelt(row[field["name"]], field["type"]) for field in schema["fields"])


def _spelt(cell: Any, kind: str) -> str:
    if cell is None:
        return ""
    return f"{Decimal(cell) / 100:.2f}" if kind == "number" else str(cell)


def _shipped_cells(row: Mapping[str, str], schema: Schema) -> Cells:
    """Return the cells of a shipped row in the same spelling."""
    numbers = {field["name"] for field in schema["fields"] if field["type"] == "number"}
    return tuple(
        f"{Decimal(row[name]):.2f}" if name in numbers and row[name] else row[name]
        for name in field_names(schema)
    )
