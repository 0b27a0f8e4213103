"""Properties of changes, distances, margins and scenarios."""

from collections.abc import Mapping
from fractions import Fraction
from math import isclose, prod

from hypothesis import given
from hypothesis import strategies as st

from ocdataset.arithmetic.averages import mean
from ocdataset.arithmetic.changes import Comparison, change_of, printed_changes, signed_hundredths
from ocdataset.arithmetic.composition import Composition
from ocdataset.arithmetic.distances import distances
from ocdataset.arithmetic.half_points import GRID
from ocdataset.arithmetic.quadrants import HIGH, margin, quadrant
from ocdataset.arithmetic.ranks import ranks
from ocdataset.arithmetic.scenarios import scenarios
from ocdataset.reference.compositions import compositions

TREES = compositions()
PARENTS = st.sampled_from(TREES[2021].parents)
POINTS = st.sampled_from(GRID)
VALUES = st.fractions(1, 10, max_denominator=240)


def sheets(tree: Composition) -> st.SearchStrategy[dict[str, int]]:
    return st.fixed_dictionaries(dict.fromkeys(tree.indicators, POINTS))


def common_mean(tree: Composition, measure: str, shared: set[str], scores: Mapping[str, int]) -> Fraction:
    """The mean over shared indicators, written apart: component means, then their mean."""
    if measure not in tree.children:
        return Fraction(scores[measure], 2)
    kept = [child for child in tree.children[measure] if shared & set(tree.leaves(child))]
    return mean(common_mean(tree, child, shared, scores) for child in kept)


@given(PARENTS, sheets(TREES[2021]), sheets(TREES[2023]))
def test_a_change_is_what_its_parts_say(measure: str, old: dict[str, int], new: dict[str, int]) -> None:
    before, after = TREES[2021], TREES[2023]
    compared = Comparison(before, after, old, new)
    parts, change = compared.contributions(measure), compared.change(measure)
    shared = set(before.indicators) & set(after.indicators)
    assert change.published == after.exact(measure, new) - before.exact(measure, old)
    assert change.published == sum(part.value for part in parts)
    assert change.common == (
        common_mean(after, measure, shared, new) - common_mean(before, measure, shared, old)
    )
    assert change.composition == change.published - change.common
    assert {part.indicator for part in parts} == set(after.leaves(measure))
    back = Comparison(after, before, new, old).change(measure)
    assert (back.published, back.common) == (-change.published, -change.common)
    assert back.sign_disagrees == change.sign_disagrees


@given(PARENTS, sheets(TREES[2023]), sheets(TREES[2023]))
def test_where_nothing_else_is_averaged_both_bases_are_one(
    measure: str, old: dict[str, int], new: dict[str, int]
) -> None:
    change = Comparison(TREES[2023], TREES[2025], old, new).change(measure)
    assert (change.composition, change.sign_disagrees) == (0, False)


def test_an_indicator_that_moves_to_another_component_is_dropped_and_added() -> None:
    before = Composition(2021, {"c": ("m", "n"), "m": ("a", "b"), "n": ("d",)})
    after = Composition(2023, {"c": ("m", "n"), "m": ("a",), "n": ("d", "b")})
    parts = Comparison(before, after, {"a": 4, "b": 8, "d": 10}, {"a": 6, "b": 8, "d": 10}).contributions("c")
    assert sorted((part.indicator, part.kind) for part in parts) == [
        ("a", "shared"),
        ("b", "added"),
        ("b", "dropped"),
        ("d", "shared"),
    ]
    assert change_of(parts).published == after.exact("c", {"a": 6, "b": 8, "d": 10}) - before.exact(
        "c", {"a": 4, "b": 8, "d": 10}
    )


@given(st.fractions(-9, 9, max_denominator=400))
def test_a_change_is_rounded_away_from_zero_and_printed_either_way_at_a_half(change: Fraction) -> None:
    rounded, printed = signed_hundredths(change), printed_changes(change)
    assert abs(Fraction(rounded, 100) - change) <= Fraction(1, 200)
    assert signed_hundredths(-change) == -rounded
    assert printed[0] == rounded
    for other in printed:
        assert abs(Fraction(other, 100) - change) <= Fraction(1, 200)
    assert len(printed) == 1 + (abs(Fraction(rounded, 100) - change) == Fraction(1, 200))


@given(PARENTS, sheets(TREES[2021]), sheets(TREES[2021]), sheets(TREES[2021]))
def test_distances_are_a_metric_and_no_less_than_the_difference(
    measure: str, a: dict[str, int], b: dict[str, int], c: dict[str, int]
) -> None:
    tree = TREES[2021]

    def apart(one: dict[str, int], other: dict[str, int]) -> Fraction:
        return sum(distances(tree, measure, one, other).values(), Fraction(0))

    assert apart(a, a) == 0
    assert apart(a, b) == apart(b, a)
    assert apart(a, c) <= apart(a, b) + apart(b, c)
    assert apart(a, b) >= abs(tree.exact(measure, a) - tree.exact(measure, b))


@given(VALUES, VALUES)
def test_a_move_of_less_than_the_margin_never_leaves_the_quadrant(c: Fraction, r: Fraction) -> None:
    far = margin(c, r)
    assert (far == 0) == (HIGH in (c, r))
    for share in (Fraction(-99, 100), Fraction(99, 100)):
        assert quadrant(c + share * far, r) == quadrant(c, r + share * far) == quadrant(c, r)


@given(st.lists(sheets(TREES[2021]), min_size=2, max_size=5), PARENTS)
def test_scenarios_order_as_their_means_would(worlds: list[dict[str, int]], measure: str) -> None:
    tree = TREES[2021]
    found = {one.name: one.order for one in scenarios(tree, measure)}
    leaves = tree.leaves(measure)
    assert set(found) >= {"geometric", *(f"without_{leaf}" for leaf in leaves)}
    assert ("equal_weights" in found) == (measure == "criminality")
    weights, divisor = tree.weights(measure)
    for sheet in worlds:
        rooted = float(found["geometric"](sheet)) ** (1 / divisor)
        assert isclose(
            rooted, prod(float(sheet[leaf]) ** (weight / divisor) for leaf, weight in weights.items())
        )
        for leaf in leaves:
            same = sheet | {leaf: 11}
            assert found[f"without_{leaf}"](sheet) == found[f"without_{leaf}"](same)
    if measure == "criminality":
        for sheet in worlds:
            markets, actors = (tree.exact(one, sheet) for one in tree.children[measure])
            assert found["markets_one_third"](sheet) == (markets + 2 * actors) / 3
            assert found["markets_two_thirds"](sheet) == (2 * markets + actors) / 3
            assert found["equal_weights"](sheet) == mean(Fraction(sheet[leaf], 2) for leaf in leaves)


@given(st.dictionaries(st.integers(), VALUES, min_size=1, max_size=12))
def test_ranks_count_those_strictly_higher(values: dict[int, Fraction]) -> None:
    placed = ranks(values)
    for key, value in values.items():
        assert placed[key] == 1 + sum(other > value for other in values.values())
