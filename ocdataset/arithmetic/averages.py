"""Exact averages, their rounding, and the one sum that a printed average admits."""

from collections.abc import Iterable
from fractions import Fraction


def mean(values: Iterable[Fraction | int]) -> Fraction:
    """Return the exact mean of `values`.

    Raises
    ------
    ValueError
        If there are no values.

    Examples
    --------
    >>> mean([Fraction(17, 2), Fraction(3, 2), 1])
    Fraction(11, 3)
    """
    numbers = [Fraction(value) for value in values]
    if not numbers:
        raise ValueError("the mean of no values is not defined")
    return sum(numbers, Fraction(0)) / len(numbers)


def round_half_up(value: Fraction) -> int:
    """Return `value` in hundredths, rounded half up as the Index rounds.

    Examples
    --------
    Python's own rounding goes to the even neighbour; the Index's never does.

    >>> round_half_up(Fraction(4625, 1000)), round(Fraction(4625, 1000), 2)
    (463, Fraction(231, 50))
    """
    return (value * 100 + Fraction(1, 2)).__floor__()


def admitted_sums(printed: int, count: int) -> range:
    """Return the sums of `count` scores, in half points, whose mean is printed as `printed`.

    Parameters
    ----------
    printed : int
        The printed average, in hundredths.
    count : int
        How many scores it averages.

    Returns
    -------
    range
        At most one sum while `count` is below 50; empty if no sheet can print this average.

    Examples
    --------
    >>> list(admitted_sums(179, 12)), list(admitted_sums(180, 12))
    ([43], [])
    """
    # a sum s prints as `printed` exactly if  2*printed - 1 <= 100*s/count < 2*printed + 1
    first = -(-(2 * printed - 1) * count // 100)
    beyond = -(-(2 * printed + 1) * count // 100)
    return range(max(first, 2 * count), min(beyond, 20 * count + 1))


def admitted_sum(printed: int, count: int) -> int | None:
    """Return the one sum, in half points, that a printed average admits, or None.

    Raises
    ------
    ValueError
        If the average is of so many scores that several sums print alike.

    Examples
    --------
    The mean 1.79 of twelve scores is printed for one sum only: 43 half points, or 21.5.

    >>> admitted_sum(179, 12)
    43
    """
    sums = admitted_sums(printed, count)
    if len(sums) > 1:
        raise ValueError(f"{len(sums)} sums of {count} scores are printed alike")
    return sums[0] if sums else None
