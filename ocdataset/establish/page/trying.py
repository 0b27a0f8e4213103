"""What a page would cost if one cell had another value, or if some averages were not printed."""

from collections.abc import Iterable
from dataclasses import replace

from ocdataset.establish.page.evidence.pricing import Page
from ocdataset.establish.page.search.accounts import AccountSearch
from ocdataset.establish.page.search.components import Component


def least_faults(
    pages: Iterable[Page], measure: str, allowed: int, *, means: bool = True, criminality: bool = True
) -> int | None:
    """Return the faults of the cheapest accounts under some layouts in which a score has a value of a set.

    Parameters
    ----------
    pages : iterable of Page
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
    found = [_least(page, measure, allowed, means=means, criminality=criminality) for page in pages]
    return min((one for one in found if one is not None), default=None)


def _least(page: Page, measure: str, allowed: int, *, means: bool, criminality: bool) -> int | None:
    place = page.places[measure]
    parts = [_restricted(part, place, allowed) for part in page.components]
    if any(part is None for part in parts):
        return None
    components = [part if means else replace(part, averages=()) for part in parts if part is not None]
    printed = page.printed_criminality if criminality else ()
    found = AccountSearch(components, page.unlabelled, printed).cheapest()
    return None if found.faults < 0 else page.faults + found.faults


def _restricted(part: Component, place: int, allowed: int) -> Component | None:
    """Return a component whose cell at a place has only these values; None if it can have none of them."""
    at = place - part.place - 1
    if not 0 <= at < len(part.costs):
        return part
    kept = tuple((cost, values & allowed) for cost, values in part.costs[at] if values & allowed)
    return replace(part, costs=(*part.costs[:at], kept, *part.costs[at + 1 :])) if kept else None
