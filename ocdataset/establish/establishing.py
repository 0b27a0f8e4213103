"""From readings to a sheet: what all cheapest accounts agree on is given, all else is left open."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ocdataset.establish.evidence import gather
from ocdataset.establish.faultless_page import faultless_sheet
from ocdataset.establish.loose_numbers import RUN, mostly_apart
from ocdataset.establish.pricing import Page
from ocdataset.establish.proof import is_disproved
from ocdataset.establish.search.accounts import AccountSearch
from ocdataset.establish.search.components import Outcome as Found
from ocdataset.establish.search.components import Stray
from ocdataset.establish.search.costs import from_nought
from ocdataset.establish.search.sums import set_of
from ocdataset.establish.sheet import Sheet, Witness
from ocdataset.establish.verdicts import Verdicts
from ocdataset.reference.compositions import compositions
from ocdataset.reference.errors import DatasetError

Editions = Mapping[int, Mapping[str, int]]


def establish(
    country: str, edition: int, witnesses: Sequence[Witness], *, other_editions: Editions | None = None
) -> Sheet:
    """Return what the readings of a country in an edition force, and what they leave open.

    Parameters
    ----------
    country : str
        ISO 3166-1 alpha-3 code.
    edition : int
    witnesses : sequence of Witness
        The readings of all sources of this sheet together.
    other_editions : mapping, optional
        By edition, the values of this country that are known, in hundredths: a printed change
        ties a score to the one before.

    Raises
    ------
    DatasetError
        If the Index has no such edition.

    Examples
    --------
    A number lost beside its label follows from the printed mean, 4.00 of five.

    >>> from ocdataset.read import read_text
    >>> page = '''Criminal actors 4.00
    ... Mafia-style groups 2.00
    ... Criminal networks 5.00
    ... State-embedded actors 6.00
    ... Foreign actors
    ... Private sector actors 3.50'''
    >>> found = [Witness("page", "text_layer", one) for one in read_text(page).readings]
    >>> sheet = establish("PRK", 2023, found)
    >>> sheet.cells["foreign_actors"].value, sheet.cells["foreign_actors"].status
    (350, 'derived')
    """
    tree = compositions().get(edition)
    if tree is None:
        known = ", ".join(str(year) for year in sorted(compositions()))
        raise DatasetError(f"{country} {edition}: no composition of this edition is known, only of {known}")
    evidence = gather(tree, witnesses)
    before = _edition_before(edition, other_editions or {})
    sheet = None if before else faultless_sheet(country, evidence, witnesses)
    if sheet:
        return sheet
    page = Page(tree, evidence, before)
    return Verdicts(country, page, _accounts(page), witnesses).sheet()


def _accounts(page: Page) -> Found:
    """Return what the cheapest accounts of a page leave; none, where its averages can prove nothing."""
    rows = page.evidence.rows
    # averages over the measures of another edition say nothing of this one's
    strange = any(row.elsewhere and row.numbers for row in rows)
    # nor does a page of two sheets say which number is whose
    if strange or page.evidence.holds_two_sheets:
        return Found(-1)
    search = _search(page, page.strays)
    found = search.cheapest()
    if page.strays and found.faults >= 0:
        # how much of a fault it is to stand apart or to be garbled is a matter of judgement: what is
        # given holds with the strict count and with the lenient one
        awaited = any(row.measure == page.head and row.labels and not row.numbers for row in rows)
        legible = [
            replace(stray, costs=from_nought(stray.costs)) if stray.costs[0][0] else stray
            for stray in page.strays
        ]
        if legible != page.strays:
            search = _search(page, legible)
        found.merge(search.cheapest(is_awaited=awaited, is_lenient=True))
        wary = _warily(page)
        alone = any(loose.near is not None for loose in page.evidence.loose)
        if wary.faults < 0 or (alone and wary.faults > found.faults):
            return Found(-1)
        found.merge(wary)
        found.merge(_with_first_as_average(page, found))
    elsewhere = _with_headlines_given_away(page) if found.faults > 0 else None
    if elsewhere:
        other = _search(elsewhere, elsewhere.strays).cheapest()
        if 0 <= other.faults <= found.faults:
            found.merge(other)
    return Found(-1) if is_disproved(page, found) else found


def _search(page: Page, strays: Sequence[Stray]) -> AccountSearch:
    """Return the search for the accounts of a page, with what its numbers without a label are taken for."""
    return AccountSearch(page.components, strays, page.printed_criminality)


def _warily(page: Page) -> Found:
    """Return what is left where each number without a label is of what it stands by, and no more.

    Numbers in a row are those of the components that are set apart, one alone between labels is that
    of a measure between them, and one that repeats the row above is nothing.
    """
    tree = page.tree
    beside = {measure for measure, rows in page.evidence.beside.items() if any(row.numbers for row in rows)}
    apart = set_of(tree.places[measure] for measure in mostly_apart(tree, beside))
    strays = []
    for stray, loose in zip(page.strays, page.evidence.loose, strict=True):
        if loose.repeats:
            continue
        cells = stray.cells & apart or stray.cells
        if loose.near is not None:
            cells = set_of(tree.places[measure] for measure in loose.near)
        if cells:
            strays.append(replace(stray, cells=cells))
    strays.sort(key=lambda stray: stray.cells & -stray.cells)
    if strays == page.strays:
        return Found(0)
    return _search(page, strays).cheapest()


def _with_first_as_average(page: Page, found: Found) -> Found:
    """Return what is left where the first number of a component whose average is not printed is that average.

    Scores in a row that no average bears out may begin with the average, and one of them be lost.
    """
    strays = list(page.strays)
    for part in page.components:
        cells = range(part.place + 1, part.place + 1 + len(part.costs))
        taken = sorted({at for place in cells for at in found.takers.get(place, ())})
        if part.averages or part.place in found.takers or len(taken) < RUN:
            continue
        if strays[taken[0]].average is not None:
            strays[taken[0]] = replace(strays[taken[0]], cells=1 << part.place)
    if strays == page.strays:
        return Found(0)
    return _search(page, strays).cheapest()


def _with_headlines_given_away(page: Page) -> Page | None:
    """Return a page whose headlines give the number above them to the measure whose label may be lost.

    A number above a headline may be its own, or that of the measure before it, of which no label is shown.
    """
    tree, rows = page.tree, page.evidence.rows
    above = [
        row
        for row in rows
        if row.measure in tree.children
        and row.spread
        and row.labels[0].reading.line > row.numbers[0].reading.line
    ]
    shown = {row.measure for row in rows} if above else set()
    given = {}
    for row in above:
        place = tree.places[row.measure]
        before = tree.measures[place - 1] if place else ""
        if before and before not in shown:
            given[id(row)] = replace(row, measure=before)
    if not given:
        return None
    moved = [given.get(id(row), row) for row in rows]
    return Page(tree, replace(page.evidence, rows=moved), page.before)


def _edition_before(edition: int, others: Editions) -> Mapping[str, int]:
    earlier = [year for year in others if year < edition]
    return others[max(earlier)] if earlier else {}
