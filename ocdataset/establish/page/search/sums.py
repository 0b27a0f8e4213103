"""Sets of whole numbers as the bits of one integer: bit n is set if n is in the set."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from ocdataset.arithmetic.half_points import GRID

ANY: Final = sum(1 << steps for steps in GRID)


def members(bits: int) -> Iterator[int]:
    """Yield the members of a set, ascending.

    Examples
    --------
    >>> list(members(0b10110))
    [1, 2, 4]
    """
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def set_of(numbers: Iterable[int]) -> int:
    """Return the set of these numbers.

    Examples
    --------
    >>> set_of([1, 2, 4])
    22
    """
    bits = 0
    for number in numbers:
        bits |= 1 << number
    return bits


def plus(sums: int, values: int) -> int:
    """Return every sum of a member of `sums` and one of `values`.

    Examples
    --------
    >>> list(members(plus(set_of([10]), set_of([2, 4])))), plus(1, ANY) == ANY
    ([12, 14], True)
    """
    total = 0
    for first, doublings in _runs(values):
        run = sums
        for shift in doublings:
            run |= run << shift
        total |= run << first
    return total


def minus(sums: int, values: int) -> int:
    """Return every difference, not below nought, of a member of `sums` and one of `values`.

    Examples
    --------
    >>> list(members(minus(set_of([10, 3]), set_of([2, 4]))))
    [1, 6, 8]
    """
    total = 0
    for first, doublings in _runs(values):
        run = sums
        for shift in doublings:
            run |= run >> shift
        total |= run >> first
    return total


@lru_cache(maxsize=4096)
def _runs(values: int) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """Return the first member of each run of neighbouring members, and the shifts that fill the run."""
    found = []
    while values:
        first = (values & -values).bit_length() - 1
        rest = values >> first
        length = (~rest & rest + 1).bit_length() - 1
        doublings, filled = [], 1
        while filled < length:
            doublings.append(min(filled, length - filled))
            filled += doublings[-1]
        found.append((first, tuple(doublings)))
        values = rest >> length << first + length
    return tuple(found)


def leading(starts: int, values: int, ends: int) -> int:
    """Return the members of `values` that lead from a member of `starts` to one of `ends`.

    Examples
    --------
    >>> list(members(leading(set_of([10, 20]), set_of([2, 3, 4]), set_of([14, 22]))))
    [2, 4]
    """
    found = 0
    if starts.bit_count() <= values.bit_count():
        for start in members(starts):
            found |= ends >> start
        return found & values
    for value in members(values):
        if starts << value & ends:
            found |= 1 << value
    return found
