"""The lines that say which published average the printed numbers of a sheet contradict."""

from collections.abc import Iterator, Mapping
from typing import Literal

from ocdataset.arithmetic.averages import admitted_sum
from ocdataset.establish.page.certificate import Unheard
from ocdataset.establish.page.evidence.pricing import Page
from ocdataset.establish.page.numerals import numeral
from ocdataset.establish.page.results import reasons
from ocdataset.establish.page.search.criminality import criminality_of
from ocdataset.establish.sheet import Cell


def contradictions(
    country: str, page: Page, faults: int, why: Unheard | Literal[""], cells: Mapping[str, Cell]
) -> Iterator[str]:
    """Yield a line for each published average that the printed numbers contradict.

    Parameters
    ----------
    country : str
    page : Page
    faults : int
        How many faults the cheapest accounts of the page have, or -1 if none is heard.
    why : str
        Why none is heard, or "".
    cells : mapping of str to Cell
        What was established.
    """
    tree = page.tree
    strange = {row.elsewhere for row in page.evidence.rows if row.elsewhere}
    if strange:
        yield reasons.of_another_edition(country, tree.edition, sorted(strange))
    if any("changes columns" in name for name in page.evidence.layouts):
        yield reasons.of_two_sheets(country, tree.edition)
        return
    if why and not (strange and why == "of another edition"):
        yield reasons.of_no_account(country, tree.edition, why)
    if faults:
        yield from _of_components(country, page)
        yield from _of_criminality(country, page, cells)


def _of_components(country: str, page: Page) -> Iterator[str]:
    for measure in page.tree.components:
        found = _sum_and_mean(page, measure)
        if found:
            count = len(page.tree.children[measure])
            yield reasons.component_contradiction(country, page.tree.edition, measure, count, *found)


def _sum_and_mean(page: Page, measure: str) -> tuple[int, int] | None:
    """Return the sum of the scores printed of a component, and the mean printed, where they disagree.

    Asked of each source by itself, and of all together only where none shows the whole.
    """
    group = page.tree.children[measure]
    agrees = False
    for source in (*sorted({row.source for row in page.evidence.rows}), ""):
        shown = [_shown(page, cell, source) for cell in group]
        printed = page.averages(measure, source)
        if None in shown or not printed or (agrees and not source):
            continue
        total = sum(one or 0 for one in shown)
        agrees = any(admitted_sum(average, len(group)) == total for average in printed)
        if not agrees:
            return total, printed[0]
    return None


def _of_criminality(country: str, page: Page, cells: Mapping[str, Cell]) -> Iterator[str]:
    tree = page.tree
    unmet = [printed for printed in page.printed_criminality if printed != cells[page.head].value]
    if not unmet:
        return
    groups = [tree.children[name] for name in tree.children[page.head]]
    shown = [[_shown(page, cell) for cell in group] for group in groups]
    if not all(all(steps) for steps in shown):
        return
    totals = [sum(one or 0 for one in steps) for steps in shown]
    computed = criminality_of(totals[0], len(groups[0]), totals[1], len(groups[1]))
    for printed in unmet:
        if printed != computed:
            yield reasons.criminality_contradiction(country, tree.edition, computed, printed)
            return


def _shown(page: Page, measure: str, source: str = "") -> int | None:
    """Return the score printed beside a label, of a source if one is given, in half points, or None."""
    for row in page.evidence.beside.get(measure, ()):
        for one in sorted(row.numbers, key=lambda one: not one.correction):
            steps = numeral(one.text).steps
            if steps is not None and source in ("", row.source):
                return steps
    return None
