"""Sets of whole numbers as the bits of one integer: bit n is set if n is in the set."""

from collections.abc import Iterable, Iterator
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
    if values == ANY:
        return _plus_any(sums)
    total = 0
    while values:
        lowest = values & -values
        total |= sums << (lowest.bit_length() - 1)
        values ^= lowest
    return total


def _plus_any(sums: int) -> int:
    pairs = sums | sums << 1
    fours = pairs | pairs << 2
    eights = fours | fours << 4
    return (eights | eights << 8 | pairs << 16 | sums << 18) << 2


def minus(sums: int, values: int) -> int:
    """Return every difference, not below nought, of a member of `sums` and one of `values`.

    Examples
    --------
    >>> list(members(minus(set_of([10, 3]), set_of([2, 4]))))
    [1, 6, 8]
    """
    if values == ANY:
        pairs = sums | sums >> 1
        fours = pairs | pairs >> 2
        eights = fours | fours >> 4
        return (eights | eights >> 8 | pairs >> 16 | sums >> 18) >> 2
    total = 0
    while values:
        lowest = values & -values
        total |= sums >> (lowest.bit_length() - 1)
        values ^= lowest
    return total
