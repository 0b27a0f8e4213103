"""Where two codings of the narratives differ: what an adjudication has to decide, and nothing else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ocdataset.package.narrative.codings import Coding, Merges, merged_value, paired
from ocdataset.reference.rows import Row

NOT_COMPARED: Final = ("statement_id", "unit_id", "seq", "coder_confidence")
RELATION: Final = ("relation", "direction", "partner", "commodity", "partner_basis")


@dataclass(frozen=True, order=True)
class Difference:
    """One thing that two coders wrote differently.

    Parameters
    ----------
    unit_id : str
    a_seq, b_seq : str
        The statement of each coder, "" where one has none or it is a matter of the whole sentence.
    field : str
        A column of statements, or `statement` (only one coder has it), `term`, `relation`.
    a, b : str
        What each wrote: a cell; claim and measure of a statement; term and role; the cells of a
        relation.
    """

    unit_id: str
    a_seq: str
    b_seq: str
    field: str
    a: str
    b: str


def differences(first: Coding, second: Coding) -> list[Difference]:
    """Return everything that two codings differ in, in the order of the sentences."""
    units = sorted({*first.statements, *second.statements})
    return [found for unit in units for found in _in_sentence(first, second, unit)]


def _in_sentence(first: Coding, second: Coding, unit: str) -> Iterator[Difference]:
    rows = (first.statements.get(unit, []), second.statements.get(unit, []))
    pairs = paired(*rows)
    for one, two in pairs:
        yield from _in_cells(unit, one, two)
        yield from _in_terms(unit, one, two, first, second)
    for one in rows[0]:
        if all(one is not pair[0] for pair in pairs):
            yield Difference(unit, one["seq"], "", "statement", summary(one), "")
    for two in rows[1]:
        if all(two is not pair[1] for pair in pairs):
            yield Difference(unit, "", two["seq"], "statement", "", summary(two))
    yield from _in_relations(unit, first, second)


def summary(statement: Row) -> str:
    """Return what a statement is about, in two codes."""
    return f"{statement['measure']} {statement['claim']}"


def _in_cells(unit: str, one: Row, two: Row) -> Iterator[Difference]:
    for field in one:
        if field not in NOT_COMPARED and one[field] != two[field]:
            yield Difference(unit, one["seq"], two["seq"], field, one[field], two[field])


def _in_terms(unit: str, one: Row, two: Row, first: Coding, second: Coding) -> Iterator[Difference]:
    found = [terms_of(coding, row["statement_id"]) for coding, row in ((first, one), (second, two))]
    for term in sorted({*found[0], *found[1]}):
        texts = [f"{term}/{roles[term]}" if term in roles else "" for roles in found]
        if texts[0] != texts[1]:
            yield Difference(unit, one["seq"], two["seq"], "term", *texts)


def terms_of(coding: Coding, statement: str) -> dict[str, str]:
    """Return the role of each term of a statement."""
    return {row["term_id"]: row["role"] for row in coding.terms.get(statement, [])}


def _in_relations(unit: str, first: Coding, second: Coding) -> Iterator[Difference]:
    rows = [relations_of(coding, unit) for coding in (first, second)]
    only = [[row for row in rows[at] if row not in rows[1 - at]] for at in (0, 1)]
    for one in list(only[0]):
        like = [two for two in only[1] if _partner(two) == _partner(one)]
        if like:
            yield Difference(unit, "", "", "relation", one, like[0])
            only[0].remove(one)
            only[1].remove(like[0])
    yield from (Difference(unit, "", "", "relation", one, "") for one in only[0])
    yield from (Difference(unit, "", "", "relation", "", two) for two in only[1])


def relations_of(coding: Coding, unit: str) -> list[str]:
    """Return the relations of a sentence, each as its cells, `-` for an empty one."""
    return [
        " ".join([f"s{statement['seq']}", *(row[field] or "-" for field in RELATION)])
        for statement in coding.statements.get(unit, [])
        for row in coding.relations.get(statement["statement_id"], [])
    ]


def _partner(relation: str) -> str:
    return relation.split()[1 + RELATION.index("partner")]


def undecided(found: Sequence[Difference], decided: Sequence[Row]) -> list[Difference]:
    """Return the differences that no row of an adjudication decides."""
    known = {tuple(row[name] for name in ("unit_id", "a_seq", "b_seq", "field", "a", "b")) for row in decided}
    return [one for one in found if (one.unit_id, one.a_seq, one.b_seq, one.field, one.a, one.b) not in known]


def unexplained(
    merged: Coding, first: Coding, second: Coding, merges: Merges, decided: Sequence[Row]
) -> list[str]:
    """Return a line for everything in a merged coding that neither both coders nor a decision give.

    Parameters
    ----------
    merged : Coding
        What is shipped.
    first, second : Coding
    merges : sequence of Row
        What `data/coding/merges.csv` holds.
    decided : sequence of Row
        What `data/coding/adjudication.csv` holds.
    """
    chosen: dict[tuple[str, str, str], set[str]] = {}
    overruled: dict[tuple[str, str, str], set[str]] = {}
    for row in decided:
        key = (row["unit_id"], "" if row["field"] == "relation" else row["seq"], row["field"])
        chosen.setdefault(key, set()).add(row["chosen"])
        overruled.setdefault(key, set()).update((row["a"], row["b"]))
    units = {unit for unit, _, _ in chosen}
    lines = []
    for unit in sorted({*merged.statements, *first.statements}):
        written = [_explicable(coding, merged, unit, merges) for coding in (first, second)]
        given = _written(merged, unit, merges)
        if unit not in units and not given == written[0] == written[1]:
            lines.append(f"{unit}: not what both coders wrote, and no decision says why")
        for (seq, field), values in given.items():
            held = [one[seq, field] for one in written if (seq, field) in one]
            agreed = set.intersection(*held) if held else set()
            decision = chosen.get((unit, seq, field), set())
            wanted = (agreed - overruled.get((unit, seq, field), set())) | (decision - {""})
            for verb, odd in (("given", values - agreed - decision), ("left out", wanted - values)):
                lines += [f"{unit} {seq} {field}: {value!r} is {verb} unexplained" for value in sorted(odd)]
    return lines


def _written(coding: Coding, unit: str, merges: Merges) -> dict[tuple[str, str], set[str]]:
    """Return the cells, terms and relations of a sentence, by the statement and the field."""
    found: dict[tuple[str, str], set[str]] = {}
    for row in coding.statements.get(unit, []):
        found |= _cells_and_terms(coding, row, row["seq"], merges)
    found["", "relation"] = _relations(coding, unit, merges)
    return found


def _explicable(coding: Coding, merged: Coding, unit: str, merges: Merges) -> dict[tuple[str, str], set[str]]:
    """Return what a coder wrote, by the statement of the merged coding that it stands beside."""
    found: dict[tuple[str, str], set[str]] = {}
    for row, other in paired(merged.statements.get(unit, []), coding.statements.get(unit, [])):
        found |= _cells_and_terms(coding, other, row["seq"], merges)
    found["", "relation"] = _relations(coding, unit, merges)
    return found


def _cells_and_terms(coding: Coding, row: Row, seq: str, merges: Merges) -> dict[tuple[str, str], set[str]]:
    cells = {(seq, field): {merged_value(merges, field, row)} for field in row if field not in NOT_COMPARED}
    terms = terms_of(coding, row["statement_id"])
    return cells | {(seq, "term"): {f"{term}/{role}" for term, role in terms.items()}}


def _relations(coding: Coding, unit: str, merges: Merges) -> set[str]:
    return {
        " ".join([f"s{statement['seq']}", *(merged_value(merges, field, row) or "-" for field in RELATION)])
        for statement in coding.statements.get(unit, [])
        for row in coding.relations.get(statement["statement_id"], [])
    }
