"""Whether Spark finds what the engines on one machine find, at size, with every mutant.

Every kind of fault that `ocdataset simulate` sows, and beside them, in CSV, a row for every constraint of
every column that breaks it, and a doubled one for every key: in a simulated package, and in the shipped one.

    python benchmarks/spark.py [--rows 1e6] [--faults 400] [--format csv|parquet]
    python benchmarks/spark.py --smallest

Needs `pip install -e '.[spark]'` and a Java runtime; without them it says so and ends.
"""

import argparse
import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


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


def compare(folder: Path) -> bool:
    """Print what each engine finds in a package, and return whether it is the same."""
    found = {engine: report(folder, engine) for engine in ("polars", "pandas", "spark")}
    print("| engine | whole process | findings | same as Spark's, in the same order |\n|---|---|---|---|")
    wanted = found["spark"][0]["results"]
    for engine, (said, seconds) in found.items():
        findings = sum(len(result["violations"]) for result in said["results"])
        same = "yes" if said["results"] == wanted else "NO"
        print(f"| {engine} | {seconds:.1f} s | {findings:,} | {same} |")
    return all(said["results"] == wanted for said, _ in found.values())


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
        kinds = len({row["fault"] for row in sown})
        added = add_mutants(folder)
        print(
            f"{rows:,} rows, {asked.format}: {len(sown)} faults of {kinds} kinds sown, "
            f"and a row for each of {added} mutants.\n"
        )
        same = compare(folder)
        if not asked.smallest:
            shipped = Path(beside) / "shipped"
            copy_package(ROOT, shipped)
            print(f"\nThe shipped package with a row for each of {add_mutants(shipped)} mutants.\n")
            same &= compare(shipped)
    if not same:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
