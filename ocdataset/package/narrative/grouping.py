"""Which statements of several coders stand side by side."""

from collections.abc import Sequence
from functools import cache
from typing import Final

from ocdataset.package.narrative.codings import Coding
from ocdataset.reference.rows import Row

GROUPED_BY: Final = ("measure", "claim", "actor", "market", "theme")
MOST_WEIGHED: Final = 10
"""Statements on a sentence up to which every way to pair them is weighed; beyond, the first that fits."""

Group = tuple[Row | None, ...]


def groups_on(codings: Sequence[Coding], unit: str, by: Sequence[str] = GROUPED_BY) -> list[Group]:
    """Return the statements on a sentence in groups, a place a coder, None where a coder has none.

    Parameters
    ----------
    codings : sequence of Coding
    unit : str
    by : sequence of str
        The fields that statements in a group agree in as far as possible; ties go to the order.
    """
    return grouped([coding.statements.get(unit, []) for coding in codings], by)


def grouped(rows: Sequence[Sequence[Row]], by: Sequence[str]) -> list[Group]:
    """Return the rows of several coders in groups, in their order.

    Examples
    --------
    >>> one = {"seq": "1", "claim": "use"}, {"seq": "2", "claim": "harm"}
    >>> [[row and row["claim"] for row in group] for group in grouped([one, one[1:]], ["claim"])]
    [['use', None], ['harm', 'harm']]
    """
    groups: list[list[Row | None]] = []
    for place, held in enumerate(rows):
        known = [next(row for row in group if row is not None) for group in groups]
        chosen = _pairing(known, held, by)
        for group in groups:
            group.append(None)
        for at, row in enumerate(held):
            if at in chosen:
                groups[chosen[at]][place] = row
            else:
                groups.append([None] * place + [row])
    return sorted(map(tuple, groups), key=_place)


def _place(group: Group) -> tuple[int, int]:
    at, first = next((at, row) for at, row in enumerate(group) if row is not None)
    return int(first.get("seq") or 0), at


def _pairing(known: Sequence[Row], held: Sequence[Row], by: Sequence[str]) -> dict[int, int]:
    """Return which of the known each row held stands beside, by their places."""
    if not known or not held:
        return {}
    if len(known) > len(held):
        return {at: other for other, at in _pairing(held, known, by).items()}
    if len(held) > MOST_WEIGHED:
        return _first_that_fit(known, held, by)
    return {other: at for at, other in enumerate(_best_pairing(known, held, by))}


def _best_pairing(fewer: Sequence[Row], more: Sequence[Row], by: Sequence[str]) -> tuple[int, ...]:
    """Return the place among `more` for each of `fewer`, so that they agree in as much as possible."""

    @cache
    def best(at: int, free: frozenset[int]) -> tuple[int, int, tuple[int, ...]]:
        if at == len(fewer):
            return 0, 0, ()
        choices = []
        for other in sorted(free):
            agreed, near, rest = best(at + 1, free - {other})
            same = _alike(fewer[at], more[other], by)
            choices.append((agreed + same, near - abs(at - other), (other, *rest)))
        return max(choices, key=lambda choice: choice[:2])

    return best(0, frozenset(range(len(more))))[2]


def _first_that_fit(known: Sequence[Row], held: Sequence[Row], by: Sequence[str]) -> dict[int, int]:
    chosen: dict[int, int] = {}
    for at, row in enumerate(known):
        free = [other for other in range(len(held)) if other not in chosen]
        chosen[max(free, key=lambda other, row=row: _alike(row, held[other], by))] = at  # type: ignore[misc]
    return chosen


def _alike(one: Row, two: Row, by: Sequence[str]) -> int:
    return sum(one.get(name, "") == two.get(name, "") for name in by)
