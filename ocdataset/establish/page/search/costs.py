"""What readings cost: for each value that a cell can have, how many of them are then faults."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import product
from typing import Final

from ocdataset.establish.page.search.sums import ANY

# pairs of a cost and the set of values that have it
Costs = tuple[tuple[int, int], ...]
FREE: Final[Costs] = ((0, ANY),)


@lru_cache(maxsize=4096)
def both(first: Costs, second: Costs) -> Costs:
    """Return the costs of two witnesses to one cell.

    Examples
    --------
    >>> eight, nine = ((0, 1 << 8), (1, ANY ^ 1 << 8)), ((0, 1 << 9), (1, ANY ^ 1 << 9))
    >>> [(cost, values == 1 << 8 | 1 << 9) for cost, values in both(eight, nine)]
    [(1, True), (2, False)]
    """
    if first == FREE:
        return second
    if second == FREE:
        return first
    found: dict[int, int] = {}
    for (a, some), (b, others) in product(first, second):
        if some & others:
            found[a + b] = found.get(a + b, 0) | some & others
    return tuple(sorted(found.items()))


def misfits(fitting: Iterable[int], every: int) -> Costs:
    """Return by number of misfits the set of values, given those that fit each witness.

    Examples
    --------
    >>> misfits([0b0110, 0b0100], 0b1110)
    ((0, 4), (1, 2), (2, 8))
    """
    found: Costs = ((0, every),)
    for values in fitting:
        of_one = ((0, values & every), (1, every & ~values))
        found = both(found, tuple(pair for pair in of_one if pair[1]))
    return found


def from_nought(costs: Costs) -> Costs:
    """Return costs without the faults that every value shares: they tell no account apart.

    Examples
    --------
    >>> from_nought(((1, 1 << 8), (2, 1 << 9)))
    ((0, 256), (1, 512))
    """
    least = costs[0][0]
    return tuple((cost - least, values) for cost, values in costs) if least else costs
