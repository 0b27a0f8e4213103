# ruff: noqa: E501
"""Every small hostile file is refused in a line, or read rightly, within five seconds and 500 MB."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ocdataset.reference.patterns import pattern_fault
from ocdataset.reference.rows import read_rows
from tests.hostile.bounds import run
from tests.hostile.corpus import delimited, pages, workbooks

TOGETHER = 1 if "OCDATASET_FUZZ" in os.environ else 2
"""Pages in one run; each alone where the tests may take long."""


@pytest.mark.parametrize("name", list(workbooks()))
def test_workbooks(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(workbooks()[name])
    assert path.stat().st_size < 2_000_000
    run("doctor", path).assert_bounded()
    run("import", path, "-o", tmp_path / "out").assert_refused()
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", list(delimited()))
def test_tables_of_users(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(delimited()[name])
    assert run("doctor", path).assert_bounded().status in (1, 2)


def test_pages_cost_no_other_page(tmp_path: Path, sources: Path) -> None:
    sound = sources / "samples" / "2021_korea_dpr_3.txt"
    paths = []
    for name, content in pages().items():
        paths.append(tmp_path / name)
        paths[-1].write_bytes(content)
    # those of one run have its five seconds among them
    for at in range(0, len(paths), TOGETHER):
        out = tmp_path / f"package{at}"
        ended = run("transcribe", *paths[at : at + TOGETHER], sound, "-o", out).assert_bounded()
        assert (out / "datapackage.json").exists()
        assert "PRK 2021" in ended.out


def broken(change: Callable[[dict[str, Any]], None]) -> Callable[[Path], None]:
    """Return what changes the schema of the scores."""

    def act(root: Path) -> None:
        path = root / "schemas" / "scores.json"
        content = json.loads(path.read_text(encoding="utf-8"))
        change(content)
        path.write_text(json.dumps(content), encoding="utf-8")

    return act


def composition(*pairs: tuple[str, str]) -> Callable[[Path], None]:
    """Return what adds parents and measures to the composition of 2023."""

    def act(root: Path) -> None:
        path = root / "data" / "composition.csv"
        names = list(read_rows(path)[0])
        lines = []
        for at, (parent, measure) in enumerate(pairs):
            row = {"edition": "2023", "parent": parent, "measure": measure, "position": str(at + 50)}
            lines.append(",".join(row.get(name, "") for name in names))
        path.write_text(path.read_text(encoding="utf-8") + "\n".join(lines) + "\n", encoding="utf-8")

    return act


def descriptor(text: str) -> Callable[[Path], None]:
    return lambda root: (root / "datapackage.json").write_text(text) and None


PACKAGES: dict[str, Callable[[Path], None]] = {
    "a pattern that backtracks": broken(lambda s: s["fields"][1].update(constraints={"pattern": "(a+)+$"})),
    "fields that are numbers": broken(lambda s: s.update(fields=[1, None])),
    "fields of no name": broken(lambda s: s.update(fields=[{}])),
    "a type that is a list": broken(lambda s: s["fields"][0].update(type=["integer"])),
    "a key that is a number": broken(lambda s: s.update(primaryKey=5)),
    "keys of lists": broken(lambda s: s.update(primaryKey=[["a"]])),
    "foreign keys that are a text": broken(lambda s: s.update(foreignKeys="x")),
    "a foreign key to null": broken(lambda s: s.update(foreignKeys=[{"fields": None, "reference": None}])),
    "an enum of objects": broken(lambda s: s["fields"][0].update(constraints={"enum": [{}]})),
    "a minimum that is a list": broken(lambda s: s["fields"][0].update(constraints={"minimum": []})),
    "constraints that are null": broken(lambda s: s["fields"][0].update(constraints=None)),
    "a circle": composition(("extortion_and_protection_racketeering", "criminality")),
    "a measure below itself": composition(("heroin_trade", "heroin_trade")),
    "a deep tree": composition(*((f"m{at}", f"m{at + 1}") for at in range(3000))),
    "a tree of many ways": composition(
        *((f"m{at}", f"m{at + 1}") for at in range(40)), *((f"m{at}", f"m{at + 1}x") for at in range(40)),
        *((f"m{at}x", f"m{at + 1}") for at in range(40)), *((f"m{at}x", f"m{at + 1}x") for at in range(40)),
    ),
    "resources that are null": descriptor('{"resources": [null]}'),
    "resources of numbers": descriptor('{"resources": [{"name": "scores", "path": 5, "schema": 5}]}'),
    "a path of parts": descriptor('{"resources": [{"name": "scores", "path": ["a", "b"], "schema": []}]}'),
    "a schema of none": descriptor('{"resources": [{"name": "scores", "path": "data/scores.csv", "schema": {}}]}'),
    "a URL": descriptor('{"resources": [{"name": "scores", "path": "http://[", "schema": {"fields": []}}]}'),
}  # fmt: skip


@pytest.mark.parametrize("name", list(PACKAGES))
def test_packages(name: str, copy: Path) -> None:
    PACKAGES[name](copy)
    assert run("validate", copy).assert_bounded().status in (1, 2)
    for words in (("list",), ("show", "PRK", "2023"), ("explain", "PRK", "2023", "heroin_trade")):
        run(*words, OCDATASET_PACKAGE=str(copy)).assert_bounded()


@pytest.mark.parametrize(
    "pattern",
    ["(a+)+$", "(a|a)*b", "(.*a){20}", "(a|b|ab)*c", r"\w+\w+\w+\w+\w+x", "(?:a*)*", r"(a)\1", "(" * 5000],
)
def test_no_pattern_takes_endless_time(pattern: str) -> None:
    assert pattern_fault(pattern)


def test_the_patterns_of_the_dataset_are_taken(checkout: Path) -> None:
    patterns = [row["pattern"] for row in read_rows(checkout / "data" / "wordings.csv")]
    for path in (checkout / "schemas").glob("*.json"):
        fields = json.loads(path.read_text(encoding="utf-8"))["fields"]
        patterns += [
            field["constraints"]["pattern"] for field in fields if "pattern" in field.get("constraints", {})
        ]
    assert [pattern for pattern in patterns if pattern_fault(pattern)] == []
