"""The fifth phase: the rules of the Index beyond a single column, one flat list of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ocdataset.check.evidence_rules import provenance, repair_needed
from ocdataset.check.exact_tables import ExactTables
from ocdataset.check.narrative_rules import (
    narrative_combinations,
    narrative_complete,
    narrative_identifiers,
    narrative_measures,
    narrative_partners,
    narrative_units,
    narrative_values,
)
from ocdataset.check.narrative_source_rules import narrative_locators, narrative_notes
from ocdataset.check.narrative_waivers import narrative_waivers, unwaived
from ocdataset.check.narrative_wording_rules import narrative_wordings
from ocdataset.check.rank_rules import rank_bounds, rank_order, rank_scope, tie_notes
from ocdataset.check.report import Violation
from ocdataset.check.score_rules import complete_sheet, half_point, published_average


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the Index: its identifier, the rule in one sentence, and how it is checked.

    Parameters
    ----------
    rule, sentence : str
    violations : callable
        Gives the violations in exact tables.
    needs : tuple of str
        The tables without which it does not apply.
    notes : callable, optional
        Gives what is worth saying and no violation.
    """

    rule: str
    sentence: str
    violations: Callable[[ExactTables], Iterator[Violation]]
    needs: tuple[str, ...]
    notes: Callable[[ExactTables], Iterator[str]] | None = None


RULES = (
    Rule(
        "half_point",
        "A score lies on 1.0, 1.5, ... 10.0.",
        half_point,
        ("scores",),
    ),
    Rule(
        "complete_sheet",
        "A country in an edition has every indicator of that edition once, and none of another.",
        complete_sheet,
        ("scores", "composition"),
    ),
    Rule(
        "published_average",
        "A parent equals the mean of the exact values of its children, rounded half up to hundredths.",
        published_average,
        ("scores", "averages", "composition"),
    ),
    Rule(
        "rank_bounds",
        "1 <= rank <= out-of; out-of is the size of the scope; a region is within its continent.",
        rank_bounds,
        ("ranks", "placements", "editions", "regions"),
    ),
    Rule(
        "rank_order",
        "Where all countries are present, the rank is 1 + the number of countries strictly higher.",
        rank_order,
        ("ranks", "scores", "placements", "composition", "editions"),
        tie_notes,
    ),
    Rule(
        "rank_scope",
        "The rank within a smaller scope is no worse than within a larger one.",
        rank_scope,
        ("ranks",),
    ),
    Rule(
        "provenance",
        "Every value names a source, and its locator finds the text as printed (if the source is at hand).",
        provenance,
        ("sources", "scores", "averages", "ranks"),
    ),
    Rule(
        "repair_needed",
        "Every repair still differs from the printed text, and every difference has a repair.",
        repair_needed,
        ("scores", "averages", "repairs"),
    ),
    Rule(
        "narrative_units",
        "Units stand in order, none overlaps, each is called by its country, edition and number.",
        narrative_units,
        ("units", "sources"),
    ),
    Rule(
        "narrative_complete",
        "Every sentence of a coded narrative has a statement, a heading or boilerplate none.",
        narrative_complete,
        ("units", "statements"),
    ),
    Rule(
        "narrative_identifiers",
        "The identifiers of statements and relations say what they belong to.",
        narrative_identifiers,
        ("statements", "relations"),
    ),
    Rule(
        "narrative_measures",
        "Measure, market and actor exist in the edition, and the measure is one of the section.",
        narrative_measures,
        ("units", "statements", "sections", "measures", "composition"),
    ),
    Rule(
        "narrative_combinations",
        "Codes go together as the table of combinations says.",
        narrative_combinations,
        ("statements", "statement_terms", "relations", "terms", "combinations"),
    ),
    Rule(
        "narrative_values",
        "A quantity is no less than its lower end and no more than its base.",
        narrative_values,
        ("statements",),
    ),
    Rule(
        "narrative_partners",
        "A partner is a code of its scheme and not the profiled country; a commodity is a term.",
        narrative_partners,
        ("relations", "terms", "countries", "partners"),
    ),
    Rule(
        "narrative_locators",
        "Every unit is found at its place by its hash, and no text of the narrative lies outside.",
        narrative_locators,
        ("units",),
    ),
    Rule(
        "narrative_notes",
        "No note has six words in a row of a source.",
        narrative_notes,
        ("statements",),
    ),
    Rule(
        "narrative_wordings",
        "Every pattern of the wordings is a regular expression.",
        narrative_wordings,
        ("wordings",),
    ),
    Rule(
        "narrative_countries",
        "A country named in a sentence is the partner of a relation, and one coded as named is in it.",
        unwaived("narrative_countries"),
        ("units", "statements", "relations", "wordings", "partners", "waivers"),
    ),
    Rule(
        "narrative_flows",
        "A statement that claims a flow has a relation.",
        unwaived("narrative_flows"),
        ("statements", "relations", "waivers"),
    ),
    Rule(
        "narrative_hedges",
        "A sentence with a hedge has a statement that is not plainly asserted, and the other way about.",
        unwaived("narrative_hedges"),
        ("units", "statements", "wordings", "waivers"),
    ),
    Rule(
        "narrative_negations",
        "A sentence with a negation has a negated statement or level 0, and the other way about.",
        unwaived("narrative_negations"),
        ("units", "statements", "wordings", "waivers"),
    ),
    Rule(
        "narrative_trends",
        "A sentence with a word of change has a trend, and the other way about.",
        unwaived("narrative_trends"),
        ("units", "statements", "wordings", "waivers"),
    ),
    Rule(
        "narrative_numbers",
        "A sentence with a number has a quantity, and the other way about.",
        unwaived("narrative_numbers"),
        ("units", "statements", "wordings", "waivers"),
    ),
    Rule(
        "narrative_years",
        "A sentence with a year has a date, and the other way about.",
        unwaived("narrative_years"),
        ("units", "statements", "wordings", "waivers"),
    ),
    Rule(
        "narrative_scores",
        "A score of 7 and more has a statement of level 3 or 4, and one of 1.5 and less has none.",
        unwaived("narrative_scores"),
        ("statements", "scores", "measures", "waivers"),
    ),
    Rule(
        "narrative_waivers",
        "Every waiver still waives a finding.",
        narrative_waivers,
        ("units", "statements", "relations", "wordings", "partners", "scores", "waivers"),
    ),
)
