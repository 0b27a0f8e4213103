"""Running text: labels and numbers that take turns, broken into lines anywhere."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from ocdataset.read.groups import Group, row_of
from ocdataset.read.labels import is_beginning, likeness, measure_of
from ocdataset.read.lexing import Piece, pieces
from ocdataset.read.line_rows import has_lost_its_point
from ocdataset.read.reading import Kind
from ocdataset.read.segments import Segment
from ocdataset.reference.compositions import compositions


def running_lines(segments: Sequence[Segment]) -> range | None:
    """Return the lines of a page that are running text, if there are any.

    Many of them hold several labels each, all in the order of the Index, and break anywhere; in a
    table set in columns they do not.
    """
    several = [at for at, segment in enumerate(segments) if segment.looks.ends]
    if not several:
        return None
    first, last = several[0], several[-1]
    while first and _goes_on(segments[first - 1]):
        first -= 1
    while last + 1 < len(segments) and _goes_on(segments[last + 1]):
        last += 1
    if 3 * len(several) < last + 1 - first or not _breaks_anywhere([segments[at] for at in several]):
        return None
    lines = range(first, last + 1)
    joined = " ".join(segments[at].text for at in lines)
    shown = [measure_of(joined[one.start : one.end]) for one in pieces(joined) if one.shape == "label"]
    return lines if len(set(shown)) > 2 and _in_order(shown) else None


def _breaks_anywhere(several: Sequence[Segment]) -> bool:
    """Return whether lines begin and end now with a label, now with a number, or within a label."""
    ends = Counter([segment.looks.ends for segment in several])
    agreed = max(ends["LN"], ends["NL"])
    within = sum("words" in segment.looks.shapes for segment in several)
    return 4 * agreed < 3 * len(several) or (agreed < len(several) and 4 * within >= len(several))


def _goes_on(segment: Segment) -> bool:
    found = segment.looks
    return found.has_number or "label" in found.shapes


_MANY: Final = 10


def _in_order(measures: Sequence[str | None]) -> bool:
    """Return whether measures are in the order of the Index, one of many perhaps moved."""
    moved = int(len(measures) >= _MANY)
    for tree in compositions().values():
        places = [tree.places.get(measure or "", -1) for measure in measures]
        if min(places) >= 0 and sum(before > behind for before, behind in pairwise(places)) <= moved:
            return True
    return False


def running_groups(segments: Sequence[Segment], lines: range) -> list[Group]:
    """Return the labels and numbers of running text, joined where that leaves no doubt."""
    joined = " ".join(segments[at].text for at in lines)
    starts = []
    at = 0
    for line in lines:
        starts.append((line, at))
        at += len(segments[line].text) + 1
    groups = []
    for piece in pieces(joined):
        kind = _kind(joined[piece.start : piece.end], piece)
        if kind:
            groups.append(_group(segments, _across(segments, starts, piece), kind))
    return _alternating(groups)


def _kind(printed: str, piece: Piece) -> Kind | None:
    if piece.shape == "words":
        alike = likeness(printed)
        return "label" if (alike and alike[0][0] >= 50) or is_beginning(printed) else None
    if piece.shape == "whole":
        return "number" if has_lost_its_point(printed) else "residue"
    return "context" if piece.shape == "figure" else piece.shape


def _across(
    segments: Sequence[Segment], starts: Iterable[tuple[int, int]], piece: Piece
) -> Iterator[tuple[int, Piece]]:
    """Yield the lines over which a piece goes, each with its part of it."""
    for line, at in starts:
        text = segments[line].text
        start, end = max(piece.start - at, 0), min(piece.end - at, len(text))
        if start < end and text[start:end].strip():
            blank = len(text[start:end]) - len(text[start:end].lstrip())
            yield line, Piece(piece.shape, start + blank, start + len(text[start:end].rstrip()))


def _group(segments: Sequence[Segment], parts: Iterable[tuple[int, Piece]], kind: Kind) -> Group:
    first, *others = (
        Group(line, segments[line], row_of(segments[line].text, [(part, kind)])) for line, part in parts
    )
    for other in others:
        first.add(other)
    return first


def _alternating(groups: list[Group]) -> list[Group]:
    """Join labels with numbers where they take turns and no measure is left out.

    Where they do not, which number belongs to which label is not to be read off the page.
    """
    bare = [group for group in groups if group.bare_label or group.bare_number]
    taken = all(first.bare_label != second.bare_label for first, second in pairwise(bare))
    if not taken or len(bare) % 2 or not _without_holes(bare):
        return groups
    for first, second in zip(bare[::2], bare[1::2], strict=True):
        first.add(second)
    seconds = {id(group) for group in bare[1::2]}
    return [group for group in groups if id(group) not in seconds]


def _without_holes(groups: Iterable[Group]) -> bool:
    shown = {measure_of(group.printed) for group in groups if group.bare_label}
    for tree in compositions().values():
        places = [tree.places.get(measure or "", -1) for measure in shown]
        if min(places) >= 0 and max(places) - min(places) == len(shown) - 1:
            return True
    return False
