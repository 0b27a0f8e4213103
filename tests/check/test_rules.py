"""Every valid sheet passes; every sheet with one fault is caught by the rule that names it."""

from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from ocdataset.arithmetic.averages import round_half_up
from ocdataset.arithmetic.half_points import hundredths_text
from ocdataset.check.rules.catalogue import RULES
from ocdataset.reference.compositions import compositions
from ocdataset.reference.names import reference_table
from tests.sheets import Rows, exact_tables, exact_value, sheets

few = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def caught_by(rows: Rows) -> set[str]:
    tables = exact_tables(rows)
    return {rule.rule for rule in RULES if rule.applies(tables) and any(rule.violations(tables))}


def catches(name: str, rows: Rows) -> bool:
    rule = next(rule for rule in RULES if rule.rule == name)
    return any(rule.violations(exact_tables(rows)))


@few
@given(sheets())
def test_a_valid_sheet_passes_every_rule(rows: Rows) -> None:
    assert caught_by(rows) == set()


def off_the_grid(draw: st.DrawFn, rows: Rows) -> None:
    row = draw(st.sampled_from(rows["scores"]))
    row["value"] = row["as_printed"] = (
        f"{draw(st.integers(1, 9))}.{draw(st.sampled_from(['25', '10', '99']))}"
    )


def out_of_range(draw: st.DrawFn, rows: Rows) -> None:
    row = draw(st.sampled_from(rows["scores"]))
    row["value"] = row["as_printed"] = draw(st.sampled_from(["0.50", "10.50", "0.00", "85.00"]))


def moved_half_a_point(draw: st.DrawFn, rows: Rows) -> None:
    row = draw(st.sampled_from(rows["scores"]))
    step = draw(st.sampled_from([Fraction(1, 2), Fraction(-1, 2)]))
    moved = Fraction(row["value"]) + step
    assume(1 <= moved <= 10)
    row["value"] = row["as_printed"] = hundredths_text(int(moved * 100))


def indicator_missing(draw: st.DrawFn, rows: Rows) -> None:
    rows["scores"].remove(draw(st.sampled_from(rows["scores"])))


def indicator_doubled(draw: st.DrawFn, rows: Rows) -> None:
    rows["scores"].append(dict(draw(st.sampled_from(rows["scores"]))))


def indicator_of_another_edition(draw: st.DrawFn, rows: Rows) -> None:
    later = set(compositions()[2023].indicators) - set(compositions()[2021].indicators)
    row = draw(st.sampled_from(rows["scores"]))
    assume(row["edition"] == "2021")
    row["measure"] = draw(st.sampled_from(sorted(later)))


def rounded_half_even(draw: st.DrawFn, rows: Rows) -> None:
    row = draw(st.sampled_from(rows["averages"]))
    exact = exact_value(rows, row["measure"])
    even = (Decimal(exact.numerator) / exact.denominator).quantize(Decimal("0.01"), ROUND_HALF_EVEN)
    assume(str(even) != row["value"])
    row["value"] = row["as_printed"] = str(even)


def criminality_from_rounded_means(draw: st.DrawFn, rows: Rows) -> None:  # noqa: ARG001
    values = {row["measure"]: Fraction(row["value"]) for row in rows["averages"]}
    naive = hundredths_text(round_half_up((values["criminal_markets"] + values["criminal_actors"]) / 2))
    row = next(row for row in rows["averages"] if row["measure"] == "criminality")
    assume(naive != row["value"])
    row["value"] = row["as_printed"] = naive


def rank_beyond_out_of(draw: st.DrawFn, rows: Rows) -> None:
    row = draw(st.sampled_from([row for row in rows["ranks"] if row["scope"] == "world"]))
    row["rank"] = str(draw(st.integers(194, 400)))


def wrong_size_of_scope(draw: st.DrawFn, rows: Rows) -> None:
    row = draw(st.sampled_from([row for row in rows["ranks"] if row["scope"] != "region"]))
    row["out_of"] = str(int(row["out_of"]) - 1 if row["rank"] != row["out_of"] else int(row["out_of"]) + 1)


def region_larger_than_continent(draw: st.DrawFn, rows: Rows) -> None:
    row = draw(st.sampled_from([row for row in rows["ranks"] if row["scope"] == "region"]))
    row["out_of"] = "47"


def worse_in_a_smaller_scope(draw: st.DrawFn, rows: Rows) -> None:
    ordered = [row for row in rows["ranks"] if row["measure"] == "criminality"]
    wide, narrow = draw(st.sampled_from(list(pairwise(ordered))))
    assume(int(wide["rank"]) < int(narrow["out_of"]))
    narrow["rank"] = str(int(wide["rank"]) + 1)


def without_source(draw: st.DrawFn, rows: Rows) -> None:
    draw(st.sampled_from(rows["scores"] + rows["averages"] + rows["ranks"]))["source_id"] = ""


def without_place(draw: st.DrawFn, rows: Rows) -> None:
    draw(st.sampled_from(rows["scores"] + rows["averages"]))["locator"] = ""


def derived_without_repair(draw: st.DrawFn, rows: Rows) -> None:
    draw(st.sampled_from(rows["scores"]))["status"] = "derived"


def differing_without_repair(draw: st.DrawFn, rows: Rows) -> None:
    draw(st.sampled_from(rows["scores"]))["as_printed"] = "85O"


def obsolete_repair(draw: st.DrawFn, rows: Rows) -> None:
    row = draw(st.sampled_from(rows["scores"]))
    rows["repairs"].append(
        {
            "source_id": row["source_id"],
            "edition": row["edition"],
            "country": row["country"],
            "measure": row["measure"],
            "as_printed": row["value"],
            "as_given": row["value"],
            "rule": "read_as",
            "reason": "drawn",
            "fitting": "1",
        }
    )


def candidates_of_a_value(draw: st.DrawFn, rows: Rows) -> None:
    draw(st.sampled_from(rows["scores"] + rows["averages"]))["candidates"] = "1.00 2.00"


def value_that_the_status_denies(draw: st.DrawFn, rows: Rows) -> None:
    draw(st.sampled_from(rows["scores"]))["status"] = "unresolved"


def another_method(draw: st.DrawFn, rows: Rows) -> None:
    draw(st.sampled_from(rows["scores"] + rows["averages"] + rows["ranks"]))["method"] = "workbook"


def place_of_no_form(draw: st.DrawFn, rows: Rows) -> None:
    draw(st.sampled_from(rows["scores"] + rows["ranks"]))["locator"] = "somewhere"


def another_continent(draw: st.DrawFn, rows: Rows) -> None:
    draw(st.sampled_from(rows["placements"]))["continent"] = "africa"


def continent_as_region(draw: st.DrawFn, rows: Rows) -> None:
    draw(st.sampled_from(rows["placements"]))["region"] = "asia"


def changed_cell(draw: st.DrawFn, rows: Rows) -> None:
    table = draw(st.sampled_from(["countries", "measures", "regions", "composition", "editions"]))
    kept = [dict(row) for row in reference_table(table)]
    row = draw(st.sampled_from(kept))
    column = draw(st.sampled_from(sorted(set(row) - {"title"})))
    row[column] = {"parent": "prevention", "countries": "9", "position": "40"}.get(column, "7")
    rows[table] = kept


def repair_that_gives_something_else(draw: st.DrawFn, rows: Rows) -> None:
    row = draw(st.sampled_from(rows["scores"]))
    row["status"] = "derived"
    obsolete_repair(draw, rows)
    given = "2.00" if row["value"] != "2.00" else "3.00"
    rows["repairs"][0].update({name: row[name] for name in ("source_id", "edition", "country", "measure")})
    rows["repairs"][0].update(as_given=given, as_printed=row["as_printed"])


FAULTS: list[tuple[Callable[[st.DrawFn, Rows], None], str]] = [
    (off_the_grid, "half_point"),
    (out_of_range, "half_point"),
    (moved_half_a_point, "published_average"),
    (indicator_missing, "complete_sheet"),
    (indicator_doubled, "complete_sheet"),
    (indicator_of_another_edition, "complete_sheet"),
    (rounded_half_even, "published_average"),
    (criminality_from_rounded_means, "published_average"),
    (rank_beyond_out_of, "rank_bounds"),
    (wrong_size_of_scope, "rank_bounds"),
    (region_larger_than_continent, "rank_bounds"),
    (worse_in_a_smaller_scope, "rank_scope"),
    (without_source, "provenance"),
    (without_place, "provenance"),
    (derived_without_repair, "repair_needed"),
    (differing_without_repair, "repair_needed"),
    (obsolete_repair, "repair_needed"),
    (repair_that_gives_something_else, "repair_needed"),
    (candidates_of_a_value, "status"),
    (value_that_the_status_denies, "status"),
    (another_method, "provenance"),
    (place_of_no_form, "provenance"),
    (another_continent, "placement"),
    (continent_as_region, "placement"),
    (changed_cell, "as_shipped"),
]


@pytest.mark.parametrize(
    ("fault", "rule"), FAULTS, ids=[f"{fault.__name__}-{rule}" for fault, rule in FAULTS]
)
def test_a_fault_is_caught_by_the_rule_that_names_it(
    fault: Callable[[st.DrawFn, Rows], None], rule: str
) -> None:
    @settings(few, max_examples=6, suppress_health_check=list(HealthCheck))
    @given(sheets(), st.data())
    def caught(rows: Rows, data: st.DataObject) -> None:
        fault(data.draw, rows)
        assert catches(rule, rows)

    caught()


def test_a_rank_is_checked_where_all_countries_are_present() -> None:
    from tests.world import world

    assert caught_by(world()) == set()
    tied = world()
    for row in tied["ranks"]:
        if row["country"] == "AFG" and row["scope"] == "world" and row["measure"] == "criminality":
            row["rank"] = str(int(row["rank"]) + 1)
    tables = exact_tables(tied)
    rank_order = next(rule for rule in RULES if rule.rule == "rank_order")
    found = list(rank_order.violations(tables)) or list(rank_order.notes(tables))  # type: ignore[misc]
    assert found


def test_every_rule_is_shown_to_fail() -> None:
    shown = {rule for _, rule in FAULTS} | {"rank_order", "established", "membership_dates", "short_names"}
    of_figures = {rule.rule for rule in RULES if not rule.rule.startswith("narrative_")}
    assert of_figures == shown
