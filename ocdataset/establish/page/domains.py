"""The values of each measure that the cheapest accounts of a page leave."""

from collections.abc import Iterable

from ocdataset.establish.page.evidence.pricing import Page
from ocdataset.establish.page.search.components import Outcome
from ocdataset.establish.page.search.criminality import criminality_of
from ocdataset.establish.page.search.sums import ANY, members


class Domains:
    """What the cheapest accounts of a page leave, in hundredths; every value where there are none.

    Parameters
    ----------
    page : Page
    found : Outcome
        What the search for accounts found.
    criminality : frozenset of int, optional
        The values of the first root, if they are known.
    """

    def __init__(self, page: Page, found: Outcome, criminality: frozenset[int] = frozenset()) -> None:
        self.page, self.found, self.criminality = page, found, criminality
        self._places, self._children = page.tree.places, page.tree.children
        self._values = found.values if found.faults >= 0 else {}

    def of(self, measure: str) -> list[int]:
        """Return the values of a measure, ascending."""
        if measure not in self._children:
            bits = self._values.get(self._places[measure], ANY)
            return [steps * 50 for steps in members(bits)]
        if measure in self.page.tree.components:
            count = len(self._children[measure])
            return sorted({_rounded(total, count) for total in self._sums(measure)})
        return self._criminality(measure)

    def only(self, measure: str) -> int | None:
        """Return the value of a measure if there is just one."""
        if measure not in self._children:
            bits = self._values.get(self._places[measure], ANY)
            return None if bits & bits - 1 else (bits.bit_length() - 1) * 50
        values = self.of(measure)
        return values[0] if len(values) == 1 else None

    def mean_of(self, parent: str) -> tuple[int, int, int] | None:
        """Return the value, sum in half points and size of a component, if it is one sum."""
        if parent not in self.page.tree.components:
            return None
        sums = list(self._sums(parent))
        count = len(self.page.tree.children[parent])
        return (_rounded(sums[0], count), sums[0], count) if len(sums) == 1 else None

    def _sums(self, measure: str) -> Iterable[int]:
        count = len(self.page.tree.children[measure])
        bits = self.found.sums.get(self.page.tree.places[measure]) if self.found.faults >= 0 else None
        return members(bits) if bits else range(2 * count, 20 * count + 1)

    def _criminality(self, measure: str) -> list[int]:
        if self.criminality:
            return sorted(self.criminality)
        markets, actors = self.page.tree.children[measure]
        count, others = (len(self.page.tree.children[name]) for name in (markets, actors))
        headed = self.page.printed_criminality or 0 in self.found.takers
        if self.found.faults >= 0 and headed:
            pairs: Iterable[tuple[int, int]] = self.found.pairs
        else:
            right = list(self._sums(actors))
            pairs = ((left, one) for left in self._sums(markets) for one in right)
        return sorted({criminality_of(left, count, one, others) for left, one in pairs})


def _rounded(total: int, count: int) -> int:
    """Return the mean of `count` scores that sum to `total` half points, in hundredths, half up."""
    return (100 * total + count) // (2 * count)
