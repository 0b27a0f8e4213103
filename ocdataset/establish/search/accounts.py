"""Accounts of a page: every assignment of values to cells that explains it with the fewest faults.

An account gives each indicator a value and says which printed numbers are faults. Its cost is the
number of those faults.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise, product
from typing import Final

from ocdataset.establish.search.components import (
    Component,
    ComponentSearch,
    Levels,
    Outcome,
    Stray,
)
from ocdataset.establish.search.sums import members, set_of
from ocdataset.establish.search.tie import CriminalityTie

MOST_FAULTS: Final = 8
_FEW: Final = 2


class AccountSearch:
    """The search for the accounts of a page; what it finds of a part is kept for the next question.

    Parameters
    ----------
    components : sequence of Component
        Criminal markets, criminal actors, resilience, in this order.
    strays : sequence of Stray
        The numbers without labels, in reading order.
    criminality : sequence of int
        The printed criminality, as often as it is printed, in hundredths.
    """

    def __init__(
        self, components: Sequence[Component], strays: Sequence[Stray], criminality: Sequence[int]
    ) -> None:
        markets, actors, resilience = components
        self.components, self.strays = components, strays
        self.tie = CriminalityTie(tuple(criminality), len(markets.costs), len(actors.costs))
        self._pair = _remembering(_pair_solver(markets, actors, strays, self.tie))
        self._single = _remembering(_single_solver(resilience, strays))

    def cheapest(self, *, is_awaited: bool = False, is_lenient: bool = False) -> Outcome:
        """Return what all cheapest accounts of the page leave.

        Parameters
        ----------
        is_awaited : bool
            Whether to count it as a fault that criminality has no number, as a number from elsewhere is.
        is_lenient : bool
            Whether a component with few numbers without a label counts no fault for having lost its labels.
        """
        best: Outcome | None = None
        limit = MOST_FAULTS
        awaited = int(is_awaited and not self.tie.printed and bool(self.strays))
        few = _FEW if is_lenient else 0
        for bound, cut in _cuts(self.components, self.strays, bool(self.tie.printed), awaited, few):
            if bound > limit:
                break
            apart = _parted(cut[1] or awaited, [end - start for start, end in pairwise(cut[1:])], few)
            first = self._pair(cut[:-1], limit - apart)
            if first is None:
                continue
            second = self._single(cut[-2:], limit - apart - first.faults)
            if second is None:
                continue
            total = first.faults + second.faults + apart
            if best is None or best.faults > total:
                best = Outcome(total)
            limit = total
            best.merge(first)
            best.merge(second)
        return best or Outcome(-1)


Cut = tuple[int, ...]


def _cuts(
    components: Sequence[Component], strays: Sequence[Stray], headed: bool, awaited: int, few: int
) -> list[tuple[int, Cut]]:
    """Return the ways to deal out the strays to the components, with the least that each must cost.

    A cut is the places in the row of strays where the headline, and each component, ends.
    """
    count = len(strays)
    if count == 0:
        return [(0, (0, 0, 0, 0, 0))]
    room = [part.open_cells.bit_count() for part in components]
    repeated = sum(2 - stray.skip for stray in strays)
    markets, actors, resilience = (_furthest(part, strays) for part in components)
    heads = range(2 if not headed and strays[0].cells & 1 and strays[0].average is not None else 1)
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
        bound = max(0, 2 * over - repeated) + _parted(head or awaited, dealt, few)
        if bound <= MOST_FAULTS:
            found.append((bound, (0, head, first, second, count)))
    return sorted(found)


def _parted(head: int, dealt: Sequence[int], few: int) -> int:
    """Return the faults that a cut takes by itself: one for each part that lost more labels than a few."""
    return head + sum([numbers > few for numbers in dealt])


def _furthest(part: Component, strays: Sequence[Stray]) -> list[int]:
    """Return for each stray where a run from it on must end that belongs to a component at all."""
    own = ((2 << len(part.costs)) - 1) << part.place
    found = [len(strays)] * (len(strays) + 1)
    for at in range(len(strays) - 1, -1, -1):
        cells = strays[at].cells
        found[at] = at if cells and not cells & own else found[at + 1]
    return found


Solver = Callable[..., Outcome | None]
"""Returns the cheapest outcome with the strays between some places, if it costs at most the last argument."""


def _remembering(solve: Solver) -> Callable[[Cut, int], Outcome | None]:
    """Return what asks a solver only once for each part of a cut, unless more may be spent on it."""
    known: dict[Cut, tuple[int, Outcome | None]] = {}

    def solved(places: Cut, limit: int) -> Outcome | None:
        searched, found = known.get(places, (-1, None))
        if found is None and limit > searched:
            found = solve(*places, limit)
            known[places] = limit, found
        return found if found is not None and found.faults <= limit else None

    return solved


def _searches(part: Component, strays: Sequence[Stray], first: int, beyond: int) -> list[ComponentSearch]:
    """Return the searches of a component: without a stray average, and with each that can be it."""
    if first == beyond:
        return [_without_strays(part)]
    found = [ComponentSearch(part, strays, first, beyond, None)]
    if part.open_cells >> part.place & 1:
        found += [
            ComponentSearch(part, strays, first, beyond, at)
            for at in range(first, min(beyond, first + 2))
            if strays[at].average is not None and strays[at].cells >> part.place & 1
        ]
    return found


@lru_cache(maxsize=8)
def _without_strays(part: Component) -> ComponentSearch:
    return ComponentSearch(part, (), 0, 0, None)


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
                search.trace(best, budget, [_everything(part)] * (budget + 1))
            if best:
                return best
        return None

    return solve


def _everything(part: Component) -> int:
    return (1 << 20 * len(part.costs) + 1) - 1


def _pair_solver(
    markets: Component, actors: Component, strays: Sequence[Stray], tie: CriminalityTie
) -> Solver:
    def solve(start: int, head: int, first: int, second: int, limit: int) -> Outcome | None:
        bound = tie
        headline = strays[start].average if head > start else None
        if headline is not None:
            bound = CriminalityTie((headline,), tie.count, tie.others)
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
                _trace_pair(one, two, budget, found, best)
            if best:
                return best
        return None

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
