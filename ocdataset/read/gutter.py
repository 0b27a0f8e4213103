"""The gutter between two columns of a page: a number beyond it belongs to no label before it."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from ocdataset.read.groups import Group

_FEWEST: Final = 5


def parted_at_gutter(groups: list[Group]) -> list[Group]:
    """Part labels from numbers that stand in another column, whose own label is on another line."""
    gutter = _gutter(groups)
    if gutter is None:
        return groups
    found: list[Group] = []
    for group in groups:
        found += group.split() if _crosses(group, gutter) else [group]
    return found


def _gutter(groups: Sequence[Group]) -> int | None:
    """Return the column at which the second label of lines begins, if all before them ends to its left."""
    rows = [
        (first, second)
        for first, second in pairwise(groups)
        if first.at == second.top and _is_row(first) and second.marks[0].kind == "label"
    ]
    if len(rows) < _FEWEST:
        return None
    gutter = min(second.marks[0].start for _, second in rows)
    return gutter if all(first.marks[-1].end < gutter for first, _ in rows) else None


def _is_row(group: Group) -> bool:
    return group.kinds >= {"label", "number"} and group.marks[0].kind == "label" and group.top == group.at


def _crosses(group: Group, gutter: int) -> bool:
    if not _is_row(group) or len(group.marks) != 2 or group.parts[0][0].place is not None:
        return False
    label, number = group.marks
    return label.end < gutter < number.start
