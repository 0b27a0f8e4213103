"""Criminality, which ties the sums of two components to one another."""

from dataclasses import dataclass
from functools import lru_cache

from ocdataset.establish.page.search.costs import Costs, misfits
from ocdataset.establish.page.search.sums import set_of


def criminality_of(markets: int, count: int, actors: int, others: int) -> int:
    """Return criminality in hundredths, rounded half up, from two sums of half points.

    Examples
    --------
    >>> criminality_of(172, 15, 39, 5)
    482
    """
    # the mean of two means, in half points: (markets/count + actors/others) / 2; a half point is 50
    numerator = 50 * (markets * others + actors * count)
    divisor = 2 * count * others
    return (2 * numerator + divisor) // (2 * divisor)


@dataclass(frozen=True, slots=True)
class CriminalityTie:
    """The printed criminality, and how many scores each of its two components has."""

    printed: tuple[int, ...]
    count: int
    others: int

    def fitting(self, markets: int) -> Costs:
        """Return by number of misfits the set of second sums, for a first sum."""
        return _fitting(self.printed, self.count, self.others, markets)


@lru_cache(maxsize=65536)
def _fitting(printed: tuple[int, ...], count: int, others: int, markets: int) -> Costs:
    fits = (
        set_of(
            sums
            for sums in _near(one, count, others, markets)
            if criminality_of(markets, count, sums, others) == one
        )
        for one in printed
    )
    return misfits(fits, (1 << 20 * others + 1) - (1 << 2 * others))


def _near(printed: int, count: int, others: int, markets: int) -> range:
    middle = (2 * printed * count * others - 50 * markets * others) // (50 * count)
    return range(max(2 * others, middle - 2), min(20 * others, middle + 2) + 1)
