"""Accounts of a page: every assignment of values to cells that explains it with the fewest faults.

An account gives each indicator a value and says which printed numbers are faults. Its cost is the
number of those faults. Sums of a component are kept as sets of bits, one for each cost, so that all
accounts are searched and none is listed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise, product
from typing import Final

from ocdataset.arithmetic.averages import admitted_sum
from ocdataset.establish.sums import ANY, members, minus, plus, set_of

# what a cell's readings cost for each value: pairs of a cost and the set of values that have it
Costs = tuple[tuple[int, int], ...]
FREE: Final[Costs] = ((0, ANY),)
MOST_FAULTS: Final = 8


@dataclass(frozen=True)
class Stray:
    """A number without a label.

    Parameters
    ----------
    costs : Costs
        What it costs to be the score of each value.
    average : int or None
        What it prints as an average, in hundredths.
    cells : int
        The set of the places of the sheet that it may belong to; places count averages too.
    skip : int
        What it costs to leave it out: the fault itself, and the cell that then has no number. One
        that repeats the number above is plainly a fault, and costs only the other.
    """

    costs: Costs
    average: int | None
    cells: int
    skip: int = 2


@dataclass(frozen=True)
class Component:
    """The cells averaged into one printed mean.

    Parameters
    ----------
    place : int
        The place of its average on the sheet; its cells have the places behind it.
    costs : sequence of Costs
        Of each cell, from the readings beside its label.
    averages : sequence of int
        The averages printed beside its label, in hundredths; each that does not fit costs one.
    open_cells : int
        The set of places, of cells and average, that have no number beside their label.
    """

    place: int
    costs: tuple[Costs, ...]
    averages: tuple[int, ...] = ()
    open_cells: int = 0


@dataclass
class Outcome:
    """What the cheapest accounts leave.

    Parameters
    ----------
    faults : int
        The cost of the cheapest accounts, or -1 if they have more than are searched for.
    values : dict of int to int
        By place, the set of half points that some cheapest account gives a cell.
    sums : dict of int to int
        By the place of an average, the set of sums of half points.
    pairs : set
        The pairs of sums of the first two components.
    takers : dict
        By place, the strays that some cheapest account gives to it.
    """

    faults: int
    values: dict[int, int] = field(default_factory=dict)
    sums: dict[int, int] = field(default_factory=dict)
    pairs: set[tuple[int, int]] = field(default_factory=set)
    takers: dict[int, set[int]] = field(default_factory=dict)

    def merge(self, other: "Outcome") -> None:
        """Take in the accounts of `other`, which cost the same."""
        for mine, theirs in ((self.values, other.values), (self.sums, other.sums)):
            for place, bits in theirs.items():
                mine[place] = mine.get(place, 0) | bits
        self.pairs |= other.pairs
        for place, strays in other.takers.items():
            self.takers.setdefault(place, set()).update(strays)


def both(first: Costs, second: Costs) -> Costs:
    """Return the costs of two witnesses to one cell.

    Examples
    --------
    >>> eight, nine = ((0, 1 << 8), (1, ANY ^ 1 << 8)), ((0, 1 << 9), (1, ANY ^ 1 << 9))
    >>> [(cost, values == 1 << 8 | 1 << 9) for cost, values in both(eight, nine)]
    [(1, True), (2, False)]
    """
    if first == FREE:
        return second
    if second == FREE:
        return first
    found: dict[int, int] = {}
    for (a, some), (b, others) in product(first, second):
        if some & others:
            found[a + b] = found.get(a + b, 0) | some & others
    return tuple(sorted(found.items()))


class _Search:
    """The accounts of one component, with the strays `first` up to `beyond`, one of them its average."""

    def __init__(
        self, part: Component, strays: Sequence[Stray], first: int, beyond: int, mean: int | None
    ) -> None:
        self.part = part
        self.first = first
        self.mean = mean
        self.numbers = [stray for at, stray in enumerate(strays[first:beyond], first) if at != mean]
        self.indices = [at for at in range(first, beyond) if at != mean]
        self.averages = part.averages
        average = None if mean is None else strays[mean].average
        if average is not None:
            self.averages = (*part.averages, average)
        cells = len(part.costs)
        spare = (part.open_cells >> (part.place + 1) & ((1 << cells) - 1)).bit_count()
        extra = len(self.numbers) - spare
        # cells without a number less numbers without a cell is the same in every account: so the one
        # counts nothing and the other double, or the other way round where numbers are too many
        turned = extra > 0 and all(number.skip == 2 for number in self.numbers)
        self.base = 2 * extra if turned else 0
        self.skip_cell = 2 if turned else 0
        self.skips = [0 if turned else number.skip for number in self.numbers]
        self.forward: list[list[list[int]]] = []
        self.budget = -1
        self.certain: list[int] | None = None
        self.final: list[int] = []

    def steps(self, at: int, seen: int) -> list[tuple[int, Costs, int]]:
        """Return the ways on from a cell: the numbers used, the costs of its values, the fixed cost."""
        own = self.part.costs[at]
        place = self.part.place + 1 + at
        if not self.numbers or not self.part.open_cells >> place & 1:
            return [(0, own, 0)]
        ways = [(0, own, self.skip_cell)]
        if seen < len(self.numbers) and self.numbers[seen].cells >> place & 1:
            ways.append((1, both(own, self.numbers[seen].costs), 0))
        return ways

    def sums(self, budget: int) -> list[int]:
        """Return by cost, up to `budget`, the sets of sums that accounts of this cost reach."""
        if self.budget == budget:
            return self.final
        self.budget = budget
        self.certain = None if budget or self.numbers else _certain(self.part.costs)
        if self.certain:
            self.final = self._with_averages([1 << sum(self.certain)], 0)
            return self.final
        cells, count = len(self.part.costs), len(self.numbers)
        levels = range(budget + 1)
        table = [[[0] * (budget + 1) for _ in range(count + 1)] for _ in range(cells + 1)]
        table[0][0][0] = 1
        for at in range(cells + 1):
            row = table[at]
            for seen in range(count + 1):
                here = row[seen]
                if not any(here):
                    continue
                if seen < count:
                    skip = self.skips[seen]
                    for cost in levels[: budget + 1 - skip]:
                        row[seen + 1][cost + skip] |= here[cost]
                if at == cells:
                    continue
                for used, costs, fixed in self.steps(at, seen):
                    there = table[at + 1][seen + used]
                    for price, values in costs:
                        for cost in levels[: budget + 1 - price - fixed] if price + fixed <= budget else ():
                            if here[cost]:
                                there[cost + price + fixed] |= plus(here[cost], values)
        self.forward = table
        self.final = self._with_averages(table[cells][count], budget)
        return self.final

    def _with_averages(self, reached: list[int], budget: int) -> list[int]:
        final = [0] * (budget + 1)
        for cost, sums in enumerate(reached):
            for wrong, fitting in self.average_costs():
                if cost + wrong <= budget:
                    final[cost + wrong] |= sums & fitting
        return final

    def average_costs(self) -> list[tuple[int, int]]:
        """Return by number of averages that do not fit the set of sums for which that is so."""
        return _average_costs(self.averages, len(self.part.costs))

    def trace(self, outcome: Outcome, within: list[int]) -> None:
        """Add what the accounts give whose sum is in `within[b]` when b faults remain for it."""
        budget = self.budget
        if self.mean is not None:
            outcome.takers.setdefault(self.part.place, set()).add(self.mean)
        if self.certain:
            outcome.sums[self.part.place] = outcome.sums.get(self.part.place, 0) | 1 << sum(self.certain)
            for place, steps in enumerate(self.certain, self.part.place + 1):
                outcome.values[place] = outcome.values.get(place, 0) | 1 << steps
            return
        cells, count = len(self.part.costs), len(self.numbers)
        ends = [0] * (budget + 1)
        for remaining in range(budget + 1):
            for wrong, fitting in self.average_costs():
                if wrong <= remaining:
                    ends[remaining] |= fitting & within[remaining - wrong]
        later = [[0] * (budget + 1) for _ in range(count + 1)]
        later[count] = ends
        self._skip_numbers(later, budget)
        reached = 0
        for cost, sums in enumerate(self.forward[cells][count]):
            reached |= sums & ends[budget - cost]
        outcome.sums[self.part.place] = outcome.sums.get(self.part.place, 0) | reached
        for at in reversed(range(cells)):
            now = [[0] * (budget + 1) for _ in range(count + 1)]
            for seen in range(count + 1):
                self._trace_cell(outcome, at, seen, now[seen], later)
            self._skip_numbers(now, budget)
            later = now

    def _skip_numbers(self, later: list[list[int]], budget: int) -> None:
        for seen in range(len(later) - 2, -1, -1):
            skip = self.skips[seen]
            for remaining in range(skip, budget + 1):
                later[seen][remaining] |= later[seen + 1][remaining - skip]

    def _trace_cell(
        self, outcome: Outcome, at: int, seen: int, now: list[int], later: list[list[int]]
    ) -> None:
        budget = self.budget
        place = self.part.place + 1 + at
        before = self.forward[at][seen]
        for used, costs, fixed in self.steps(at, seen):
            if seen + used >= len(later):
                continue
            ahead = later[seen + used]
            for price, values in costs:
                spent = price + fixed
                found = 0
                for remaining in range(spent, budget + 1):
                    reach = ahead[remaining - spent]
                    if not reach:
                        continue
                    now[remaining] |= minus(reach, values)
                    start = before[budget - remaining]
                    if start:
                        unseen = values & ~found
                        found |= set_of(value for value in members(unseen) if (start << value) & reach)
                if found:
                    outcome.values[place] = outcome.values.get(place, 0) | found
                    if used:
                        outcome.takers.setdefault(place, set()).add(self.indices[seen])


def _certain(costs: Sequence[Costs]) -> list[int] | None:
    """Return the one value of each cell that costs nothing, or None if a cell has more or none."""
    found = []
    for (cost, values), *_ in costs:
        if cost or values & values - 1:
            return None
        found.append(values.bit_length() - 1)
    return found


@lru_cache(maxsize=4096)
def _average_costs(averages: tuple[int, ...], count: int) -> list[tuple[int, int]]:
    everything = (1 << 20 * count + 1) - 1
    found = {0: everything}
    for average in averages:
        admitted = admitted_sum(average, count)
        fitting = 0 if admitted is None else 1 << admitted
        split: dict[int, int] = {}
        for wrong, sums in found.items():
            split[wrong] = split.get(wrong, 0) | sums & fitting
            split[wrong + 1] = split.get(wrong + 1, 0) | sums & ~fitting
        found = split
    return [(wrong, sums) for wrong, sums in sorted(found.items()) if sums]


def criminality_of(markets: int, count: int, actors: int, others: int) -> int:
    """Return criminality in hundredths, rounded half up, from two sums of half points.

    Examples
    --------
    >>> criminality_of(172, 15, 39, 5)
    482
    """
    # the mean of two means, in half points: (markets/count + actors/others) / 2; a half point is 50
    numerator = 50 * (markets * others + actors * count)
    divisor = 2 * count * others
    return (2 * numerator + divisor) // (2 * divisor)


@dataclass(frozen=True)
class _Tie:
    """The printed criminality, which ties the sums of two components."""

    printed: tuple[int, ...]
    count: int
    others: int

    def wrong(self, markets: int, actors: int) -> int:
        """Return how many printings do not fit a pair of sums."""
        value = criminality_of(markets, self.count, actors, self.others)
        return sum(value != one for one in self.printed)

    def fitting(self, markets: int) -> tuple[tuple[int, int], ...]:
        """Return by number of misfits the set of second sums, for a first sum."""
        return _fitting(self.printed, self.count, self.others, markets)


@lru_cache(maxsize=65536)
def _fitting(printed: tuple[int, ...], count: int, others: int, markets: int) -> tuple[tuple[int, int], ...]:
    everything = (1 << 20 * others + 1) - (1 << 2 * others)
    found = {0: everything}
    for one in printed:
        fits = set_of(
            sums
            for sums in _near(one, count, others, markets)
            if criminality_of(markets, count, sums, others) == one
        )
        split: dict[int, int] = {}
        for wrong, sums in found.items():
            split[wrong] = split.get(wrong, 0) | sums & fits
            split[wrong + 1] = split.get(wrong + 1, 0) | sums & ~fits
        found = split
    return tuple((wrong, sums) for wrong, sums in sorted(found.items()) if sums)


def _near(printed: int, count: int, others: int, markets: int) -> range:
    middle = (2 * printed * count * others - 50 * markets * others) // (50 * count)
    return range(max(2 * others, middle - 2), min(20 * others, middle + 2) + 1)


def cheapest(components: Sequence[Component], strays: Sequence[Stray], criminality: Sequence[int]) -> Outcome:
    """Return what all cheapest accounts of a page leave.

    Parameters
    ----------
    components : sequence of Component
        Criminal markets, criminal actors, resilience, in this order.
    strays : sequence of Stray
        The numbers without labels, in reading order.
    criminality : sequence of int
        The printed criminality, as often as it is printed, in hundredths.
    """
    markets, actors, resilience = components
    tie = _Tie(tuple(criminality), len(markets.costs), len(actors.costs))
    best: Outcome | None = None
    limit = MOST_FAULTS
    pair = lru_cache(maxsize=None)(_pair_solver(markets, actors, strays, tie))
    single = lru_cache(maxsize=None)(_single_solver(resilience, strays))
    for bound, cut in _cuts(components, strays, bool(tie.printed)):
        if bound > limit:
            break
        apart = _parted(cut[1], [end - start for start, end in pairwise(cut[1:])])
        first = pair(*cut[:-1], limit - apart)
        if first is None:
            continue
        second = single(cut[-2], cut[-1], limit - apart - first.faults)
        if second is None:
            continue
        total = first.faults + second.faults + apart
        if total > limit:
            continue
        if best is None or total < limit or best.faults > total:
            best = Outcome(total)
        limit = total
        best.merge(first)
        best.merge(second)
    return best or Outcome(-1)


Cut = tuple[int, ...]


def _cuts(components: Sequence[Component], strays: Sequence[Stray], headed: bool) -> list[tuple[int, Cut]]:
    """Return the ways to deal out the strays to the components, with the least that each must cost.

    A cut is the places in the row of strays where the headline, and each component, ends.
    """
    count = len(strays)
    if count == 0:
        return [(0, (0, 0, 0, 0, 0))]
    room = [part.open_cells.bit_count() for part in components]
    found = []
    ends = (
        (head, first, second)
        for head in range(1 if headed else 2)
        for first in range(head, count + 1)
        for second in range(first, count + 1)
    )
    for head, first, second in ends:
        cut = (0, head, first, second, count)
        if head and not (strays[0].cells & 1 and strays[0].average is not None):
            continue
        dealt = [first - head, second - first, count - second]
        bound = 2 * sum(max(0, numbers - cells) for numbers, cells in zip(dealt, room, strict=True))
        bound = max(0, bound - sum(2 - stray.skip for stray in strays)) + _parted(head, dealt)
        if bound <= MOST_FAULTS and not _misdealt(components, strays, cut):
            found.append((bound, cut))
    return sorted(found)


def _parted(head: int, dealt: Sequence[int]) -> int:
    """Return the faults that a cut takes by itself: one for each part that lost its labels."""
    return head + sum(numbers > 0 for numbers in dealt)


def _misdealt(components: Sequence[Component], strays: Sequence[Stray], cut: Cut) -> bool:
    """Return whether a stray that belongs to one component only is dealt to another."""
    for part, start, end in zip(components, cut[1:], cut[2:], strict=False):
        own = ((2 << len(part.costs)) - 1) << part.place
        for stray in strays[start:end]:
            if stray.cells and not stray.cells & own:
                return True
    return False


Solver = Callable[..., Outcome | None]


def _searches(part: Component, strays: Sequence[Stray], first: int, beyond: int) -> list[_Search]:
    """Return the searches of a component: without a stray average, and with each that can be it."""
    found = [_Search(part, strays, first, beyond, None)]
    if part.open_cells >> part.place & 1:
        found += [
            _Search(part, strays, first, beyond, at)
            for at in range(first, min(beyond, first + 2))
            if strays[at].average is not None and strays[at].cells >> part.place & 1
        ]
    return found


def _single_solver(part: Component, strays: Sequence[Stray]) -> Solver:
    def solve(first: int, beyond: int, limit: int) -> Outcome | None:
        searches = _searches(part, strays, first, beyond)
        for total in range(limit + 1):
            best: Outcome | None = None
            for search in searches:
                budget = total - search.base
                if budget < 0 or not search.sums(budget)[budget]:
                    continue
                best = best or Outcome(total)
                search.trace(best, [_everything(part)] * (budget + 1))
            if best:
                return best
        return None

    return solve


def _everything(part: Component) -> int:
    return (1 << 20 * len(part.costs) + 1) - 1


def _pair_solver(markets: Component, actors: Component, strays: Sequence[Stray], tie: _Tie) -> Solver:
    def solve(start: int, head: int, first: int, second: int, limit: int) -> Outcome | None:
        bound = tie
        headline = strays[start].average if head > start else None
        if headline is not None:
            bound = _Tie((headline,), tie.count, tie.others)
        left = _searches(markets, strays, head, first)
        right = _searches(actors, strays, first, second)
        for total in range(limit + 1):
            best: Outcome | None = None
            for one, two in product(left, right):
                budget = total - one.base - two.base
                if budget < 0:
                    continue
                found = _tied(one, two, bound, budget)
                if found is None:
                    continue
                best = best or Outcome(total)
                if head > start:
                    best.takers.setdefault(0, set()).add(start)
                _trace_pair(one, two, found, best)
            if best:
                return best
        return None

    return solve


Pairs = dict[tuple[int, int], list[tuple[int, int]]]


def _tied(one: _Search, two: _Search, tie: _Tie, budget: int) -> Pairs | None:
    """Return the pairs of sums that cost exactly `budget` together, by the costs of the two sides."""
    left, right = one.sums(budget), two.sums(budget)
    found: Pairs = {}
    if not tie.printed:
        return _untied(left, right, budget)
    for a, b in product(range(budget + 1), repeat=2):
        rest = budget - a - b
        if rest < 0 or rest > len(tie.printed) or not (left[a] and right[b]):
            continue
        for markets in members(left[a]):
            for wrong, fitting in tie.fitting(markets):
                if wrong == rest:
                    found.setdefault((a, b), []).extend(
                        (markets, actors) for actors in members(fitting & right[b])
                    )
    return {costs: pairs for costs, pairs in found.items() if pairs} or None


def _untied(left: list[int], right: list[int], budget: int) -> Pairs | None:
    """Return what `_tied` does where nothing ties the sums: each sum once, not each pair."""
    for a in range(budget + 1):
        if left[a] and right[budget - a]:
            some, others = list(members(left[a])), list(members(right[budget - a]))
            first = [(markets, others[0]) for markets in some]
            return {(a, budget - a): first + [(some[0], actors) for actors in others[1:]]}
    return None


def _trace_pair(one: _Search, two: _Search, found: Pairs, outcome: Outcome) -> None:
    budget = one.budget
    within = [[0] * (budget + 1), [0] * (budget + 1)]
    for (a, b), pairs in found.items():
        outcome.pairs.update(pairs)
        within[0][budget - a] |= set_of(markets for markets, _ in pairs)
        within[1][budget - b] |= set_of(actors for _, actors in pairs)
    one.trace(outcome, within[0])
    two.trace(outcome, within[1])
