"""The lines that say which published average the printed numbers of a sheet contradict."""

from collections.abc import Iterable, Iterator, Mapping

from ocdataset.arithmetic.averages import admitted_sum
from ocdataset.establish.page.evidence.pricing import Page
from ocdataset.establish.page.numerals import numeral
from ocdataset.establish.page.results import reasons
from ocdataset.establish.page.search.criminality import criminality_of
from ocdataset.establish.sheet import Cell


def contradictions(country: str, page: Page, faults: int, cells: Mapping[str, Cell]) -> Iterator[str]:
    """Yield a line for each published average that the printed numbers contradict.

    Parameters
    ----------
    country : str
    page : Page
    faults : int
        How many faults the cheapest accounts of the page have, or -1 if there are none.
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
    if faults < 0 and not strange:
        yield reasons.of_no_account(country, tree.edition)
    if faults:
        yield from _of_components(country, page, cells)
        yield from _of_criminality(country, page, cells)


def _of_components(country: str, page: Page, cells: Mapping[str, Cell]) -> Iterator[str]:
    for measure in page.tree.components:
        group = page.tree.children[measure]
        some_open = any(cells[cell].value is None for cell in (measure, *group))
        if (some_open or _is_corrected(page, group)) and all(_shown(page, cell) for cell in group):
            yield from _of_component(country, page, measure)


def _is_corrected(page: Page, group: Iterable[str]) -> bool:
    """Return whether a person corrected a number beside one of these labels."""
    beside = page.evidence.beside
    return any(one.correction for cell in group for row in beside.get(cell, ()) for one in row.numbers)


def _of_component(country: str, page: Page, measure: str) -> Iterator[str]:
    group = page.tree.children[measure]
    total = sum(_shown(page, cell) or 0 for cell in group)
    for average in page.averages(measure):
        if admitted_sum(average, len(group)) != total:
            yield reasons.component_contradiction(
                country, page.tree.edition, measure, len(group), total, average
            )
            return


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


def _shown(page: Page, measure: str) -> int | None:
    """Return the score printed beside a label, in half points, or None."""
    for row in page.evidence.beside.get(measure, ()):
        for one in sorted(row.numbers, key=lambda one: not one.correction):
            steps = numeral(one.text).steps
            if steps is not None:
                return steps
    return None
