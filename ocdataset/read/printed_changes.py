"""Changes from the edition before: which of the numbers of a page are changes, and of what."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from ocdataset.read.groups import Group, Mark
from ocdataset.read.reading import Kind
from ocdataset.read.segments import Segment


def with_changes(groups: list[Group], *, on_lines_of_their_own: bool) -> list[Group]:
    """Join changes with the scores that they are of.

    Parameters
    ----------
    groups : list of Group
    on_lines_of_their_own : bool
        Whether the page may print a change as a number on a line above or below its score.
    """
    groups = _with_broken_changes(groups)
    if on_lines_of_their_own:
        groups = _with_changes_above(groups) or _with_changes_below(groups)
    return _with_changes(groups)


_ARROWS: Final = ("\u2191", "\u2193", "\u25b2", "\u25b3", "\u25bc", "\u25bd", "\u25cf")


def _with_broken_changes(groups: list[Group]) -> list[Group]:
    """Join a change with the score before it, where the line was broken behind the arrow of the change."""
    if not any(map(_ends_with_arrow, groups)):
        return groups
    joined: list[Group] = []
    for group in groups:
        if joined and _is_lone(group) and joined[-1].is_beside(group) and _ends_with_arrow(joined[-1]):
            group.reread(lambda _: "change")
            joined[-1].add(group)
        else:
            joined.append(group)
    return joined


def _ends_with_arrow(group: Group) -> bool:
    return "number" in group.kinds and group.parts[-1][0].text.rstrip().endswith(_ARROWS)


def _with_changes(groups: Iterable[Group]) -> list[Group]:
    """Join a line that holds nothing but a change with the number before it."""
    joined: list[Group] = []
    for group in groups:
        only = "change" in group.kinds and not group.has("number", "label", "rank", "residue")
        if only and joined and joined[-1].has("number", "rank") and joined[-1].is_beside(group):
            joined[-1].add(group)
        else:
            joined.append(group)
    return joined


def _with_changes_above(groups: list[Group]) -> list[Group]:
    """Join label, change and score, where the page prints them in this order; else return none."""
    triples = [
        at
        for at in range(len(groups) - 2)
        if groups[at].bare_label
        and groups[at + 2].top - groups[at].at == 2
        and _is_lone(groups[at + 1])
        and _is_lone(groups[at + 2])
    ]
    if len(triples) < 3 or 2 * len(triples) < sum(group.bare_label for group in groups):
        return []
    above = sum(_looks_like_a_change(groups[at + 1]) for at in triples)
    if 2 * above < len(triples) or above <= sum(_looks_like_a_change(groups[at + 2]) for at in triples):
        return []
    joined: list[Group] = []
    for at, group in enumerate(groups):
        if at - 1 in triples or at - 2 in triples:
            kind: Kind = "change" if at - 1 in triples else "number"
            group.reread(lambda _, one=kind: one)  # type: ignore[misc]
            joined[-1].add(group)
        else:
            joined.append(group)
    return joined


def _is_lone(group: Group) -> bool:
    return group.kinds <= {"number", "change"} and len(group.marks) == 1


def _looks_like_a_change(group: Group) -> bool:
    """Return whether a lone number has a sign or is less than any score, or says that there is none."""
    return "change" in group.kinds or group.printed.lstrip().startswith("0")


def _with_changes_below(groups: list[Group]) -> list[Group]:
    """Join changes on lines of their own, where the page prints two numbers below most labels."""
    below = [
        at
        for at in range(1, len(groups))
        if groups[at].kinds <= {"number", "change"}
        and groups[at - 1].bare_number
        and groups[at - 1].is_beside(groups[at])
        and len(groups[at].marks) == 1
    ]
    after = [
        at
        for at in below
        if at >= 2 and groups[at - 2].bare_label and groups[at - 2].is_beside(groups[at - 1])
    ]
    # of three numbers below a label any may be the score
    crowded = {at for at in after if at + 1 in below and groups[at + 1].kinds != {"change"}}
    labels = sum(group.bare_label for group in groups)
    if len(after) < 3 or 2 * len(after) < labels:
        return groups
    heads = [at for at in below if at + 1 < len(groups) and groups[at + 1].headline]
    # above all labels, where a page was cut off below one
    top = next((at for at, group in enumerate(groups) if group.has("label", "number")), 0)
    if top + 1 in below:
        heads.append(top + 1)
    elif top + 1 < len(groups) and groups[top].bare_number and not groups[top + 1].headline:
        groups[top].reread(lambda _: "change")
    changed = {*after, *heads} - crowded
    joined: list[Group] = []
    for at, group in enumerate(groups):
        if at in changed:
            group.reread(lambda _: "change")
            joined[-1].add(group)
        else:
            joined.append(group)
    return joined


def with_change_columns(groups: list[Group]) -> list[Group]:
    """Turn numbers into changes where a column beside the scores is plainly one of changes.

    Nearly half of all changes have a sign or are less than any score; no score is or has.
    """
    rows = [
        (group, values)
        for group in groups
        if len(group.parts[0][1].marks) > 2
        and "label" in group.kinds
        and group.top == group.at
        and len(values := [mark for mark in group.marks if mark.kind in ("number", "change")]) == 2
    ]
    if len(rows) < 3:
        return groups
    small = [sum(_is_small_or_signed(values[at]) for _, values in rows) for at in (0, 1)]
    column = small.index(max(small))
    if 3 * max(small) < len(rows) or 10 * min(small) > max(small):
        return groups
    for group, values in rows:
        group.reread(_kind_beside(values[column]))
    return groups


def _is_small_or_signed(mark: Mark) -> bool:
    return not mark.printed[:1].isdigit() or mark.printed.startswith("0")


def _kind_beside(change: Mark) -> Callable[[Mark], Kind]:
    """Return what reads the mark in the column of changes as one, and the other as the score."""

    def kind_of(mark: Mark) -> Kind:
        if mark.start == change.start:
            return "change"
        return "number" if mark.kind == "change" and mark.printed[:1].isdigit() else mark.kind

    return kind_of


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


def only_changes(groups: list[Group]) -> list[Group]:
    """Turn all numbers beside labels into changes."""
    for group in groups:
        if group.has("label"):
            group.reread(lambda mark: "change" if mark.kind == "number" else mark.kind)
    return groups


def _number_if_unsigned(mark: Mark) -> Kind:
    return "number" if mark.kind == "change" and mark.printed[:1].isdigit() else mark.kind


_CHANGES: Final = re.compile(r"(?i)(?:\||\t|\s{3})\W{0,9}(?:changes?|difference)\b")
_SCORES: Final = re.compile(r"(?i)\b(?:score|value|result)s?\b|(?:\||\t|\s{3})\W{0,9}20\d\d\b")


def is_table_of_changes(segments: Sequence[Segment]) -> bool:
    """Return whether the heading of a table has a column of changes and none of scores."""
    for segment in segments:
        found = segment.looks
        if found.has_number:
            return False
        if "hange" in segment.text or "ifference" in segment.text:
            return bool(_CHANGES.search(segment.text)) and not _SCORES.search(segment.text)
    return False
