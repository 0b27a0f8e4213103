"""Letting sound sheets through loses no finding, whatever a rule looks at."""

import csv
import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ocdataset.check.checking import row_checks_of
from ocdataset.check.frames.engines import ROW, engine_for
from ocdataset.check.frames.exact_tables import ExactTables, Table, table_of_rows
from ocdataset.check.frames.files import Files, open_tables
from ocdataset.check.frames.prefilter import Prefilter
from ocdataset.check.phases.cells import RAW
from ocdataset.check.phases.row_checks import breaks, cell_checks
from ocdataset.check.rules.catalogue import RULES, Rule
from ocdataset.check.validation import validate_package
from ocdataset.package.package import open_package
from ocdataset.package.simulation.simulating import Simulation, simulate
from ocdataset.reference.schemas import field_names, shipped_tables, table_schema
from tests.engines.conftest import ALWAYS, NEVER

ENGINE = engine_for("polars")
ENGINES = ("polars", "pandas")
AT, TEXT = 40, "nothing of the kind\n"
Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def simulated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("prefilter") / "simulated"
    simulate(folder, rows=400, seed=21)
    return folder


def rows_of(folder: Path, table: str) -> Rows:
    with (folder / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(folder: Path, table: str, rows: Rows) -> None:
    with (folder / "data" / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, field_names(table_schema(table)), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    descriptor = folder / "datapackage.json"
    described = json.loads(descriptor.read_text())
    resource = next(one for one in described["resources"] if one["name"] == table)
    del resource["bytes"], resource["hash"]
    descriptor.write_text(json.dumps(described))


def scores(**cells: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        rows = rows_of(folder, "scores")
        rows[AT] |= cells
        write(folder, "scores", rows)

    return change


def overruled(folder: Path) -> None:
    row = rows_of(folder, "scores")[AT]
    named = {name: row[name] for name in ("source_id", "edition", "country", "measure", "as_printed")}
    other = {"as_given": "1.00" if row["value"] != "1.00" else "2.00", "rule": "override", "reason": "mine"}
    write(folder, "repairs", [named | other | {"fitting": "1"}])


def read_on_a_page(folder: Path) -> None:
    source = rows_of(folder, "sources")[0]["source_id"]
    empty = dict.fromkeys(field_names(table_schema("readings")), "")
    write(folder, "readings", [empty | {"source_id": source, "line": "1", "position": "1", "kind": "score"}])


def at_hand(folder: Path) -> None:
    rows = rows_of(folder, "sources")
    rows[0] |= {"sha256": hashlib.sha256(TEXT.encode()).hexdigest(), "bytes": str(len(TEXT))}
    write(folder, "sources", rows)


FAULTS: dict[str, Callable[[Path], None]] = {
    "a place of no form": scores(locator="somewhere"),
    "a place that a spreadsheet would run": scores(locator="=Sheet!A1"),
    "a source that a spreadsheet would run": scores(source_id="=A1"),
    "no place": scores(locator=""),
    "aligned without a reading": scores(status="aligned"),
    "derived without a repair": scores(status="derived"),
    "unresolved with a value": scores(status="unresolved"),
    "read in another way": scores(method="other"),
    "a method of no form": scores(method="Other one"),
    "candidates beside a value": scores(candidates="1.00 2.00"),
    "off the grid, as printed": scores(value="3.30", as_printed="3.30"),
    "in words": scores(value="three", as_printed="three"),
    "printed otherwise": scores(as_printed="10.00"),
    "a measure of no form": scores(measure="No measure"),
    "an override of another value": overruled,
    "readings of the source": read_on_a_page,
    "a source at hand that says nothing of it": at_hand,
}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found_with_and_without_it(
    fault: str, engine: str, simulated: Path, tmp_path: Path
) -> None:
    folder, sources = tmp_path / "package", tmp_path / "sources"
    shutil.copytree(simulated, folder)
    sources.mkdir()
    (sources / "page.txt").write_text(TEXT)
    FAULTS[fault](folder)
    package = open_package(folder)
    with_it, without = (
        validate_package(package, engine=engine, sources=sources, prefiltered_from=size)
        for size in (ALWAYS, NEVER)
    )
    assert with_it == without
    assert without.violations or any(result.notes for result in without.results)


def prefilter_of(folder: Path, rules: tuple[Rule, ...] = RULES) -> tuple[Prefilter, ExactTables]:
    package, engine = open_package(folder), engine_for("polars")
    files = Files.of(package.tables, package.schema, lambda table: str(package.path(table)))
    tables = ExactTables(engine, open_tables(files, engine)[0]).of_the_index()
    return Prefilter(tables, rules, row_checks_of(rules, tables.tables["scores"])), tables


def test_all_sound_sheets_are_let_through(simulated: Path) -> None:
    prefilter, tables = prefilter_of(simulated)
    rows = len(rows_of(simulated, "scores"))
    assert prefilter.apply() == rows * (len(field_names(table_schema("scores"))) - 1)
    assert tables.empty("scores")


def test_only_sheets_with_a_fault_are_left(form: str, faulty: Simulation) -> None:
    prefilter, tables = prefilter_of(faulty.folder)
    assert prefilter.apply()
    left = {(str(row["edition"]), row["country"]) for row in tables.engine.rows(tables.cells("scores"))}
    faults = [fault for fault in faulty.faults if fault["table"] in ("scores", "averages", "repairs")]
    assert 0 < len(left) <= len(faults) + sum(fault["fault"] == "unknown_country" for fault in faults), form


def test_a_rule_that_does_not_say_what_it_has_to_see_sees_all(simulated: Path) -> None:
    rule = Rule("other", "It looks at scores.", None, ("scores",))
    prefilter, tables = prefilter_of(simulated, (*RULES, rule))
    assert not prefilter.apply()
    assert tables.counts("scores").rows == len(rows_of(simulated, "scores"))


@pytest.mark.parametrize("table", sorted(shipped_tables()))
def test_a_check_of_a_row_looks_at_nothing_but_what_it_says(table: str) -> None:
    held = made_up(table)
    schema = held.exact.collect_schema()
    for check in [*cell_checks(held), *row_checks_of(RULES, held)]:
        seen = [name for name in schema if name.removeprefix(RAW) in check.reads]
        alone = held.exact.select(ROW, *seen).select(breaks([check]).alias("broken"))
        assert len(ENGINE.rows(alone)) == 1, check


def made_up(table: str) -> Table:
    schema = table_schema(table)
    return table_of_rows(ENGINE, table, schema, [dict.fromkeys(field_names(schema), "")])


def test_no_rule_forgets_to_say_what_it_has_to_see() -> None:
    assert [rule.rule for rule in RULES if "scores" in rule.needs and rule.bearing is None] == []
