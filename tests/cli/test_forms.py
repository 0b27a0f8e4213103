"""The same for a machine, and in encodings that lack a sign."""

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from ocdataset.cli.verbs import cli
from tests.cli.commands import commands

PRINTING = [
    ["build", "--check"],
    ["cite"],
    ["explain", "PRK", "2023", "prevention"],
    ["list"],
    ["reliability", "--check"],
    ["show", "PRK", "2023"],
    ["show", "PRK", "2023", "--narrative"],
    ["silent", "PRK", "2021"],
    ["validate"],
]


RUN = {name: command for name, command in commands() if not isinstance(command, click.Group)}


@pytest.mark.parametrize("name", RUN)
def test_every_verb_has_a_form_for_machines(name: str) -> None:
    command = RUN[name]
    (form,) = [one for one in command.params if "--format" in one.opts]
    assert isinstance(form.type, click.Choice)
    assert "json" in form.type.choices


@pytest.mark.parametrize("arguments", PRINTING, ids=" ".join)
def test_the_form_for_machines_is_json(arguments: list[str]) -> None:
    ran = CliRunner().invoke(cli, [*arguments, "--format", "json"])
    assert ran.exit_code == 0
    assert json.loads(ran.stdout)


def test_what_is_written_is_said_in_json(tmp_path: Path) -> None:
    for arguments, keys in (
        (["export", "json", "-o", str(tmp_path / "all.json")], {"path", "format", "data_version"}),
        (
            ["simulate", "--rows", "40", "-o", str(tmp_path / "drawn")],
            {"folder", "scores", "sheets", "faults"},
        ),
    ):
        ran = CliRunner().invoke(cli, [*arguments, "--format", "json"])
        assert ran.exit_code == 0, ran.output
        assert set(json.loads(ran.stdout)) == keys


@pytest.mark.parametrize(
    "settings",
    [
        {"PYTHONIOENCODING": "cp1252"},
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ],
    ids=lambda settings: next(iter(settings)) + next(iter(settings.values())),
)
def test_bars_are_ascii_where_the_encoding_has_none(settings: dict[str, str], checkout: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(checkout), **settings}
    for arguments in (["show", "PRK", "2023"], ["list", "--format", "json"]):
        command = [sys.executable, "-m", "ocdataset", *arguments]
        run = subprocess.run(command, capture_output=True, env=environment)
        assert run.returncode == 0, run.stderr
        shown = run.stdout.decode("cp1252")
        if arguments[0] == "list":
            assert json.loads(shown)
        else:
            assert "State-embedded actors                      10.00   ####################" in shown
            assert "\\u" not in shown
