"""Whether Spark finds what the engines on one machine find, at size, with every kind of fault sown.

    python benchmarks/spark.py [--rows 1e6] [--faults 400] [--format csv|parquet]
    python benchmarks/spark.py --smallest

Needs `pip install -e '.[spark]'` and a Java runtime; without them it says so and ends.
"""

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import Any


def report(folder: Path, engine: str) -> tuple[dict[str, Any], float]:
    """Return the report of an engine on a package, and the seconds that the whole process took."""
    words = ["validate", str(folder), "--engine", engine, "--format", "json"]
    started = time.perf_counter()
    ended = subprocess.run(
        [sys.executable, "-m", "ocdataset", *words], capture_output=True, text=True, check=False
    )
    if ended.returncode not in (0, 1):
        raise RuntimeError(ended.stderr)
    return json.loads(ended.stdout), time.perf_counter() - started


def main() -> None:
    """Draw a faulty package, check it on Spark and on the others, and compare what they say."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rows", type=float, default=1e6)
    parser.add_argument("--faults", type=int, default=400)
    parser.add_argument("--format", choices=["csv", "parquet"], default="csv")
    parser.add_argument("--smallest", action="store_true", help="one small size, to see that it works")
    asked = parser.parse_args()
    rows, faults = (12_000, 40) if asked.smallest else (int(asked.rows), asked.faults)
    if find_spec("pyspark") is None or (which("java") is None and "JAVA_HOME" not in os.environ):
        print("Spark cannot run here: it needs pip install -e '.[spark]' and a Java runtime.")
        return
    with tempfile.TemporaryDirectory(prefix="ocdataset-spark-") as beside:
        folder = Path(beside) / "package"
        drawing = ["simulate", "-o", str(folder), "--rows", str(rows), "--faults", str(faults)]
        subprocess.run(
            [sys.executable, "-m", "ocdataset", *drawing, "--format", asked.format],
            check=True,
            capture_output=True,
        )
        with (folder / "faults.csv").open(newline="", encoding="utf-8") as file:
            sown = list(csv.DictReader(file))
        found = {engine: report(folder, engine) for engine in ("polars", "duckdb", "spark")}
    kinds = len({row["fault"] for row in sown})
    print(f"{rows:,} rows, {asked.format}, {len(sown)} faults of {kinds} kinds sown.\n")
    print("| engine | whole process | findings | same as Spark's, in the same order |\n|---|---|---|---|")
    wanted = found["spark"][0]["results"]
    for engine, (said, seconds) in found.items():
        findings = sum(len(result["violations"]) for result in said["results"])
        same = "yes" if said["results"] == wanted else "NO"
        print(f"| {engine} | {seconds:.1f} s | {findings:,} | {same} |")
    if any(said["results"] != wanted for said, _ in found.values()):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
