"""Other ways to average the same scores, to see how far ranks hang on the Index's choices.

Each gives a number that orders sheets exactly; geometric means are ordered by their powers, which are
whole numbers, for roots are not exact.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import Final, Literal

from ocdataset.arithmetic.composition import Composition

ScenarioKind = Literal["weights", "aggregation", "without"]
Scores = Mapping[str, int]
Order = Callable[[Scores], Fraction]

MARKETS: Final = "criminal_markets"
"""The component whose weight the scenarios of markets change."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """Another way to average a measure.

    Parameters
    ----------
    name : str
    kind : {"weights", "aggregation", "without"}
    order : callable
        What to order sheets by: the higher, the higher the rank.
    """

    name: str
    kind: ScenarioKind
    order: Order


def scenarios(tree: Composition, measure: str) -> Iterator[Scenario]:
    """Give the scenarios of an averaged measure.

    Examples
    --------
    >>> tree = Composition(2021, {"m": ("a", "b")})
    >>> [one.name for one in scenarios(tree, "m")]
    ['geometric', 'without_a', 'without_b']
    """
    leaves = tree.leaves(measure)
    if tree.children[measure] != leaves:
        yield Scenario("equal_weights", "weights", weighted(dict.fromkeys(leaves, Fraction(1, len(leaves)))))
    yield Scenario("geometric", "aggregation", geometric(tree, measure))
    if MARKETS in tree.children[measure] and len(tree.children[measure]) > 1:
        for name, share in (("one_third", Fraction(1, 3)), ("two_thirds", Fraction(2, 3))):
            yield Scenario(f"markets_{name}", "weights", weighted(_markets_weighing(tree, measure, share)))
    for leaf in leaves:
        if len(leaves) > 1:
            without = weighted(dict(_shares(tree, measure, Fraction(1), leaf)))
            yield Scenario(f"without_{leaf}", "without", without)


def weighted(shares: Mapping[str, Fraction]) -> Order:
    """Return the weighted mean of indicators as an order of sheets."""
    return lambda scores: sum((share * scores[leaf] for leaf, share in shares.items()), Fraction(0)) / 2


def geometric(tree: Composition, measure: str) -> Order:
    """Return the geometric mean as an order: its power by the divisor of the Index's weights.

    Examples
    --------
    >>> geometric(Composition(2021, {"m": ("a", "b")}), "m")({"a": 4, "b": 9})
    Fraction(36, 1)
    """
    weights, _ = tree.weights(measure)
    return lambda scores: Fraction(prod(scores[leaf] ** weight for leaf, weight in weights.items()))


def _markets_weighing(tree: Composition, measure: str, share: Fraction) -> dict[str, Fraction]:
    """Return the shares of indicators if the markets weighed `share` and the rest as they do now."""
    others = [child for child in tree.children[measure] if child != MARKETS]
    shares = dict(_shares(tree, MARKETS, share))
    for child in others:
        shares |= dict(_shares(tree, child, (1 - share) / len(others)))
    return shares


def _shares(
    tree: Composition, measure: str, share: Fraction, without: str = ""
) -> Iterator[tuple[str, Fraction]]:
    """Give the share of each indicator below a measure, averaged without one of them."""
    if measure not in tree.children:
        yield measure, share
        return
    kept = [child for child in tree.children[measure] if tree.leaves(child) != (without,)]
    for child in kept:
        yield from _shares(tree, child, share / len(kept), without)
