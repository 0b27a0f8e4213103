"""What-if distributions are those of brute force over every outcome of a tiny world."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ocdataset as oc
from ocdataset.arithmetic.half_points import GRID
from ocdataset.arithmetic.ranks import ranks
from ocdataset.use.answers.what_if import (
    averages,
    chance_above,
    interval_of_ranks,
    rank_chances,
    told_apart,
)
from ocdataset.use.figures import Figures
from tests.answers.tiny import COUNTRIES, TREE, tiny_world

LEAVES = TREE.leaves("criminality")
# the ends of the scale are drawn often: there the what-if is cut
SCORES = st.one_of(st.sampled_from(GRID), st.sampled_from((2, 3, 19, 20)))
WORLDS = st.lists(st.fixed_dictionaries(dict.fromkeys(TREE.indicators, SCORES)), min_size=4, max_size=4)
few = settings(max_examples=8)


def outcomes(sheet: Mapping[str, int], measure: str) -> dict[Fraction, float]:
    """Every value that a measure takes in the what-if, and its chance, one outcome at a time."""
    found: dict[Fraction, float] = {}
    leaves = TREE.leaves(measure)
    for moves in product((-1, 0, 1), repeat=len(leaves)):
        moved = {leaf: min(20, max(2, sheet[leaf] + move)) for leaf, move in zip(leaves, moves, strict=True)}
        value = TREE.exact(measure, moved)
        found[value] = found.get(value, 0.0) + 3.0 ** -len(leaves)
    return found


def joint(world: list[dict[str, int]]) -> Iterator[tuple[tuple[Fraction, ...], float]]:
    each = [outcomes(sheet, "criminality").items() for sheet in world]
    for together in product(*each):
        yield tuple(value for value, _ in together), float(np.prod([chance for _, chance in together]))


@few
@given(WORLDS)
def test_ranks_are_those_of_every_outcome(world: list[dict[str, int]]) -> None:
    expected = np.zeros((4, 4))
    for values, chance in joint(world):
        for at, value in enumerate(values):
            expected[at, sum(other > value for other in values)] += chance
    found = rank_chances(averages(TREE, "criminality", world))
    assert np.abs(found - expected).max() < 1e-9
    nominal = [
        1 + sum(TREE.exact("criminality", other) > TREE.exact("criminality", sheet) for other in world)
        for sheet in world
    ]
    low, median, high = interval_of_ranks(found, 0.9, nominal)
    reached = expected.cumsum(axis=1)
    for at in range(4):
        points = [int(np.flatnonzero(reached[at] >= point - 1e-9)[0]) + 1 for point in (0.05, 0.5, 0.95)]
        assert (min(points[0], nominal[at]), points[1], max(points[2], nominal[at])) == (
            low[at],
            median[at],
            high[at],
        )


@few
@given(WORLDS)
def test_two_sheets_are_told_apart_as_every_outcome_says(world: list[dict[str, int]]) -> None:
    one, other = (outcomes(sheet, "criminality") for sheet in world[:2])
    above = sum(p * q for (a, p), (b, q) in product(one.items(), other.items()) if a > b)
    below = sum(p * q for (a, p), (b, q) in product(one.items(), other.items()) if a < b)
    spread = averages(TREE, "criminality", world)
    assert chance_above(spread, 0, spread, 1) == pytest.approx((above, below), abs=1e-9)
    assert told_apart(above, below) == (above >= 0.95 or below >= 0.95)


@few
@given(WORLDS)
def test_the_chance_to_leave_a_quadrant_is_that_of_every_outcome(world: list[dict[str, int]]) -> None:
    with TemporaryDirectory() as folder:
        sheets = dict(zip(COUNTRIES, world, strict=True))
        found = tiny_world(Path(folder) / "tiny", {2023: (TREE, sheets)}).quadrants(2023)
    for leaves, sheet in zip(found["leaves"], world, strict=True):
        stays = 1.0
        for axis in ("criminality", "resilience"):
            high = TREE.exact(axis, sheet) >= Fraction(11, 2)
            stays *= sum(
                p for value, p in outcomes(sheet, axis).items() if (value >= Fraction(11, 2)) == high
            )
        assert leaves == pytest.approx(1 - stays, abs=1e-9)


def test_distributions_sum_to_one_and_are_on_the_scale() -> None:
    world = [dict.fromkeys(TREE.indicators, steps) for steps in (2, 3, 11, 20)]
    found = averages(TREE, "criminality", world)
    assert found.chances.sum(axis=1) == pytest.approx(1.0)
    assert found.chances.shape == (4, 18 * found.divisor + 1)
    assert found.chances.min() >= 0


def test_the_same_figures_give_the_same_answer(release: oc.Dataset) -> None:
    one, other = (release.ranking(edition=2023, interval=0.9) for _ in range(2))
    assert one.equals(other)


def test_every_interval_holds_the_nominal_rank(release: oc.Dataset) -> None:
    """Only single indicators at the end of the scale need their interval widened for it."""
    figures, outside = Figures(release.package), []
    for edition in (2021, 2023):
        tree = figures.trees[edition]
        for measure in tree.measures:
            nominal = list(ranks(figures.values(edition, measure)).values())
            chances = rank_chances(averages(tree, measure, list(figures.complete(edition, measure).values())))
            low, median, high = interval_of_ranks(chances, 0.9, nominal)
            assert (low <= nominal).all()
            assert (high >= nominal).all()
            assert ((low <= median) & (median <= high)).all()
            reached = chances.cumsum(axis=1)
            for country, rank, below in zip(figures.sheets[edition], nominal, reached, strict=True):
                if below[rank - 1] < 0.05 or (rank > 1 and below[rank - 2] >= 0.95):
                    outside.append((edition, measure, country))
    assert outside == [
        (2021, "cocaine_trade", "AFG"),
        (2021, "cocaine_trade", "NRU"),
        (2021, "economic_regulatory_capacity", "VEN"),
        (2023, "cocaine_trade", "AFG"),
        (2023, "judicial_system_and_detention", "PRK"),
        (2023, "economic_regulatory_capacity", "PRK"),
    ]
