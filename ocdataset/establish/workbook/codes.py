"""Which country a code is of: ISO 3166-1 alpha-3, or UN M49."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from ocdataset.reference.names import country_labels, reference_table

_LETTERS: Final = re.compile(r"[A-Za-z]{3}")
_DIGITS: Final = re.compile(r"[0-9]{1,3}")


def country_by_code(text: str) -> str | None:
    """Return the country of an alpha-3 or M49 code; two letters are left to the name beside them.

    Examples
    --------
    >>> country_by_code("prk"), country_by_code("408"), country_by_code("4"), country_by_code("NA")
    ('PRK', 'PRK', 'AFG', None)
    """
    code = text.strip()
    if _LETTERS.fullmatch(code):
        return code.upper() if code.upper() in country_labels() else None
    if _DIGITS.fullmatch(code):
        return _numeric_codes().get(code.zfill(3))
    return None


@cache
def _numeric_codes() -> Mapping[str, str]:
    return {row["m49"]: row["country"] for row in reference_table("countries")}
