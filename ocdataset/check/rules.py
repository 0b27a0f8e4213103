"""The fifth phase: the rules of the Index beyond a single column, one flat list of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ocdataset.check.evidence_rules import provenance, repair_needed
from ocdataset.check.exact_tables import ExactTables
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
)
