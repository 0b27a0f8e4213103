"""The command line as a user meets it: what it prints, its exit status, and never a traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ocdataset.package.build import build, differences
from ocdataset.reference.compositions import compositions
from ocdataset.reference.names import measure_labels


def run(*words: object, cwd: Path | None = None, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ocdataset", *map(str, words)]
    environment = os.environ | {"COLUMNS": "80", "PYTHONIOENCODING": "utf-8"} | variables
    ended = subprocess.run(
        command, capture_output=True, text=True, cwd=cwd, env=environment, encoding="utf-8"
    )
    assert "Traceback" not in ended.stderr
    return ended


def test_help_names_every_verb_in_80_columns() -> None:
    ended = run("--help")
    for verb in ("build", "cite", "list", "show", "transcribe", "validate"):
        assert f"\n  {verb} " in ended.stdout
    assert max(map(len, ended.stdout.splitlines())) <= 80


def test_versions() -> None:
    assert run("--version").stdout.startswith("ocdataset 0.")


def test_list() -> None:
    ended = run("list")
    assert "2 sheets: PRK 2021, PRK 2023" in ended.stdout
    assert max(map(len, ended.stdout.splitlines())) <= 80


def test_show_marks_what_is_not_simply_printed() -> None:
    ended = run("show", "PRK", 2023)
    lines = ended.stdout.splitlines()
    assert max(map(len, lines)) <= 80
    derived = [line for line in lines if line.split()[-2:-1] == ["*"]]
    assert len(derived) == 5
    heroin = next(line for line in lines if "Heroin" in line)
    assert heroin.count("█") == 8
    assert "forced by the published averages" in ended.stdout


@pytest.mark.parametrize(
    ("words", "said", "status"),
    [
        (("show", "Nambia", "2023"), "Namibia", 2),
        (("show", "PRK", "2022"), "no sheet of PRK 2022", 1),
        (("show", "PRK"), "Missing argument", 2),
        (("validate", "/nowhere"), "no such file", 1),
        (("transcribe", "/nowhere.txt", "-o", "/tmp/x/y"), "/nowhere.txt", 1),
        (("cite", "--style", "apa"), "bibtex", 2),
        (("shwo",), "No such command", 2),
    ],
)
def test_bad_calls_are_one_clear_line(words: tuple[str, ...], said: str, status: int) -> None:
    ended = run(*words)
    assert ended.returncode == status
    assert said in ended.stderr


def test_validate_says_one_line_to_quote() -> None:
    ended = run("validate")
    assert ended.returncode == 0
    assert "7 published averages reproduced exactly" in ended.stdout.splitlines()[-1]
    assert json.loads(run("validate", "--format", "json").stdout)["valid"] is True


def test_build_check_and_another_package_in_use(tmp_path: Path) -> None:
    assert run("build", "--check").returncode == 0
    ended = run("list", OCDATASET_PACKAGE=str(tmp_path))
    assert ended.returncode == 1
    assert str(tmp_path) in ended.stderr


def test_transcribe_the_seed(sources: Path, tmp_path: Path) -> None:
    out = tmp_path / "a b" / "dprk"
    ended = run("transcribe", sources / "000_683d49672b7a9cf3.txt", "-o", out)
    assert ended.returncode == 0, ended.stderr
    assert "PRK 2023 32 12 15 5 0 4 6" in " ".join(ended.stdout.split())
    assert run("validate", out, "--sources", sources).returncode == 0
    again = run("transcribe", sources / "000_683d49672b7a9cf3.txt", "-o", out)
    assert again.returncode == 2
    assert "choose a new one" in again.stderr


def test_explain_proves_the_repaired_value() -> None:
    ended = run("explain", "PRK", 2023, "Anti-money laundering")
    proof = " ".join(ended.stdout.split())
    assert "1.79 of 12 scores, admits one sum only: 21.5" in proof
    assert "So only 1.00 is possible." in proof
    assert max(map(len, ended.stdout.splitlines())) <= 80
    assert "heroin_trade" in run("explain", "PRK", 2023, "heroin").stderr


def test_transcribe_goes_on_past_a_bad_file(sources: Path, tmp_path: Path) -> None:
    folder = tmp_path / "profiles and others"
    folder.mkdir()
    (folder / "seed.txt").write_bytes((sources / "000_683d49672b7a9cf3.txt").read_bytes())
    (folder / "empty.txt").write_bytes(b"")
    (folder / "prose.txt").write_text("Crime fell by 4.50 percent, the minister said.\n")
    ended = run("transcribe", folder, "-o", tmp_path / "out")
    assert ended.returncode == 1
    assert "2 files refused" in ended.stdout
    assert "1 file transcribed" in ended.stdout
    assert run("explain", "PRK", 2023, "prevention", "--package", tmp_path / "out").returncode == 0


def test_many_files_are_read_on_all_cores(sources: Path, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    page = (sources / "samples" / "2021_korea_dpr_3.txt").read_text(encoding="utf-8")
    for at, slug in enumerate(["korea_dpr", "austria", "namibia", "chad", "niger"] * 6):
        (folder / f"{at:02}.txt").write_text(page.replace("korea_dpr", slug), encoding="utf-8")
    ended = run("transcribe", folder, "-o", tmp_path / "out", "--edition", 2021)
    assert ended.returncode == 0, ended.stderr
    assert "30 files transcribed" in ended.stdout
    assert "NAM 2021" in ended.stdout
    assert differences(tmp_path / "out", build(tmp_path / "out")) == []


def test_a_mean_that_is_overruled_is_told_too(tmp_path: Path) -> None:
    """All scores are given, because criminality bears out their sum: the printed mean is wrong."""
    page = "\n".join(f"{label} 4.00" for label in measures_2023())
    (tmp_path / "page.txt").write_text(page.replace("Criminal markets 4.00", "Criminal markets 9.93"))
    ended = run(
        "transcribe", tmp_path / "page.txt", "-o", tmp_path / "out", "--country", "PRK", "--edition", 2023
    )
    assert ended.returncode == 1
    assert ended.stderr.count("Criminal markets: sum 60.0 / 15 = mean 4.00, printed 9.93;") == 1
    assert "32       32        0        0           0" in ended.stdout


def test_a_mean_that_contradicts_its_numbers_is_said_in_one_line_with_both_figures(tmp_path: Path) -> None:
    page = "\n".join(f"{label} 4.00" for label in measures_2023()).replace(
        "Prevention 4.00", "Prevention 9.50"
    )
    (tmp_path / "page.txt").write_text(page)
    ended = run(
        "transcribe", tmp_path / "page.txt", "-o", tmp_path / "out", "--country", "PRK", "--edition", 2023
    )
    assert ended.returncode == 1
    assert max(map(len, ended.stdout.splitlines()[:-1])) <= 80
    assert "PRK 2023 Prevention: open, 2 values fit (printed: 9.50)" in ended.stdout
    assert ended.stderr.count("Resilience: sum 53.5 / 12 = mean 4.46, printed 4.00;") == 1
    assert max(map(len, ended.stderr.splitlines())) <= 80


def test_a_page_that_is_not_believed_says_so_in_one_line(tmp_path: Path) -> None:
    page = "\n".join(f"{label} {2 + at % 7}.50" for at, label in enumerate(measures_2023()))
    (tmp_path / "page.txt").write_text(page)
    ended = run(
        "transcribe", tmp_path / "page.txt", "-o", tmp_path / "out", "--country", "PRK", "--edition", 2023
    )
    assert ended.returncode == 1
    assert "values fit" not in ended.stdout
    assert ended.stderr.count("the page is not believed and no value is given") == 1


def measures_2023() -> list[str]:
    return [measure_labels()[name] for name in compositions()[2023].measures]
