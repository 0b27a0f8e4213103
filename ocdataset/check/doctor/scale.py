"""On which scale a set of scores is: the Index's own, or one that it was moved to."""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Final

from ocdataset.arithmetic.half_points import GRID

OWN: Final = "1 to 10"

# what a value on the other scale is in half points
_BACK: Final[Mapping[str, Callable[[Fraction], Fraction]]] = {
    "0 to 10, (score - 1) / 9 x 10": lambda value: 2 * (value * Fraction(9, 10) + 1),
    "0 to 1, (score - 1) / 9": lambda value: 2 * (value * 9 + 1),
    "0 to 100, (score - 1) / 9 x 100": lambda value: 2 * (value * Fraction(9, 100) + 1),
    "0 to 9, score - 1": lambda value: 2 * (value + 1),
    "10 to 100, score x 10": lambda value: value / 5,
    "0.1 to 1, score / 10": lambda value: value * 20,
}
# two printed decimals of a rescaled score are this far from it in half points, at most
NEAR: Final = Fraction(1, 20)
MOST_OF: Final = Fraction(98, 100)
ENOUGH: Final = 20


def scale_of(values: Iterable[Fraction]) -> str:
    """Return the scale on which nearly all of the values are scores; the Index's own if in doubt.

    Examples
    --------
    >>> own = [Fraction(step, 2) for step in GRID] * 2
    >>> scale_of(own), scale_of([(value - 1) / 9 * 10 for value in own])
    ('1 to 10', '0 to 10, (score - 1) / 9 x 10')
    """
    listed = list(values)
    given = [value for value in listed if value]
    if len(given) < ENOUGH or _share(given, lambda value: value * 2, Fraction(0)) >= Fraction(9, 10):
        # a score less one is on the half points too; only its ends give it away
        moved = len(listed) >= ENOUGH and max(listed) == 9 and listed.count(Fraction(0)) * 20 > len(listed)
        return "0 to 9, score - 1" if moved else OWN
    for scale, back in _BACK.items():
        if _share(listed, back, NEAR) >= MOST_OF:
            return scale
    return OWN


def _share(values: list[Fraction], back: Callable[[Fraction], Fraction], near: Fraction) -> Fraction:
    """Return the share of values that are scores once they are moved back."""
    on = 0
    for value in values:
        steps = back(value)
        on += round(steps) in GRID and abs(steps - round(steps)) <= near
    return Fraction(on, len(values))
