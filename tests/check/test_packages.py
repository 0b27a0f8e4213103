"""Packages that are broken in one way each: one clear line, and the phase that says it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ocdataset.check.report import Report
from ocdataset.package.package import open_package
from ocdataset.reference.errors import PackageError
from ocdataset.use.calls import validate


def edit_descriptor(root: Path, edit: Callable[[dict[str, Any]], None]) -> None:
    path = root / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    edit({resource["name"]: resource for resource in descriptor["resources"]})
    path.write_text(json.dumps(descriptor), encoding="utf-8")


def findings(report: Report, rule: str) -> list[str]:
    assert not report.valid
    return [str(one) for one in report.violations if one.rule == rule]


def test_a_missing_resource(copy: Path) -> None:
    (copy / "data" / "ranks.csv").unlink()
    [line] = findings(validate(copy), "descriptor")
    assert line.startswith("ranks path: found no file")


def test_a_wrong_hash(copy: Path) -> None:
    edit_descriptor(copy, lambda tables: tables["scores"].update(hash="sha256:" + "0" * 64))
    [line] = findings(validate(copy), "descriptor")
    assert line.startswith("scores hash: found sha256:")


def test_a_changed_file(copy: Path) -> None:
    with (copy / "data" / "scores.csv").open("a") as file:
        file.write("\n")
    assert len(findings(validate(copy), "descriptor")) == 2


def test_a_schema_that_is_not_there(copy: Path) -> None:
    (copy / "schemas" / "ranks.json").unlink()
    [line] = findings(validate(copy), "descriptor")
    assert "the schema of 'ranks' is missing" in line


@pytest.mark.parametrize("path", ["../secret.csv", "/etc/passwd", "data\\scores.csv", ""])
def test_a_path_outside_the_package(copy: Path, path: str) -> None:
    edit_descriptor(copy, lambda tables: tables["scores"].update(path=path))
    assert len(findings(validate(copy), "descriptor")) == 1


def test_a_link_that_leads_outside(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.csv").write_text("secret\n")
    (copy / "data" / "ranks.csv").unlink()
    (copy / "data" / "ranks.csv").symlink_to(tmp_path / "outside.csv")
    [line] = findings(validate(copy), "descriptor")
    assert "outside the package" in line


def rewrite(root: Path, table: str, old: str, new: str) -> Report:
    path = root / "data" / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    edit_descriptor(root, lambda tables: [tables[table].pop(key) for key in ("hash", "bytes")] and None)
    return validate(root)


def test_text_in_a_column_of_numbers_is_one_finding(copy: Path) -> None:
    report = (
        rewrite(copy, "scores", "8.50,printed", "high,printed")
        if "8.50,printed" in (copy / "data" / "scores.csv").read_text()
        else rewrite(copy, "scores", "8.50,aligned", "high,aligned")
    )
    [line] = findings(report, "cells")
    assert "found 'high', expected a number" in line


def test_a_ragged_row(copy: Path) -> None:
    report = rewrite(copy, "editions", "2021,", "2021,x,")
    [line] = findings(report, "cells")
    assert "editions.csv, line 2" in line


def test_another_column(copy: Path) -> None:
    [line] = findings(rewrite(copy, "countries", "wikidata", "wiki"), "cells")
    assert "expected the columns country, name, m49, wikidata, region" in line


def test_a_reference_that_finds_nothing(copy: Path) -> None:
    lines = findings(rewrite(copy, "placements", "2023,PRK", "2023,XYZ"), "keys")
    assert len(lines) == 1
    assert "expected a row of countries" in lines[0]


def test_a_value_out_of_its_column(copy: Path) -> None:
    [line] = findings(rewrite(copy, "regions", ",46", ",0"), "columns")
    assert "at least 1" in line


def test_at_most_five_lines_a_rule(copy: Path) -> None:
    text = (copy / "data" / "countries.csv").read_text(encoding="utf-8")
    report = rewrite(copy, "countries", text, text.replace(",Q", ",W"))
    assert "+188 more (--all shows them)" in report.to_text()
    assert "+188 more" not in report.to_text(every=True)
    assert len(json.loads(report.to_json())["results"][2]["violations"]) == 193


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{", b"\xff\xfe", b'{"resources": []}', b'{"resources": [{}]}']
)
def test_what_is_no_descriptor(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "datapackage.json").write_bytes(content)
    with pytest.raises(PackageError) as caught:
        open_package(tmp_path)
    assert "\n" not in str(caught.value)


def test_no_folder_at_all(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="no such file"):
        open_package(tmp_path / "nowhere")
