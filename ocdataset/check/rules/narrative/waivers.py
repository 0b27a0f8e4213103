"""Rules whose findings may stand with a reason: each finding needs a waiver, each waiver a finding."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Final

import narwhals as nw

from ocdataset.check.frames.engines import ROW
from ocdataset.check.frames.exact_tables import ExactTables
from ocdataset.check.report import Violation
from ocdataset.check.rules.narrative import source_rules, wording_rules
from ocdataset.check.rules.narrative.rules import profile_of, whole_rows

Findings = Callable[[ExactTables], Iterator[Violation]]

HIGH, LOW, CONSIDERABLE = 700, 150, 3
OF_CRIME: Final = ("activity", "earnings", "use")
DIRECTIONS: Final = {
    "source": {"outward"},
    "destination": {"inward"},
    "transit": {"inward", "outward"},
    "source_destination": {"inward", "outward"},
}


def flows(tables: ExactTables) -> Iterator[Violation]:
    """Give each statement on the country's place in a trade that lacks a flow of that direction."""
    directions: dict[str, set[str]] = defaultdict(set)
    for row in whole_rows(tables, "relations"):
        if row["relation"] == "flow":
            both = {"inward", "outward"} if row["direction"] == "mutual" else {row["direction"]}
            directions[row["statement_id"]] |= both
    for row in whole_rows(tables, "statements"):
        wanted = DIRECTIONS.get(row["country_position"] or "", set()) - directions[row["statement_id"]]
        if wanted:
            yield Violation(
                "narrative_flows",
                table="statements",
                key=row["statement_id"],
                column="country_position",
                found=f"{row['country_position']} without a flow {' and '.join(sorted(wanted))}",
                expected="a flow, with partner x-abroad where none is named, or a waiver",
                row=row[ROW] + 1,
            )


def scores(tables: ExactTables) -> Iterator[Violation]:
    """Give each score of 7 and more without, and of 1.5 and less with a statement of level 3 or 4.

    A score that a user overruled is his own, and the narrative is not held against it.
    """
    levels: dict[tuple[str, int, str], int] = defaultdict(int)
    coded = set()
    direction = {row["measure"]: row["direction"] for row in whole_rows(tables, "measures")}
    for row in whole_rows(tables, "statements"):
        profile = profile_of(row["unit_id"])
        coded.add(profile)
        for measure in {row["measure"], row["market"], row["actor"]} - {None}:
            of_crime = direction.get(measure) == "higher_is_worse"
            own_capacity = row["claim"] == "capacity" and row["responder"] != "abroad"
            if row["claim"] in OF_CRIME if of_crime else own_capacity:
                levels[*profile, measure] = max(levels[*profile, measure], row["level"] or 0)
    if not coded:
        return
    overruled = {
        (row["country"], row["edition"], row["measure"])
        for row in whole_rows(tables, "repairs")
        if row["rule"] == "override"
    }
    for row in whole_rows(tables, "scores"):
        profile = (row["country"], row["edition"])
        if profile not in coded or row["value"] is None or (*profile, row["measure"]) in overruled:
            continue
        considerable = levels[*profile, row["measure"]] >= CONSIDERABLE
        if row["value"] >= HIGH and not considerable:
            yield _on_score(row, "no statement of level 3 or 4", "one, or a waiver")
        if row["value"] <= LOW and considerable:
            yield _on_score(row, "a statement of level 3 or 4", "none, or a waiver")


def bearing_on_narratives(tables: ExactTables) -> Iterator[nw.LazyFrame[Any]]:
    """Give the scores of the profiles that are coded."""
    coded = {profile_of(row["unit_id"]) for row in whole_rows(tables, "statements")}
    countries, editions = [country for country, _ in coded], [edition for _, edition in coded]
    sheets = tables.like({"country": countries, "edition": editions})
    yield tables.frame("scores").join(sheets, on=["edition", "country"], how="semi")


def _on_score(row: dict[str, Any], found: str, expected: str) -> Violation:
    return Violation(
        "narrative_scores",
        table="scores",
        key=f"{row['country']}-{row['edition']} {row['measure']}",
        column="value",
        found=f"{row['value'] / 100:.2f} and {found}",
        expected=expected,
        row=row[ROW] + 1,
    )


WAIVABLE: Final[dict[str, Findings]] = {
    "narrative_flows": flows,
    "narrative_scores": scores,
    "narrative_countries": wording_rules.narrative_countries,
    "narrative_hedges": wording_rules.hedges,
    "narrative_negations": wording_rules.negations,
    "narrative_trends": wording_rules.trends,
    "narrative_numbers": wording_rules.numbers,
    "narrative_years": wording_rules.years,
}
WITHOUT_SOURCE: Final = ("narrative_flows", "narrative_scores")


def _unwaived(rule: str, tables: ExactTables) -> Iterator[Violation]:
    waived = {row["key"] for row in whole_rows(tables, "waivers") if row["rule"] == rule}
    yield from (found for found in WAIVABLE[rule](tables) if found.key not in waived)


def unwaived(rule: str) -> Findings:
    """Return a waivable rule as the rule that gives the findings without a waiver."""
    return partial(_unwaived, rule)


def narrative_waivers(tables: ExactTables) -> Iterator[Violation]:
    """Give each waiver whose finding is gone, or that no rule can use.

    A waiver of a rule on wording is judged only where the source of its unit is at hand.
    """
    waivers = list(whole_rows(tables, "waivers"))
    if not waivers:
        return
    at_hand = set(source_rules.texts_at_hand(tables))
    judged = {row["unit_id"] for row in whole_rows(tables, "units") if row["source_id"] in at_hand}
    known = {row["unit_id"] for row in whole_rows(tables, "units")}
    used = {(rule, found.key) for rule, findings in WAIVABLE.items() for found in findings(tables)}
    for row in waivers:
        rule, key = row["rule"], row["key"]
        if (rule, key) in used:
            continue
        unit = key.partition("-s")[0]
        if rule not in WAIVABLE or rule in WITHOUT_SOURCE or unit in judged or unit not in known:
            yield Violation(
                "narrative_waivers",
                table="waivers",
                key=f"{rule} {key}",
                found="a waiver without a finding",
                expected="a finding that it waives; drop it",
                row=row[ROW] + 1,
            )
