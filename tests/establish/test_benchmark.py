"""The benchmark runs, finds no wrong cell, and can find one."""

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "transcription.py"


def test_a_small_run_finds_nothing_wrong():
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "--sheets", "70", "--jobs", "1", "--pdfs", "2"],
        capture_output=True, text=True, check=False, timeout=120, cwd=SCRIPT.parents[1],
        env={"PYTHONPATH": str(SCRIPT.parents[1])},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Wrong: 0 of" in done.stdout
