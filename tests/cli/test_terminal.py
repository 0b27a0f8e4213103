"""Nothing that a file holds, or is called, reaches the terminal as a command or as markup."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ocdataset.cli.drawing import Terminal
from ocdataset.reference.plain_text import one_line, plain
from tests.cli.test_verbs import run

EVIL = "\x1b]0;owned\x07[bold red]\x9b31m\u202e"
FULL = Path("/dev/full")


def is_plain(text: str) -> bool:
    return plain(text) == text


@pytest.fixture
def evil(copy: Path) -> Path:
    """A package whose texts are commands to a terminal, and markup to Rich."""
    for table, column in (("countries", "Korea, DPR"), ("measures", "Heroin trade"), ("repairs", "forced")):
        path = copy / "data" / f"{table}.csv"
        text = path.read_text(encoding="utf-8")
        assert column in text
        path.write_text(text.replace(column, f"{column}{EVIL}"), encoding="utf-8")
    descriptor = json.loads((copy / "datapackage.json").read_text(encoding="utf-8"))
    descriptor["version"] += EVIL
    (copy / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    return copy


@pytest.mark.parametrize(
    "words", [("list",), ("show", "PRK", "2023"), ("show", "PRK", "2023", "--narrative"),
              ("explain", "PRK", "2023", "heroin_trade"), ("silent", "PRK", "2023"), ("cite",),
              ("validate",), ("validate", "--format", "json"), ("validate", "--all")],
)  # fmt: skip
def test_texts_of_a_package_are_shown_and_not_obeyed(words: tuple[str, ...], evil: Path) -> None:
    ended = run(*words, OCDATASET_PACKAGE=str(evil))
    assert is_plain(ended.stdout)
    assert is_plain(ended.stderr)
    if words[0] == "show":
        assert "[bold red]" in "".join(ended.stdout.split("\n")).replace("  ", "")
    if "json" in words:
        assert json.loads(ended.stdout)["valid"] is False


def test_a_file_may_be_called_anything(tmp_path: Path) -> None:
    folder = tmp_path / "profiles"
    folder.mkdir()
    for name in (f"a{EVIL}.txt", "b\nocdataset: all is well.txt"):
        (folder / name).write_text("no profile")
    named = os.fsencode(folder) + b"/c\xff.txt"
    with open(named, "w") as file:  # noqa: PTH123
        file.write("no profile")
    ended = subprocess.run(
        [sys.executable, "-m", "ocdataset", "transcribe", str(folder), named, "-o", str(tmp_path / "out")],
        capture_output=True,
        text=True,
    )
    assert ended.returncode == 1
    assert is_plain(ended.stderr)
    assert len(ended.stderr.splitlines()) == 1
    for path in folder.iterdir():
        ended = run("doctor", os.fsencode(path).decode("utf-8", "surrogateescape"))
        assert ended.returncode == 1
        assert is_plain(ended.stdout + ended.stderr)


def test_a_terminal_is_coloured_by_the_tool_alone(capsys: pytest.CaptureFixture[str]) -> None:
    console = Terminal(force_terminal=True, color_system="standard", width=80)
    console.print(EVIL, style="red")
    shown = capsys.readouterr().out
    assert shown.startswith("\x1b[31m␛]0;owned[bold red]�31m�")
    assert is_plain(shown.removeprefix("\x1b[31m").removesuffix("\x1b[0m\n"))


def test_one_line_is_one_line() -> None:
    assert one_line("a\nb\r\nc\u2028d") == "a␊b␍␊c�d"


@pytest.mark.skipif(not FULL.exists(), reason="this machine has no /dev/full")
@pytest.mark.parametrize("words", [("list",), ("validate",), ("cite",)])
def test_a_full_disk_below_the_output_is_said_in_a_line(words: tuple[str, ...]) -> None:
    with FULL.open("w") as full:
        command = [sys.executable, "-m", "ocdataset", *words]
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True)
    assert (ended.returncode, len(ended.stderr.splitlines())) == (2, 1)
    assert "No space left" in ended.stderr


@pytest.mark.skipif(os.name != "posix", reason="a shell is asked to close the output")
def test_a_reader_that_goes_away_and_an_output_that_is_closed_are_met_with_silence() -> None:
    command = f"'{sys.executable}' -m ocdataset validate"
    for end, status in ((" >&-", 0), (" | true; exit ${PIPESTATUS[0]}", 141)):
        ended = subprocess.run(["bash", "-c", command + end], capture_output=True, text=True)
        assert (ended.returncode, ended.stderr) == (status, "")
