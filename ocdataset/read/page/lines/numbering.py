"""The numbering of the rows of a page, 1.1, 1.2 or 1. 2., which looks like numbers."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from ocdataset.read.page.lines.segments import Segment, looks

_NUMBERING: Final = re.compile(r"[\s|*]*(\d{1,2})(?:\.(\d{1,2})\b|[.)](?=\s))")
_FEWEST: Final = 3


def without_numbering(segments: Sequence[Segment]) -> Sequence[Segment]:
    """Return the lines with blanks in place of the numbering before their labels, if there is any.

    A list of scores does not count on by one.
    """
    numbered = {
        at: (*_counter(found), found.end())
        for at, segment in enumerate(segments)
        if segment.looks.is_numbered and (found := _NUMBERING.match(segment.text))
    }
    if len(numbered) < _FEWEST:
        return segments
    steps = [_counts_on(before[:2], behind[:2]) for before, behind in pairwise(numbered.values())]
    if 5 * sum(steps) < 4 * len(steps):
        return segments
    return [
        _blanked(segment, numbered[at][2]) if at in numbered else segment
        for at, segment in enumerate(segments)
    ]


def _counter(found: re.Match[str]) -> tuple[int, int]:
    """Return the chapter and the number in it: of a plain list, all are in one."""
    return (int(found[1]), int(found[2])) if found[2] else (0, int(found[1]))


def _counts_on(before: tuple[int, int], behind: tuple[int, int]) -> bool:
    chapter, at = before
    return behind in ((chapter, at + 1), (chapter + 1, 0), (chapter + 1, 1))


def _blanked(segment: Segment, end: int) -> Segment:
    text = " " * end + segment.text[end:]
    return segment._replace(text=text, looks=looks(text))
