"""The wording of a narrative with the differences between extractions of it removed."""

import hashlib
import unicodedata
from typing import Final

_QUOTES_AND_DASHES: Final = tuple(zip("‘’‚‛“”„‟–—", "''''\"\"\"\"--", strict=True))
MARKUP: Final = "#*_: \t\r\n\f"


def with_plain_quotes(text: str) -> str:
    r"""Return `text` with every kind of quote and dash as it is typed.

    Examples
    --------
    >>> with_plain_quotes("\u201ca\u201d \u2014 it\u2019s")
    '"a" - it\'s'
    """
    if not text.isascii():
        for mark, plain in _QUOTES_AND_DASHES:
            text = text.replace(mark, plain)
    return text


def normalise(text: str) -> str:
    r"""Return `text` as it is whatever the line ends, wraps, quotes, dashes and composed letters.

    Examples
    --------
    >>> normalise(" \u201ca\u201d \u2014\r\n it\u2019s  e\u0301") == '"a" - it\'s \u00e9'
    True
    """
    return " ".join(with_plain_quotes(unicodedata.normalize("NFC", text)).split())


def wording_hash(text: str, *, heading: bool = False) -> str:
    r"""Return the SHA-256 of the normalised wording in hexadecimal; of a heading without its mark-up.

    Examples
    --------
    >>> wording_hash("a\r\n b") == wording_hash("a b") != wording_hash("A b")
    True
    >>> wording_hash("## **TRADE**", heading=True) == wording_hash("TRADE")
    True
    """
    return hash_of_normal(normalise(text.strip(MARKUP) if heading else text))


def hash_of_normal(wording: str) -> str:
    """Return the SHA-256, in hexadecimal, of a wording that is normalised."""
    return hashlib.sha256(wording.encode()).hexdigest()
