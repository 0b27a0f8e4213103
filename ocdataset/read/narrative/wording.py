"""The wording of a narrative with the differences between extractions of it removed."""

import hashlib
import unicodedata
from typing import Final

QUOTES_AND_DASHES: Final = str.maketrans("‘’‚‛“”„‟–—", "''''\"\"\"\"--")
MARKUP: Final = "#*_: \t\r\n\f"


def normalise(text: str) -> str:
    r"""Return `text` as it is whatever the line ends, wraps, quotes, dashes and composed letters.

    Examples
    --------
    >>> normalise(" \u201ca\u201d \u2014\r\n it\u2019s  e\u0301") == '"a" - it\'s \u00e9'
    True
    """
    composed = unicodedata.normalize("NFC", text).translate(QUOTES_AND_DASHES)
    return " ".join(composed.split())


def wording_hash(text: str, *, heading: bool = False) -> str:
    r"""Return the SHA-256 of the normalised wording in hexadecimal; of a heading without its mark-up.

    Examples
    --------
    >>> wording_hash("a\r\n b") == wording_hash("a b") != wording_hash("A b")
    True
    >>> wording_hash("## **TRADE**", heading=True) == wording_hash("TRADE")
    True
    """
    wording = normalise(text.strip(MARKUP) if heading else text)
    return hashlib.sha256(wording.encode()).hexdigest()
