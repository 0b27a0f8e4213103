"""What an extra adds: named alike in pyproject.toml and in the lines that say that it is missing."""

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import ocdataset as oc
from ocdataset.reference import extras
from ocdataset.reference.errors import MissingExtra
from ocdataset.reference.extras import LIBRARIES, require_extra

TOOLS = {"all", "test", "lint", "docs", "dev", "records"}


@pytest.fixture
def project(checkout: Path) -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))[
        "project"
    ]
    return found


def test_every_extra_is_known_by_its_library(project: dict[str, Any]) -> None:
    named = set(project["optional-dependencies"]) - TOOLS
    assert named == set(LIBRARIES)
    for extra in named:
        stated = {module_of(name) for name in named_by(project, extra)}
        assert stated == set(LIBRARIES[extra])


def named_by(project: dict[str, Any], extra: str) -> Iterator[str]:
    """Give the distributions that an extra names, also through another extra."""
    for line in project["optional-dependencies"][extra]:
        through = re.fullmatch(r"ocdataset\[(\w+)\]", line)
        if through:
            yield from named_by(project, through[1])
        else:
            yield line.split(">")[0]


def module_of(distribution: str) -> str:
    odd = {"vl-convert-python": "vl_convert"}
    return odd.get(distribution, distribution.lower().removeprefix("dkpro-"))


def test_all_holds_every_extra_but_spark(project: dict[str, Any]) -> None:
    (line,) = project["optional-dependencies"]["all"]
    assert line == f"ocdataset[{','.join(sorted(set(LIBRARIES) - {'spark'}))}]"


def test_the_base_install_is_lean(project: dict[str, Any]) -> None:
    named = {line.split(">")[0] for line in project["dependencies"]}
    brought = {"pandas", "pandera", "frictionless", "rich", "numpy", "pyyaml"}
    assert len(named - brought) <= 4


@pytest.mark.parametrize("extra", sorted(LIBRARIES))
def test_a_missing_extra_is_one_line_with_the_command(extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "find_spec", lambda _: None)
    with pytest.raises(MissingExtra, match=rf"pip install 'ocdataset\[{extra}\]'") as caught:
        require_extra(extra, "this")
    assert "\n" not in str(caught.value)
    assert caught.value.exit_status == 2


@pytest.mark.parametrize("as_", ["polars", "arrow"])
def test_a_frame_library_that_is_missing_is_told(as_: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "find_spec", lambda _: None)
    with pytest.raises(MissingExtra, match="pip install"):
        oc.load(as_=as_)


WITHOUT = """
import sys
for name in {hidden!r}:
    sys.modules[name] = None
from importlib import util
found = util.find_spec
util.find_spec = lambda name, *rest: None if name.split(".")[0] in {hidden!r} else found(name, *rest)
from ocdataset.cli import main
sys.argv = ["ocdataset", *{arguments!r}]
main()
"""


@pytest.mark.parametrize(
    "arguments",
    [["show", "PRK", "2023"], ["validate"], ["cite"], ["explain", "PRK", "2023", "prevention"], ["list"]],
    ids=lambda arguments: arguments[0],
)
def test_the_base_install_does_what_people_come_for(arguments: list[str]) -> None:
    hidden = sorted({module for modules in LIBRARIES.values() for module in modules})
    code = WITHOUT.format(hidden=hidden, arguments=arguments)
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr


def test_profiles_are_transcribed_without_what_cuts_their_narrative(sources: Path, tmp_path: Path) -> None:
    hidden = sorted({module for modules in LIBRARIES.values() for module in modules})
    profile = next(sources.glob("000_*.txt"))
    arguments = ["transcribe", str(profile), "-o", str(tmp_path / "out")]
    code = WITHOUT.format(hidden=hidden, arguments=arguments)
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert "pip install 'ocdataset[narrative]'" in run.stdout
    assert oc.validate(tmp_path / "out").valid


@pytest.mark.parametrize(
    ("extra", "arguments"),
    [
        ("fetch", ["fetch"]),
        ("plot", ["plot", "profile", "PRK", "2023", "-o", "OUT.svg"]),
        ("site", ["site", "-o", "OUT"]),
        ("stata", ["export", "stata", "-o", "OUT"]),
        ("excel", ["export", "excel", "-o", "OUT.xlsx"]),
        ("duckdb", ["export", "duckdb", "-o", "OUT.duckdb"]),
        ("arrow", ["export", "parquet", "-o", "OUT"]),
    ],
)
def test_a_verb_says_which_extra_it_lacks(extra: str, arguments: list[str], tmp_path: Path) -> None:
    hidden = sorted({module for modules in LIBRARIES.values() for module in modules})
    arguments = [one.replace("OUT", str(tmp_path / "out")) for one in arguments]
    code = WITHOUT.format(hidden=hidden, arguments=arguments)
    clean = {name: value for name, value in os.environ.items() if name != "OCDATASET_HOME"}
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=clean)
    assert run.returncode == 2
    assert run.stderr.endswith(f"run: pip install 'ocdataset[{extra}]'\n")
    assert len(run.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []
