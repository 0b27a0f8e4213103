"""Properties of the Index's arithmetic."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocdataset.arithmetic.averages import admitted_sum, admitted_sums, mean, round_half_up
from ocdataset.arithmetic.composition import Composition
from ocdataset.arithmetic.half_points import (
    GRID,
    half_points,
    hundredths,
    hundredths_text,
    is_score,
    score_text,
)
from ocdataset.arithmetic.quadrants import quadrant
from ocdataset.arithmetic.ranks import ranks, tied
from ocdataset.reference.compositions import compositions

SCORES = st.sampled_from(GRID)


@given(SCORES)
def test_a_score_survives_its_text(steps: int) -> None:
    assert half_points(score_text(steps)) == steps
    assert hundredths(score_text(steps)) == steps * 50


@given(st.integers(0, 99999))
def test_hundredths_survive_their_text(value: int) -> None:
    assert hundredths(hundredths_text(value)) == value


@pytest.mark.parametrize(
    "text", ["0.50", "10.50", "8.25", "8,50", "", "n/a", "-1.00", "8.500", "٨", "1e1", " 8.50"]
)
def test_what_is_no_score(text: str) -> None:
    assert not is_score(text)


@given(st.fractions(min_value=0, max_value=10))
def test_rounding_is_half_up(value: Fraction) -> None:
    as_decimal = Decimal(value.numerator) / Decimal(value.denominator)
    if value.denominator <= 1000:
        assert round_half_up(value) == int(as_decimal.quantize(Decimal("0.01"), ROUND_HALF_UP) * 100)
    assert abs(Fraction(round_half_up(value), 100) - value) <= Fraction(1, 200)


@given(st.lists(SCORES, min_size=1, max_size=15))
def test_a_printed_mean_admits_one_sum(steps: list[int]) -> None:
    printed = round_half_up(mean(Fraction(step, 2) for step in steps))
    assert admitted_sum(printed, len(steps)) == sum(steps)


@given(st.lists(SCORES, min_size=1, max_size=15), st.integers(-9, 9).filter(bool))
def test_any_one_wrong_value_breaks_the_mean(steps: list[int], error: int) -> None:
    printed = round_half_up(mean(Fraction(step, 2) for step in steps))
    assert sum(steps) + error not in admitted_sums(printed, len(steps))


def test_many_scores_admit_several_sums() -> None:
    with pytest.raises(ValueError, match="printed alike"):
        admitted_sum(500, 120)


@pytest.mark.parametrize("edition", [2021, 2023, 2025])
@given(data=st.data())
def test_weights_give_the_exact_value(edition: int, data: st.DataObject) -> None:
    tree = compositions()[edition]
    steps = {leaf: data.draw(SCORES) for leaf in tree.indicators}
    for parent in tree.parents:
        weights, divisor = tree.weights(parent)
        weighted = sum(weights[leaf] * steps[leaf] for leaf in weights)
        assert Fraction(weighted, 2 * divisor) == tree.exact(parent, steps)


def test_the_index_is_composed_as_published() -> None:
    shape = {
        edition: [
            len(tree.children[parent]) for parent in ("criminal_markets", "criminal_actors", "resilience")
        ]
        for edition, tree in compositions().items()
    }
    assert shape == {2021: [10, 4, 12], 2023: [15, 5, 12], 2025: [15, 5, 12]}


def test_criminality_is_the_mean_of_the_unrounded_means() -> None:
    tree = Composition(2021, {"criminality": ("m", "a"), "m": ("x", "y", "z"), "a": ("v", "w")})
    steps = {"x": 2, "y": 2, "z": 3, "v": 2, "w": 3}
    assert tree.exact("criminality", steps) == (Fraction(7, 6) + Fraction(5, 4)) / 2


@given(st.dictionaries(st.integers(), st.fractions(0, 10), min_size=1))
def test_ranks_count_the_strictly_higher(values: dict[int, Fraction]) -> None:
    for key, rank in ranks(values).items():
        assert rank == 1 + sum(other > values[key] for other in values.values())
        assert tied(values)[key] == sum(other == values[key] for other in values.values()) - 1


def test_high_is_inclusive() -> None:
    just_below = Fraction(549, 100)
    assert quadrant(Fraction(11, 2), just_below) == "HL"
    assert quadrant(just_below, Fraction(11, 2)) == "LH"
