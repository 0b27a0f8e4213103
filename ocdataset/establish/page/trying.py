"""What a page would cost if one cell had another value, or if some averages were not printed."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from ocdataset.establish.page.certificate import countings
from ocdataset.establish.page.evidence.pricing import Page
from ocdataset.establish.page.search.accounts import AccountSearch
from ocdataset.establish.page.search.components import Component
from ocdataset.establish.page.search.sums import ANY


def least_faults(
    pages: Sequence[Page], measure: str, allowed: int, *, means: bool = True, criminality: bool = True
) -> int | None:
    """Return the faults of the cheapest accounts under some layouts in which a score has a value of a set.

    How numbers without a label are counted is a matter of judgement: the least that such an account has
    more than the cheapest, in any way of counting, is added to what the cheapest has.

    Parameters
    ----------
    pages : sequence of Page
        The evidence under each layout.
    measure : str
        An indicator.
    allowed : int
        The set of values in half points, as bits.
    means, criminality : bool, optional
        Whether the averages that are printed beside the labels of components, and of criminality, count.

    Returns
    -------
    int or None
        None where no account is found: it has more faults than are searched for, or there is none.
    """
    ways = max(len(countings(page.unlabelled)) for page in pages)
    asked = [_Asked(measure, means, criminality, way) for way in range(ways)]
    base = asked[0].least(pages, ANY)
    more = [
        least - cheapest
        for one in asked
        if (least := one.least(pages, allowed)) is not None
        and (cheapest := one.least(pages, ANY)) is not None
    ]
    return None if base is None or not more else base + min(more)


class _Asked(NamedTuple):
    """What is asked of a page: a score, which averages count, and in which way stray numbers do."""

    measure: str
    means: bool
    criminality: bool
    way: int

    def least(self, pages: Sequence[Page], allowed: int) -> int | None:
        """Return the faults of the cheapest accounts in which the score has a value of a set."""
        found = [self._of_page(page, allowed) for page in pages]
        return min((one for one in found if one is not None), default=None)

    def _of_page(self, page: Page, allowed: int) -> int | None:
        place = page.places[self.measure]
        parts = [_restricted(part, place, allowed) for part in page.components]
        if any(part is None for part in parts):
            return None
        components = [
            part if self.means else replace(part, averages=()) for part in parts if part is not None
        ]
        printed = page.printed_criminality if self.criminality else ()
        counted = countings(page.unlabelled)
        unlabelled = counted[min(self.way, len(counted) - 1)]
        found = AccountSearch(components, unlabelled, printed).cheapest()
        return None if found.faults < 0 else page.faults + found.faults


def _restricted(part: Component, place: int, allowed: int) -> Component | None:
    """Return a component whose cell at a place has only these values; None if it can have none of them."""
    at = place - part.place - 1
    if not 0 <= at < len(part.costs):
        return part
    kept = tuple((cost, values & allowed) for cost, values in part.costs[at] if values & allowed)
    return replace(part, costs=(*part.costs[:at], kept, *part.costs[at + 1 :])) if kept else None
