"""What the README and the documentation claim is so: figures come from benchmarks, steps run."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SHELL = re.compile(r"^```sh\n(.*?)^```", flags=re.MULTILINE | re.DOTALL)
NOT_RUN = ("python3 -m venv", ".venv/bin/", "eval ", "_OCDATASET_COMPLETE")
FIGURES = 12


def pages(checkout: Path) -> list[Path]:
    return [
        checkout / "README.md",
        *(checkout / "docs").glob("*.md"),
        *(checkout / "docs" / "howto").glob("*.md"),
    ]


def test_figures_are_included_from_what_a_benchmark_printed_and_not_copied(checkout: Path) -> None:
    for page in pages(checkout):
        lines = page.read_text(encoding="utf-8").splitlines()
        copied = [line for line in lines if line.startswith("|") and sum(c.isdigit() for c in line) > FIGURES]
        assert copied == [], page
    included = (checkout / "docs" / "proof.md").read_text(encoding="utf-8")
    assert "../benchmarks/TRANSCRIPTION.md" in included


def test_the_readme_is_short(checkout: Path) -> None:
    lines = (checkout / "README.md").read_text(encoding="utf-8").splitlines()
    assert 60 <= len(lines) <= 80


def test_the_readme_links_to_what_is_there(checkout: Path) -> None:
    for page in pages(checkout):
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            place = (page.parent / target).resolve()
            assert place.exists() or "_made" in target, f"{page}: {target}"


def commands(page: Path) -> list[str]:
    blocks = SHELL.findall(page.read_text(encoding="utf-8"))
    lines = [line for block in blocks for line in block.splitlines()]
    return [line for line in lines if line and not line.startswith(NOT_RUN)]


@pytest.mark.parametrize(
    "page",
    [
        "tutorial",
        "howto/all-countries",
        "howto/cite",
        "howto/other-tools",
        "howto/pictures",
        "howto/transcribe",
    ],
)
def test_a_newcomers_steps_run(page: str, checkout: Path, sources: Path, tmp_path: Path) -> None:
    for module in ("altair", "vl_convert", "duckdb", "pyreadstat", "xlsxwriter", "pyarrow"):
        pytest.importorskip(module)
    shutil.copy(next(sources.glob("000_*.txt")), tmp_path / "profile.txt")
    shutil.copy(sources / "global_oc_index_2023.xlsx", tmp_path / "global_oc_index.xlsx")
    shutil.copytree(sources / "samples", tmp_path / "more-profiles")
    (tmp_path / "more-profiles" / "2023_congo-dr_2.txt").unlink()
    (tmp_path / "more-profiles" / "2023_argentina_1.txt").unlink()
    found = commands(checkout / "docs" / f"{page}.md")
    assert found
    for line in found:
        program, *arguments = shlex.split(line)
        assert program == "ocdataset"
        run = subprocess.run(
            [sys.executable, "-m", "ocdataset", *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(checkout)},
            capture_output=True,
            text=True,
        )
        assert run.returncode == 0, f"{line}: {run.stdout}{run.stderr}"
