"""Form 3: the text of a country page of the website, labels and scores on lines of their own."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from ocdataset.read.page.lines.lexing import plain
from ocdataset.read.page.lines.segments import segments_of
from ocdataset.read.page.score_page import transcript_of
from ocdataset.read.reading import Transcript

_ADDRESS: Final = re.compile(r"ocindex\.net/\S*countr", re.IGNORECASE)
_BARE: Final = re.compile(
    r"^[^\S\n]*[-+]?\d{1,2}[.,]\d[^\S\n]?\d(?:[^\S\n]*(?:[-+]?\d{1,2}[.,]\d{2}|n/a))?[^\S\n]*$", re.MULTILINE
)
_NUMBER: Final = re.compile(r"\d{1,2}[.,]\d\d\b")
_GLUED: Final = re.compile(r"\d[.,]\d\d(?:-?\d{1,2}[.,]\d\d|\s?n/a)")


def sees(text: str) -> bool:
    r"""Return whether scores stand on lines of their own, one by one, as on the website.

    Examples
    --------
    >>> sees("Flora crimes\n\n2.00-1.00\n"), sees("FLORA CRIMES 2.00\n")
    (True, False)
    """
    if "**" in text or "<sup>" in text:
        return False
    if _ADDRESS.search(text[:500]):
        return True
    # a tag or a change that was not available may go on on the next line
    stretches = [text] if "<" in text or "\nn/a" in text else text.split("\n")
    bare = numbers = 0
    for one in filter(None, stretches):
        glued, bare_here, numbers_here = _counts(one)
        if glued:
            return True
        bare += bare_here
        numbers += numbers_here
    return 2 * bare > numbers


class _Counts(NamedTuple):
    """Whether a change is glued to a number, how many lines are nothing but a number, and all numbers."""

    glued: bool
    bare: int
    numbers: int


@lru_cache(maxsize=8192)
def _counts(text: str) -> _Counts:
    shown = plain(text.replace("\r", ""))
    return _Counts(
        glued=_GLUED.search(text) is not None,
        bare=len(_BARE.findall(shown)),
        numbers=len(_NUMBER.findall(shown)),
    )


def read(text: str) -> Transcript:
    r"""Return the readings of a country page, a row for each of its lines.

    Examples
    --------
    >>> [(one.row, one.kind, one.as_printed) for one in read("Flora crimes\n\n2.00-1.00\n").readings]
    [(1, 'label', 'Flora crimes'), (2, 'number', '2.00'), (2, 'change', '-1.00')]
    """
    return transcript_of(segments_of(text), "country_page")
