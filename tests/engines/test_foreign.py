"""Packages that are not the Index's: the same from every engine, and no traceback."""

import json
import shutil
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

import pytest

from ocdataset.check.report import Report
from ocdataset.check.validation import validate_package
from ocdataset.package.package import open_package
from ocdataset.package.simulation.simulating import simulate
from tests.engines import on_spark

ENGINES = ("polars", "pandas")
Edit = Callable[[dict[str, Any], str], str]


@pytest.fixture(scope="module")
def simulated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("foreign") / "package"
    simulate(folder, rows=200, seed=2)
    descriptor = json.loads((folder / "datapackage.json").read_text())
    for resource in descriptor["resources"]:
        del resource["hash"], resource["bytes"]
    (folder / "datapackage.json").write_text(json.dumps(descriptor))
    return folder


def same_from_all(folder: Path, large: Collection[str] = on_spark.LARGE) -> Report:
    """What the engines say alike; on Spark, some tables count as large, however small they are."""
    package = open_package(folder)
    reports = [validate_package(package, engine=engine, prefiltered_from=0) for engine in ENGINES]
    assert reports[0].results == reports[1].results
    if on_spark.is_here():
        assert on_spark.judged(package, large).results == reports[0].results
    return reports[0]


def edited(simulated: Path, to: Path, table: str, edit: Edit) -> Path:
    """A copy in which the schema and text of a table are edited."""
    shutil.copytree(simulated, to)
    schema = json.loads((to / "schemas" / f"{table}.json").read_text())
    text = edit(schema, (to / "data" / f"{table}.csv").read_text())
    (to / "schemas" / f"{table}.json").write_text(json.dumps(schema))
    (to / "data" / f"{table}.csv").write_bytes(text.encode())
    return to


def another_table(schema: dict[str, Any], _: str) -> str:
    schema.clear()
    schema["fields"] = [{"name": "player", "type": "string"}, {"name": "goals", "type": "integer"}]
    return "player,goals\nAda,3\nBob,1\n"


def without_a_column(schema: dict[str, Any], text: str) -> str:
    at = text.splitlines()[0].split(",").index("as_printed")
    schema["fields"] = [field for field in schema["fields"] if field["name"] != "as_printed"]
    rows = [line.split(",") for line in text.splitlines()]
    return "".join(",".join([*row[:at], *row[at + 1 :]]) + "\n" for row in rows)


def with_a_column_more(schema: dict[str, Any], text: str) -> str:
    schema["fields"].append({"name": "remark"})
    return "".join(f"{line},{'' if at else 'remark'}\n" for at, line in enumerate(text.splitlines()))


def another_type(schema: dict[str, Any], text: str) -> str:
    for field in schema["fields"]:
        if field["name"] == "value":
            field.update(type="string", constraints={})
    return text


def a_date(schema: dict[str, Any], text: str) -> str:
    schema["fields"].append({"name": "day", "type": "date", "constraints": {"minimum": "2020-01-01"}})
    lines = text.splitlines()
    return "".join(f"{line},{'2021-02-03' if at else 'day'}\n" for at, line in enumerate(lines))


def keys_as_words(schema: dict[str, Any], text: str) -> str:
    schema["primaryKey"] = "locator"
    schema["foreignKeys"] = [
        {"fields": "country", "reference": {"resource": "countries", "fields": "country"}}
    ]
    return text


@pytest.mark.parametrize(
    ("table", "edit"),
    [
        ("scores", another_table),
        ("scores", without_a_column),
        ("scores", with_a_column_more),
        ("scores", another_type),
        ("scores", a_date),
        ("scores", keys_as_words),
        ("averages", another_type),
        ("placements", another_table),
    ],
    ids=lambda one: one if isinstance(one, str) else one.__name__,
)
def test_a_table_of_another_shape(table: str, edit: Edit, simulated: Path, tmp_path: Path) -> None:
    report = same_from_all(edited(simulated, tmp_path / "package", table, edit))
    notes = [note for result in report.results for note in result.notes if note.startswith(f"{table}:")]
    assert bool(notes) == (edit in {another_table, without_a_column, another_type})
    assert any(result.rule == "half_point" for result in report.results) == (not notes or table != "scores")


def test_tables_of_unknown_names(tmp_path: Path) -> None:
    (tmp_path / "goals.csv").write_text("player,goals,scored\nAda,3,true\nAda,x,\n")
    fields = [{"name": "player"}, {"name": "goals", "type": "integer"}, {"name": "scored", "type": "boolean"}]
    resource = {
        "name": "goals",
        "path": "goals.csv",
        "schema": {"fields": fields, "primaryKey": ["player"]},
    }
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": [resource]}))
    report = same_from_all(tmp_path)
    assert [(one.rule, one.column, one.found) for one in report.violations] == [
        ("cells", "goals", "'x'"),
        ("keys", "player", "Ada"),
    ]


@pytest.mark.parametrize(
    "schema",
    [
        {},
        {"fields": []},
        {"fields": [{"name": "player"}, {"name": "player"}]},
        {"fields": [{"name": "player", "constraints": []}]},
        {"fields": [{"name": "player", "constraints": {"pattern": "("}}]},
        {"fields": [{"name": "player", "constraints": {"enum": "Ada"}}]},
        {"fields": [{"name": "player", "type": "integer", "constraints": {"minimum": "low"}}]},
        {"fields": [{"name": "player", "type": "number", "constraints": {"enum": ["low"]}}]},
        {"fields": [{"name": "player"}], "primaryKey": ["goals"]},
        {"fields": [{"name": "player"}], "primaryKey": 7},
        {"fields": [{"name": "player"}], "foreignKeys": ["goals"]},
        {
            "fields": [{"name": "player"}],
            "foreignKeys": [{"fields": ["player"], "reference": {"resource": "x"}}],
        },
    ],
    ids=str,
)
def test_a_schema_that_is_none(schema: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "goals.csv").write_text("player\nAda\n")
    resource = {"name": "goals", "path": "goals.csv", "schema": schema}
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": [resource]}))
    [violation] = same_from_all(tmp_path).violations
    assert (violation.rule, violation.column) == ("descriptor", "schema")


def lines_added(*lines: str) -> Edit:
    return lambda _, text: text + "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize(
    ("table", "edit", "found"),
    [
        ("composition", lines_added("2021,criminal_markets,criminal_markets,9"), "2021 criminal_markets"),
        ("composition", lines_added("2021,human_trafficking,,9"), "2021 human_trafficking"),
        ("placements", lines_added(""), ": 0 cells, the header has 7"),
        (
            "placements",
            lambda _, text: text.replace(",1:1,", ",1:\r1,", 1),
            "placements.csv, line 2: 6 cells",
        ),
        ("placements", lambda _, text: text.replace("\n", "\r"), "ends in a carriage return alone"),
        ("placements", lambda *_: "", "the columns "),
    ],
)
def test_files_that_engines_read_in_their_own_ways(
    table: str, edit: Edit, found: str, simulated: Path, tmp_path: Path
) -> None:
    report = same_from_all(edited(simulated, tmp_path / "package", table, edit), (table,))
    assert found in report.violations[0].found


@pytest.mark.parametrize(
    "edit",
    [
        lambda _, text: text.replace("\n", "\r\n"),
        lambda _, text: text.rstrip("\n"),
        lambda _, text: text.replace(",none: made up,", ',"none:\n made up",', 1),
        lambda _, text: text.replace(",none: made up,", ',"none:\r\n made up",', 1),
        lambda _, text: text.replace(",none: made up,", ',"none: ""made up""",', 1),
        lambda _, text: text.replace(",none: made up,", "," + "none" * 50_000 + ",", 1),
    ],
    ids=["crlf", "no line end at last", "a line end in quotes", "crlf in quotes", "quotes", "a long cell"],
)
def test_files_that_are_sound(edit: Edit, simulated: Path, tmp_path: Path) -> None:
    report = same_from_all(edited(simulated, tmp_path / "package", "sources", edit), ("sources",))
    assert report.valid, report.to_text()
