"""A fault in each kind of field of the coded narratives, and the check that catches it."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ocdataset.check.frames.exact_tables import Table
from ocdataset.check.rules.catalogue import RULES
from ocdataset.check.rules.narrative.waivers import WAIVABLE
from ocdataset.package.package import open_package
from ocdataset.reference.schemas import table_schema
from tests.narrative.conftest import shipped_tables
from tests.sheets import cast_rows, column_violations, exact, key_violations

CODED = ("statements", "statement_terms", "relations")
Rows = list[dict[str, str]]

NARRATIVE_RULES = {rule.rule: rule for rule in RULES if rule.rule.startswith("narrative_")}
KEYS = {"units": "unit_id", "relations": "relation_id", "sections": "section_id"}

# table, row, column, faulty cell, the check that catches it
FAULTS = [
    ("units", "PRK-2023-u016", "unit_id", "PRK-2023-u999", "narrative_units"),
    ("units", "PRK-2023-u016", "source_id", "nowhere", "keys"),
    ("units", "PRK-2023-u016", "position", "17", "narrative_units"),
    ("units", "PRK-2023-u016", "kind", "heading", "narrative_complete"),
    ("units", "PRK-2023-u016", "kind", "phrase", "columns"),
    ("units", "PRK-2023-u003", "kind", "sentence", "narrative_complete"),
    ("units", "PRK-2023-u016", "section_id", "drugs", "narrative_measures"),
    ("units", "PRK-2023-u016", "section_id", "weather", "keys"),
    ("units", "PRK-2023-u016", "paragraph", "2", "narrative_locators"),
    ("units", "PRK-2023-u016", "char_start", "0", "narrative_units"),
    ("units", "PRK-2023-u016", "char_end", "1", "narrative_units"),
    ("units", "PRK-2023-u016", "sha256", "0" * 64, "narrative_locators"),
    ("units", "PRK-2023-u016", "words", "7", "narrative_locators"),
    ("units", "PRK-2023-u016", "break_inside", "page", "narrative_locators"),
    ("statements", "PRK-2023-u016-s1", "statement_id", "PRK-2023-u016-s7", "narrative_identifiers"),
    ("statements", "PRK-2023-u016-s1", "unit_id", "PRK-2023-u999", "keys"),
    ("statements", "PRK-2023-u016-s1", "unit_id", "PRK-2023-u129", "narrative_complete"),
    ("statements", "PRK-2023-u016-s1", "seq", "2", "narrative_complete"),
    ("statements", "PRK-2023-u016-s1", "measure", "gambling", "keys"),
    ("statements", "PRK-2023-u016-s1", "measure", "heroin_trade", "narrative_measures"),
    ("statements", "PRK-2021-u016-s1", "measure", "trade_in_counterfeit_goods", "narrative_measures"),
    ("statements", "PRK-2023-u016-s1", "market", "law_enforcement", "narrative_measures"),
    ("statements", "PRK-2021-u016-s1", "market", "financial_crimes", "narrative_measures"),
    ("statements", "PRK-2023-u016-s1", "actor", "arms_trafficking", "narrative_measures"),
    ("statements", "PRK-2021-u016-s1", "actor", "private_sector_actors", "narrative_measures"),
    ("statements", "PRK-2023-u016-s1", "theme", "drugs", "narrative_measures"),
    ("statements", "PRK-2023-u016-s1", "theme", "weather", "columns"),
    ("statements", "PRK-2023-u016-s1", "claim", "cause", "narrative_combinations"),
    ("statements", "PRK-2023-u016-s1", "responder", "state", "narrative_combinations"),
    ("statements", "PRK-2023-u090-s1", "responder", "abroad", "narrative_codings"),
    ("statements", "PRK-2023-u016-s1", "claim", "rumour", "columns"),
    ("statements", "PRK-2023-u014-s1", "polarity", "negated", "narrative_combinations"),
    ("statements", "PRK-2021-u055-s2", "polarity", "affirmed", "narrative_combinations"),
    ("statements", "PRK-2023-u070-s1", "polarity", "perhaps", "columns"),
    ("statements", "PRK-2023-u016-s1", "certainty", "possible", "narrative_hedges"),
    ("statements", "PRK-2023-u016-s1", "basis", "research", "narrative_hedges"),
    ("statements", "PRK-2023-u016-s1", "certainty", "unknown", "narrative_combinations"),
    ("statements", "PRK-2023-u047-s1", "basis", "author", "narrative_hedges"),
    ("statements", "PRK-2023-u016-s1", "level", "", "narrative_combinations"),
    ("statements", "PRK-2023-u014-s1", "level", "5", "columns"),
    ("statements", "PRK-2023-u014-s1", "level", "0", "narrative_combinations"),
    ("statements", "PRK-2023-u014-s1", "polarity", "negated", "narrative_negations"),
    ("statements", "PRK-2023-u070-s1", "polarity", "affirmed", "narrative_negations"),
    ("statements", "PRK-2023-u012-s1", "country_position", "source", "narrative_flows"),
    ("statements", "PRK-2023-u090-s1", "country_position", "source", "narrative_combinations"),
    ("statements", "PRK-2023-u111-s1", "trend", "", "narrative_trends"),
    ("statements", "PRK-2023-u014-s1", "trend", "stable", "narrative_trends"),
    ("statements", "PRK-2023-u111-s1", "trend", "decreasing", "narrative_trends"),
    ("statements", "PRK-2023-u034-s2", "period", "recent", "narrative_combinations"),
    ("statements", "PRK-2023-u034-s2", "period_edtf", "2021 early", "columns"),
    ("statements", "PRK-2023-u014-s1", "period_edtf", "2022", "narrative_years"),
    ("statements", "PRK-2023-u109-s1", "value_min", "", "narrative_combinations"),
    ("statements", "PRK-2023-u109-s1", "value_min", "16", "narrative_numbers"),
    ("statements", "PRK-2023-u090-s1", "value_max", "4", "narrative_values"),
    ("statements", "PRK-2023-u090-s1", "value_base", "4", "narrative_values"),
    ("statements", "PRK-2023-u109-s1", "value_unit", "", "narrative_combinations"),
    ("statements", "PRK-2023-u109-s1", "value_unit", "miles", "columns"),
    ("statements", "PRK-2023-u014-s1", "coder_confidence", "4", "columns"),
    ("statements", "PRK-2023-u014-s1", "issue", "cross_section", "narrative_measures"),
    ("statements", "PRK-2023-u014-s1", "note", " ".join(["word"] * 13), "columns"),
    ("statement_terms", "PRK-2023-u016-s1", "term_id", "unicorns", "keys"),
    ("statement_terms", "PRK-2023-u016-s1", "term_id", "children", "narrative_codings"),
    ("statement_terms", "PRK-2023-u016-s1", "statement_id", "PRK-2023-u014-s9", "keys"),
    ("statement_terms", "PRK-2023-u016-s1", "role", "cause", "narrative_combinations"),
    ("relations", "PRK-2023-u014-s1-r1", "relation_id", "PRK-2023-u015-s1-r9", "narrative_identifiers"),
    ("relations", "PRK-2023-u014-s1-r1", "statement_id", "PRK-2023-u014-s9", "keys"),
    ("relations", "PRK-2023-u017-s1-r1", "relation", "border", "narrative_combinations"),
    ("relations", "PRK-2023-u014-s1-r1", "direction", "none", "narrative_combinations"),
    ("relations", "PRK-2023-u017-s1-r1", "partner_scheme", "m49", "narrative_partners"),
    ("relations", "PRK-2023-u017-s1-r1", "legality", "", "narrative_combinations"),
    ("relations", "PRK-2023-u017-s1-r1", "legality", "licit", "narrative_codings"),
    ("relations", "PRK-2023-u017-s1-r2", "partner", "IRQ", "narrative_countries"),
    ("relations", "PRK-2023-u017-s1-r1", "partner", "PRK", "narrative_partners"),
    ("relations", "PRK-2023-u017-s1-r2", "partner_basis", "group", "narrative_combinations"),
    ("relations", "PRK-2023-u017-s1-r2", "partner_basis", "resolved", "narrative_countries"),
    ("relations", "PRK-2023-u017-s1-r1", "commodity", "cyber_attack", "narrative_partners"),
    ("waivers", "narrative_hedges PRK-2023-u115", "key", "PRK-2023-u016", "narrative_waivers"),
    ("waivers", "narrative_hedges PRK-2023-u115", "key", "PRK-2023-u016", "narrative_hedges"),
    ("wordings", "hedge may", "pattern", "may(", "narrative_wordings"),
    ("waivers", "narrative_hedges PRK-2023-u115", "rule", "narrative_weather", "narrative_waivers"),
]


def key_of(table: str, row: dict[str, str]) -> str:
    if table == "waivers":
        return f"{row['rule']} {row['key']}"
    if table == "wordings":
        return f"{row['kind']} {row['pattern']}"
    return row[KEYS.get(table, "statement_id")]


def faulty(table: str, key: str, column: str, cell: str) -> tuple[Table, list[Any]]:
    rows: Rows = [dict(row) for row in open_package().rows(table)]
    row = next(row for row in rows if key_of(table, row) == key)
    assert row[column] != cell
    row[column] = cell
    return cast_rows(table, table_schema(table), rows)


def caught(tables: dict[str, Table], at_hand: dict[str, Path], check: str, table: str) -> list[Any]:
    """Return what a check finds in the tables."""
    if check == "columns":
        return list(column_violations(tables[table]))
    if check == "keys":
        return list(key_violations(tables))
    return list(NARRATIVE_RULES[check].violations(exact(tables, at_hand)))


@pytest.mark.parametrize(
    ("table", "key", "column", "cell", "check"),
    FAULTS,
    ids=[f"{table}-{column}-{check}-{at}" for at, (table, _, column, _, check) in enumerate(FAULTS)],
)
def test_a_fault_is_caught(
    tables: dict[str, Table],
    profiles: dict[str, Path],
    table: str,
    key: str,
    column: str,
    cell: str,
    check: str,
) -> None:
    tables[table], unreadable = faulty(table, key, column, cell)
    found = caught(tables, profiles, check, table)
    assert found
    assert all("\n" not in str(one) for one in found)
    assert not unreadable


def test_a_note_in_the_words_of_a_source_is_caught(
    tables: dict[str, Table], profiles: dict[str, Path]
) -> None:
    prose = profiles["prk-2023-ocr-sheet"].read_text(encoding="utf-8").split("PEOPLE")[-1].split()
    words = [word.strip("().,") for word in prose[:9]]
    tables["statements"], _ = faulty("statements", "PRK-2023-u014-s1", "note", " ".join(words))
    [found] = caught(tables, profiles, "narrative_notes", "statements")
    assert found.key == "PRK-2023-u014-s1"


def test_a_quantity_that_is_not_coded_is_caught(tables: dict[str, Table], profiles: dict[str, Path]) -> None:
    rows = open_package().rows("statements")
    for row in rows:
        if row["statement_id"] == "PRK-2023-u109-s1":
            row.update(value_min="", value_max="", value_unit="")
    tables["statements"], _ = cast_rows("statements", table_schema("statements"), rows)
    [found] = caught(tables, profiles, "narrative_numbers", "statements")
    assert found.key == "PRK-2023-u109"


SEEDED = 60
AT_LEAST = 57


def seeded(draw: random.Random) -> tuple[str, dict[str, str], str, str]:
    """A cell of the coding and another value that some cell of its column has."""
    while True:
        table = draw.choice(CODED)
        rows = open_package().rows(table)
        column = draw.choice([name for name in rows[0] if name not in ("coder_confidence", "note")])
        row = draw.choice(rows)
        others = sorted({one[column] for one in rows} - {row[column]})
        if others:
            return table, row, column, draw.choice(others)


def found_without_sources(table: str, row: dict[str, str], column: str, cell: str) -> bool:
    rows = [dict(one) for one in open_package().rows(table)]
    rows[open_package().rows(table).index(row)][column] = cell
    tables = dict(shipped_tables()) | {table: cast_rows(table, table_schema(table), rows)[0]}
    first = ("narrative_codings", "narrative_combinations")
    later = [rule for rule in NARRATIVE_RULES if rule not in first]
    return any(next(iter(NARRATIVE_RULES[rule].violations(exact(tables))), None) for rule in (*first, *later))


def test_seeded_errors_in_the_coding_are_found_on_the_shipped_package() -> None:
    draw = random.Random(20261125)
    found = [found_without_sources(*seeded(draw)) for _ in range(SEEDED)]
    assert sum(found) >= AT_LEAST


@pytest.mark.parametrize("table", ["coded_statements", "coded_statement_terms", "coded_relations"])
def test_a_changed_row_of_one_coder_is_found(tables: dict[str, Table], table: str) -> None:
    rows = [
        row
        for row in open_package().rows(table)
        if row["statement_id"] != "PRK-2023-u017-s1" or row["coder"] != "a"
    ]
    assert len(rows) < len(open_package().rows(table))
    tables[table], _ = cast_rows(table, table_schema(table), rows)
    assert caught(tables, {}, "narrative_codings", table)


def test_a_decision_that_decides_nothing_is_found(tables: dict[str, Table]) -> None:
    rows = open_package().rows("adjudications")
    idle = {"unit_id": "PRK-2023-u017", "group": "1", "field": "level", "value": "2"}
    tables["adjudications"], _ = cast_rows(
        "adjudications", table_schema("adjudications"), [*rows, rows[0] | idle | {"verdict": "set"}]
    )
    [found] = caught(tables, {}, "narrative_codings", "adjudications")
    assert "PRK-2023-u017 1 level" in found.key


def test_a_decision_less_is_found(tables: dict[str, Table]) -> None:
    rows = open_package().rows("adjudications")
    tables["adjudications"], _ = cast_rows("adjudications", table_schema("adjudications"), rows[1:])
    assert any("a decision" in one.expected for one in caught(tables, {}, "narrative_codings", ""))


def test_a_score_and_a_narrative_apart_are_caught(
    tables: dict[str, Table], profiles: dict[str, Path]
) -> None:
    tables["statements"], _ = faulty("statements", "PRK-2023-u044-s1", "level", "4")
    [found] = caught(tables, profiles, "narrative_scores", "statements")
    assert found.key == "PRK-2023 cocaine_trade"


@pytest.mark.parametrize("rule", NARRATIVE_RULES)
def test_the_shipped_coding_passes(tables: dict[str, Table], profiles: dict[str, Path], rule: str) -> None:
    assert caught(tables, profiles, rule, "") == []


def test_every_rule_is_shown_to_fail() -> None:
    elsewhere = {"narrative_codings", "narrative_notes", "narrative_numbers", "narrative_scores"}
    assert set(NARRATIVE_RULES) == {check for *_, check in FAULTS if check in NARRATIVE_RULES} | elsewhere


def test_every_column_has_its_fault() -> None:
    for table in ("units", "statements", "statement_terms", "relations"):
        columns = {field["name"] for field in table_schema(table)["fields"]}
        tried = {column for name, _, column, *_ in FAULTS if name == table}
        assert tried == columns, table


def combinations() -> Iterator[Any]:
    for row in open_package().rows("combinations"):
        yield pytest.param(row, id="-".join(row[name] for name in ("table", "field", "value", "other")))


@pytest.mark.parametrize("combination", list(combinations()))
def test_every_combination_can_fail(tables: dict[str, Table], combination: dict[str, str]) -> None:
    table, allowed = combination["table"], combination["allowed"].split()
    row = dict(open_package().rows(table)[0])
    given = combination["value"] if combination["value"] != "+" else "1"
    if combination["field"] == "kind":
        kinds = {term["term_id"]: term["kind"] for term in open_package().rows("terms")}
        row["term_id"] = next(term for term, kind in kinds.items() if kind == given)
    else:
        row[combination["field"]] = given
    row[combination["other"]] = "" if "+" in allowed else "1" if "-" in allowed else "wrong"
    tables |= {table: cast_rows(table, table_schema(table), [row])[0]}
    found = NARRATIVE_RULES["narrative_combinations"].violations(exact(tables))
    reasons = [one.expected for one in found if one.column == combination["other"] and one.table == table]
    assert any(combination["reason"] in reason for reason in reasons)


def test_a_waiver_without_a_finding_is_no_finding_where_the_source_is_not_at_hand(
    tables: dict[str, Table],
) -> None:
    assert caught(tables, {}, "narrative_waivers", "waivers") == []
    assert {"narrative_flows", "narrative_hedges"} <= set(WAIVABLE)


def test_a_broken_pattern_is_left_out_by_the_other_rules(
    tables: dict[str, Table], profiles: dict[str, Path]
) -> None:
    for key, cell in (("adjective Chinese", "Chin("), ("hedge may", "may(")):
        tables["wordings"], _ = faulty("wordings", key, "pattern", cell)
        for check in ("narrative_hedges", "narrative_countries", "narrative_waivers"):
            caught(tables, profiles, check, "wordings")


def test_an_empty_required_cell_is_no_crash(tables: dict[str, Table]) -> None:
    for table in ("units", "statements", "statement_terms", "relations"):
        row = dict.fromkeys(open_package().rows(table)[0], "")
        tables[table] = cast_rows(table, table_schema(table), [row])[0]
    for rule in NARRATIVE_RULES.values():
        list(rule.violations(exact(tables)))
