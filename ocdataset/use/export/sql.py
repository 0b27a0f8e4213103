"""Tables as statements of SQL, in the words that SQLite and DuckDB share."""

from collections.abc import Iterable, Iterator
from typing import Final

from ocdataset.use.export.typed_table import TypedTable

TYPES: Final = {"integer": "BIGINT", "number": "DOUBLE"}
ABOUT: Final = "about_this_file"
COLUMNS: Final = "columns_of_tables"


def quoted(name: str) -> str:
    """Return a name as SQL takes any name."""
    return '"' + name.replace('"', '""') + '"'


def create_table(table: TypedTable, referable: set[str]) -> str:
    """Return the statement that makes a table with its key and its references to others.

    Parameters
    ----------
    table : TypedTable
    referable : set of str
        The tables that are there to be referred to.
    """
    lines = [_column(field) for field in table.fields]
    gaps = any(None in table.column(name) for name in table.key)
    if table.key:
        lines.append(f"{'UNIQUE' if gaps else 'PRIMARY KEY'} ({_listed(table.key)})")
    lines += _references(table, referable)
    body = ",\n  ".join(lines)
    return f"CREATE TABLE {quoted(table.name)} (\n  {body}\n)"


def _column(field: dict[str, object]) -> str:
    constraints = field.get("constraints", {})
    required = " NOT NULL" if isinstance(constraints, dict) and constraints.get("required") else ""
    return f"{quoted(str(field['name']))} {TYPES.get(str(field.get('type')), 'VARCHAR')}{required}"


def _references(table: TypedTable, referable: set[str]) -> Iterator[str]:
    for key in table.schema.get("foreignKeys", []):
        other = key["reference"]["resource"]
        if other in referable and other != table.name:
            there = f"{quoted(other)} ({_listed(key['reference']['fields'])})"
            yield f"FOREIGN KEY ({_listed(key['fields'])}) REFERENCES {there}"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(map(quoted, names))


def insert_rows(name: str, columns: int) -> str:
    """Return the statement that adds a row to a table of so many columns."""
    return f"INSERT INTO {quoted(name)} VALUES ({', '.join('?' * columns)})"  # noqa: S608


def described_columns(tables: Iterable[TypedTable]) -> list[tuple[str, ...]]:
    """Return what the columns of tables are: table, column, title, unit, description."""
    return [
        (table.name, field["name"], field.get("title", ""), field.get("unit", ""), field["description"])
        for table in tables
        for field in table.fields
    ]
