"""Rows of labels over rows of numbers, column by column, or the reverse."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from ocdataset.read.groups import Group, row_of
from ocdataset.read.reading import Kind
from ocdataset.read.segments import Segment


def stacked_groups(segments: Sequence[Segment]) -> dict[int, list[Group]]:
    """Return by line the groups of label and number that stand one over the other, column by column.

    The second line of two has none, nor has a row of numbers that fits none of labels, or one that
    runs into a row of labels. A page of which it is not plain what stands over what gives none at all.
    """
    shapes = {at: segment.looks.stack for at, segment in enumerate(segments) if segment.looks.stack}
    if not shapes:
        return {}
    kinds = [kind for kind, _ in shapes.values()]
    stacked = [
        (first, second)
        for first, second in pairwise(shapes)
        if second == first + 1 and shapes[first] == (_OTHER[shapes[second][0]], shapes[second][1])
    ]
    if len(stacked) < 2 or len(stacked) < kinds.count("L"):
        return {}
    found: dict[int, list[Group]] = {at: [] for at, kind in zip(shapes, kinds, strict=True) if kind == "N"}
    found |= {at: [] for at, segment in enumerate(segments) if segment.looks.ends}
    for first, second in stacked if kinds[0] != kinds[-1] else ():
        if shapes[first][0] == kinds[0]:
            found[first] = list(_columns(segments, first, second))
            found[second] = []
    return found


_OTHER: Final = {"L": "N", "N": "L"}


def _columns(segments: Sequence[Segment], first: int, second: int) -> Iterator[Group]:
    one, other = segments[first], segments[second]
    for upper, lower in zip(one.looks.pieces, other.looks.pieces, strict=True):
        kinds: tuple[Kind, Kind] = ("label", "number") if upper.shape == "label" else ("number", "label")
        group = Group(first, one, row_of(one.text, [(upper, kinds[0])]))
        group.add(Group(second, other, row_of(other.text, [(lower, kinds[1])])))
        yield group
