"""What loading a table costs, next to `pandas.read_csv` on the same file.

    python benchmarks/loading.py
    python benchmarks/loading.py --smallest

Both are measured in turns, so that what else the machine does falls on either, and the median is given. Fresh
processes are counted in processor seconds with the imports; calls in a warm process in milliseconds. A
simulated package stands in for the publisher's workbook: all countries in three editions.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd

import ocdataset as oc

ROOT = Path(__file__).resolve().parents[1]
WORLD, SMALLEST = 193 * (26 + 32 + 32), 100
HEADS = ("what", "ocdataset", "pandas", "ratio")
FRESH = (
    ("import alone (`import ocdataset`, `import pandas`), s", "import ocdataset", "import pandas"),
    (
        "import and load the shipped scores, s",
        "import ocdataset as oc; oc.load('scores')",
        f"import pandas as pd; pd.read_csv({str(ROOT / 'data' / 'scores.csv')!r})",
    ),
)


def processor_seconds(code: str) -> float:
    """Return what a fresh process that runs the code spends."""
    before = os.times()
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def milliseconds(call: Callable[[], object]) -> float:
    """Return how long a call takes."""
    started = time.perf_counter()
    call()
    return 1000 * (time.perf_counter() - started)


def in_turns(times: int, ours: Callable[[], float], theirs: Callable[[], float]) -> tuple[float, float]:
    """Return the medians of two measurements that take turns, after one of each that is not counted."""
    pairs = [(ours(), theirs()) for _ in range(times + 1)][1:]
    return statistics.median(one for one, _ in pairs), statistics.median(other for _, other in pairs)


def row(what: str, ours: float, theirs: float) -> list[str]:
    """Return a row of the table."""
    return [what, f"{ours:.2f}", f"{theirs:.2f}", f"{ours / theirs:.2f}"]


def warm(what: str, package: Path, times: int) -> list[str]:
    """Return how long both take to load the scores of a package in a process that has all it needs."""
    dataset, file = oc.open(package), package / "data" / "scores.csv"
    loaded = lambda: milliseconds(lambda: dataset.load("scores"))  # noqa: E731
    read = lambda: milliseconds(lambda: pd.read_csv(file, keep_default_na=False, na_values=[""]))  # noqa: E731
    return row(what, *in_turns(times, loaded, read))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smallest", action="store_true", help="one turn and a small package")
    smallest = parser.parse_args().smallest
    turns, rows = (1, SMALLEST) if smallest else (15, WORLD)
    lines = [
        row(what, *in_turns(turns, lambda: processor_seconds(ours), lambda: processor_seconds(theirs)))  # noqa: B023
        for what, ours, theirs in FRESH
    ]
    with tempfile.TemporaryDirectory() as folder:
        drawn = oc.simulate(Path(folder) / "package", rows=rows, seed=1)
        lines.append(warm("load the shipped scores, 58 rows, ms", ROOT, turns))
        lines.append(
            warm(f"load the scores of all countries, {drawn.scores:,} rows, ms", drawn.folder, turns)
        )
    for line in (HEADS, ["---"] * len(HEADS), *lines):
        print(f"| {' | '.join(line)} |")


if __name__ == "__main__":
    main()
