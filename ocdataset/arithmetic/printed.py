"""What a printed decimal says about an exact value, whatever its number of decimals."""

import re
from fractions import Fraction
from functools import lru_cache
from typing import Final

from ocdataset.arithmetic.averages import round_half_up

TOLERANCE: Final = Fraction(1, 10**9)

_DECIMAL: Final = re.compile(r"[0-9]{1,4}(\.[0-9]{1,20})?")


@lru_cache(maxsize=4096)
def decimal(text: str) -> Fraction | None:
    """Return the number that plain digits print, exactly, or None.

    Examples
    --------
    >>> decimal("7.075"), decimal("6,5"), decimal("n/a")
    (Fraction(283, 40), None, None)
    """
    return Fraction(text) if _DECIMAL.fullmatch(text) else None


def decimals(text: str) -> int:
    """Return how many decimals a printed number has.

    Examples
    --------
    >>> decimals("7.075"), decimals("7")
    (3, 0)
    """
    return len(text.partition(".")[2])


def agrees(text: str, exact: Fraction) -> bool:
    """Return whether `text` prints an exact value: unrounded, or rounded half up to its decimals.

    Examples
    --------
    >>> agrees("2.6666666666666665", Fraction(8, 3)), agrees("2.67", Fraction(8, 3))
    (True, True)
    >>> agrees("4.62", Fraction("4.625")), agrees("4.63", Fraction("4.625"))
    (False, True)
    """
    printed = decimal(text)
    if printed is None:
        return False
    scale = 10 ** max(2, decimals(text))
    rounded = Fraction((exact * scale + Fraction(1, 2)).__floor__(), scale)
    return printed == rounded or abs(printed - exact) <= TOLERANCE


def prints(text: str, value: int) -> bool:
    """Return whether `text` is simply the number `value`, in hundredths, be it unrounded.

    Examples
    --------
    >>> prints("4.82", 482), prints("2.6666666666666665", 267), prints("6,5", 650)
    (True, True, False)
    """
    printed = decimal(text)
    if printed is None:
        return False
    if decimals(text) <= 2:
        return printed * 100 == value
    # an exact half may have been stored a hair below it
    return value in (round_half_up(printed), round_half_up(printed + TOLERANCE))
