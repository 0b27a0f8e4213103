"""Spark in local mode finds what the others find; skipped where it cannot run."""

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from shutil import which

import pytest

from ocdataset.check.report import Report
from ocdataset.package.simulation import Simulation

NO_SPARK = "pyspark is not installed: pip install -e '.[spark]'"
NO_JAVA = "there is no Java runtime"

pytestmark = [
    pytest.mark.skipif(find_spec("pyspark") is None, reason=NO_SPARK),
    pytest.mark.skipif(which("java") is None and "JAVA_HOME" not in os.environ, reason=NO_JAVA),
]


def spark_report(place: str) -> dict[str, object]:
    """The report of a process of its own, as users run it."""
    words = ["validate", place, "--engine", "spark", "--format", "json"]
    ended = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "ocdataset", *words], capture_output=True, text=True
    )
    assert "Traceback" not in ended.stderr, ended.stderr
    return dict(json.loads(ended.stdout))


def test_spark_finds_the_same_in_the_same_order(faulty: Simulation, expected: Report) -> None:
    assert spark_report(str(faulty.folder))["results"] == json.loads(expected.to_json())["results"]


@pytest.mark.parametrize("form", ["parquet"], indirect=True)
def test_a_package_at_a_url(sound: Path) -> None:
    report = spark_report(sound.as_uri())
    assert report["valid"], report
    assert report["averages"] == 896
