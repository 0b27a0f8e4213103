"""Merging keeps what all wrote, asks about the rest, and does what a decision says."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ocdataset.package.narrative.codings import TABLES, Coding, coding_of
from ocdataset.package.narrative.grouping import groups_on
from ocdataset.package.narrative.merging import EMPTY, Difference, merge
from ocdataset.package.package import open_package
from ocdataset.reference.rows import Row
from tests.narrative import ruritania

CELLS = {
    "level": ("1", "2", "4"),
    "certainty": ("asserted", "possible"),
    "claim": ("use", "harm", "activity"),
}


@st.composite
def codings(draw: st.DrawFn) -> Coding:
    """Anna's coding with cells, terms, relations and statements changed at random."""
    written = []
    for one in ruritania.anna():
        if draw(st.integers(0, 5)) == 0:
            continue
        cells = {
            name: draw(st.sampled_from((one.cells.get(name, ""), *values))) for name, values in CELLS.items()
        }
        terms = [term for term in one.terms if draw(st.booleans())]
        terms += draw(
            st.lists(st.sampled_from(["children/victim", "hackers/agent"]), max_size=2, unique=True)
        )
        relations = one.relations if draw(st.booleans()) else []
        times = draw(st.sampled_from((1, 1, 1, 2)))
        written += [type(one)(one.unit_id, one.seq, one.cells | cells, terms, relations)] * times
    return ruritania.coding(written)


def as_the_first_has_it(one: Difference) -> Row:
    mine = one.written[0]
    whole = one.field in ("statement", "term", "relation")
    value = next(text for text in one.written if text) if whole else mine or EMPTY
    verdict = ("keep" if mine else "drop") if whole else "set"
    row = {"unit_id": one.unit_id, "group": str(one.group), "field": one.field, "value": value}
    return row | {"verdict": verdict, "reason": "the first coder is right"}


def content(coding: Coding) -> dict[str, list[object]]:
    """What a coding says, whatever the order of terms and relations and how sure the coder was."""
    return {
        unit: [
            (
                {name: cell for name, cell in row.items() if name not in ("coder_confidence", "note")},
                sorted(coding.terms_of(row)),
                sorted(coding.relations_of(row)),
            )
            for row in rows
        ]
        for unit, rows in coding.statements.items()
        if rows
    }


@given(codings())
def test_a_coding_merged_with_itself_is_itself(coding: Coding) -> None:
    merged = merge([coding, coding, coding], [])
    assert (merged.undecided, merged.idle) == ([], [])
    assert content(merged.coding) == content(coding)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(codings(), codings())
def test_who_always_decides_for_the_first_gets_the_first(first: Coding, second: Coding) -> None:
    asked = merge([first, second], []).undecided
    dropped = {(one.unit_id, one.group) for one in asked if one.field == "statement" and not one.written[0]}
    decisions = [
        as_the_first_has_it(one)
        for one in asked
        if one.field == "statement" or (one.unit_id, one.group) not in dropped
    ]
    merged = merge([first, second], decisions)
    assert (merged.undecided, merged.idle) == ([], [])
    assert content(merged.coding) == content(first)


@given(codings(), codings(), codings())
def test_every_statement_stands_in_one_group(first: Coding, second: Coding, third: Coding) -> None:
    for unit in {*first.statements, *second.statements, *third.statements}:
        groups = groups_on([first, second, third], unit)
        for place, coding in enumerate((first, second, third)):
            held = [group[place]["statement_id"] for group in groups if group[place] is not None]
            assert sorted(held) == sorted(row["statement_id"] for row in coding.statements.get(unit, []))


def test_a_decision_can_overrule_all_and_add_a_statement() -> None:
    coding = ruritania.coding(ruritania.anna())
    plain = {"unit_id": "XRU-2023-u003", "reason": "because"}
    decisions = [
        plain | {"group": "1", "field": "level", "value": "-", "verdict": "set"},
        plain | {"group": "1", "field": "term", "value": "hackers/agent", "verdict": "keep"},
        plain | {"group": "2", "field": "statement", "value": "prevention capacity", "verdict": "keep"},
        plain | {"group": "2", "field": "measure", "value": "prevention", "verdict": "set"},
        plain | {"group": "2", "field": "claim", "value": "capacity", "verdict": "set"},
    ]
    merged = merge([coding, coding], decisions)
    assert merged.idle == decisions[:1]
    first, added = merged.coding.statements["XRU-2023-u003"]
    assert merged.coding.terms_of(first) == ["hackers/agent"]
    assert (added["measure"], added["polarity"], added["seq"]) == ("prevention", "affirmed", "2")


def test_the_shipped_tables_come_out_of_the_codings_whatever_order_they_are_in() -> None:
    package = open_package()
    rows = [list(reversed(package.rows(table))) for table in TABLES]
    coding = coding_of(*rows)
    assert [row["seq"] for row in coding.statements["PRK-2023-u005"]] == ["1", "2", "3"]
