"""What coders wrote on the narratives, and which statement of one stands beside which of the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from ocdataset.reference.rows import Row, read_rows

CODERS: Final = ("a", "b")
PAIRED_BY: Final = ("measure", "claim", "actor", "market")

Merges = Sequence[Row]


@dataclass(frozen=True)
class Coding:
    """What one coder wrote.

    Parameters
    ----------
    statements : dict of str to list of Row
        By sentence, in their order.
    terms, relations : dict of str to list of Row
        By statement.
    """

    statements: dict[str, list[Row]]
    terms: dict[str, list[Row]]
    relations: dict[str, list[Row]]


def read_coding(folder: Path) -> Coding:
    """Return the three tables of a coder."""
    statements: dict[str, list[Row]] = {}
    for row in read_rows(folder / "statements.csv"):
        statements.setdefault(row["unit_id"], []).append(row)
    for found in statements.values():
        found.sort(key=lambda row: int(row["seq"]))
    return Coding(statements, _by_statement(folder, "statement_terms"), _by_statement(folder, "relations"))


def _by_statement(folder: Path, table: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in read_rows(folder / f"{table}.csv"):
        found.setdefault(row["statement_id"], []).append(row)
    return found


def paired(
    first: Sequence[Row], second: Sequence[Row], by: Sequence[str] = PAIRED_BY
) -> list[tuple[Row, Row]]:
    """Return the statements of two coders on one sentence side by side; the surplus of one is left out.

    Examples
    --------
    >>> rows = [{"measure": "a", "claim": "x"}, {"measure": "b", "claim": "x"}]
    >>> [(one["measure"], two["measure"]) for one, two in paired(rows, rows[1:], ["measure", "claim"])]
    [('b', 'b')]
    """
    if len(first) > len(second):
        return [(one, two) for two, one in paired(second, first, by)]

    @cache
    def best(at: int, free: frozenset[int]) -> tuple[int, int, tuple[int, ...]]:
        if at == len(first):
            return 0, 0, ()
        choices = []
        for other in sorted(free):
            agreed, near, rest = best(at + 1, free - {other})
            same = sum(first[at][field] == second[other][field] for field in by)
            choices.append((agreed + same, near - abs(at - other), (other, *rest)))
        return max(choices, key=lambda choice: choice[:2])

    chosen = best(0, frozenset(range(len(second))))[2]
    return [(first[at], second[other]) for at, other in enumerate(chosen)]


def merged_value(merges: Merges, field: str, row: Row) -> str:
    """Return the category of a field that a row has once categories are merged.

    Examples
    --------
    >>> merge = {"field": "role", "category": "user", "merged_into": "victim", "if_field": ""}
    >>> merged_value([merge], "role", {"role": "user"}), merged_value([merge], "role", {"role": "aim"})
    ('victim', 'aim')
    """
    for merge in merges:
        if merge["field"] == field and merge["category"] == row[field]:
            condition = merge["if_field"]
            if not condition or row[condition] in merge["if_values"].split():
                return merge["merged_into"]
    return row[field]
