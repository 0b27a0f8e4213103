"""The accounts of one component: values for its cells, and places for the numbers without a label.

Sums of a component are kept as sets of bits, one for each cost, so that all accounts are searched
and none is listed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import Final

from ocdataset.arithmetic.averages import admitted_sum
from ocdataset.establish.page.search.costs import Costs, both, misfits
from ocdataset.establish.page.search.sums import leading, minus, plus

MOST: Final = 99
"""More than any account costs."""
Levels = list[int]
"""By cost, or by what remains to be spent, a set of sums."""


@dataclass(frozen=True, slots=True)
class UnlabelledNumber:
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


@dataclass(frozen=True, slots=True)
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


@dataclass(slots=True)
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
        By place, the unlabelled numbers that some cheapest account gives to it.
    near : Outcome or None
        What other choices of averages leave, with a fault more, where none is proven.
    """

    faults: int
    values: dict[int, int] = field(default_factory=dict)
    sums: dict[int, int] = field(default_factory=dict)
    pairs: set[tuple[int, int]] = field(default_factory=set)
    takers: dict[int, set[int]] = field(default_factory=dict)
    near: "Outcome | None" = None

    def merge(self, other: "Outcome") -> None:
        """Take in the accounts of `other`, which cost the same."""
        for mine, theirs in ((self.values, other.values), (self.sums, other.sums)):
            for place, bits in theirs.items():
                mine[place] = mine.get(place, 0) | bits
        self.pairs |= other.pairs
        for place, unlabelled in other.takers.items():
            self.takers.setdefault(place, set()).update(unlabelled)


class ComponentSearch:
    """The accounts of a component, with the numbers `first` up to `beyond`, one of them its average."""

    def __init__(
        self,
        part: Component,
        unlabelled: Sequence[UnlabelledNumber],
        first: int,
        beyond: int,
        mean: int | None,
    ) -> None:
        self.part, self.mean = part, mean
        # the average stands before its scores: a number before it is none of them
        self.indices = list(range(first if mean is None else mean + 1, beyond))
        before = sum(unlabelled[at].skip for at in range(first, mean or first))
        self.numbers = [unlabelled[at] for at in self.indices]
        self.averages = part.averages
        average = None if mean is None else unlabelled[mean].average
        if average is not None:
            self.averages = (*part.averages, average)
        self.spare = _spare(part) if self.numbers else [0]
        extra = len(self.numbers) - self.spare[0]
        # cells without a number less numbers without a cell is the same in every account: so the one
        # counts nothing and the other double, or the other way round where numbers are too many
        turned = extra > 0 and all(number.skip == 2 for number in self.numbers)
        self.base = before + (2 * extra if turned else 0)
        self.skip_cell = 2 if turned else 0
        self.skips = [0 if turned else number.skip for number in self.numbers]
        self._least_skips = list(accumulate(reversed(self.skips), min, initial=MOST))[::-1]
        self._reached: dict[int, _Reached] = {}

    def sums(self, budget: int) -> Levels:
        """Return by cost, up to `budget`, the sets of sums that accounts of this cost reach."""
        return self._search(budget).final

    def _search(self, budget: int) -> "_Reached":
        found = self._reached.get(budget)
        if found is None:
            certain = None if budget or self.numbers else certain_steps(self.part.costs)
            if certain is not None:
                found = _Reached(certain, (), self._with_averages([1 << sum(certain)], 0))
            else:
                table = self._forward(budget)
                last = table[-1].get(len(self.numbers))
                found = _Reached(None, table, self._with_averages(last or [], budget))
            self._reached[budget] = found
        return found

    def _ways(self, at: int, seen: int) -> Sequence[tuple[int, Costs, int]]:
        """Return the ways on from a cell: the numbers used, the costs of its values, the fixed cost."""
        own = self.part.costs[at]
        place = self.part.place + 1 + at
        if not self.numbers or not self.part.open_cells >> place & 1:
            return ((0, own, 0),)
        if seen < len(self.numbers) and self.numbers[seen].cells >> place & 1:
            return (0, own, self.skip_cell), (1, both(own, self.numbers[seen].costs), 0)
        return ((0, own, self.skip_cell),)

    def _is_lost(self, at: int, seen: int, budget: int) -> bool:
        """Return whether from here so many numbers or cells are left over that no account is cheap enough."""
        if not self.numbers:
            return False
        over = len(self.numbers) - seen - self.spare[at]
        if self.skip_cell:
            return -over * self.skip_cell > budget
        return over > 0 and over * self._least_skips[seen] > budget

    def _forward(self, budget: int) -> tuple[dict[int, Levels], ...]:
        """Return before each cell, by the numbers seen so far, the sums that each cost reaches."""
        table: list[dict[int, Levels]] = [{} for _ in range(len(self.part.costs) + 1)]
        table[0][0] = [1] + [0] * budget
        for at, row in enumerate(table):
            self._leave_out(row, at, budget)
            if at == len(self.part.costs):
                break
            ahead = table[at + 1]
            for seen, here in row.items():
                for used, costs, fixed in self._ways(at, seen):
                    if self._is_lost(at + 1, seen + used, budget):
                        continue
                    there = ahead.get(seen + used)
                    if there is None:
                        there = ahead[seen + used] = [0] * (budget + 1)
                    for price, values in costs:
                        spent = price + fixed
                        for cost in range(budget + 1 - spent):
                            if here[cost]:
                                there[cost + spent] |= plus(here[cost], values)
        return tuple(table)

    def _leave_out(self, row: dict[int, Levels], at: int, budget: int) -> None:
        """Go on from each number of a row to the next one, leaving it out."""
        for seen, skip in enumerate(self.skips):
            here = row.get(seen)
            if here is None or skip > budget or self._is_lost(at, seen + 1, budget):
                continue
            there = row.setdefault(seen + 1, [0] * (budget + 1))
            for cost in range(budget + 1 - skip):
                there[cost + skip] |= here[cost]

    def _with_averages(self, reached: Levels, budget: int) -> Levels:
        final = [0] * (budget + 1)
        for cost, sums in enumerate(reached):
            for wrong, fitting in self._average_costs():
                if cost + wrong <= budget:
                    final[cost + wrong] |= sums & fitting
        return final

    def _average_costs(self) -> Costs:
        """Return by number of averages that do not fit the set of sums for which that is so."""
        return _misfitting(self.averages, len(self.part.costs))

    def trace(self, outcome: Outcome, budget: int, within: Levels) -> None:
        """Add what the accounts of a budget give whose sum is in `within[b]` when b remains for it."""
        found = self._search(budget)
        if self.mean is not None:
            outcome.takers.setdefault(self.part.place, set()).add(self.mean)
        if found.certain is not None:
            outcome.sums[self.part.place] = outcome.sums.get(self.part.place, 0) | 1 << sum(found.certain)
            for place, steps in enumerate(found.certain, self.part.place + 1):
                outcome.values[place] = outcome.values.get(place, 0) | 1 << steps
            return
        ends = self._ends(budget, within)
        last = found.table[-1].get(len(self.numbers), [])
        reached = 0
        for cost, sums in enumerate(last):
            reached |= sums & ends[budget - cost]
        outcome.sums[self.part.place] = outcome.sums.get(self.part.place, 0) | reached
        self._trace_back(outcome, budget, found.table, ends)

    def _ends(self, budget: int, within: Levels) -> Levels:
        """Return by what remains the sums at which an account may end."""
        ends = [0] * (budget + 1)
        for remaining in range(budget + 1):
            for wrong, fitting in self._average_costs():
                if wrong <= remaining:
                    ends[remaining] |= fitting & within[remaining - wrong]
        return ends

    def _trace_back(
        self, outcome: Outcome, budget: int, table: Sequence[Mapping[int, Levels]], ends: Levels
    ) -> None:
        later = {len(self.numbers): ends}
        self._leave_out_back(later, table[-1], budget)
        for at in reversed(range(len(self.part.costs))):
            now = {seen: [0] * (budget + 1) for seen in table[at]}
            for seen, before in table[at].items():
                self._trace_cell(outcome, (at, seen), before, now[seen], later)
            self._leave_out_back(now, table[at], budget)
            later = now

    def _leave_out_back(self, later: dict[int, Levels], row: Mapping[int, Levels], budget: int) -> None:
        for seen in range(len(self.skips) - 1, -1, -1):
            ahead, skip = later.get(seen + 1), self.skips[seen]
            if ahead is None or seen not in row:
                continue
            here = later.setdefault(seen, [0] * (budget + 1))
            for remaining in range(skip, budget + 1):
                here[remaining] |= ahead[remaining - skip]

    def _trace_cell(
        self,
        outcome: Outcome,
        state: tuple[int, int],
        before: Levels,
        now: Levels,
        later: Mapping[int, Levels],
    ) -> None:
        """Add what a cell can be on the way from `before` to `later`, and fill the sums of `now`."""
        at, seen = state
        budget = len(before) - 1
        place = self.part.place + 1 + at
        for used, costs, fixed in self._ways(at, seen):
            ahead = later.get(seen + used)
            if ahead is None:
                continue
            found = 0
            for price, values in costs:
                spent = price + fixed
                for remaining in range(spent, budget + 1):
                    reach = ahead[remaining - spent]
                    if not reach:
                        continue
                    now[remaining] |= minus(reach, values)
                    start = before[budget - remaining]
                    if start and values & ~found:
                        found |= leading(start, values & ~found, reach)
            if found:
                outcome.values[place] = outcome.values.get(place, 0) | found
                if used:
                    outcome.takers.setdefault(place, set()).add(self.indices[seen])


@dataclass(frozen=True, slots=True)
class _Reached:
    """What a search of one budget reaches: the values of the cells if they are certain, else a table."""

    certain: Sequence[int] | None
    table: Sequence[Mapping[int, Levels]]
    final: Levels


def _spare(part: Component) -> list[int]:
    """Return for each cell how many cells from it on have no number beside their label."""
    cells = part.open_cells >> part.place + 1 & (1 << len(part.costs)) - 1
    return [(cells >> at).bit_count() for at in range(len(part.costs) + 1)]


def certain_steps(costs: Sequence[Costs]) -> list[int] | None:
    """Return the one value of each cell that costs nothing, in half points; None if one has more or none."""
    found = []
    for of_cell in costs:
        cost, values = of_cell[0]
        if cost or values & values - 1:
            return None
        found.append(values.bit_length() - 1)
    return found


@lru_cache(maxsize=4096)
def _misfitting(averages: tuple[int, ...], count: int) -> Costs:
    admitted = [admitted_sum(average, count) for average in averages]
    return misfits((0 if one is None else 1 << one for one in admitted), (1 << 20 * count + 1) - 1)
