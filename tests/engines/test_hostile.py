"""Files and schemas that engines take for different things: one and the same finding from all."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ocdataset.check.report import Report
from tests.engines.test_foreign import edited, same_from_all, simulated

__all__ = ["simulated"]


def moved(simulated: Path, to: Path, name: str, other: str | None) -> Path:
    """A copy whose scores are in a file of another name, beside one that a pattern would find."""
    shutil.copytree(simulated, to)
    source = to / "data" / "scores.csv"
    place = to / "data" / name
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(source, place)
    if other is not None:
        (to / "data" / other).parent.mkdir(parents=True, exist_ok=True)
        (to / "data" / other).write_text(place.read_text().replace("8.50,printed,", "nonsense,printed,"))
    descriptor = json.loads((to / "datapackage.json").read_text())
    for resource in descriptor["resources"]:
        if resource["name"] == "scores":
            resource["path"] = f"data/{name}"
    (to / "datapackage.json").write_text(json.dumps(descriptor))
    return to


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("scores[12].csv", "scores1.csv"),
        ("sco*.csv", "scores.csv"),
        ("scores?.csv", "scores1.csv"),
        ("edition=2021/scores.csv", "edition=2022/scores.csv"),
        ("a b/scores #1%.csv", None),
        ("sçores.csv", None),
    ],
)
def test_a_path_is_a_path_and_no_pattern(
    name: str, other: str | None, simulated: Path, tmp_path: Path
) -> None:
    report = same_from_all(moved(simulated, tmp_path / "package", name, other))
    assert report.valid, report.to_text()
    # a folder's name adds no column, and a file beside is not read
    assert report.averages == 32


def test_a_package_in_a_folder_that_is_a_pattern(simulated: Path, tmp_path: Path) -> None:
    shutil.copytree(simulated, tmp_path / "p1")
    (tmp_path / "p1" / "data" / "scores.csv").write_text("not,a,table\n")
    shutil.copytree(simulated, tmp_path / "p[12]*")
    assert same_from_all(tmp_path / "p[12]*").valid


def replaced(old: str, new: str) -> Callable[[dict[str, Any], str], str]:
    return lambda _, text: text.replace(old, new, 1)


@pytest.mark.parametrize(
    "cell", ["NaN", "nan", "inf", "-inf", "1e3", " 8.00", "8.00 ", "0x8", "1_0", "٨", "8,0"]
)
def test_a_cell_that_some_libraries_take_for_a_number(cell: str, simulated: Path, tmp_path: Path) -> None:
    at = (simulated / "data" / "scores.csv").read_text().splitlines()[1].split(",")
    quoted = f'"{cell}"' if "," in cell else cell
    edit = replaced(",".join(at[:4]) + ",", ",".join([*at[:3], quoted]) + ",")
    report = same_from_all(edited(simulated, tmp_path / "package", "scores", edit))
    found = [one for one in report.violations if one.rule == "cells"]
    assert [(one.line, one.row, one.cell) for one in found] == [(2, 1, cell)]


def test_a_long_cell_is_shown_in_part(simulated: Path, tmp_path: Path) -> None:
    edit = replaced(",1:1,", "," + "x" * 500_000 + ",")
    report = same_from_all(edited(simulated, tmp_path / "package", "placements", edit))
    [found] = [one for one in report.violations if one.column == "locator"]
    assert found.found.endswith("... (500,002 characters)")
    assert len(report.to_json()) < 100_000


def test_a_cell_of_fifty_megabytes_is_a_line_without_an_end(simulated: Path, tmp_path: Path) -> None:
    edit = replaced(",1:1,", "," + "x" * 50_000_000 + ",")
    report = same_from_all(edited(simulated, tmp_path / "package", "placements", edit))
    assert "is longer than 1,048,576" in report.to_json()
    assert not report.valid
    assert len(report.to_json()) < 100_000


@pytest.mark.parametrize(
    ("edit", "found"),
    [
        (lambda _, text: text.replace("\n", "\r\n", 2), None),
        (lambda _, text: text.replace("\n", "\n\n", 1), "line 2: 0 cells"),
        (lambda _, text: text.replace("\n", "\r\n\r\n", 1), "line 2: 0 cells"),
        (lambda _, text: text + "\n\n", "0 cells"),
    ],
    ids=["mixed line ends", "a blank line", "a blank line of a mixed file", "blank lines at the end"],
)
def test_lines_that_engines_end_or_skip_in_their_own_ways(
    edit: Callable[[dict[str, Any], str], str], found: str | None, simulated: Path, tmp_path: Path
) -> None:
    report = same_from_all(edited(simulated, tmp_path / "package", "placements", edit))
    assert report.valid == (found is None), report.to_text()
    assert found is None or found in report.violations[0].found


def typed(kind: str) -> Callable[[dict[str, Any], str], str]:
    def edit(schema: dict[str, Any], text: str) -> str:
        for field in schema["fields"]:
            if field["name"] == "edition":
                field["type"] = kind
        return text

    return edit


def test_a_year_is_a_whole_number(simulated: Path, tmp_path: Path) -> None:
    def edit(schema: dict[str, Any], text: str) -> str:
        return typed("year")(schema, text).replace("\n2021,", "\n2o21,", 1)

    report = same_from_all(edited(simulated, tmp_path / "package", "scores", edit))
    assert any(one.rule == "cells" and one.cell == "2o21" for one in report.violations)
    assert {result.rule for result in report.results} >= {"half_point", "published_average"}
    assert not any(result.notes for result in report.results)


@pytest.mark.parametrize("kind", ["gyear", "date", "any", "object", "yearmonth", "geopoint"])
def test_a_type_that_the_rules_do_not_know_is_told(kind: str, simulated: Path, tmp_path: Path) -> None:
    report = same_from_all(edited(simulated, tmp_path / "package", "scores", typed(kind)))
    notes = [note for result in report.results for note in result.notes]
    assert any(f"of type {kind}" in note for note in notes)
    assert any("its rules are not applied" in note for note in notes)


@pytest.mark.parametrize(
    "pattern",
    ["(?=p)p.*", "(?<!x)printed", r"(p)\1?.*", "(?i)PRINTED", "(?P<a>.*)", r"\w+\Z", ".*+", "[a-z&&[^x]]+"],
)
def test_a_pattern_that_not_all_engines_know_is_refused(
    pattern: str, simulated: Path, tmp_path: Path
) -> None:
    def edit(schema: dict[str, Any], text: str) -> str:
        next(field for field in schema["fields"] if field["name"] == "status")["constraints"] = {
            "pattern": pattern
        }
        return text

    report: Report = same_from_all(edited(simulated, tmp_path / "package", "scores", edit))
    [found] = report.violations
    assert (found.rule, found.table) == ("descriptor", "scores")
    assert pattern in found.found.replace("\\\\", "\\")
