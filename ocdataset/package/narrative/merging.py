"""One coding of several: what all wrote alike, and for the rest what a decision gives."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from ocdataset.package.narrative.codings import RELATION, Coding
from ocdataset.package.narrative.grouping import Group, groups_on
from ocdataset.reference.rows import Row
from ocdataset.reference.schemas import field_names, table_schema

NOT_COMPARED: Final = ("statement_id", "unit_id", "seq", "coder_confidence", "note")
PLAIN: Final = {
    "polarity": "affirmed",
    "certainty": "asserted",
    "basis": "author",
    "period": "current",
    "coder_confidence": "2",
}
EMPTY: Final = "-"


@dataclass(frozen=True)
class Difference:
    """One thing that coders wrote differently and nobody has decided.

    Parameters
    ----------
    unit_id : str
    group : int
        The statements side by side, numbered from 1 on the sentence.
    field : str
        A column of statements, or `statement`, `term`, `relation`.
    written : tuple of str
        What each coder wrote, "" where one has nothing of it.
    """

    unit_id: str
    group: int
    field: str
    written: tuple[str, ...]


@dataclass(frozen=True)
class Merged:
    """What came of merging.

    Parameters
    ----------
    coding : Coding
        Where nothing is decided, what the first coder wrote.
    undecided : list of Difference
    idle : list of Row
        Decisions that decide nothing.
    """

    coding: Coding = field(default_factory=Coding)
    undecided: list[Difference] = field(default_factory=list)
    idle: list[Row] = field(default_factory=list)


def compared_fields() -> list[str]:
    """Return the columns of statements in which codings are compared."""
    return [name for name in field_names(table_schema("statements")) if name not in NOT_COMPARED]


def summary(statement: Row) -> str:
    """Return what a statement is about, in two codes."""
    return f"{statement['measure']} {statement['claim']}"


def merge(codings: Sequence[Coding], decisions: Iterable[Row]) -> Merged:
    """Return one coding of several and what is left to decide.

    Parameters
    ----------
    codings : sequence of Coding
    decisions : iterable of Row
        Rows of the table `adjudications`.
    """
    merged = Merged()
    of_unit: dict[str, list[Row]] = {}
    for row in decisions:
        of_unit.setdefault(row["unit_id"], []).append(row)
    units = sorted({unit for coding in codings for unit in coding.statements} | set(of_unit))
    for unit in units:
        _Sentence(codings, unit, of_unit.get(unit, []), merged).merge()
    return merged


class _Sentence:
    """A sentence whose statements are merged."""

    def __init__(self, codings: Sequence[Coding], unit: str, decisions: list[Row], merged: Merged) -> None:
        self.codings, self.unit, self.merged = codings, unit, merged
        self.decisions: dict[int, list[Row]] = {}
        for row in decisions:
            self.decisions.setdefault(int(row["group"]), []).append(row)

    def merge(self) -> None:
        groups = groups_on(self.codings, self.unit)
        for number, group in enumerate(groups, start=1):
            decided = self.decisions.pop(number, [])
            if self._stays(number, group, decided):
                self._add(number, group, self._cells(number, group, decided), decided)
        for number, decided in sorted(self.decisions.items()):
            if any(row["field"] == "statement" and row["verdict"] == "keep" for row in decided):
                cells = PLAIN | {row["field"]: _cell(row) for row in decided if row["verdict"] == "set"}
                self._add(number, (), cells, decided)
            else:
                self.merged.idle.extend(decided)

    def _stays(self, number: int, group: Group, decided: list[Row]) -> bool:
        verdicts = {row["verdict"] for row in decided if row["field"] == "statement"}
        whole = all(row is not None for row in group)
        if whole and verdicts <= {"drop"}:
            idle: list[Row] = []
        elif whole or not verdicts:
            idle = [row for row in decided if row["field"] == "statement"]
        else:
            idle = []
        if "drop" in verdicts:
            idle = [row for row in decided if row["field"] != "statement"]
        self.merged.idle.extend(idle)
        if not whole and not verdicts:
            written = tuple("" if row is None else summary(row) for row in group)
            self.merged.undecided.append(Difference(self.unit, number, "statement", written))
        return "drop" not in verdicts

    def _cells(self, number: int, group: Group, decided: list[Row]) -> Row:
        held = [row for row in group if row is not None]
        chosen = {row["field"]: row for row in decided if row["verdict"] == "set"}
        cells = dict(held[0], note="")
        cells["coder_confidence"] = min(row["coder_confidence"] for row in held)
        for name in compared_fields():
            written = tuple(row[name] for row in held)
            if name in chosen:
                cells[name] = _cell(chosen[name])
                if set(written) == {cells[name]}:
                    self.merged.idle.append(chosen[name])
            elif len(set(written)) > 1:
                texts = tuple("" if row is None else row[name] for row in group)
                self.merged.undecided.append(Difference(self.unit, number, name, texts))
        if "note" in chosen:
            cells["note"] = _cell(chosen["note"])
        known = {*compared_fields(), "note"}
        self.merged.idle.extend(row for name, row in chosen.items() if name not in known)
        return cells

    def _add(self, number: int, group: Group, cells: Row, decided: list[Row]) -> None:
        rows = self.merged.coding.statements.setdefault(self.unit, [])
        names = field_names(table_schema("statements"))
        statement = f"{self.unit}-s{len(rows) + 1}"
        given = cells | {"statement_id": statement, "unit_id": self.unit, "seq": str(len(rows) + 1)}
        rows.append({name: given.get(name, "") for name in names})
        terms = self._members(number, "term", group, Coding.terms_of, decided)
        self.merged.coding.terms[statement] = [_term_row(statement, one) for one in terms]
        relations = self._members(number, "relation", group, Coding.relations_of, decided)
        self.merged.coding.relations[statement] = [
            _relation_row(statement, at, one) for at, one in enumerate(relations, start=1)
        ]

    def _members(
        self,
        number: int,
        name: str,
        group: Group,
        members: Callable[[Coding, Row], list[str]],
        decided: list[Row],
    ) -> Iterator[str]:
        """Give the terms or relations of a group that stay, those that a decision adds at the end."""
        by_coder = [
            None if row is None else members(coding, row)
            for coding, row in zip(self.codings, group, strict=bool(group))
        ]
        written = [held for held in by_coder if held is not None]
        given = [row for row in decided if row["field"] == name]
        verdicts = {row["value"]: row for row in given if _is_member(name, row["value"])}
        self.merged.idle.extend(row for row in given if row["value"] not in verdicts)
        every = list(dict.fromkeys(one for held in written for one in held))
        for one in every:
            shared = all(one in held for held in written)
            row = verdicts.pop(one, None)
            if row is None and not shared:
                texts = tuple(one if held and one in held else "" for held in by_coder)
                self.merged.undecided.append(Difference(self.unit, number, name, texts))
            if row is not None and shared and row["verdict"] == "keep":
                self.merged.idle.append(row)
            if row is None or row["verdict"] == "keep":
                yield one
        self.merged.idle.extend(row for row in verdicts.values() if row["verdict"] != "keep")
        yield from (one for one, row in verdicts.items() if row["verdict"] == "keep")


def _is_member(name: str, text: str) -> bool:
    parts = text.split() if name == "relation" else text.split("/")
    return len(parts) == (len(RELATION) if name == "relation" else 2)


def _cell(row: Row) -> str:
    return "" if row["value"] == EMPTY else row["value"]


def _term_row(statement: str, text: str) -> Row:
    term, _, role = text.partition("/")
    return {"statement_id": statement, "term_id": term, "role": role}


def _relation_row(statement: str, number: int, text: str) -> Row:
    cells = ["" if cell == EMPTY else cell for cell in text.split()]
    return {
        "relation_id": f"{statement}-r{number}",
        "statement_id": statement,
        **dict(zip(RELATION, cells, strict=True)),
    }
