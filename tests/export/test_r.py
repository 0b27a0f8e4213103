"""The lines for R in the documentation, run where R is."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

import ocdataset as oc

BLOCK = re.compile(r"^```r\n(.*?)^```", flags=re.MULTILINE | re.DOTALL)


def run_r(lines: str, folder: Path, *libraries: str) -> str:
    """Run lines of R in a folder and return what they print; skip where R or a library is missing."""
    program = shutil.which("Rscript")
    if program is None:
        pytest.skip("R is not installed")
    asked = ", ".join(f'"{library}"' for library in libraries)
    test = f"quit(status = if (all(sapply(c({asked}), requireNamespace, quietly = TRUE))) 0 else 3)"
    if subprocess.run([program, "-e", test], capture_output=True).returncode == 3:
        pytest.skip(f"R lacks one of {asked}")
    script = folder / "lines.R"
    script.write_text(lines, encoding="utf-8")
    run = subprocess.run([program, "lines.R"], cwd=folder, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert "Warning" not in run.stderr
    return run.stdout


@pytest.fixture
def blocks(checkout: Path) -> list[str]:
    return BLOCK.findall((checkout / "docs" / "howto" / "other-tools.md").read_text(encoding="utf-8"))


def test_r_reads_every_table_of_the_package_as_it_is(blocks: list[str], copy: Path) -> None:
    told = 'for (one in package$resources) cat("\\n", one$name, nrow(read_table(one$name)), "rows")\n'
    empty = 'cat("\\nwithout candidates", sum(is.na(scores$candidates)), class(scores$value))\n'
    printed = run_r(blocks[0] + told + empty, copy, "jsonlite")
    assert re.search(r"PRK +4 aligned", printed)
    for table in oc.tables():
        assert f" {table} {len(oc.load(table))} rows" in printed
    missing = int(oc.load("scores")["candidates"].isna().sum())
    assert f"without candidates {missing} numeric" in printed


def test_r_reads_the_exports(blocks: list[str], tmp_path: Path) -> None:
    pytest.importorskip("pyreadstat")
    oc.export("stata", tmp_path / "for-stata")
    oc.export("sqlite", tmp_path / "index.sqlite")
    printed = run_r(blocks[1], tmp_path, "haven", "DBI", "RSQLite")
    assert f"[1] {len(oc.load('scores'))}" in printed
    assert '[1] "' in printed
