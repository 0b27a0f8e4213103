"""The same valid data passes and the same mutants fail, on every engine, in the same order."""

from pathlib import Path

import pytest

from ocdataset.check.report import Report
from ocdataset.package.simulation.faults import KINDS, TYPED
from ocdataset.package.simulation.simulating import Simulation
from tests.engines.conftest import ALWAYS, NEVER, judged

LOCAL = ("pandas", "polars")


@pytest.mark.parametrize("engine", LOCAL)
def test_valid_data_pass(engine: str, sound: Path) -> None:
    report = judged(sound, engine, ALWAYS)
    assert report.valid, report.to_text()
    assert (report.values, report.averages) == (values_of(sound), 896)


def values_of(folder: Path) -> int:
    """How many cells hold something, counted by hand."""
    from ocdataset.package.package import open_package

    package = open_package(folder)
    return sum(bool(cell) for table in package.tables for row in package.rows(table) for cell in row.values())


@pytest.mark.parametrize("prefiltered_from", [NEVER, ALWAYS], ids=["in full", "prefiltered"])
@pytest.mark.parametrize("engine", LOCAL)
def test_every_engine_finds_the_same_in_the_same_order(
    engine: str, prefiltered_from: int, faulty: Simulation, expected: Report
) -> None:
    assert judged(faulty.folder, engine, prefiltered_from) == expected


def test_every_kind_of_fault_is_found_where_it_was_sown(
    form: str, faulty: Simulation, expected: Report
) -> None:
    kinds = {kind.name for kind in KINDS} - (set(TYPED) if form == "parquet" else set())
    assert {fault["fault"] for fault in faulty.faults} == kinds
    found = {(one.rule, one.table, one.key) for one in expected.violations}
    sown = {(fault["rule"], fault["table"], fault["key"]) for fault in faulty.faults}
    assert sown <= found


def test_a_finding_in_a_csv_file_has_its_line(form: str, faulty: Simulation, expected: Report) -> None:
    if form == "parquet":
        assert not any(one.line for one in expected.violations if one.table == "scores")
        return
    lines = (faulty.folder / "data" / "scores.csv").read_text().splitlines()
    for one in expected.violations:
        if one.table == "scores" and one.found != "nothing":
            assert lines[one.line - 1].startswith(one.key.replace(" ", ",") + ","), one
