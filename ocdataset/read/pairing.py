"""Labels and numbers on lines of their own: which of them stand next to one another."""

from collections.abc import Sequence
from functools import cache
from itertools import groupby, pairwise
from typing import Final, Literal

from ocdataset.read.groups import Group
from ocdataset.read.labels import measure_of
from ocdataset.read.printed_changes import with_changes
from ocdataset.read.reading import Kind
from ocdataset.reference.compositions import compositions


def paired(groups: list[Group], *, changes: bool) -> list[Group]:
    """Join labels with the numbers on the lines next to theirs, on pages that are set so."""
    groups = with_changes(groups, on_lines_of_their_own=changes)
    forward, backward, alone = _adjacent(groups)
    if max(forward, backward) * 2 <= alone:
        return _with_headlines(groups)
    order = _order(groups, forward, backward)
    if order is None:
        return groups
    reach = _DEFINITION if order == "label, definition, number" else 1
    label_first = order != "number, label"
    groups, apart = _torn(groups, label_first=label_first)
    blocks = apart | _blocks(groups, label_first=label_first)
    joined: list[Group] = []
    for group in groups:
        last = joined[-1] if joined else None
        near = last is not None and last.is_beside(group, reach) and blocks.isdisjoint((id(last), id(group)))
        if last and near and _fits(last, group, label_first=label_first):
            last.add(group)
        else:
            joined.append(group)
    return joined


_BOTH: Final[frozenset[Kind]] = frozenset({"label", "number"})


def _torn(groups: list[Group], *, label_first: bool) -> tuple[list[Group], set[int]]:
    """Part a label and a number on one line where a break between two rows was lost, and not within one.

    Comes with the `id` of each number of which it is not plain that it belongs to the row next to it.
    """
    found: list[Group] = []
    apart: set[int] = set()
    if not any(group.kinds == _BOTH for group in groups):
        return groups, apart
    for before, group, behind in zip([None, *groups], groups, [*groups[1:], None], strict=False):
        found.append(group)
        own, other = (behind, before) if label_first else (before, behind)
        if not _is_against(group, label_first=label_first) or not other or not other.bare_label:
            continue
        found[-1:] = halves = list(group.split())
        if not own or not own.bare_number:
            apart.add(id(next(half for half in halves if half.bare_number)))
    return found, apart


def _is_against(group: Group, *, label_first: bool) -> bool:
    """Return whether a line holds a number and a label in the order that the rows of a page have not."""
    if group.headline or group.kinds != _BOTH or group.top != group.at:
        return False
    first, *others = group.marks
    return len(others) == 1 and (first.kind == "number") == label_first


Order = Literal["label, number", "number, label", "label, definition, number"]
_DEFINITION: Final = 12
"""How many lines the definition of a measure may have."""


def _order(groups: Sequence[Group], forward: int, backward: int) -> Order | None:
    """Return what stands below what; None if the page does not tell.

    Where labels and numbers alternate with nothing between, counting tells nothing; numbers that only
    an average can be then tell, by not standing with the label of an indicator, else what the page
    begins and ends with.
    """
    if 2 * min(forward, backward) > max(forward, backward):
        below, above = _misfits(groups)
        if below != above:
            return "label, number" if below < above else "number, label"
        order = _order_by_ends(groups, "label, number")
        # an excerpt may end below a label, and one that was cut above begin with its number
        return order if order == "label, number" else None
    if forward >= backward:
        return "label, number"
    return _order_with_definitions(groups) if _has_definitions(groups) else "number, label"


def _blocks(groups: Sequence[Group], *, label_first: bool) -> set[int]:
    """Return the `id` of each group that stands in blocks: some labels, then as many numbers, or the reverse.

    Only their order then tells which number belongs to which label.
    """
    if not any(first.bare_label and second.bare_label for first, second in pairwise(groups)):
        return set()
    runs = [
        [at for at, _ in run]
        for _, run in groupby(enumerate(groups), key=lambda one: (one[1].bare_label, one[1].bare_number))
    ]
    found: set[int] = set()
    for first, second in pairwise(runs):
        head, tail = groups[first[0]], groups[second[0]]
        in_order = (
            head.bare_label and tail.bare_number if label_first else head.bare_number and tail.bare_label
        )
        if in_order and len(first) == len(second) > 1 and not _ends_with_headline(groups, second[-1]):
            labels = first if label_first else second
            if len({groups[at].printed for at in labels}) == len(labels):
                found |= {id(groups[at]) for at in (*first, *second)}
    return found


def _ends_with_headline(groups: Sequence[Group], last: int) -> bool:
    """Return whether a number may be that of the headline below it, which shows no other."""
    behind = groups[last + 1 : last + 3]
    own = len(behind) == 2 and behind[1].bare_number
    return bool(behind) and behind[0].bare_label and behind[0].headline and not own


def _has_definitions(groups: Sequence[Group]) -> bool:
    """Return whether between most labels and the number that follows stand lines that are neither."""
    parted = sum(
        first.bare_label and second.bare_number and not first.is_beside(second)
        for first, second in pairwise(groups)
    )
    return 2 * parted > sum(group.bare_label for group in groups)


def _order_with_definitions(groups: Sequence[Group]) -> Order | None:
    """Return whether a number belongs to the label above the definition before it, or to that behind it."""
    below, above = _misfits(groups, _DEFINITION)
    if below != above:
        return "label, definition, number" if below < above else "number, label"
    return _order_by_ends(groups, "label, definition, number")


def _order_by_ends(groups: Sequence[Group], label_first: Order) -> Order | None:
    """Return the order of a page that begins with a label and ends with a number, or the reverse."""
    bare = [group for group in groups if group.bare_label or group.bare_number]
    if len(bare) > 1 and bare[0].bare_number and bare[1].headline:
        bare = bare[1:]
    if bare[0].bare_label and bare[-1].bare_number:
        return label_first
    return "number, label" if bare[0].bare_number and bare[-1].bare_label else None


def _misfits(groups: Sequence[Group], reach: int = 1) -> tuple[int, int]:
    """Count numbers that no score can be behind the label of an indicator, and right before one."""
    below = above = 0
    for first, second in pairwise(groups):
        if first.is_beside(second, reach):
            below += first.bare_label and of_indicator(first) and second.bare_number and is_off_grid(second)
        if first.is_beside(second):
            above += second.bare_label and of_indicator(second) and first.bare_number and is_off_grid(first)
    return below, above


def is_off_grid(group: Group) -> bool:
    """Return whether a number has two decimals that no score has."""
    return any(
        mark.kind == "number" and mark.printed[-3:-2] in ".," and mark.printed[-2:] not in ("00", "50")
        for mark in group.marks
    )


@cache
def _indicators() -> frozenset[str]:
    return frozenset(measure for tree in compositions().values() for measure in tree.indicators)


def of_indicator(group: Group) -> bool:
    """Return whether a label names an indicator, and no average."""
    return any(mark.kind == "label" and measure_of(mark.printed) in _indicators() for mark in group.marks)


def _fits(first: Group, second: Group, *, label_first: bool) -> bool:
    if second.bare_label and second.headline:
        return first.bare_number
    if label_first:
        return first.bare_label and second.bare_number and not _is_taken(first)
    return first.bare_number and second.bare_label


def _is_taken(group: Group) -> bool:
    return group.headline and group.has("rank")


def _adjacent(groups: Sequence[Group]) -> tuple[int, int, int]:
    """Count numbers right behind a bare label, right before one, and numbers on lines of their own."""
    forward = backward = alone = 0
    for first, second in pairwise(groups):
        alone += second.bare_number
        if first.bare_label and second.bare_number:
            forward += first.is_beside(second) and not first.headline
        elif first.bare_number and second.bare_label:
            backward += first.is_beside(second) and not second.headline
    return forward, backward, alone + (bool(groups) and groups[0].bare_number)


def _with_headlines(groups: list[Group]) -> list[Group]:
    """Join headlines with the number right above them, unless a number follows them too."""
    joined: list[Group] = []
    for group, behind in zip(groups, [*groups[1:], None], strict=False):
        last = joined[-1] if joined else None
        lone = last is not None and last.bare_number and (len(joined) < 2 or not joined[-2].bare_number)
        own = behind is not None and behind.bare_number and group.is_beside(behind)
        if last and lone and not own and last.is_beside(group) and group.bare_label and group.headline:
            last.add(group)
        else:
            joined.append(group)
    return joined
