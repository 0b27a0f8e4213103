"""What other programs read of a report: JSON by its schema, SARIF, JUnit, a hook and an action."""

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest
import yaml

from ocdataset.check.renderings import SCHEMA, to_junit, to_sarif
from ocdataset.check.report import Report
from ocdataset.check.validation import validate_package
from ocdataset.package.package import open_package
from tests.check.test_single_cells import changed
from tests.cli.test_verbs import run


def mistaken(copy: Path) -> Report:
    return changed(copy, "countries", 98, "name", "Leb\x0banon")


def test_the_json_has_its_schema(copy: Path) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for report in (validate_package(open_package(copy)), mistaken(copy)):
        jsonschema.validate(json.loads(report.to_json()), schema)
    (copy / "data" / "ranks.csv").unlink()
    broken = json.loads(validate_package(open_package(copy)).to_json())
    jsonschema.validate(broken, schema)
    assert broken["skipped"] == ["cells", "columns", "keys", "rules"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken | {"valid": "no"}, schema)


def test_sarif_has_a_result_a_finding_on_its_line(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = mistaken(copy)
    monkeypatch.chdir(copy.parent)
    [ran] = json.loads(to_sarif(report, "0.1.0"))["runs"]
    assert len(ran["results"]) == len(report.violations) > 0
    rules = {rule["id"] for rule in ran["tool"]["driver"]["rules"]}
    for one in ran["results"]:
        assert one["ruleId"] in rules
        [place] = one["locations"]
        assert place["physicalLocation"] == {
            "artifactLocation": {"uri": "package/data/countries.csv"},
            "region": {"startLine": 98},
        }


def test_junit_has_a_case_a_rule(copy: Path) -> None:
    report = mistaken(copy)
    suites = ElementTree.fromstring(to_junit(report))  # noqa: S314
    cases = suites.findall("testsuite/testcase")
    assert [case.get("name") for case in cases] == [result.rule for result in report.results]
    [failure] = suites.findall("testsuite/testcase/failure")
    assert "countries:98" in (failure.text or "")
    (copy / "data" / "ranks.csv").unlink()
    skipped = ElementTree.fromstring(to_junit(validate_package(open_package(copy))))  # noqa: S314
    assert len(skipped.findall("testsuite/testcase/skipped")) == 4


@pytest.mark.parametrize("form", ["json", "sarif", "junit"])
def test_the_verb_prints_each_form_and_ends_with_what_was_found(copy: Path, form: str) -> None:
    sound = run("validate", copy, "--format", form)
    assert (sound.returncode, sound.stderr) == (0, "")
    mistaken(copy)
    found = run("validate", copy, "--format", form)
    assert found.returncode == 1
    assert "as_shipped" in found.stdout


def test_the_hook_and_the_action_run_the_verb(copy: Path, checkout: Path, tmp_path: Path) -> None:
    [hook] = yaml.safe_load((checkout / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["entry"].split() == ["ocdataset", "validate"]
    action = yaml.safe_load((checkout / "action.yml").read_text(encoding="utf-8"))
    mistaken(copy)
    own = tmp_path / "bin"
    own.mkdir()
    (own / "ocdataset").write_text(
        f'#!/bin/sh\nexec "{sys.executable}" -m ocdataset "$@"\n', encoding="utf-8"
    )
    (own / "ocdataset").chmod(0o755)
    path = f"{own}{os.pathsep}{os.environ['PATH']}"
    report = tmp_path / "a report.sarif"
    variables = {"PATH": path, "PYTHONPATH": str(checkout), "PACKAGE": str(copy), "REPORT": str(report)}
    words = ["bash", "-euo", "pipefail", "-c", action["runs"]["steps"][-1]["run"]]
    ended = subprocess.run(words, env=os.environ | variables, capture_output=True, text=True)
    assert ended.returncode == 1, ended.stderr
    assert json.loads(report.read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert "as_shipped" in ended.stdout
