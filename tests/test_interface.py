"""The typed interface: complete, as the calls are, and of use to type checkers."""

import builtins
import inspect
import json
import re
import shutil
import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

import ocdataset as oc
from ocdataset.use.dataset import Dataset

HERE = Path(__file__).parent / "typing"


def wrong_lines() -> set[int]:
    lines = (HERE / "wrong_uses.py").read_text(encoding="utf-8").splitlines()
    return {number for number, line in enumerate(lines, start=1) if "# wrong: " in line}


def test_the_stub_is_as_the_calls_are(checkout: Path) -> None:
    pytest.importorskip("ruff", reason="ruff formats the stub; it is in the extra lint")
    sys.path.insert(0, str(checkout / "tools"))
    try:
        made = import_module("interface").stub()
    finally:
        sys.path.remove(str(checkout / "tools"))
    stub = (checkout / "ocdataset" / "__init__.pyi").read_text(encoding="utf-8")
    assert stub == made, "run: python tools/interface.py"


def test_every_call_of_a_dataset_is_one_of_the_module() -> None:
    public = {name for name, _ in inspect.getmembers(Dataset, callable) if not name.startswith("_")}
    assert public <= set(dir(oc))


def test_a_star_import_leaves_open_alone() -> None:
    found: dict[str, Any] = {}
    exec("from ocdataset import *", found)  # noqa: S102
    assert found.get("open", builtins.open) is builtins.open
    assert {"load", "validate", "errors"} <= set(found)


def test_every_error_is_exported() -> None:
    module = import_module("ocdataset.reference.errors")
    classes = {
        name
        for name, one in inspect.getmembers(module, inspect.isclass)
        if issubclass(one, Exception) and one.__module__ == module.__name__
    }
    assert classes == set(oc.errors.__all__) - {"DatasetWarning"}
    assert all(issubclass(getattr(oc.errors, name), oc.errors.DatasetError) for name in classes)


def test_every_call_has_help() -> None:
    for name in set(dir(oc)) - {"__version__", "errors"}:
        assert inspect.getdoc(getattr(oc, name)), name


def test_mypy_finds_the_wrong_uses_and_no_other(checkout: Path, tmp_path: Path) -> None:
    pytest.importorskip("mypy", reason="mypy is in the extra lint")
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", f"--cache-dir={tmp_path}"]
    run = subprocess.run(
        [*command, "right_uses.py", "wrong_uses.py"],
        capture_output=True,
        text=True,
        cwd=HERE,
        env={"MYPYPATH": str(checkout), "PATH": ""},
    )
    found = re.findall(r"^(\w+)\.py:(\d+): error", run.stdout, flags=re.MULTILINE)
    assert {int(line) for file, line in found if file == "wrong_uses"} == wrong_lines()
    assert [one for one in found if one[0] != "wrong_uses"] == [], run.stdout


def test_pyright_finds_the_wrong_uses_and_no_other(checkout: Path, tmp_path: Path) -> None:
    if find_spec("pyright") is None:
        pytest.skip("pyright is in the extra lint")
    for file in HERE.glob("*.py"):
        shutil.copy(file, tmp_path)
    settings = {"extraPaths": [str(checkout)]}
    (tmp_path / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    command = [sys.executable, "-m", "pyright", "--outputjson", "--pythonpath", sys.executable]
    run = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    if not run.stdout.startswith("{"):
        pytest.skip(f"pyright does not run here: {(run.stdout + run.stderr).strip()[-200:]}")
    found = json.loads(run.stdout)["generalDiagnostics"]
    errors = [
        (Path(one["file"]).stem, one["range"]["start"]["line"] + 1)
        for one in found
        if one["severity"] == "error"
    ]
    assert {line for file, line in errors if file == "wrong_uses"} == wrong_lines()
    assert [one for one in errors if one[0] != "wrong_uses"] == []


def test_a_report_is_shown_in_one_line_and_in_a_notebook() -> None:
    report = oc.validate()
    assert repr(report) == f"<Report: valid; {len(report.results)} rules on {report.tables} tables>"
    assert "valid" in report._repr_html_()


def test_a_report_of_hostile_cells_is_text_in_a_notebook(copy: Path) -> None:
    file = copy / "data" / "scores.csv"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(",printed,", ",<script>alert(1)</script>,", 1), encoding="utf-8")
    shown = oc.validate(copy)._repr_html_()
    assert "&lt;script&gt;" in shown
    assert "<script" not in shown
