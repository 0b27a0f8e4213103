"""Rows of a page: which labels and numbers stand together, by place alone."""

from collections.abc import Sequence
from typing import Final

from ocdataset.read.groups import Group, Row
from ocdataset.read.gutter import parted_at_gutter
from ocdataset.read.labels import label_text
from ocdataset.read.lexing import Shape
from ocdataset.read.line_rows import (
    columns_of,
    context_of,
    label_part,
    name_of,
    rows_between,
    rows_by_itself,
)
from ocdataset.read.numbering import without_numbering
from ocdataset.read.pairing import paired
from ocdataset.read.printed_changes import (
    is_table_of_changes,
    only_changes,
    with_change_columns,
    without_false_changes,
)
from ocdataset.read.reading import Reading
from ocdataset.read.running_text import running_groups, running_lines
from ocdataset.read.segments import Looks, Segment, looks
from ocdataset.read.stacked_rows import stacked_groups
from ocdataset.read.wrapped_names import wrapped_names
from ocdataset.reference.names import measure_names


def readings_of(segments: Sequence[Segment], *, changes: bool, title: str = "") -> tuple[Reading, ...]:
    """Return the readings of a score page.

    Parameters
    ----------
    segments : sequence of Segment
        The lines of the page that are not blank.
    changes : bool
        Whether a second number beside a label is its change from the edition before.
    title : str
        A line that is the country's name although no list of names has it, or "".
    """
    segments = without_numbering(segments)
    running = running_lines(segments)
    if running:
        around = [(0, segments[: running.start]), (running.stop, segments[running.stop :])]
        before, behind = (_groups(lines, first, changes=changes, title=title) for first, lines in around)
        return tuple(_numbered([*before, *running_groups(segments, running), *behind]))
    groups = _without_prose(parted_at_gutter(_groups(segments, changes=changes, title=title)))
    groups = paired(with_change_columns(_without_tail(segments, groups)), changes=changes)
    if is_table_of_changes(segments):
        return tuple(_numbered(only_changes(groups)))
    return tuple(_numbered(without_false_changes(groups)))


_OF_NO_FACT: Final[frozenset[Shape]] = frozenset({"label", "rank"})


def _groups(segments: Sequence[Segment], first: int = 0, *, changes: bool, title: str) -> list[Group]:
    groups: list[Group] = []
    taken = _wrapped(segments)
    names = wrapped_names(segments)
    stacked = stacked_groups(segments)
    columns = columns_of(segments)
    fact = False
    wrapped: Looks | None = None
    for at, segment in enumerate(segments):
        if at in stacked:
            groups += stacked[at]
            continue
        if at in names:
            groups += _named(segments, names[at], first + at)
            continue
        if at in taken:
            if taken[at]:
                groups.append(_joined(segments, taken[at], first + at))
                wrapped = looks(" ".join(segments[line].looks.words for line in taken[at]))
            fact = False
            continue
        text, look = segment.text, segment.looks
        rows: tuple[Row, ...] | None
        if fact and look.shapes.isdisjoint(_OF_NO_FACT) and not look.is_prose:
            rows = context_of(text)
            fact = False
        else:
            fact = look.is_fact and (look.edition is not None or not context_of(text))
            rows = rows_by_itself(text, changes, columns)
            if title == text and not look.is_fact:
                rows = (name_of(text),)
            elif rows is None:
                before, after = _neighbours(segments, at)
                if at - 1 in taken:
                    before = wrapped
                rows = rows_between(text, before, after, changes=changes, columns=columns)
        for row in rows:
            groups.append(Group(first + at, segment, row))
    return groups


def _neighbours(segments: Sequence[Segment], at: int) -> tuple[Looks | None, Looks | None]:
    before = segments[at - 1].looks if at else None
    return before, segments[at + 1].looks if at + 1 < len(segments) else None


def _wrapped(segments: Sequence[Segment]) -> dict[int, tuple[int, ...]]:
    """Return the lines over which a label is wrapped: at the first of them all, at the others none."""
    found: dict[int, tuple[int, ...]] = {}
    for at, segment in enumerate(segments):
        if not segment.looks.is_fragment or at in found or len(segment.looks.words) < 3:
            continue
        for beyond in range(at + 1, min(at + 4, len(segments))):
            lines = tuple(one for one in range(at, beyond + 1) if segments[one].looks.words)
            if not segments[beyond].looks.is_fragment:
                if segments[beyond].looks.is_prose or segments[beyond].looks.having("label", "rank"):
                    break
                continue
            parts = [segments[one].looks.words for one in lines]
            if any(label_text(glue.join(parts)) in measure_names() for glue in (" ", "")):
                found |= dict.fromkeys(range(at, beyond + 1), ())
                found[at] = tuple(range(at, beyond + 1))
                break
    return found


def _named(segments: Sequence[Segment], lines: Sequence[int], at: int) -> list[Group]:
    """Return the lines over which a name is broken as one group, if there are any."""
    groups = [Group(at, segments[line], name_of(segments[line].text)) for line in lines]
    for other in groups[1:]:
        groups[0].add(other)
    return groups[:1]


def _joined(segments: Sequence[Segment], lines: Sequence[int], at: int) -> Group:
    """Return the lines over which a label is wrapped, the first of them line `at`, as one."""
    first, *others = (
        Group(at + line - lines[0], segments[line], label_part(segments[line].text)) for line in lines
    )
    for other in others:
        first.add(other)
    return first


def _without_prose(groups: list[Group]) -> list[Group]:
    """Leave out labels in lower case, with what is beside them, where those of the page have capitals."""
    small = sum([group.small for group in groups])
    if small and sum("label" in group.kinds for group in groups) >= max(_FEWEST, 3 * small):
        return [group for group in groups if not group.small]
    return groups


_FEWEST: Final = 8


def _without_tail(segments: Sequence[Segment], groups: list[Group]) -> list[Group]:
    """Leave out labels behind the last number once a sentence follows: headings of the narrative."""
    ending = (at for at in reversed(range(len(groups))) if groups[at].has("number", "rank"))
    last = next(ending, -1)
    below = groups[last + 1 : last + 2]
    if last >= 0 and below and below[0].kinds == {"change"} and groups[last].is_beside(below[0]):
        last += 1
    prose = next(
        (
            at
            for at in range(groups[last].at + 1 if last >= 0 else 0, len(segments))
            if segments[at].looks.is_prose
        ),
        len(segments),
    )
    return [
        group
        for at, group in enumerate(groups)
        if at <= last or (group.at < prose and group.has("label", "context"))
    ]


def _numbered(groups: Sequence[Group]) -> list[Reading]:
    found = [
        Reading(
            line,
            column + start,
            f"{line}:{column + start}" if place is None else place(start, end),
            number,
            kind,
            printed,
        )
        for number, group in enumerate(groups, start=1)
        for (line, column, _, _, place), (marks, _) in group.parts
        for start, end, kind, printed in marks
    ]
    found.sort()
    return found
