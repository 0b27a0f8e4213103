"""Simulated packages, one sound and one with every kind of fault, in both forms."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ocdataset.check.report import Report
from ocdataset.check.validation import validate_package
from ocdataset.package.package import open_package
from ocdataset.package.simulation.simulating import Simulation, simulate

NEVER, ALWAYS = 10**15, 0
"""From how many bytes on the sound sheets are let through at sight."""

Judged = Callable[..., Report]


def judged(folder: Path, engine: str, prefiltered_from: int = NEVER) -> Report:
    return validate_package(open_package(folder), engine=engine, prefiltered_from=prefiltered_from)


@pytest.fixture(scope="session", params=["csv", "parquet"])
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def sound(form: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound") / form
    simulate(folder, rows=6_000, seed=5, form=form)  # type: ignore[arg-type]
    return folder


@pytest.fixture(scope="session")
def faulty(form: str, tmp_path_factory: pytest.TempPathFactory) -> Simulation:
    folder = tmp_path_factory.mktemp("faulty") / form
    return simulate(folder, rows=11_500, seed=6, form=form, faults=40)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def expected(faulty: Simulation) -> Report:
    """What polars finds, every row looked at by the rules themselves."""
    return judged(faulty.folder, "polars")
