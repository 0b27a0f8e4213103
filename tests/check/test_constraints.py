"""For every constraint of every column, frictionless, Pandera and every engine reject a mutated row."""

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from frictionless import Resource, Schema

from ocdataset.check.frames.engines import Engine, engine_for
from ocdataset.check.frames.exact_tables import ExactTables, table_of_rows
from ocdataset.check.pandera_schemas import dtype, pandera_schema
from ocdataset.check.phases.columns import column_checks
from ocdataset.check.phases.keys import key_violations
from ocdataset.check.phases.row_checks import row_violations
from ocdataset.check.report import Violation
from ocdataset.package.package import open_package
from ocdataset.reference.schemas import field_names, table_schema

PACKAGE = open_package()


def cases() -> Iterator[Any]:
    for table in PACKAGE.tables:
        for field in table_schema(table)["fields"]:
            if field["type"] != "string":
                yield pytest.param(table, field["name"], "type", id=f"{table}-{field['name']}-type")
            for constraint in field.get("constraints", {}):
                yield pytest.param(
                    table, field["name"], constraint, id=f"{table}-{field['name']}-{constraint}"
                )


def broken(field: dict[str, Any], constraint: str) -> str:
    """A cell that breaks this constraint."""
    bound = field.get("constraints", {}).get(constraint)
    if constraint == "required":
        return ""
    if constraint in ("minimum", "maximum"):
        return str(bound - 1 if constraint == "minimum" else bound + 1)
    if constraint == "type":
        return "many"
    return "not-one!" if field["type"] == "string" else "3.25"


def one_row(table: str) -> dict[str, str]:
    """The first row of a table, every empty cell that may be filled left as it is."""
    return dict(PACKAGE.rows(table)[0])


def written(folder: Path, table: str, rows: list[dict[str, str]]) -> Path:
    path = folder / "rows.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, field_names(table_schema(table)), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def frictionless_accepts(path: Path, table: str) -> bool:
    described = {key: value for key, value in table_schema(table).items() if key != "foreignKeys"}
    resource = Resource(path=path.name, basepath=str(path.parent), schema=Schema.from_descriptor(described))
    return bool(resource.validate().valid)


def pandera_accepts(path: Path, table: str) -> bool:
    """Whether the table loads as users load it, and fits the schema that users get."""
    from pandera.errors import SchemaError

    dtypes = {field["name"]: dtype(field) for field in table_schema(table)["fields"]}
    try:
        frame = pd.read_csv(path, dtype=dtypes, keep_default_na=False, na_values=[""])
        pandera_schema(table_schema(table)).validate(frame)
    except (ValueError, SchemaError):
        return False
    return True


def found_by(engine: Engine, table: str, rows: list[dict[str, str]]) -> list[Violation]:
    """What the checks of single rows and of doubled keys find."""
    tables = ExactTables(engine, {table: table_of_rows(engine, table, table_schema(table), rows)})
    of_rows = row_violations(tables, table, list(column_checks(table_schema(table))))
    return [*of_rows, *key_violations(tables, table)]


@pytest.fixture(scope="module", params=["pandas", "polars"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    chosen = engine_for(request.param)
    yield chosen
    chosen.close()


@pytest.mark.parametrize("table", PACKAGE.tables)
def test_an_untouched_row_is_accepted_by_both(table: str, tmp_path: Path) -> None:
    path = written(tmp_path, table, [one_row(table)])
    assert frictionless_accepts(path, table)
    assert pandera_accepts(path, table)


@pytest.mark.parametrize(("table", "column", "constraint"), list(cases()))
def test_a_broken_cell_is_rejected_by_both(table: str, column: str, constraint: str, tmp_path: Path) -> None:
    path = written(tmp_path, table, [one_row(table) | {column: broken(field_of(table, column), constraint)}])
    assert not frictionless_accepts(path, table)
    assert not pandera_accepts(path, table)


def field_of(table: str, column: str) -> dict[str, Any]:
    return next(field for field in table_schema(table)["fields"] if field["name"] == column)


@pytest.mark.parametrize("table", PACKAGE.tables)
def test_every_engine_finds_each_broken_cell_and_nothing_else(table: str, engine: Engine) -> None:
    broken_cells = [case.values[1:] for case in cases() if case.values[0] == table]
    rows = [
        one_row(table) | {column: broken(field_of(table, column), constraint)}
        for column, constraint in broken_cells
    ]
    found = [one for one in found_by(engine, table, [one_row(table), *rows]) if one.rule != "keys"]
    assert Counter(one.column for one in found) == Counter(column for column, _ in broken_cells)


@pytest.mark.parametrize("table", PACKAGE.tables)
def test_a_doubled_key_is_rejected_by_both(table: str, tmp_path: Path) -> None:
    path = written(tmp_path, table, [one_row(table), one_row(table)])
    assert not frictionless_accepts(path, table)
    assert not pandera_accepts(path, table)


@pytest.mark.parametrize("table", PACKAGE.tables)
def test_every_engine_finds_a_doubled_key(table: str, engine: Engine) -> None:
    [doubled] = found_by(engine, table, [one_row(table), one_row(table)])
    assert doubled.expected == "a key of its own; 2 rows have it"
