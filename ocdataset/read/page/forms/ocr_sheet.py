"""Form 1: a profile sheet through optical character recognition, with its markup and garbles."""

import re
from typing import Final

from ocdataset.read.page.lines.segments import segments_of
from ocdataset.read.page.score_page import transcript_of
from ocdataset.read.reading import Transcript

_MARKUP: Final = re.compile(r"^#{1,6} |</?su[bp]>|^\|.*\|$", re.MULTILINE)


def sees(text: str) -> bool:
    """Return whether `text` has the markup that character recognition leaves.

    Examples
    --------
    >>> sees("## **SOMEWHERE**"), sees("FLORA CRIMES 1.00")
    (True, False)
    """
    if "**" in text:
        return True
    return any(mark in text for mark in "#<|") and len(_MARKUP.findall(text)) >= 2


def read(text: str) -> Transcript:
    """Return the readings of a sheet whose numbers may stand apart from their labels."""
    return transcript_of(segments_of(text), "ocr_sheet")
