"""What if each indicator were half a point off? Exact distributions of averages and of ranks.

The Index publishes no error. Scores are given in half points, so the question that its figures allow is:
what if each indicator were half a point lower, the same, or higher, with equal chance, independently, cut
at 1 and 10? A mean is then a sum of independent parts on a grid, its distribution a finite convolution; a
rank is one more than a sum of independent events once the country's own value is fixed. Nothing is drawn
by chance: the same figures give the same answer. It is a what-if, not a confidence interval.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ocdataset.arithmetic.composition import Composition
from ocdataset.arithmetic.half_points import HIGHEST, LOWEST

if TYPE_CHECKING:
    import numpy.typing as npt

    Chances = npt.NDArray[np.float64]

TOLD_APART: Final = 0.95
"""The chance from which on two values are said to be told apart."""
ROUND_OFF: Final = 1e-12


@dataclass(frozen=True)
class Averages:
    """The distributions of a measure of several sheets, on one grid.

    Parameters
    ----------
    divisor : int
        The grid has this many steps a half point; it begins at the lowest score.
    chances : array of float, sheets by grid points
        The chance of each value.
    starts : array of int
        The grid point of the nominal value of each sheet.
    """

    divisor: int
    chances: "Chances"
    starts: "npt.NDArray[np.int64]"

    @cached_property
    def above(self) -> "Chances":
        """The chance to be strictly above each grid point, by sheet."""
        from_the_top = np.cumsum(self.chances[:, ::-1], axis=1)[:, ::-1]
        beyond = np.zeros_like(self.chances)
        beyond[:, :-1] = from_the_top[:, 1:]
        return np.clip(beyond, 0.0, 1.0)

    def chance_of_at_least(self, half_points: int) -> "Chances":
        """Return the chance of each sheet to reach a value, in half points."""
        reached: Chances = self.chances[:, (half_points - LOWEST) * self.divisor :].sum(axis=1)
        return reached


def averages(tree: Composition, measure: str, sheets: Sequence[Mapping[str, int]]) -> Averages:
    """Return the distributions of a measure of sheets with all its scores, in half points."""
    weights, divisor = tree.weights(measure)
    count, reach = len(sheets), sum(weights.values())
    around = np.zeros((count, 2 * reach + 1))
    around[:, reach] = 1.0
    starts = np.zeros(count, dtype=np.int64)
    for leaf, weight in weights.items():
        scores = np.array([sheet[leaf] for sheet in sheets], dtype=np.int64)
        starts += weight * (scores - LOWEST)
        lower, higher = np.where(scores > LOWEST, 1 / 3, 0.0), np.where(scores < HIGHEST, 1 / 3, 0.0)
        spread = around * (1 - lower - higher)[:, None]
        spread[:, :-weight] += around[:, weight:] * lower[:, None]
        spread[:, weight:] += around[:, :-weight] * higher[:, None]
        around = spread
    size = (HIGHEST - LOWEST) * divisor + 1
    padded = np.zeros((count, size + 2 * reach))
    columns = starts[:, None] + np.arange(2 * reach + 1)
    np.put_along_axis(padded, columns, around, axis=1)
    return Averages(divisor, padded[:, reach : reach + size], starts)


def chance_above(one: Averages, at: int, other: Averages, beside: int) -> tuple[float, float]:
    """Return the chance that a sheet lies above another, and that it lies below.

    Both grids begin at the lowest score; where editions average other indicators, the finer grid of
    both is taken.
    """
    fine = int(np.lcm(one.divisor, other.divisor))
    left = _stretched(one.chances[at], fine // one.divisor)
    right = _stretched(other.chances[beside], fine // other.divisor)
    below = np.cumsum(right) - right
    return float(left @ below), float(left @ (1 - below - right))


def told_apart(above: float, below: float) -> bool:
    """Return whether one value lies above the other, or below it, with a chance of 95 % or more."""
    return max(above, below) >= TOLD_APART


def _stretched(chances: "Chances", factor: int) -> "Chances":
    stretched = np.zeros((len(chances) - 1) * factor + 1)
    stretched[::factor] = chances
    return stretched


def rank_chances(found: Averages) -> "Chances":
    """Return the chance of each rank, from 1, by sheet.

    Given its own value, a sheet's rank is one more than the number of the others that lie strictly
    higher, each independently: a Poisson-binomial sum. The sum over all sheets is computed once for each
    value, and the sheet itself is then taken out of it, in the direction in which round-off shrinks.
    """
    count = len(found.chances)
    held = np.flatnonzero(found.chances.any(axis=0))
    above = found.above[:, held]
    numbers = np.zeros((len(held), count + 1))
    numbers[:, 0] = 1.0
    for chances in above:
        joined = numbers * (1 - chances)[:, None]
        joined[:, 1:] += numbers[:, :-1] * chances[:, None]
        numbers = joined
    sheets, places = np.nonzero(found.chances[:, held])
    others = _without(numbers[places], above[sheets, places])
    ranks = np.zeros((count, count))
    np.add.at(ranks, sheets, others * found.chances[:, held][sheets, places][:, None])
    return ranks


def _without(numbers: "Chances", chances: "Chances") -> "Chances":
    """Return the distributions of sums without one event each, given its chance."""
    size = numbers.shape[1] - 1
    others = np.zeros((len(numbers), size))
    likely = chances > 0.5
    rows, p = numbers[~likely], chances[~likely]
    kept = np.zeros((len(rows), size))
    last = np.zeros(len(rows))
    for at in range(size):
        last = (rows[:, at] - p * last) / (1 - p)
        kept[:, at] = last
    others[~likely] = kept
    rows, p = numbers[likely], chances[likely]
    kept = np.zeros((len(rows), size))
    last = np.zeros(len(rows))
    for at in range(size - 1, -1, -1):
        last = (rows[:, at + 1] - (1 - p) * last) / p
        kept[:, at] = last
    others[likely] = kept
    return np.clip(others, 0.0, 1.0)


def interval_of_ranks(ranks: "Chances", share: float, nominal: Sequence[int]) -> tuple[Any, Any, Any]:
    """Return the low, the median and the high rank of each sheet: the middle `share` of the chance.

    Scores move only inward at the ends of the scale, and a sheet that ties shares the better rank: the
    last of a single indicator may so lie outside the middle of its own what-if. Its interval is then
    widened to hold its nominal rank.
    """
    reached = np.cumsum(ranks, axis=1)
    low, median, high = (
        (reached < point - ROUND_OFF).sum(axis=1) + 1 for point in ((1 - share) / 2, 0.5, (1 + share) / 2)
    )
    return np.minimum(low, nominal), median, np.maximum(high, nominal)
