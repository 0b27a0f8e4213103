"""The four quadrants that the Index draws from criminality and resilience."""

from fractions import Fraction
from typing import Final, Literal

HIGH: Final = Fraction(11, 2)

Quadrant = Literal[
    "low_criminality_low_resilience",
    "low_criminality_high_resilience",
    "high_criminality_low_resilience",
    "high_criminality_high_resilience",
]

_QUADRANTS: Final[dict[tuple[bool, bool], Quadrant]] = {
    (False, False): "low_criminality_low_resilience",
    (False, True): "low_criminality_high_resilience",
    (True, False): "high_criminality_low_resilience",
    (True, True): "high_criminality_high_resilience",
}


def quadrant(criminality: Fraction, resilience: Fraction) -> Quadrant:
    """Return the quadrant of a country; high means 5.50 or more on either axis.

    Examples
    --------
    >>> quadrant(Fraction("4.82"), Fraction("1.79"))
    'low_criminality_low_resilience'
    >>> quadrant(Fraction(11, 2), Fraction(11, 2))
    'high_criminality_high_resilience'
    """
    return _QUADRANTS[criminality >= HIGH, resilience >= HIGH]
