"""How far two sheets of an edition lie apart, each indicator weighted as the Index weighs it."""

from collections.abc import Mapping
from fractions import Fraction

from ocdataset.arithmetic.composition import Composition


def distances(
    tree: Composition, measure: str, one: Mapping[str, int], other: Mapping[str, int]
) -> dict[str, Fraction]:
    """Return what each indicator below a measure adds to the distance of two sheets, in points.

    The distance is their sum: the mean absolute difference of the indicators, averaged as the Index
    averages. It is 0 only if all scores are the same, where a difference of means may be 0 by chance.

    Raises
    ------
    KeyError
        If a score is missing.

    Examples
    --------
    >>> tree = Composition(2021, {"m": ("a", "b")})
    >>> apart = distances(tree, "m", {"a": 6, "b": 10}, {"a": 10, "b": 6})
    >>> sum(apart.values())
    Fraction(2, 1)
    """
    weights, divisor = tree.weights(measure)
    return {
        leaf: Fraction(weight * abs(one[leaf] - other[leaf]), 2 * divisor) for leaf, weight in weights.items()
    }
