"""The four quadrants that the Index draws from criminality and resilience."""

from fractions import Fraction
from typing import Final, Literal

HIGH: Final = Fraction(11, 2)

Quadrant = Literal["LL", "LH", "HL", "HH"]
"""Low or high criminality, then low or high resilience."""

_QUADRANTS: Final[dict[tuple[bool, bool], Quadrant]] = {
    (False, False): "LL",
    (False, True): "LH",
    (True, False): "HL",
    (True, True): "HH",
}


def quadrant(criminality: Fraction, resilience: Fraction) -> Quadrant:
    """Return the quadrant of a country; high means 5.50 or more on either axis.

    Examples
    --------
    >>> quadrant(Fraction("4.82"), Fraction("1.79"))
    'LL'
    >>> quadrant(Fraction(11, 2), Fraction(11, 2))
    'HH'
    """
    return _QUADRANTS[criminality >= HIGH, resilience >= HIGH]


def margin(criminality: Fraction, resilience: Fraction) -> Fraction:
    """Return how far a country lies from the nearest border of its quadrant, in points.

    Examples
    --------
    >>> margin(Fraction("4.82"), Fraction("1.79"))
    Fraction(17, 25)
    """
    return min(abs(criminality - HIGH), abs(resilience - HIGH))
