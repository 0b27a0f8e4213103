"""What is compared between two codings of the narratives: the fields, and what stands side by side.

A statement of one coder is compared with a statement of the other on the same sentence. Which with
which is settled so that they agree on as many of measure, claim, actor and market as possible; ties
go to the order of the sentence. A field among these four is left out of the pairing that it is
measured on, since a pairing by it would flatter it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ocdataset.package.narrative.codings import PAIRED_BY, Coding, Merges, merged_value, paired
from ocdataset.reference.rows import Row

NOMINAL: Final = (
    *PAIRED_BY,
    "polarity",
    "certainty",
    "basis",
    "country_position",
    "trend",
    "period",
    "issue",
)
ORDINAL: Final = ("level",)
VALUES: Final = ("value_min", "value_max", "value_base", "value_unit")
ROW_OF_RELATION: Final = ("relation", "direction", "commodity", "partner_basis")

Pair = tuple[str, str]


@dataclass(frozen=True)
class Comparison:
    """A field to be compared: what it is called, how, and what stands side by side on a sentence."""

    table: str
    field: str
    categories: str
    metric: str
    compare: Callable[[str], list[Pair]]


def comparisons(
    first: Coding, second: Coding, merges: Merges, kinds: Mapping[str, str]
) -> Iterator[Comparison]:
    """Give every field that two codings are compared in, as coded and with categories merged."""

    def statements(sentence: str, by: Sequence[str] = PAIRED_BY) -> list[tuple[Row, Row]]:
        return paired(first.statements.get(sentence, []), second.statements.get(sentence, []), by)

    def sets(sentence: str, field: str) -> list[Pair]:
        return _overlaps([{row[field] for row in coding.statements.get(sentence, [])} for coding in both])

    both = (first, second)
    yield Comparison("statements", "seq", "as_coded", "set", lambda sentence: _splitting(both, sentence))
    yield Comparison("statements", "measure", "as_coded", "set", lambda sentence: sets(sentence, "measure"))
    for field in (*NOMINAL, *ORDINAL):
        by = tuple(name for name in PAIRED_BY if name != field)
        metric = "alpha_ordinal" if field in ORDINAL else "alpha_nominal"
        for categories, merged in _versions(field, merges):
            yield Comparison(
                "statements",
                field,
                categories,
                metric,
                lambda sentence, field=field, by=by, metric=metric, merged=merged: [  # type: ignore[misc]
                    (merged_value(merged, field, one), merged_value(merged, field, two))
                    for one, two in statements(sentence, by)
                    if metric == "alpha_nominal" or (one[field] and two[field])
                ],
            )
    for name, fields in (("period_edtf", ("period_edtf",)), ("value_min", VALUES)):
        yield Comparison(
            "statements",
            name,
            "as_coded",
            "exact",
            lambda sentence, fields=fields: _exact(statements(sentence), fields),  # type: ignore[misc]
        )
    yield from _term_comparisons(both, statements, merges, kinds)
    yield from _relation_comparisons(both, merges)


def _versions(field: str, merges: Merges) -> Iterator[tuple[str, Merges]]:
    yield "as_coded", ()
    if any(merge["field"] == field for merge in merges):
        yield "merged", merges


def _splitting(both: Sequence[Coding], sentence: str) -> list[Pair]:
    """Return a pair for each statement of either coder: alike where the other has one to set beside it."""
    fewer, more = sorted(len(coding.statements.get(sentence, [])) for coding in both)
    return [("1", "1")] * fewer + [("1", "0")] * (more - fewer)


def _overlaps(sets: Sequence[set[str]]) -> list[Pair]:
    """Return a pair for each member of two sets together: alike where both have it."""
    one, two = sets
    return [("1", "1" if member in one & two else "0") for member in sorted(one | two)]


def _exact(pairs: Iterable[tuple[Row, Row]], fields: Sequence[str]) -> list[Pair]:
    cells = [tuple(" ".join(row[field] for field in fields) for row in pair) for pair in pairs]
    return [(one, two) for one, two in cells if one.strip() or two.strip()]


def _term_comparisons(
    both: Sequence[Coding],
    statements: Callable[[str], list[tuple[Row, Row]]],
    merges: Merges,
    kinds: Mapping[str, str],
) -> Iterator[Comparison]:
    def roles(pair: Sequence[Row]) -> list[dict[str, Row]]:
        return [
            {row["term_id"]: row for row in coding.terms.get(statement["statement_id"], [])}
            for coding, statement in zip(both, pair, strict=True)
        ]

    def terms(sentence: str) -> list[Pair]:
        return [
            one for pair in statements(sentence) for one in _overlaps([set(found) for found in roles(pair)])
        ]

    def shared(sentence: str, merged: Merges) -> list[Pair]:
        found: list[Pair] = []
        for pair in statements(sentence):
            one, two = roles(pair)
            found += [
                (merged_value(merged, "role", one[term]), merged_value(merged, "role", two[term]))
                for term in sorted(set(one) & set(two))
            ]
        return found

    def present(sentence: str, kind: str) -> list[Pair]:
        return [
            (str(any(kinds[term] == kind for term in one)), str(any(kinds[term] == kind for term in two)))
            for one, two in map(roles, statements(sentence))
        ]

    yield Comparison("statement_terms", "term_id", "as_coded", "set", terms)
    for categories, merged in _versions("role", merges):
        yield Comparison(
            "statement_terms",
            "role",
            categories,
            "alpha_nominal",
            lambda sentence, merged=merged: shared(sentence, merged),  # type: ignore[misc]
        )
    for kind in sorted(set(kinds.values())):
        yield Comparison(
            "statement_terms",
            f"any_{kind}",
            "as_coded",
            "alpha_nominal",
            lambda sentence, kind=kind: present(sentence, kind),  # type: ignore[misc]
        )


def _relation_comparisons(both: Sequence[Coding], merges: Merges) -> Iterator[Comparison]:
    def relations(sentence: str) -> list[list[Row]]:
        return [
            [
                row
                for statement in coding.statements.get(sentence, [])
                for row in coding.relations.get(statement["statement_id"], [])
            ]
            for coding in both
        ]

    def side_by_side(sentence: str, by: Sequence[str]) -> list[tuple[Row, Row]]:
        one, two = relations(sentence)
        found = []
        for partner in sorted({row["partner"] for row in one}):
            with_partner = [[row for row in rows if row["partner"] == partner] for rows in (one, two)]
            found += paired(with_partner[0], with_partner[1], by)
        return found

    yield Comparison(
        "relations",
        "partner",
        "as_coded",
        "set",
        lambda sentence: _overlaps([{row["partner"] for row in rows} for rows in relations(sentence)]),
    )
    for field in ROW_OF_RELATION:
        by = tuple(name for name in ROW_OF_RELATION if name != field)
        for categories, merged in _versions(field, merges):
            yield Comparison(
                "relations",
                field,
                categories,
                "alpha_nominal",
                lambda sentence, field=field, by=by, merged=merged: [  # type: ignore[misc]
                    (merged_value(merged, field, one), merged_value(merged, field, two))
                    for one, two in side_by_side(sentence, by)
                ],
            )
