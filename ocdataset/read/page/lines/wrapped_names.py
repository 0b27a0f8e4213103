"""The name of a country broken over several lines: Papua New, and Guinea below it."""

from collections.abc import Sequence
from typing import Final

from ocdataset.read.page.lines.labels import label_text
from ocdataset.read.page.lines.segments import Segment
from ocdataset.reference.names import country_names

_MOST_LINES: Final = 3
_TOP: Final = 12
_LONGEST: Final = 40


def wrapped_names(segments: Sequence[Segment]) -> dict[int, tuple[int, ...]]:
    """Return the lines over which a name is broken: at the first of them all, at the others none.

    Looked for where a line names a country, of which another may have the same end, and where titles stand.
    """
    found: dict[int, tuple[int, ...]] = {}
    near = [at for at, segment in enumerate(segments) if segment.looks.name or at < _TOP]
    for at in sorted({start for one in near for start in range(max(0, one - _MOST_LINES + 1), one + 1)}):
        if at in found or not _may_be_part(segments[at]):
            continue
        lines = _longest(segments, at)
        if lines:
            found |= dict.fromkeys(lines, ())
            found[at] = lines
    return found


def _longest(segments: Sequence[Segment], at: int) -> tuple[int, ...]:
    """Return the lines from `at` on that make one name, most of them first, or none."""
    beyond = at + 1
    while beyond < min(at + _MOST_LINES, len(segments)) and _may_be_part(segments[beyond]):
        beyond += 1
    for end in range(beyond, at + 1, -1):
        if label_text(" ".join(segment.text for segment in segments[at:end])) in country_names():
            return tuple(range(at, end)) if end > at + 1 else ()
    return ()


def _may_be_part(segment: Segment) -> bool:
    found = segment.looks
    return len(segment.text) < _LONGEST and not found.is_prose and found.shapes == {"words"}
