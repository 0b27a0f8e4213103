"""Tables whose one column is of changes: their numbers are no scores."""

import re
from collections.abc import Sequence
from typing import Final

from ocdataset.read.page.lines.segments import Segment

_CHANGES: Final = re.compile(r"(?i)(?:\||\t|\s{3})\W{0,9}(?:changes?|difference)\b")
_SCORES: Final = re.compile(r"(?i)\b(?:score|value|result)s?\b|(?:\||\t|\s{3})\W{0,9}20\d\d\b")


def is_table_of_changes(segments: Sequence[Segment]) -> bool:
    """Return whether the heading of a table has a column of changes and none of scores."""
    for segment in segments:
        if segment.looks.has_number:
            return False
        if "hange" in segment.text or "ifference" in segment.text:
            return bool(_CHANGES.search(segment.text)) and not _SCORES.search(segment.text)
    return False
