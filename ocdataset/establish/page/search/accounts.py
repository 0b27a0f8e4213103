"""Accounts of a page: every assignment of values to cells that explains it with the fewest faults.

An account gives each indicator a value and says which printed numbers are faults. Its cost is the
number of those faults.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import product
from typing import Final

from ocdataset.establish.page.search.components import (
    Component,
    ComponentSearch,
    Levels,
    Outcome,
    UnlabelledNumber,
)
from ocdataset.establish.page.search.criminality import CriminalityTie
from ocdataset.establish.page.search.sums import members, set_of

MOST_FAULTS: Final = 8


class AccountSearch:
    """The search for the accounts of a page; what it finds of a part is kept for the next question.

    Parameters
    ----------
    components : sequence of Component
        Criminal markets, criminal actors, resilience, in this order.
    unlabelled : sequence of UnlabelledNumber
        The numbers without labels, in reading order.
    criminality : sequence of int
        The printed criminality, as often as it is printed, in hundredths.
    """

    def __init__(
        self,
        components: Sequence[Component],
        unlabelled: Sequence[UnlabelledNumber],
        criminality: Sequence[int],
    ) -> None:
        markets, actors, resilience = components
        self.components, self.unlabelled = components, unlabelled
        self.tie = CriminalityTie(tuple(criminality), len(markets.costs), len(actors.costs))
        self._pair = _remembering(_pair_solver(markets, actors, unlabelled, self.tie))
        self._single = _remembering(_single_solver(resilience, unlabelled))

    def cheapest(self, at_most: int = MOST_FAULTS, margin: int = 0) -> Outcome:
        """Return what the cheapest accounts of the page leave; none where they cost more than `at_most`.

        Parameters
        ----------
        at_most : int
            The most faults that an account may have.
        margin : int
            Which number is an average, and which the first of a component, is part of the layout: where
            no printed average proves the choice, those with so many faults more are kept as `near`.
        """
        heard: list[tuple[int, Outcome, Outcome]] = []
        limit = min(at_most, MOST_FAULTS)
        if limit < 0:
            return Outcome(-1)
        best = limit + 1
        for bound, cut in _cuts(self.components, self.unlabelled, bool(self.tie.printed)):
            if bound > min(limit, best + margin):
                break
            room = min(limit, best + margin)
            for cost, first in self._pair(cut[:-1], room).items():
                for other, second in self._single(cut[-2:], room - cost).items():
                    heard.append((cost + other, first, second))
                    best = min(best, cost + other)
        if not heard:
            return Outcome(-1)
        found = _at(heard, best)
        if margin and self._has_unproven(found):
            found.near = _at(heard, best + 1)
        return found

    def _has_unproven(self, found: Outcome) -> bool:
        """Return whether numbers without a label fill a component of which no printed average is."""
        return any(
            not part.averages
            and part.place not in found.takers
            and any(
                place in found.takers for place in range(part.place + 1, part.place + 1 + len(part.costs))
            )
            for part in self.components
        )


def _at(heard: Sequence[tuple[int, Outcome, Outcome]], faults: int) -> Outcome:
    """Return what the accounts of so many faults leave."""
    found = Outcome(faults)
    for total, first, second in heard:
        if total == faults:
            found.merge(first)
            found.merge(second)
    return found


Cut = tuple[int, ...]


def _cuts(
    components: Sequence[Component], unlabelled: Sequence[UnlabelledNumber], headed: bool
) -> list[tuple[int, Cut]]:
    """Return the ways to deal out the unlabelled numbers, with the least that each must cost.

    A cut is the places in the row of unlabelled numbers where the headline, and each component, ends.
    """
    count = len(unlabelled)
    if count == 0:
        return [(0, (0, 0, 0, 0, 0))]
    room = [part.open_cells.bit_count() for part in components]
    repeated = sum(2 - one.skip for one in unlabelled)
    markets, actors, resilience = (_furthest(part, unlabelled) for part in components)
    heads = range(2 if not headed and unlabelled[0].cells & 1 and unlabelled[0].average is not None else 1)
    ends = (
        (head, first, second)
        for head in heads
        for first in range(head, markets[head] + 1)
        for second in range(first, actors[first] + 1)
        if resilience[second] == count
    )
    found = []
    for head, first, second in ends:
        dealt = (first - head, second - first, count - second)
        over = sum([numbers - cells for numbers, cells in zip(dealt, room, strict=True) if numbers > cells])
        bound = max(0, 2 * over - repeated)
        if bound <= MOST_FAULTS:
            found.append((bound, (0, head, first, second, count)))
    return sorted(found)


def _furthest(part: Component, unlabelled: Sequence[UnlabelledNumber]) -> list[int]:
    """Return for each unlabelled number where a run from it on must end that is of a component."""
    own = ((2 << len(part.costs)) - 1) << part.place
    found = [len(unlabelled)] * (len(unlabelled) + 1)
    for at in range(len(unlabelled) - 1, -1, -1):
        cells = unlabelled[at].cells
        found[at] = at if cells and not cells & own else found[at + 1]
    return found


Found = dict[int, Outcome]
"""By cost, what the cheapest accounts leave of each choice of the numbers that are averages."""
Solver = Callable[..., Found]
"""Returns what is found with the numbers between some places, if it costs at most the last argument."""


def _remembering(solve: Solver) -> Callable[[Cut, int], Found]:
    """Return what asks a solver only once for each part of a cut, unless more may be spent on it."""
    known: dict[Cut, tuple[int, Found]] = {}

    def solved(places: Cut, limit: int) -> Found:
        if limit < 0:
            return {}
        searched, found = known.get(places, (-1, {}))
        if limit > searched:
            found = solve(*places, limit)
            known[places] = limit, found
        return {cost: outcome for cost, outcome in found.items() if cost <= limit}

    return solved


def _searches(
    part: Component, unlabelled: Sequence[UnlabelledNumber], first: int, beyond: int
) -> list[ComponentSearch]:
    """Return the searches of a component: without an unlabelled average, and with each that can be it."""
    if first == beyond:
        return [_without_unlabelled(part)]
    found = [ComponentSearch(part, unlabelled, first, beyond, None)]
    if part.open_cells >> part.place & 1:
        found += [
            ComponentSearch(part, unlabelled, first, beyond, at)
            for at in range(first, min(beyond, first + 2))
            if unlabelled[at].average is not None and unlabelled[at].cells >> part.place & 1
        ]
    return found


@lru_cache(maxsize=8)
def _without_unlabelled(part: Component) -> ComponentSearch:
    return ComponentSearch(part, (), 0, 0, None)


def _single_solver(part: Component, unlabelled: Sequence[UnlabelledNumber]) -> Solver:
    def solve(first: int, beyond: int, limit: int) -> Found:
        found: Found = {}
        for search in _searches(part, unlabelled, first, beyond):
            for budget in range(limit + 1 - search.base):
                if search.sums(budget)[budget]:
                    outcome = found.setdefault(search.base + budget, Outcome(search.base + budget))
                    search.trace(outcome, budget, [_everything(part)] * (budget + 1))
                    break
        return found

    return solve


def _everything(part: Component) -> int:
    return (1 << 20 * len(part.costs) + 1) - 1


def _pair_solver(
    markets: Component, actors: Component, unlabelled: Sequence[UnlabelledNumber], tie: CriminalityTie
) -> Solver:
    def solve(start: int, head: int, first: int, second: int, limit: int) -> Found:
        bound = tie
        headline = unlabelled[start].average if head > start else None
        if headline is not None:
            bound = CriminalityTie((headline,), tie.count, tie.others)
        found: Found = {}
        left = _searches(markets, unlabelled, head, first)
        right = _searches(actors, unlabelled, first, second)
        for one, two in product(left, right):
            base = one.base + two.base
            for budget in range(limit + 1 - base):
                pairs = _tied(one, two, bound, budget)
                if pairs is not None:
                    outcome = found.setdefault(base + budget, Outcome(base + budget))
                    if head > start:
                        outcome.takers.setdefault(0, set()).add(start)
                    _trace_pair(one, two, budget, pairs, outcome)
                    break
        return found

    return solve


Pairs = dict[tuple[int, int], list[tuple[int, int]]]


def _tied(one: ComponentSearch, two: ComponentSearch, tie: CriminalityTie, budget: int) -> Pairs | None:
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


def _untied(left: Levels, right: Levels, budget: int) -> Pairs | None:
    """Return what `_tied` does where nothing ties the sums: each sum once, not each pair."""
    for a in range(budget + 1):
        if left[a] and right[budget - a]:
            some, others = list(members(left[a])), list(members(right[budget - a]))
            first = [(markets, others[0]) for markets in some]
            return {(a, budget - a): first + [(some[0], actors) for actors in others[1:]]}
    return None


def _trace_pair(
    one: ComponentSearch, two: ComponentSearch, budget: int, found: Pairs, outcome: Outcome
) -> None:
    within = [[0] * (budget + 1), [0] * (budget + 1)]
    for (a, b), pairs in found.items():
        outcome.pairs.update(pairs)
        within[0][budget - a] |= set_of(markets for markets, _ in pairs)
        within[1][budget - b] |= set_of(actors for _, actors in pairs)
    one.trace(outcome, budget, within[0])
    two.trace(outcome, budget, within[1])
