"""The fifth phase: the rules of the Index beyond a single column, one flat list of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import narwhals as nw

from ocdataset.check.frames.exact_tables import ExactTables
from ocdataset.check.phases.row_checks import RowCheck, row_violations
from ocdataset.check.report import Violation
from ocdataset.check.rules.evidence import (
    OTHER_RULE,
    PLACED,
    aligned_without_readings,
    bearing_on_evidence,
    bearing_on_repairs,
    bearing_on_status,
    evidence,
    place_checks,
    repair_needed,
    status_checks,
)
from ocdataset.check.rules.narrative.coding_rules import narrative_codings
from ocdataset.check.rules.narrative.rules import (
    narrative_combinations,
    narrative_complete,
    narrative_identifiers,
    narrative_measures,
    narrative_partners,
    narrative_units,
    narrative_values,
)
from ocdataset.check.rules.narrative.source_rules import narrative_locators, narrative_notes
from ocdataset.check.rules.narrative.waivers import (
    bearing_on_narratives,
    narrative_waivers,
    unwaived,
)
from ocdataset.check.rules.narrative.wording_rules import narrative_wordings
from ocdataset.check.rules.ranks import (
    BEYOND_OUT_OF,
    placement,
    rank_order,
    rank_scope,
    scope_sizes,
    tie_notes,
)
from ocdataset.check.rules.readings import bearing_on_readings, established
from ocdataset.check.rules.reference_tables import membership_dates, short_names
from ocdataset.check.rules.scores import HALF_POINT, complete_sheet, published_average, whole_sheets_hold
from ocdataset.check.rules.shipped import as_shipped
from ocdataset.reference.schemas import Schema, field_names


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the Index: its identifier, the rule in one sentence, and how it is checked.

    Parameters
    ----------
    rule, sentence : str
    across : callable, optional
        Gives the violations that no single row shows.
    needs : tuple of str
        The tables without which it does not apply.
    notes : callable, optional
        Gives what is worth saying and no violation.
    rows : mapping of str to callable
        The part of the rule that a row of a table breaks by itself, by table, given its columns.
    bearing : callable, optional
        Gives the scores that the rule has to see itself, though their sheet is whole and breaks no
        check of a row: `Prefilter` asks it of one row of all that differ in measure, value and place
        only. Without it, a rule that needs the scores has to see all of them.
    """

    rule: str
    sentence: str
    across: Callable[[ExactTables], Iterable[Violation]] | None
    needs: tuple[str, ...]
    notes: Callable[[ExactTables], Iterable[str]] | None = None
    rows: Mapping[str, Callable[[list[str]], Iterable[RowCheck]]] = field(default_factory=dict)
    bearing: Callable[[ExactTables], Iterable[nw.LazyFrame[Any]]] | None = None

    def applies(self, tables: ExactTables) -> bool:
        """Return whether every table that the rule needs is there."""
        return all(needed in tables.tables for needed in self.needs)

    def row_checks(self, table: str, schema: Schema) -> Iterator[RowCheck]:
        """Give the part of the rule that a row of a table breaks by itself."""
        if table in self.rows:
            yield from (replace(one, rule=self.rule) for one in self.rows[table](field_names(schema)))

    def violations(self, tables: ExactTables) -> Iterator[Violation]:
        """Give every violation of this rule alone."""
        for table in tables.tables:
            checks = list(self.row_checks(table, tables.tables[table].schema))
            found = row_violations(tables, table, checks) if checks else []
            yield from (one for one in found if one.rule == self.rule)
        yield from self.violations_across(tables)

    def violations_across(self, tables: ExactTables) -> Iterator[Violation]:
        """Give the violations that no single row shows."""
        if self.across is not None:
            yield from (replace(one, rule=self.rule) for one in self.across(tables))


RULES = (
    Rule(
        "half_point",
        "A score lies on 1.0, 1.5, ... 10.0.",
        None,
        ("scores",),
        rows={"scores": lambda columns: [HALF_POINT]},  # noqa: ARG005
        bearing=whole_sheets_hold,
    ),
    Rule(
        "complete_sheet",
        "A country in an edition has every indicator of that edition once, and none of another.",
        complete_sheet,
        ("scores", "composition"),
        bearing=whole_sheets_hold,
    ),
    Rule(
        "published_average",
        "A parent equals the mean of the exact values of its children, rounded half up to hundredths.",
        published_average,
        ("scores", "averages", "composition"),
        bearing=whole_sheets_hold,
    ),
    Rule(
        "rank_bounds",
        "1 <= rank <= out-of; out-of is the size of the scope; a region is within its continent.",
        scope_sizes,
        ("ranks", "placements", "editions", "regions"),
        rows={"ranks": lambda columns: [BEYOND_OUT_OF]},  # noqa: ARG005
    ),
    Rule(
        "rank_order",
        "Where all countries are present, the rank is 1 + the number of countries strictly higher.",
        rank_order,
        ("ranks", "scores", "placements", "composition", "editions"),
        tie_notes,
        bearing=whole_sheets_hold,
    ),
    Rule(
        "rank_scope",
        "The rank within a smaller scope is no worse than within a larger one.",
        rank_scope,
        ("ranks",),
    ),
    Rule(
        "placement",
        "A country is placed in a region, and in the continent that the region is in.",
        placement,
        ("placements", "regions"),
    ),
    Rule(
        "status",
        "A status says whether there is a value; only what was read of a page is aligned or unresolved.",
        aligned_without_readings,
        ("scores", "averages"),
        rows=dict.fromkeys(("scores", "averages", "ranks"), status_checks),
        bearing=bearing_on_status,
    ),
    Rule(
        "provenance",
        "Every value names a source, is read as it is, and stands at its place (if the source is at hand).",
        evidence,
        ("sources", "scores", "averages", "ranks"),
        rows=dict.fromkeys(PLACED, place_checks),
        bearing=bearing_on_evidence,
    ),
    Rule(
        "repair_needed",
        "Every repair still differs from the printed text, and every difference has a repair.",
        repair_needed,
        ("scores", "averages", "repairs"),
        rows={"repairs": lambda columns: [OTHER_RULE]},  # noqa: ARG005
        bearing=bearing_on_repairs,
    ),
    Rule(
        "established",
        "The readings give every value, status, rank, placement and repair of a page anew.",
        established,
        ("readings", "sources"),
        bearing=bearing_on_readings,
    ),
    Rule(
        "as_shipped",
        "What the Index's own package says of a code, label or document, every package says so.",
        as_shipped,
        (),
    ),
    Rule(
        "membership_dates",
        "A membership begins and ends on dates, ends no earlier, and no two of a country in a group overlap.",
        membership_dates,
        ("memberships",),
    ),
    Rule(
        "short_names",
        "No two measures have the same short name.",
        short_names,
        ("measures",),
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
        "narrative_codings",
        "The merged coding is what the coders wrote alike and the adjudications give, and nothing else.",
        narrative_codings,
        (
            "coders",
            "coded_statements",
            "coded_statement_terms",
            "coded_relations",
            "adjudications",
            "statements",
            "statement_terms",
            "relations",
        ),
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
        "A statement on the country's place in a trade has a flow of that direction.",
        unwaived("narrative_flows"),
        ("statements", "relations", "waivers"),
    ),
    Rule(
        "narrative_hedges",
        "A hedge in a sentence is in a statement, and each statement's certainty and basis are in its words.",
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
        "A word of change in a sentence is in a statement, and each statement's trend is in its words.",
        unwaived("narrative_trends"),
        ("units", "statements", "wordings", "waivers"),
    ),
    Rule(
        "narrative_numbers",
        "A number in a sentence is in a statement, and each statement's quantity is in its words.",
        unwaived("narrative_numbers"),
        ("units", "statements", "wordings", "waivers"),
    ),
    Rule(
        "narrative_years",
        "A year in a sentence is in a statement, and each statement's date is in its words.",
        unwaived("narrative_years"),
        ("units", "statements", "wordings", "waivers"),
    ),
    Rule(
        "narrative_scores",
        "A score of 7 and more has a statement of level 3 or 4, and one of 1.5 and less has none.",
        unwaived("narrative_scores"),
        ("statements", "scores", "measures", "waivers"),
        bearing=bearing_on_narratives,
    ),
    Rule(
        "narrative_waivers",
        "Every waiver still waives a finding.",
        narrative_waivers,
        ("units", "statements", "relations", "wordings", "partners", "scores", "waivers"),
        bearing=bearing_on_narratives,
    ),
)
