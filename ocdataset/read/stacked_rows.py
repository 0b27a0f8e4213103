"""Rows of labels over rows of numbers, column by column, or the reverse."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from ocdataset.read.groups import Group, row_of
from ocdataset.read.pairing import is_off_grid, of_indicator
from ocdataset.read.reading import Kind
from ocdataset.read.segments import Segment


def stacked_groups(segments: Sequence[Segment]) -> dict[int, list[Group]]:
    """Return by line the groups of label and number that stand one over the other, column by column.

    The second line of two has none. Where a line is lost, doubled or out of place, or one has more than
    the other, the page does not tell what stands over what: then none of these lines has any.
    """
    shapes = {at: segment.looks.stack for at, segment in enumerate(segments) if segment.looks.stack}
    if not shapes:
        return {}
    pairs = [
        (first, second)
        for first, second in pairwise(shapes)
        if second == first + 1 and shapes[first] == (_OTHER[shapes[second][0]], shapes[second][1])
    ]
    if len(pairs) < 2 or len(pairs) < sum(kind == "L" for kind, _ in shapes.values()):
        return _left_out(segments)
    lines = list(shapes)
    stacked = list(zip(lines[::2], lines[1::2], strict=False))
    over = shapes[lines[0]][0]
    whole = len(lines) % 2 == 0 and all(pair in pairs and shapes[pair[0]][0] == over for pair in stacked)
    whole = whole and not any(segment.looks.ends for segment in segments)
    groups = {first: list(_columns(segments, first, second)) for first, second in stacked if whole}
    if not _fits(groups):
        return {at: [] for at, segment in enumerate(segments) if segment.looks.ends or segment.looks.stack}
    return groups | {second: [] for _, second in stacked}


def _left_out(segments: Sequence[Segment]) -> dict[int, list[Group]]:
    """Return the lines of nothing but numbers, where the page sets labels and numbers in rows of several.

    Labels wrap or stand higher than their neighbours there, and the order of the numbers is not theirs.
    """
    numbers = [at for at, segment in enumerate(segments) if segment.looks.shapes == {"number"}]
    apart = sum(_SET_APART.search(segments[at].text) is not None for at in numbers)
    labels = sum(
        segment.looks.shapes <= {"label", "words"}
        and "label" in segment.looks.shapes
        and _SET_APART.search(segment.text) is not None
        for segment in segments
    )
    return {at: [] for at in numbers} if apart > 1 and labels > 1 else {}


_SET_APART: Final = re.compile(r"\S(?:\s{3,}|\s*[\t|]\s*)\S")


_OTHER: Final = {"L": "N", "N": "L"}


def _fits(groups: Mapping[int, Iterable[Group]]) -> bool:
    """Return whether there is a sign that these rows belong together, and none that they do not.

    Numbers that only an average can be stand with averages, or each of several tables begins and ends
    with whole rows; one that is cut off may begin with the second of two.
    """
    off_grid = [of_indicator(group) for row in groups.values() for group in row if is_off_grid(group)]
    tables = sum(second > first + 2 for first, second in pairwise(groups)) + 1
    return bool(groups) and not any(off_grid) and (bool(off_grid) or tables > 2)


def _columns(segments: Sequence[Segment], first: int, second: int) -> Iterator[Group]:
    one, other = segments[first], segments[second]
    for upper, lower in zip(one.looks.pieces, other.looks.pieces, strict=True):
        kinds: tuple[Kind, Kind] = ("label", "number") if upper.shape == "label" else ("number", "label")
        group = Group(first, one, row_of(one.text, [(upper, kinds[0])]))
        group.add(Group(second, other, row_of(other.text, [(lower, kinds[1])])))
        yield group
