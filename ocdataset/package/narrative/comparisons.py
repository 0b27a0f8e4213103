"""What is compared between codings of the narratives: the fields, and what stands side by side.

A statement of one coder is compared with a statement of another on the same sentence. Which with
which is settled so that they agree on as much of measure, claim, actor, market and theme as possible;
ties go to the order of the sentence. A field among these is left out of the grouping that it is
measured on, since a grouping by it would flatter it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ocdataset.package.narrative.alpha import Unit
from ocdataset.package.narrative.codings import Coding
from ocdataset.package.narrative.grouping import GROUPED_BY, grouped, groups_on
from ocdataset.reference.rows import Row

JUDGED: Final = ("measure", "claim", "actor", "market", "theme", "responder", "level", "period", "issue")
WORD_LIST: Final = ("polarity", "certainty", "basis", "country_position", "trend")
VALUES: Final = ("value_min", "value_max", "value_base", "value_unit")
OF_RELATION: Final = ("relation", "direction", "commodity", "legality", "partner_basis")
FILLED_ONLY: Final = ("level", "legality")
"""Compared where all filled it: whether it is filled follows from another field."""


@dataclass(frozen=True)
class Comparison:
    """A field to be compared: what it is called, how, and what stands side by side on a sentence.

    Parameters
    ----------
    table, field, metric : str
    compare : callable
        Gives the values of the coders for each thing on a sentence, None where a coder has none.
    has_surplus : bool
        Whether what only some coders have is a question of its own.
    word_list : bool
    """

    table: str
    field: str
    metric: str
    compare: Callable[[str], list[Unit]]
    has_surplus: bool = False
    word_list: bool = False


def comparisons(codings: Sequence[Coding], kinds: Mapping[str, str]) -> Iterator[Comparison]:
    """Give every field that codings are compared in; one that some coding never fills is left out.

    Parameters
    ----------
    codings : sequence of Coding
    kinds : mapping of str to str
        The kind of each term.
    """
    yield Comparison("statements", "seq", "set", lambda unit: _splitting(codings, unit))
    yield Comparison("statements", "measure", "set", lambda unit: _sets(codings, unit, "measure"))
    for field in (*JUDGED, *WORD_LIST):
        if _filled_by_all(codings, "statements", field):
            yield _of_statements(codings, field)
    exact = (("period_edtf", ("period_edtf",)), ("value_min", VALUES))
    for field, fields in exact:
        yield Comparison(
            "statements",
            field,
            "exact",
            lambda unit, fields=fields: _exact(codings, unit, fields),  # type: ignore[misc]
            word_list=True,
        )
    yield from _of_terms(codings, kinds)
    yield from _of_relations(codings)


def _filled_by_all(codings: Sequence[Coding], table: str, field: str) -> bool:
    return all(any(row.get(field) for row in coding.rows(table)) for coding in codings)


def _of_statements(codings: Sequence[Coding], field: str) -> Comparison:
    by = tuple(name for name in GROUPED_BY if name != field)
    return Comparison(
        "statements",
        field,
        "alpha_ordinal" if field == "level" else "alpha_nominal",
        lambda unit: _values(groups_on(codings, unit, by), field),
        has_surplus=True,
        word_list=field in WORD_LIST,
    )


def _values(groups: Iterable[Sequence[Row | None]], field: str) -> list[Unit]:
    units = [tuple(None if row is None else row.get(field, "") for row in group) for group in groups]
    if field not in FILLED_ONLY:
        return units
    return [unit for unit in units if all(value is None or value for value in unit)]


def _splitting(codings: Sequence[Coding], unit: str) -> list[Unit]:
    """Return a unit for each group of statements: alike where every coder has one."""
    return [tuple("0" if row is None else "1" for row in group) for group in groups_on(codings, unit)]


def _sets(codings: Sequence[Coding], unit: str, field: str) -> list[Unit]:
    return overlaps([{row[field] for row in coding.statements.get(unit, [])} for coding in codings])


def overlaps(sets: Sequence[set[str]]) -> list[Unit]:
    """Return a unit for each member of sets together: alike where all have it.

    Examples
    --------
    >>> overlaps([{"a", "b"}, {"b"}])
    [('1', '0'), ('1', '1')]
    """
    every = sorted(set().union(*sets))
    return [tuple("1" if member in held else "0" for held in sets) for member in every]


def _exact(codings: Sequence[Coding], unit: str, fields: Sequence[str]) -> list[Unit]:
    whole = [group for group in groups_on(codings, unit) if all(row is not None for row in group)]
    cells = [tuple(" ".join(row[name] for name in fields).strip() for row in group if row) for group in whole]
    return [unit for unit in cells if any(unit)]


def _of_terms(codings: Sequence[Coding], kinds: Mapping[str, str]) -> Iterator[Comparison]:
    def terms(unit: str) -> list[list[dict[str, str]]]:
        whole = [group for group in groups_on(codings, unit) if all(row is not None for row in group)]
        return [
            [
                {row["term_id"]: row["role"] for row in coding.terms.get(statement["statement_id"], [])}
                for coding, statement in zip(codings, group, strict=True)
                if statement is not None
            ]
            for group in whole
        ]

    def sets(unit: str) -> list[Unit]:
        return [found for roles in terms(unit) for found in overlaps([set(one) for one in roles])]

    def shared(unit: str) -> list[Unit]:
        return [
            tuple(one[term] for one in roles)
            for roles in terms(unit)
            for term in sorted(set.intersection(*map(set, roles)))
        ]

    def present(unit: str, kind: str) -> list[Unit]:
        return [
            tuple(kind if any(kinds.get(term) == kind for term in one) else "" for one in roles)
            for roles in terms(unit)
        ]

    yield Comparison("statement_terms", "term_id", "set", sets)
    yield Comparison("statement_terms", "role", "alpha_nominal", shared)
    for kind in sorted(set(kinds.values())):
        yield Comparison(
            "statement_terms",
            f"any_{kind}",
            "alpha_nominal",
            lambda unit, kind=kind: present(unit, kind),  # type: ignore[misc]
        )


def _of_relations(codings: Sequence[Coding]) -> Iterator[Comparison]:
    def relations(unit: str) -> list[list[Row]]:
        return [
            [
                row
                for statement in coding.statements.get(unit, [])
                for row in coding.relations.get(statement["statement_id"], [])
            ]
            for coding in codings
        ]

    def side_by_side(unit: str, field: str) -> list[Unit]:
        by = tuple(name for name in OF_RELATION if name != field)
        held = relations(unit)
        partners = sorted({row["partner"] for rows in held for row in rows})
        groups = [
            group
            for partner in partners
            for group in grouped([[row for row in rows if row["partner"] == partner] for rows in held], by)
        ]
        return _values(groups, field)

    def partners(unit: str) -> list[Unit]:
        return overlaps([{row["partner"] for row in rows} for rows in relations(unit)])

    yield Comparison("relations", "partner", "set", partners)
    for field in OF_RELATION:
        if _filled_by_all(codings, "relations", field):
            yield Comparison(
                "relations",
                field,
                "alpha_nominal",
                lambda unit, field=field: side_by_side(unit, field),  # type: ignore[misc]
                has_surplus=True,
            )
