"""The search for accounts against brute force over every assignment of values."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from ocdataset.establish.page.numerals import witness_of
from ocdataset.establish.page.search.accounts import AccountSearch
from ocdataset.establish.page.search.components import Component, UnlabelledNumber
from ocdataset.establish.page.search.costs import FREE
from ocdataset.establish.page.search.criminality import criminality_of
from ocdataset.establish.page.search.sums import ANY, members

FEW = (2, 3, 7, 12, 20)
NARROW = sum(1 << value for value in FEW)


def narrowed(costs):
    """Return costs with the values that brute force can list, the others out of reach."""
    return tuple((cost, values & NARROW) for cost, values in costs if values & NARROW)


def price(costs, value):
    return next(cost for cost, values in costs if values >> value & 1)


def brute_force(parts, criminality):
    """Return the least cost and, by place, the values in the assignments that have it."""
    sizes = [len(part.costs) for part in parts]
    best, found = 99, {}
    for values in product(FEW, repeat=sum(sizes)):
        groups = [values[sum(sizes[:at]) : sum(sizes[: at + 1])] for at in range(3)]
        cost = 0
        for part, group in zip(parts, groups, strict=True):
            cost += sum(price(one, value) for one, value in zip(part.costs, group, strict=True))
            mean = (100 * sum(group) + len(group)) // (2 * len(group))
            cost += sum(mean != printed for printed in part.averages)
        head = criminality_of(sum(groups[0]), sizes[0], sum(groups[1]), sizes[1])
        cost += sum(head != printed for printed in criminality)
        if cost > best:
            continue
        if cost < best:
            best, found = cost, {}
        for part, group in zip(parts, groups, strict=True):
            for place, value in enumerate(group, part.place + 1):
                found.setdefault(place, set()).add(value)
    return best, found


cell = st.one_of(st.just(None), st.sampled_from(FEW))
mean = st.one_of(
    st.just(()), st.sampled_from([(100,), (350,), (475,), (600,), (1000,), (350, 350), (350, 600)])
)


@st.composite
def pages(draw):
    """Draw three small components, with means that need not fit."""
    parts, place = [], 1
    for size in (2, 2, 1):
        cells = [draw(cell) for _ in range(size)]
        costs = tuple(narrowed(FREE if one is None else witness_of(one)) for one in cells)
        averages = draw(mean)
        if draw(st.booleans()) and all(cells):
            averages = ((100 * sum(cells) + size) // (2 * size),)
        parts.append(Component(place, costs, averages))
        place += size + 1
    return parts, draw(st.sampled_from([(), (350,), (475,), (600,)]))


@given(pages())
@settings(max_examples=150, deadline=None)
def test_all_cheapest_accounts_and_no_others_are_found(page):
    parts, criminality = page
    best, values = brute_force(parts, criminality)
    outcome = AccountSearch(parts, (), criminality).cheapest()
    assert outcome.faults == best
    assert {place: set(members(bits)) for place, bits in outcome.values.items()} == values


def aligned(column, scores, open_cells=0b11111110):
    """Return what is found of three cells whose numbers stand in a column, with their mean printed."""
    average = (100 * sum(scores) + len(scores)) // (2 * len(scores))
    own = Component(1, (FREE,) * len(scores), (average,), open_cells & ((1 << len(scores)) - 1) << 2)
    rest = [Component(10, (witness_of(4),)), Component(20, (witness_of(4),))]
    unlabelled = [UnlabelledNumber(witness_of(number), None, ~0) for number in column]
    outcome = AccountSearch([own, *rest], unlabelled, ()).cheapest()
    return [set(members(outcome.values[place])) for place in range(2, 2 + len(scores))]


def test_a_whole_column_fits_in_one_way():
    assert aligned([5, 9, 14], [5, 9, 14]) == [{5}, {9}, {14}]


def test_a_number_lost_from_a_column_leaves_its_place_open():
    assert aligned([5, 14], [5, 9, 14]) == [{5, 9}, {5, 9, 14}, {9, 14}]


def test_a_number_lost_between_equal_ones_is_known():
    assert aligned([7, 7, 7], [7, 7, 7, 7]) == [{7}] * 4


def test_a_number_doubled_in_a_column_changes_nothing():
    assert aligned([5, 9, 9, 14], [5, 9, 14]) == [{5}, {9}, {14}]


def test_a_misread_number_in_a_column_opens_all_of_them():
    found = aligned([5, 9, 13], [5, 9, 14])
    assert found == [{5, 6}, {9, 10}, {13, 14}]


def test_criminality_tells_which_mean_is_misread():
    markets = Component(1, (witness_of(4), witness_of(8)), (999,))
    actors = Component(5, (witness_of(6),), (300,))
    outcome = AccountSearch([markets, actors, Component(8, (FREE,))], (), (300,)).cheapest()
    assert outcome.faults == 1
    assert list(members(outcome.values[2])) == [4]


def test_nothing_is_found_beyond_the_most_faults():
    scores = tuple(((0, 1 << 2), (20, ANY ^ 1 << 2)) for _ in range(2))
    out = AccountSearch(
        [Component(1, scores, (1000,) * 20), Component(5, (FREE,)), Component(8, (FREE,))], (), ()
    ).cheapest()
    assert out.faults == -1
