"""Spark: what it finds next to the engines on one machine, and what that costs next to Spark SQL by hand.

A simulated package is checked on Spark and by `peers/spark_by_hand.py`, which asks the same of the
tables that grow, and nothing of the others. Then the shipped package, as it is and with no table at
the driver. Then, in a simulated package and in the shipped one, what the engines find: every kind of
fault that `ocdataset simulate` sows, and next to them a row for every constraint of every column that
breaks it, and a doubled one for every key.

Of each process: wall time, which hangs on what else the machine does; seconds of processor, of Java
too; and how many queries and jobs its event log has, which hang on nothing.

    python benchmarks/spark.py [--rows 1e6] [--faults 200] [--faulty-rows 1e5] [-o benchmarks/SPARK.md]
    python benchmarks/spark.py --smallest

Needs `pip install -e '.[spark]'` and a Java runtime; without them it says so and ends.
"""

import argparse
import csv
import ctypes
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
BY_HAND = ROOT / "benchmarks" / "peers" / "spark_by_hand.py"
ALL_ON_SPARK = """
from ocdataset.check.frames.engines import spark_engine
spark_engine.SMALL = -1
from ocdataset.cli import main
main()
"""
HEAD = "| whole process | wall | processor | queries | jobs |\n|---|---|---|---|---|"


@dataclass(frozen=True)
class Cost:
    """What a process took: seconds of wall time and of processor, queries and jobs of Spark."""

    wall: float
    processor: float
    queries: int
    jobs: int

    def __str__(self) -> str:
        """Return the cells of a row."""
        return f"{self.wall:.1f} s | {self.processor:.1f} s | {self.queries} | {self.jobs}"


def measured(words: list[str]) -> tuple[Cost, str]:
    """Run a process of Python, and return what it cost and what it said.

    Raises
    ------
    RuntimeError
        If it fails.
    """
    with tempfile.TemporaryDirectory(prefix="ocdataset-events-") as events, tempfile.TemporaryFile() as said:
        log = {"enabled": "true", "compress": "false", "rolling.enabled": "false", "dir": f"file://{events}"}
        settings = " ".join(f"--conf spark.eventLog.{name}={value}" for name, value in log.items())
        environment = os.environ | {"PYSPARK_SUBMIT_ARGS": f"{settings} pyspark-shell"}
        started = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, *words], stdout=said, env=environment, stderr=subprocess.DEVNULL
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            raise RuntimeError(f"{' '.join(words)}: exit status {process.returncode}")
        processor = usage.ru_utime + usage.ru_stime + _of_orphans()
        lines = [line for path in Path(events).iterdir() for line in path.read_text("utf-8").splitlines()]
        counts = [sum(f'"Event":"{event}"' in line for line in lines) for event in (_QUERY, _JOB)]
        said.seek(0)
        return Cost(wall, processor, *counts), said.read().decode()


_QUERY = "org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionStart"
_JOB = "SparkListenerJobStart"


def _of_orphans() -> float:
    """Wait for what a process left running, as Java that ends behind it, and return its processor time."""
    seconds = 0.0
    with suppress(ChildProcessError):
        while True:
            *_, usage = os.wait4(-1, 0)
            seconds += usage.ru_utime + usage.ru_stime
    return seconds


def adopt_orphans() -> None:
    """Become the parent of what a process leaves running, where the system can."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER


def mutants(schema: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Give a column and a cell that breaks it, for every type and constraint of a Table Schema."""
    for field in schema["fields"]:
        name, is_text = field["name"], field["type"] == "string"
        if not is_text:
            yield name, "many"
        for constraint, bound in field.get("constraints", {}).items():
            match constraint:
                case "required":
                    yield name, ""
                case "minimum":
                    yield name, str(bound - 1)
                case "maximum":
                    yield name, str(bound + 1)
                case _:
                    yield name, "not-one!" if is_text else "3.25"


def add_mutants(folder: Path) -> int:
    """Put into every CSV table a copy of a row for every mutant, and a row twice."""
    added = 0
    for resource in json.loads((folder / "datapackage.json").read_text("utf-8"))["resources"]:
        path = folder / resource["path"]
        schema = json.loads((folder / resource["schema"]).read_text("utf-8"))
        if path.suffix != ".csv":
            continue
        with path.open(newline="", encoding="utf-8") as file:
            names, *rows = list(csv.reader(file))
        if not rows:
            continue
        broken = [*mutants(schema), (names[0], rows[0][0])]
        # spread over the file, and put in from behind so that the places before stay
        for at, (column, cell) in reversed(list(enumerate(broken))):
            place = at * len(rows) // len(broken)
            copy = list(rows[place])
            copy[names.index(column)] = cell if at < len(broken) - 1 else copy[names.index(column)]
            rows.insert(place + 1, copy)
        added += len(broken)
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file, lineterminator="\n").writerows([names, *rows])
    return added


def copy_package(package: Path, folder: Path) -> None:
    """Copy a package's descriptor, tables and schemas, and nothing else that lies beside them."""
    folder.mkdir()
    shutil.copy(package / "datapackage.json", folder)
    for part in ("data", "schemas"):
        shutil.copytree(package / part, folder / part)


def compare(folder: Path, engines: tuple[str, ...]) -> Iterator[str]:
    """Give what each engine finds in a package, and whether it is the same.

    Raises
    ------
    SystemExit
        If it is not.
    """
    yield "| engine | whole process | findings | same as Spark's, in the same order |\n|---|---|---|---|"
    said = {}
    for engine in ("spark", *engines):
        words = ["-m", "ocdataset", "validate", str(folder), "--engine", engine, "--format", "json"]
        cost, report = measured(words)
        said[engine] = json.loads(report)["results"]
        findings = sum(len(result["violations"]) for result in said[engine])
        same = said[engine] == said["spark"]
        yield f"| {engine} | {cost.wall:.1f} s | {findings:,} | {'yes' if same else 'NO'} |"
    if any(one != said["spark"] for one in said.values()):
        raise SystemExit("the engines differ")


def simulated(folder: Path, rows: int, *words: str) -> Path:
    """Draw a package."""
    drawing = ["simulate", "-o", str(folder), "--rows", str(rows), *words]
    subprocess.run([sys.executable, "-m", "ocdataset", *drawing], check=True, capture_output=True)
    return folder


def by_hand(folder: Path, rows: int) -> Iterator[str]:
    """Give what checking a sound package costs, next to the same in Spark SQL."""
    yield f"## {rows:,} rows next to Spark SQL\n\n{HEAD}"
    ours, _ = measured(["-m", "ocdataset", "validate", str(folder), "--engine", "spark"])
    yield f"| `ocdataset validate --engine spark` | {ours} |"
    peer, said = measured([str(BY_HAND), str(folder)])
    yield f"| {len(json.loads(said.splitlines()[0]))} queries by hand, of 4 of the 34 tables | {peer} |"
    ratios = ours.wall / peer.wall, ours.processor / peer.processor
    yield f"| ratio | {ratios[0]:.2f} | {ratios[1]:.2f} | | |"


def shipped(folder: Path) -> Iterator[str]:
    """Give what checking the shipped package costs."""
    yield f"\n## The shipped package\n\n{HEAD}"
    words = ["validate", str(folder), "--engine", "spark"]
    yield f"| `ocdataset validate --engine spark` | {measured(['-m', 'ocdataset', *words])[0]} |"
    yield f"| with no table at the driver | {measured(['-c', ALL_ON_SPARK, *words])[0]} |"


def found(folder: Path, rows: int, faults: int) -> Iterator[str]:
    """Give what the engines find in a simulated package and in the shipped one."""
    simulated(folder, rows, "--faults", str(faults))
    with (folder / "faults.csv").open(newline="", encoding="utf-8") as file:
        kinds = [row["fault"] for row in csv.DictReader(file)]
    added = add_mutants(folder)
    yield "\n## What is found\n"
    yield (
        f"{rows:,} rows: {len(kinds)} faults of {len(set(kinds))} kinds sown, "
        f"and a row for each of {added} mutants.\n"
    )
    yield from compare(folder, ("polars",))
    copy = folder.with_name("shipped")
    copy_package(ROOT, copy)
    yield f"\nThe shipped package with a row for each of {add_mutants(copy)} mutants.\n"
    yield from compare(copy, ("polars", "pandas"))


def written(asked: argparse.Namespace, beside: Path) -> Iterator[str]:
    """Give the lines of SPARK.md."""
    sizes = (12_000, 12_000, 40) if asked.smallest else (asked.rows, asked.faulty_rows, asked.faults)
    rows, faulty_rows, faults = map(int, sizes)
    yield "# What Spark finds and costs\n"
    yield (
        f"Written by `python benchmarks/spark.py`, whose first lines say what is measured. "
        f"Spark {version('pyspark')} in local mode on {os.cpu_count()} cores, Python "
        f"{platform.python_version()}, load {os.getloadavg()[0]:.0f}.\n"
    )
    yield from by_hand(simulated(beside / "sound", rows), rows)
    yield from shipped(ROOT)
    yield from found(beside / "faulty", faulty_rows, faults)


def main() -> None:
    """Measure, compare, and write what was found."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rows", type=float, default=1e6)
    parser.add_argument("--faulty-rows", type=float, default=1e5)
    parser.add_argument("--faults", type=int, default=200)
    parser.add_argument("--smallest", action="store_true", help="one small size, to see that it works")
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "benchmarks" / "SPARK.md")
    asked = parser.parse_args()
    if find_spec("pyspark") is None or (which("java") is None and "JAVA_HOME" not in os.environ):
        print("Spark cannot run here: it needs pip install -e '.[spark]' and a Java runtime.")
        return
    adopt_orphans()
    lines = []
    with tempfile.TemporaryDirectory(prefix="ocdataset-spark-") as beside:
        for line in written(asked, Path(beside)):
            print(line, flush=True)
            lines.append(line)
    if not asked.smallest:
        asked.output.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
