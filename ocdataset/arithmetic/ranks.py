"""Ranks as the Index gives them: one more than the number of countries strictly higher."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Hashable, Mapping
from fractions import Fraction
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


def ranks(values: Mapping[K, Fraction]) -> dict[K, int]:
    """Return the rank of each key by its exact value, highest first, ties sharing the best rank.

    Examples
    --------
    >>> ranks({"a": Fraction(5), "b": Fraction(7), "c": Fraction(5), "d": Fraction(1)})
    {'a': 2, 'b': 1, 'c': 2, 'd': 4}
    """
    ascending = sorted(values.values())
    return {key: len(ascending) - bisect_right(ascending, value) + 1 for key, value in values.items()}


def tied(values: Mapping[K, Fraction]) -> dict[K, int]:
    """Return how many other keys have exactly the same value as each key.

    The publisher's ranks are 1 or 2 too low at some exact ties, split by binary round-off; a
    printed rank that differs by no more than this number is that quirk and no error.

    Examples
    --------
    >>> tied({"a": Fraction(5), "b": Fraction(7), "c": Fraction(5)})
    {'a': 1, 'b': 0, 'c': 1}
    """
    sizes = Counter(values.values())
    return {key: sizes[value] - 1 for key, value in values.items()}
