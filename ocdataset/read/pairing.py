"""Labels and numbers on lines of their own: which of them stand next to one another."""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

from ocdataset.read.groups import Group, Mark
from ocdataset.read.labels import measure_of
from ocdataset.read.reading import Kind
from ocdataset.reference.compositions import compositions


def paired(groups: list[Group], *, changes: bool) -> list[Group]:
    """Join labels with the numbers on the lines next to theirs, on pages that are set so."""
    if changes:
        groups = _with_changes_below(groups)
    groups = _with_changes(groups)
    forward, backward, alone = _adjacent(groups)
    if max(forward, backward) * 2 <= alone:
        return _with_headlines(groups)
    label_first = _is_label_first(groups, forward, backward)
    joined: list[Group] = []
    for group in groups:
        last = joined[-1] if joined else None
        if last and _beside(last, group) and _fits(last, group, label_first=label_first):
            last.add(group)
        else:
            joined.append(group)
    return joined


def _is_label_first(groups: Sequence[Group], forward: int, backward: int) -> bool:
    """Return whether numbers stand below their labels rather than above them.

    Where labels and numbers alternate with nothing between, counting tells nothing; numbers that only
    an average can be then tell, by not standing with the label of an indicator.
    """
    if 2 * min(forward, backward) > max(forward, backward):
        below, above = _misfits(groups)
        if below != above:
            return below < above
    return forward >= backward


def _misfits(groups: Sequence[Group]) -> tuple[int, int]:
    """Count numbers that no score can be right behind the label of an indicator, and right before one."""
    below = above = 0
    for first, second in pairwise(groups):
        if _beside(first, second):
            below += first.bare_label and _of_indicator(first) and _off_grid(second)
            above += second.bare_label and _of_indicator(second) and _off_grid(first)
    return below, above


def _off_grid(group: Group) -> bool:
    """Return whether a lone number has two decimals that no score has."""
    return group.bare_number and any(
        mark.kind == "number" and mark.printed[-3:-2] in ".," and mark.printed[-2:] not in ("00", "50")
        for mark in group.marks
    )


@cache
def _indicators() -> frozenset[str]:
    return frozenset(measure for tree in compositions().values() for measure in tree.indicators)


def _of_indicator(group: Group) -> bool:
    return any(mark.kind == "label" and measure_of(mark.printed) in _indicators() for mark in group.marks)


def without_false_changes(groups: list[Group]) -> list[Group]:
    """Turn changes back into numbers where they look like a second column of scores.

    Most changes are smaller than a point, have a sign, or are not available; no score is or has.
    """
    changed = [group for group in groups if "change" in group.kinds and "rank" not in group.kinds]
    if not changed:
        return groups
    printed = [mark.printed.strip() for group in changed for mark in group.marks if mark.kind == "change"]
    telling = sum(not text[:1].isdigit() or text.startswith("0") for text in printed)
    if 4 * telling < len(printed):
        for group in changed:
            group.reread(_number_if_unsigned)
    return groups


def _number_if_unsigned(mark: Mark) -> Kind:
    return "number" if mark.kind == "change" and mark.printed[:1].isdigit() else mark.kind


def _beside(first: Group, second: Group) -> bool:
    return second.top - first.at <= 1


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
            forward += _beside(first, second) and not first.headline
        elif first.bare_number and second.bare_label:
            backward += _beside(first, second) and not second.headline
    return forward, backward, alone + (bool(groups) and groups[0].bare_number)


def _with_headlines(groups: list[Group]) -> list[Group]:
    joined: list[Group] = []
    for group in groups:
        last = joined[-1] if joined else None
        lone = last is not None and last.bare_number and (len(joined) < 2 or not joined[-2].bare_number)
        if last and lone and _beside(last, group) and group.bare_label and group.headline:
            last.add(group)
        else:
            joined.append(group)
    return joined


def _with_changes(groups: Iterable[Group]) -> list[Group]:
    """Join a line that holds nothing but a change with the number before it."""
    joined: list[Group] = []
    for group in groups:
        only = "change" in group.kinds and not group.has("number", "label", "rank", "residue")
        if only and joined and joined[-1].has("number", "rank") and _beside(joined[-1], group):
            joined[-1].add(group)
        else:
            joined.append(group)
    return joined


def _with_changes_below(groups: list[Group]) -> list[Group]:
    """Join changes on lines of their own, where the page prints two numbers below most labels."""
    below = [
        at
        for at in range(1, len(groups))
        if groups[at].kinds <= {"number", "change"}
        and groups[at - 1].bare_number
        and _beside(groups[at - 1], groups[at])
        and len(groups[at].marks) == 1
    ]
    after = [
        at
        for at in below
        if at >= 2 and groups[at - 2].bare_label and _beside(groups[at - 2], groups[at - 1])
    ]
    labels = sum(group.bare_label for group in groups)
    if len(after) < 3 or 2 * len(after) < labels:
        return groups
    heads = [at for at in below if at + 1 < len(groups) and groups[at + 1].headline]
    joined: list[Group] = []
    for at, group in enumerate(groups):
        if at in after or at in heads:
            group.reread(lambda _: "change")
            joined[-1].add(group)
        else:
            joined.append(group)
    return joined
