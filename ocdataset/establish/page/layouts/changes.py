"""Which of the values of some labels are scores and which are changes from the edition before.

Here a change stands after each score; read as one before it, three do not fit::

    Mafia-style groups    2.00  0.50
    Criminal networks     3.00 -0.50
    State-embedded actors 4.00  1.00
    Foreign actors        5.00  0.00
    Private sector actors 6.00  0.50
"""

from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from ocdataset.establish.page.numerals import change_of, numeral
from ocdataset.establish.page.tokens import Token

Changes = Literal["none", "after", "before", "block", "columns"]
CHANGES: Final[tuple[Changes, ...]] = ("none", "after", "before", "block", "columns")
"""A page prints no changes but signed ones; a change after or before each score; or scores, then changes.

In `columns` several scores stand by each label, of sheets or editions that nothing tells apart.
"""


class Scored(NamedTuple):
    """The scores among some values, a change for each or None, and what does not fit the layout."""

    scores: list[Token]
    changes: list[Token | None]
    faults: int


def scored(values: Sequence[Token], count: int, changes: Changes) -> Scored:
    """Return which of the values of `count` labels are scores.

    Parameters
    ----------
    values : sequence of Token
        Numbers and changes, in reading order.
    count : int
        How many labels they belong to.
    changes : str
        How the page prints changes.
    """
    if changes == "columns":
        return _in_columns(values, count)
    if changes == "none":
        numbers = [one for one in values if one.kind == "number"]
        return Scored(numbers, [None] * len(numbers), 0)
    if len(values) == 2 * count:
        if changes == "block":
            return _matched(values[:count], values[count:])
        first, second = values[::2], values[1::2]
        return _matched(second, first) if changes == "before" else _matched(first, second)
    if changes == "after":
        return _following(values)
    # which of them is lost, a score or a change, nothing says
    return Scored([], [], abs(len(values) - 2 * count))


def _matched(scores: Sequence[Token], changes: Sequence[Token]) -> Scored:
    faults = sum(one.kind != "number" for one in scores)
    faults += sum(not _can_differ(*pair) for pair in zip(scores, changes, strict=True))
    kept = [(one, change) for one, change in zip(scores, changes, strict=True) if one.kind == "number"]
    return Scored([one for one, _ in kept], [change for _, change in kept], faults)


def _following(values: Sequence[Token]) -> Scored:
    """Take what follows a number for its change if it can be; what can be neither belongs elsewhere."""
    scores: list[Token] = []
    changes: list[Token | None] = []
    faults = 0
    for one in values:
        if scores and changes[-1] is None and _can_differ(scores[-1], one):
            changes[-1] = one
        elif one.kind == "number" and one.can_be_value:
            scores.append(one)
            changes.append(None)
        else:
            faults += 1
    return Scored(scores, changes, faults + changes.count(None))


def _can_differ(score: Token, change: Token) -> bool:
    """Return whether a number can be the change of a score: before it, the score was one too."""
    if change.kind == "change":
        return True
    known, difference = numeral(score.text), change_of(change.text)
    if difference is None:
        return False
    value = known.steps * 50 if known.steps is not None else known.average
    if value is None:
        return True
    return 100 <= value - difference <= 1000 and (known.steps is None or _is_step(value, difference))


def _is_step(value: int, difference: int) -> bool:
    """Return whether the change of a score is in half points; that of an average need not be."""
    return difference % 50 == 0 or value % 50 != 0


def _in_columns(values: Sequence[Token], count: int) -> Scored:
    several = count and len(values) % count == 0 and len(values) >= 2 * count
    unfit = sum(one.kind != "number" or not one.can_be_value for one in values)
    return Scored([], [], unfit + (0 if several else max(1, count)))
