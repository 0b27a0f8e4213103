"""Rules on the coded narratives that need no source: what codes go together, and what is complete."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final

from ocdataset.check.frames.engines import ROW
from ocdataset.check.frames.exact_tables import ExactTables
from ocdataset.check.report import Violation
from ocdataset.reference.counted import counted
from ocdataset.reference.schemas import table_schema

CODED: Final = ("statements", "statement_terms", "relations")
MARKETS, ACTORS, RESILIENCE = "criminal_markets", "criminal_actors", "resilience"


_PROFILE: Final = re.compile(r"([A-Z]{3})-([0-9]{4})-u")


def whole_rows(tables: ExactTables, table: str) -> Iterator[dict[str, Any]]:
    """Give the rows of a table that have every required cell; the others are findings of columns.

    A table that the package does not have gives nothing.
    """
    if table not in tables.tables:
        return
    fields = table_schema(table)["fields"]
    required = [field["name"] for field in fields if field.get("constraints", {}).get("required")]
    for row in tables.rows(table):
        if all(row[name] is not None for name in required):
            yield row


def profile_of(identifier: str) -> tuple[str, int]:
    """Return the country and edition that the identifier of a unit or statement begins with.

    Examples
    --------
    >>> profile_of("PRK-2023-u016-s1"), profile_of("u16")
    (('PRK', 2023), ('', 0))
    """
    found = _PROFILE.match(identifier)
    return (found[1], int(found[2])) if found else ("", 0)


def narrative_units(tables: ExactTables) -> Iterator[Violation]:
    """Give each unit that is out of order, overlaps the one before, or is not called by its place."""
    whose = {row["source_id"]: (row["country"], row["edition"]) for row in whole_rows(tables, "sources")}
    before: dict[str, tuple[int, int]] = {}
    numbered: dict[str, int] = defaultdict(int)
    for row in whole_rows(tables, "units"):
        source = row["source_id"]
        position, end = before.get(source, (0, 0))
        profile = "{}-{}".format(*whose.get(source, ("", "")))
        numbered[profile] += 1
        expected = f"{profile}-u{numbered[profile]:03}"
        if row["unit_id"] != expected:
            yield _violation("narrative_units", "units", row, "unit_id", row["unit_id"], expected)
        if row["position"] != position + 1:
            expected = f"{position + 1}, one after the other"
            yield _violation("narrative_units", "units", row, "position", row["position"], expected)
        if not end <= row["char_start"] < row["char_end"]:
            found = f"{row['char_start']} to {row['char_end']}"
            yield _violation("narrative_units", "units", row, "char_start", found, f"an extent behind {end}")
        before[source] = (row["position"], row["char_end"])


def narrative_complete(tables: ExactTables) -> Iterator[Violation]:
    """Give each sentence of a coded narrative without a statement, and each misplaced statement.

    A narrative is coded if any unit of its source has a statement.
    """
    numbers: dict[str, list[int]] = defaultdict(list)
    for row in whole_rows(tables, "statements"):
        numbers[row["unit_id"]].append(row["seq"])
    coded = {row["source_id"] for row in whole_rows(tables, "units") if row["unit_id"] in numbers}
    for row in whole_rows(tables, "units"):
        given = numbers.get(row["unit_id"], [])
        if row["kind"] != "sentence" and given:
            found = f"{counted(len(given), 'statement')} on a {row['kind']}"
            yield _violation(
                "narrative_complete", "units", row, "kind", found, "statements on sentences only"
            )
        if row["kind"] == "sentence" and row["source_id"] in coded and not given:
            found = "a sentence without a statement"
            yield _violation("narrative_complete", "units", row, "", found, "one at least")
        if sorted(given) != list(range(1, len(given) + 1)):
            found = ", ".join(map(str, given))
            yield _violation("narrative_complete", "units", row, "seq", found, "1, 2, ... of its statements")


def narrative_identifiers(tables: ExactTables) -> Iterator[Violation]:
    """Give each statement and relation whose identifier belies what it points at."""
    for row in whole_rows(tables, "statements"):
        expected = f"{row['unit_id']}-s{row['seq']}"
        if row["statement_id"] != expected:
            found = row["statement_id"]
            yield _violation("narrative_identifiers", "statements", row, "statement_id", found, expected)
    for row in whole_rows(tables, "relations"):
        if row["relation_id"].rpartition("-r")[0] != row["statement_id"]:
            found, expected = row["relation_id"], f"{row['statement_id']}-r and a number"
            yield _violation("narrative_identifiers", "relations", row, "relation_id", found, expected)


def narrative_measures(tables: ExactTables) -> Iterator[Violation]:
    """Give each measure, market and actor that the edition lacks or that does not fit its place."""
    sections = {row["section_id"]: row for row in whole_rows(tables, "sections")}
    units = {row["unit_id"]: row for row in whole_rows(tables, "units")}
    themes = {row["measure"]: row["theme"] for row in whole_rows(tables, "measures")}
    for row in whole_rows(tables, "statements"):
        edition = profile_of(row["unit_id"])[1]
        tree = tables.compositions.get(edition)
        unit = units.get(row["unit_id"])
        if tree is None or unit is None:
            continue
        allowed = {
            "measure": {*tree.indicators, *tree.parents},
            "market": set(tree.children[MARKETS]) - {row["measure"]},
            "actor": set(tree.children[ACTORS]) - {row["measure"]},
        }
        for column, codes in allowed.items():
            if row[column] and row[column] not in codes:
                expected = f"a {column} of {edition}, and the measure not again"
                yield _violation("narrative_measures", "statements", row, column, row[column], expected)
        if row["theme"] and row["measure"] in tree.children[MARKETS]:
            expected = "no theme where the measure is a market of its own"
            yield _violation("narrative_measures", "statements", row, "theme", row["theme"], expected)
        fits = _fits(row["measure"], themes, sections.get(unit["section_id"], {}))
        if fits == (row["issue"] == "cross_section"):
            found = f"{row['measure']} in the section {unit['section_id']}"
            expected = (
                "no issue cross_section" if fits else "a measure of the section, or issue cross_section"
            )
            yield _violation("narrative_measures", "statements", row, "issue", found, expected)


def _fits(measure: str, themes: dict[str, str], section: dict[str, Any]) -> bool:
    """Return whether a measure is of the section's theme, or the whole that it is part of."""
    if measure == "criminality":
        return section.get("component") in (MARKETS, ACTORS)
    if measure in (MARKETS, ACTORS, RESILIENCE):
        return bool(measure == section.get("component"))
    return bool(themes.get(measure) == section.get("theme"))


def narrative_combinations(tables: ExactTables) -> Iterator[Violation]:
    """Give each row whose codes do not go together, by the table of combinations."""
    kinds = {row["term_id"]: row["kind"] for row in whole_rows(tables, "terms")}
    rules: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for rule in whole_rows(tables, "combinations"):
        rules[rule["table"], rule["field"], rule["value"]].append(rule)
    for table in CODED:
        for row in whole_rows(tables, table):
            cells = row | {"kind": kinds.get(row.get("term_id", ""))}
            for field, cell in cells.items():
                if cell is None or cell == "":
                    continue
                for rule in [*rules[table, field, str(cell)], *rules[table, field, "+"]]:
                    yield from _forbidden(table, cells, rule)


def _forbidden(table: str, row: dict[str, Any], rule: dict[str, Any]) -> Iterator[Violation]:
    cell = row.get(rule["other"])
    empty = cell is None or cell == ""
    allowed = rule["allowed"].split()
    if ("-" in allowed) if empty else ("+" in allowed or str(cell) in allowed):
        return
    spelled = [{"-": "nothing", "+": "a value"}.get(word, word) for word in allowed]
    expected = f"{' or '.join(spelled)} where {rule['field']} is {row[rule['field']]}: {rule['reason']}"
    found = "nothing" if empty else str(cell)
    yield _violation("narrative_combinations", table, row, rule["other"], found, expected)


def narrative_values(tables: ExactTables) -> Iterator[Violation]:
    """Give each quantity whose upper end is below its lower end, or that is more than its base."""
    for row in whole_rows(tables, "statements"):
        for column in ("value_max", "value_base"):
            if row[column] is not None and row["value_min"] is not None and row[column] < row["value_min"]:
                expected = f"at least the value_min, {row['value_min'] / 100:g}"
                found = f"{row[column] / 100:g}"
                yield _violation("narrative_values", "statements", row, column, found, expected)


def narrative_partners(tables: ExactTables) -> Iterator[Violation]:
    """Give each partner that its scheme does not have, and each commodity that is none."""
    relations = list(whole_rows(tables, "relations"))
    if not relations:
        return  # there may be very many countries
    terms = {row["term_id"]: row for row in whole_rows(tables, "terms")}
    known = {(row["scheme"], row["partner"]) for row in whole_rows(tables, "partners")}
    known |= {("iso3166-1", row["country"]) for row in whole_rows(tables, "countries")}
    for row in relations:
        if (row["partner_scheme"], row["partner"]) not in known:
            expected = f"a code of {row['partner_scheme']} in countries or partners"
            yield _violation("narrative_partners", "relations", row, "partner", row["partner"], expected)
        if row["partner"] == profile_of(row["statement_id"])[0]:
            expected = "a partner other than the profiled country"
            yield _violation("narrative_partners", "relations", row, "partner", row["partner"], expected)
        good = row["commodity"]
        if good and terms.get(good, {}).get("kind") != "goods":
            yield _violation("narrative_partners", "relations", row, "commodity", good, "a term of that kind")


def _violation(
    rule: str, table: str, row: dict[str, Any], column: str, found: object, expected: str
) -> Violation:
    key = {
        "units": "unit_id",
        "statements": "statement_id",
        "statement_terms": "statement_id",
        "relations": "relation_id",
    }[table]
    return Violation(
        rule,
        table=table,
        key=str(row[key]),
        column=column,
        found=str(found),
        expected=expected,
        row=row[ROW] + 1,
    )
