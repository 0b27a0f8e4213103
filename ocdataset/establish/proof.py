"""Whether the averages that a page prints bear out that its numbers belong to their labels."""

from collections.abc import Set

from ocdataset.arithmetic.composition import Composition
from ocdataset.establish.left_values import LeftValues
from ocdataset.establish.numerals import numeral
from ocdataset.establish.pricing import Page
from ocdataset.establish.search.components import Outcome
from ocdataset.establish.search.costs import FREE
from ocdataset.establish.sheet_rows import Row, are_shuffled


def is_disproved(page: Page, found: Outcome) -> bool:
    """Return whether printed averages are contradicted and not one of them is reproduced.

    Where a page prints its numbers apart from their labels, a single contradiction is enough: the
    numbers may all belong to the label before or behind. So is a score that only an average can be, and
    any fault at all where the labels are out of order too.

    Parameters
    ----------
    page : Page
    found : Outcome
        What the cheapest accounts of the page leave.
    """
    if found.faults <= 0:
        return False
    apart = [row for row in page.evidence.rows if row.spread]
    if apart and are_shuffled(page.tree, page.evidence.rows):
        return True
    left = LeftValues(page, found)
    borne_out, contradicted = set(), 0
    for parent in page.tree.parents:
        printed, values = page.averages(parent), left.of(parent)
        if printed and not set(printed) & set(values):
            contradicted += 1
        elif printed and len(values) == 1:
            borne_out.add(parent)
    if any(_is_proof(page, parent, borne_out) for parent in borne_out):
        return False
    contradicted += sum(_is_no_score(page, row) for row in apart)
    return contradicted > 1 or (contradicted == 1 and bool(apart))


def _is_no_score(page: Page, row: Row) -> bool:
    """Return whether beside the label of an indicator stands a number that only an average can be."""
    known = [numeral(one.text) for one in row.numbers]
    is_indicator = row.measure in page.tree.parent_of and row.measure not in page.tree.children
    return is_indicator and len(known) == 1 and known[0].steps is None and known[0].average is not None


def _is_proof(page: Page, parent: str, borne_out: Set[str]) -> bool:
    """Return whether an average that fits could have failed to: one that is free fits any average.

    Its scores all have readings, or do so but for those below another average that fits.
    """
    tree = page.tree
    components = [part for part in page.components if _is_below(tree, part.place, parent)]
    return all(
        FREE not in part.costs or (tree.measures[part.place] in borne_out and len(components) > 1)
        for part in components
    )


def _is_below(tree: Composition, place: int, parent: str) -> bool:
    return tree.measures[place] == parent or tree.measures[place] in tree.children[parent]
