"""SQLite and DuckDB: a file with every table, its keys and references, and what the columns are."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from ocdataset.package.package import Package
from ocdataset.use.export.sql import ABOUT, COLUMNS, create_table, described_columns, insert_rows, quoted
from ocdataset.use.export.typed_table import TypedTable, about, in_order_of_reference


def write_sqlite(package: Package, citation: str, path: Path) -> None:
    """Write a SQLite database.

    Raises
    ------
    OSError
        If the disk does not take it, of which the library makes an error of its own.
    """
    try:
        with closing(sqlite3.connect(path)) as connection:
            _fill(package, citation, connection.execute, connection.executemany)
            connection.commit()
    except sqlite3.OperationalError as error:
        raise OSError(0, str(error)) from None


def write_duckdb(package: Package, citation: str, path: Path) -> None:
    """Write a DuckDB database, its columns with comments.

    Raises
    ------
    OSError
        If the disk does not take it, of which the library makes an error of its own.
    """
    import duckdb

    try:
        _write_duckdb(package, citation, path)
    except (duckdb.IOException, duckdb.FatalException, duckdb.OutOfMemoryException) as error:
        raise OSError(0, str(error).partition("\n")[0]) from None


def _write_duckdb(package: Package, citation: str, path: Path) -> None:
    import duckdb

    with closing(duckdb.connect(str(path))) as connection:
        connection.execute("BEGIN")
        tables = _fill(package, citation, connection.execute, connection.executemany)
        connection.execute("COMMIT")
        for table in tables:
            connection.execute(_comment(f"TABLE {quoted(table.name)}", table.schema["description"]))
            for field in table.fields:
                place = f"COLUMN {quoted(table.name)}.{quoted(field['name'])}"
                connection.execute(_comment(place, field["description"]))


def _fill(
    package: Package, citation: str, execute: Callable[..., Any], many: Callable[..., Any]
) -> list[TypedTable]:
    tables = in_order_of_reference(package)
    there: set[str] = set()
    for table in tables:
        execute(create_table(table, there))
        there.add(table.name)
        if table.rows:
            many(insert_rows(table.name, len(table.names)), table.rows)
    execute(f'CREATE TABLE {ABOUT} ("name" VARCHAR, "text" VARCHAR)')
    many(insert_rows(ABOUT, 2), about(package, citation))
    execute(
        f'CREATE TABLE {COLUMNS} ("table" VARCHAR, "column" VARCHAR, "title" VARCHAR, "unit" VARCHAR, '
        '"description" VARCHAR)'
    )
    many(insert_rows(COLUMNS, 5), described_columns(tables))
    return tables


def _comment(place: str, text: str) -> str:
    escaped = text.replace("'", "''")
    return f"COMMENT ON {place} IS '{escaped}'"
