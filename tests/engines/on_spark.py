"""Spark in local mode, for the tests of the engines; one session for all of them."""

import os
from collections.abc import Collection
from functools import cache
from importlib.util import find_spec
from shutil import which
from typing import Any
from unittest import mock

from ocdataset.check.report import Report
from ocdataset.check.validation import validate_package
from ocdataset.package.package import Package

# compiling each small query takes longer than running it as it is
QUICK_TO_START = {
    "JDK_JAVA_OPTIONS": "-XX:TieredStopAtLevel=1",
    "PYSPARK_SUBMIT_ARGS": "--conf spark.sql.codegen.wholeStage=false "
    "--conf spark.sql.codegen.factoryMode=NO_CODEGEN --driver-memory 3g pyspark-shell",
}
LARGE = ("scores", "placements", "goals")


def is_here() -> bool:
    """Whether Spark can run."""
    return find_spec("pyspark") is not None and bool(which("java") or os.environ.get("JAVA_HOME"))


@cache
def session() -> Any:
    """Begin the session that the checks then find, or find it."""
    from pyspark.sql import SparkSession

    quiet = {"ui.enabled": "false", "ui.showConsoleProgress": "false", "log.level": "OFF"}
    builder = SparkSession.builder
    for name, value in (quiet | {"sql.ansi.enabled": "true", "sql.shuffle.partitions": "2"}).items():
        builder = builder.config(f"spark.{name}", value)
    with mock.patch.dict(os.environ, QUICK_TO_START):
        return builder.getOrCreate()


def judged(package: Package, large: Collection[str] = LARGE, prefiltered_from: int = 0) -> Report:
    """What Spark says of a package some tables of which count as large, however small they are."""
    from ocdataset.check.frames.engines.spark_engine import SparkEngine

    session()
    paths = {resource["name"]: resource.get("path") for resource in package.descriptor["resources"]}
    places = {str(package.root / str(paths[table])) for table in large if table in paths}
    at_driver = SparkEngine.at_driver

    def is_small(engine: SparkEngine, path: str, form: Any) -> str | None:
        return None if path in places else at_driver(engine, path, form)

    with mock.patch.object(SparkEngine, "at_driver", is_small):
        return validate_package(package, engine="spark", prefiltered_from=prefiltered_from)
