"""Whether the averages that a page prints prove that its numbers belong to their labels."""

from ocdataset.establish.page.domains import Domains
from ocdataset.establish.page.evidence.pricing import Page
from ocdataset.establish.page.evidence.rows import Row
from ocdataset.establish.page.numerals import numeral
from ocdataset.establish.page.search.components import Component, Outcome
from ocdataset.establish.page.search.costs import FREE


def is_disproved(page: Page, found: Outcome) -> bool:
    """Return whether printed averages contradict the layout, and none proves it.

    Where numbers stand on other lines than their labels a single contradiction is enough: all may belong
    to the label before or behind. Numbers in columns of their own have to be
    proven where averages are printed at all, and to be without a fault where none is.

    Parameters
    ----------
    page : Page
        The evidence under the cheapest layout.
    found : Outcome
        What its cheapest accounts leave.
    """
    left = Domains(page, found)
    if page.evidence.in_columns:
        if not any(page.averages(name) or page.places[name] in found.takers for name in page.tree.parents):
            return page.evidence.is_uneven or found.faults > 0
        return not any(is_proven(page, found, part) for part in page.components)
    if found.faults <= 0:
        return False
    apart = [row for row in page.evidence.rows if row.spread]
    contradicted = sum(
        bool(printed) and not set(printed) & set(left.of(parent))
        for parent in page.tree.parents
        for printed in (page.averages(parent),)
    )
    if any(is_proven(page, found, part) for part in page.components):
        return False
    contradicted += sum(_is_no_score(page, row) for row in apart)
    return contradicted > 1 or (contradicted == 1 and bool(apart))


def prints_averages(page: Page) -> bool:
    """Return whether a page prints a number that only an average can be, be it by the label of one or not."""
    shown = [one.text for row in page.evidence.rows for one in row.numbers]
    return any(known.steps is None and known.average is not None for known in map(numeral, shown))


def _is_no_score(page: Page, row: Row) -> bool:
    """Return whether by the label of an indicator stands a number that only an average can be."""
    known = [numeral(one.text) for one in row.numbers]
    is_indicator = row.measure in page.tree.parent_of and row.measure not in page.tree.children
    return is_indicator and len(known) == 1 and known[0].steps is None and known[0].average is not None


def is_proven(page: Page, found: Outcome, part: Component) -> bool:
    """Return whether a printed average is that of the scores of a component, all of which are read.

    One that is the average whatever the missing scores are proves nothing.
    """
    name = page.tree.measures[part.place]
    values = Domains(page, found).of(name)
    taken = [page.evidence.unlabelled[at].witness.text for at in found.takers.get(part.place, ())]
    printed = {*page.averages(name), *(numeral(text).average for text in taken)}
    read = all(costs != FREE or part.place + 1 + at in found.takers for at, costs in enumerate(part.costs))
    return read and len(values) == 1 and values[0] in printed
