"""Spark in local mode finds what the others find; skipped where it cannot run."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ocdataset.package.simulation.simulating import simulate
from tests.engines import on_spark
from tests.engines.conftest import judged

NO_SPARK = "there is no PySpark (pip install -e '.[spark]'), or no Java runtime"

pytestmark = pytest.mark.skipif(not on_spark.is_here(), reason=NO_SPARK)

IN_ONE_PROCESS = """
import json, sys
from ocdataset import validate
from ocdataset.check.frames.engines import spark_engine
from pyspark.sql import SparkSession
def report(place, small):
    spark_engine.SMALL = small
    print(validate(place, engine="spark").to_json().replace("\\n", " "))
first, *others = json.loads(sys.argv[1])
report(*first)
assert SparkSession.getActiveSession() is None
settings = {"shuffle.partitions": 2, "ansi.enabled": True}
builder = SparkSession.builder.config("spark.ui.enabled", False).config("spark.ui.showConsoleProgress", False)
for name, value in settings.items():
    builder = builder.config(f"spark.sql.{name}", value)
session = builder.getOrCreate()
for other in others:
    report(*other)
assert SparkSession.getActiveSession() is session
assert session.conf.get("spark.sql.shuffle.partitions") == "2"
session.stop()
"""
NOTHING_SMALL = -1


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("spark")
    simulate(folder / "faulty", rows=11_500, seed=6, faults=40)
    simulate(folder / "sound", rows=500, seed=5, form="parquet")
    simulate(folder / "exchanged", rows=60, seed=5)
    placements = folder / "exchanged" / "data" / "placements.csv"
    header, rest = placements.read_text().split("\n", 1)
    placements.write_text(header.replace("continent,region", "region,continent") + "\n" + rest)
    return {name: folder / name for name in ("faulty", "sound", "exchanged")}


CASES = [
    ("faulty", 100_000),
    ("faulty", NOTHING_SMALL),
    ("faulty", 10**9),
    ("sound", NOTHING_SMALL),
    ("exchanged", NOTHING_SMALL),
]


@pytest.fixture(scope="module")
def reported(packages: dict[str, Path]) -> list[dict[str, Any]]:
    """What Spark says of packages, the tables up to so many bytes at the driver."""
    places = {name: str(path) if name == "faulty" else path.as_uri() for name, path in packages.items()}
    ended = subprocess.run(
        [sys.executable, "-c", IN_ONE_PROCESS, json.dumps([(places[name], small) for name, small in CASES])],
        capture_output=True,
        text=True,
        env=os.environ | on_spark.QUICK_TO_START,
    )
    assert ended.returncode == 0, ended.stderr
    assert "FutureWarning" not in ended.stderr
    return [json.loads(line) for line in ended.stdout.splitlines() if line.startswith("{")]


@pytest.mark.parametrize("at", [0, 1, 2], ids=["large tables on Spark", "all on Spark", "all at the driver"])
def test_spark_finds_the_same_in_the_same_order(
    at: int, packages: dict[str, Path], reported: list[dict[str, Any]]
) -> None:
    expected = json.loads(judged(packages["faulty"], "polars").to_json())
    assert reported[at]["results"] == expected["results"]
    assert not reported[at]["valid"]


def test_a_package_at_a_url(reported: list[dict[str, Any]]) -> None:
    assert reported[3]["valid"], reported[3]
    assert reported[3]["averages"] > 0


def test_columns_of_a_file_at_a_url_are_those_of_its_header(reported: list[dict[str, Any]]) -> None:
    results = {result["rule"]: result["violations"] for result in reported[4]["results"]}
    assert [one["table"] for one in results["cells"]] == ["placements"]


STOPPED_WHILE_JAVA_STARTS = """
import os, signal
from ocdataset.check.frames.engines import spark_session
from ocdataset.cli import main
begun = spark_session._begun
def stopped():
    os.kill(os.getpid(), signal.SIGINT)
    return begun()
spark_session._begun = stopped
main()
"""


def test_ctrl_c_while_java_starts_leaves_no_java_behind(packages: dict[str, Path]) -> None:
    words = [sys.executable, "-c", STOPPED_WHILE_JAVA_STARTS, "validate", str(packages["faulty"])]
    # it would not end as long as Java held what it writes to
    ended = subprocess.run([*words, "--engine", "spark"], capture_output=True, text=True, timeout=120)
    assert (ended.returncode, ended.stdout) == (130, "")
    assert ended.stderr.endswith("ocdataset: stopped\n")
    assert "Traceback" not in ended.stderr
