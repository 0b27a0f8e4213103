"""For every constraint of every column, a mutated row is rejected by frictionless and by Pandera."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from frictionless import Resource, Schema

from ocdataset.check.cells import cast_rows
from ocdataset.check.columns import column_violations, pandas_frame
from ocdataset.check.keys import key_violations
from ocdataset.check.pandera_schemas import pandera_schema
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


def frictionless_accepts(folder: Path, table: str, rows: list[dict[str, str]]) -> bool:
    path = folder / "rows.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, field_names(table_schema(table)), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    described = {key: value for key, value in table_schema(table).items() if key != "foreignKeys"}
    resource = Resource(path=path.name, basepath=str(folder), schema=Schema.from_descriptor(described))
    return bool(resource.validate().valid)


def pandera_accepts(table: str, rows: list[dict[str, str]]) -> bool:
    from pandera.errors import SchemaError

    cast, unreadable = cast_rows(table, table_schema(table), rows)
    if unreadable:
        frame = pandas_frame(cast_rows(table, table_schema(table), rows)[0]).astype(object)
        frame = frame.reindex(cast.lines)
    else:
        frame = pandas_frame(cast)
    for name, column in pandera_schema(table_schema(table)).columns.items():
        if str(column.dtype) == "int64" and not unreadable and not frame[name].isna().any():
            frame[name] = frame[name].astype("int64")
    try:
        pandera_schema(table_schema(table)).validate(frame)
    except SchemaError:
        return False
    return True


@pytest.mark.parametrize("table", PACKAGE.tables)
def test_an_untouched_row_is_accepted_by_both(table: str, tmp_path: Path) -> None:
    assert frictionless_accepts(tmp_path, table, [one_row(table)])
    assert pandera_accepts(table, [one_row(table)])
    assert not list(column_violations(cast_rows(table, table_schema(table), [one_row(table)])[0]))


@pytest.mark.parametrize(("table", "column", "constraint"), list(cases()))
def test_a_broken_cell_is_rejected_by_both(table: str, column: str, constraint: str, tmp_path: Path) -> None:
    field = next(field for field in table_schema(table)["fields"] if field["name"] == column)
    row = one_row(table) | {column: broken(field, constraint)}
    assert not frictionless_accepts(tmp_path, table, [row])
    assert not pandera_accepts(table, [row])
    cast, unreadable = cast_rows(table, table_schema(table), [row])
    assert unreadable or [violation.column for violation in column_violations(cast)] == [column]


@pytest.mark.parametrize("table", PACKAGE.tables)
def test_a_doubled_key_is_rejected_by_both(table: str, tmp_path: Path) -> None:
    rows = [one_row(table), one_row(table)]
    assert not frictionless_accepts(tmp_path, table, rows)
    assert not pandera_accepts(table, rows)
    cast, _ = cast_rows(table, table_schema(table), rows)
    doubled = [one for one in key_violations({table: cast}) if "a key of its own" in one.expected]
    assert [violation.line for violation in doubled] == [3]
