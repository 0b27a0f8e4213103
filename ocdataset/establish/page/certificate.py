"""The certificate of a page: what all cheapest accounts agree on, over every layout near the cheapest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, product
from typing import Final, Literal

from ocdataset.arithmetic.composition import Composition
from ocdataset.establish.page.domains import Domains
from ocdataset.establish.page.evidence.bars import with_bars
from ocdataset.establish.page.evidence.gathering import Evidence, evidence_of, joined
from ocdataset.establish.page.evidence.pricing import Page
from ocdataset.establish.page.layouts.blocks import MARGIN
from ocdataset.establish.page.layouts.reading import pairings_of
from ocdataset.establish.page.proof import is_disproved, is_proven, prints_averages
from ocdataset.establish.page.search.accounts import AccountSearch
from ocdataset.establish.page.search.components import Outcome, UnlabelledNumber
from ocdataset.establish.page.search.costs import from_nought
from ocdataset.establish.page.search.sums import ANY
from ocdataset.establish.page.tokens import tokens_of
from ocdataset.establish.page.whole_numbers import residue_of
from ocdataset.establish.witness import Witness

_MOST: Final = 24
"""How many combinations of layouts of several sources are searched."""


Unheard = Literal["too long", "too many faults", "of another edition", "disproved"]
"""Why no account of a page is heard."""


@dataclass
class Certificate:
    """What is left of every value.

    Parameters
    ----------
    page : Page
        The evidence under the cheapest layout.
    found : Outcome
        What the accounts of all layouts near it leave.
    criminality : frozenset of int
        The values left of the first root, in hundredths.
    heard : list of Page
        The evidence under each layout near the cheapest, that first.
    why : str
        Why no account is heard, or "".
    unproven : frozenset of int
        The places of cells left open because an uneven column fills them that no average proves.
    """

    page: Page
    found: Outcome
    criminality: frozenset[int] = frozenset()
    heard: list[Page] = field(default_factory=list)
    why: Unheard | Literal[""] = ""
    unproven: frozenset[int] = frozenset()


Searched = tuple[int, Page, Outcome]
"""The faults of the cheapest accounts of a page under one layout, the page, and what they leave."""
BELIEVED: Final = 10
"""The most faults with which a page is believed at all: more than a quarter of what a sheet prints."""
MOST_READINGS: Final = 1000
"""The most readings of a source that is searched: three editions side by side have 200."""
IN_COLUMNS: Final = 3
"""The most faults with which a page is believed whose numbers mostly stand in columns of their own."""
UNPROVEN: Final = 4
"""The most faults of a page that prints averages with which that is believed which none of them proves.

With 4, of 90 pages in layouts that nothing was written for, no value comes out wrong; with 5, 29 do.
"""
_DEEPER: Final = 4
"""How many times as many faults are looked for where no layout with fewer has an account."""


def certify(tree: Composition, witnesses: Sequence[Witness], before: Mapping[str, int]) -> Certificate:
    """Search all accounts of a sheet under all layouts, and keep what those near the cheapest leave."""
    if any(len(own) > MOST_READINGS for own in _by_source(witnesses)):
        return Certificate(Page(tree, Evidence(tree, []), before), Outcome(-1), why="too long")
    sources = [_Source(tree, own) for own in _by_source(witnesses)]
    others = [one for one in witnesses if one.reading.kind in ("name", "context", "rank")]
    heard = [_heard(source, before, others) for source in sources]
    if len(sources) == 1:
        near = heard[0]
    else:
        combined = islice(product(*[[page.evidence for _, page, _ in of_one] for of_one in heard]), _MOST)
        near = _near(tree, [joined(parts, others) for parts in combined], before, BELIEVED * len(sources))
    if not near:
        page = Page(tree, joined([source.plainest() for source in sources], others), before)
        return Certificate(page, Outcome(-1), why="too many faults")
    _, page, found = near[0]
    if _is_of_another_edition(page):
        return Certificate(page, Outcome(-1), why="of another edition")
    unproven = near[0][0] > UNPROVEN and prints_averages(page)
    if unproven and not any(is_proven(page, found, part) for part in page.components):
        return Certificate(page, Outcome(-1), why="too many faults")
    if is_disproved(page, found):
        return Certificate(page, Outcome(-1), why="disproved")
    return _open_unproven(_merged(tree, near), near[0], in_blocks=unproven)


def _open_unproven(certificate: Certificate, first: Searched, *, in_blocks: bool) -> Certificate:
    """Leave open what order alone pairs and no average proves, where something is lost.

    A number lost shifts all that follow it, and no sum can show it. So of a component that no printed average
    proves, what stands in uneven columns is left open, or in columns on a page with several faults, or
    in blocks on one with many.
    """
    page, found = certificate.page, certificate.found
    faults, _, cheapest = first
    uneven = page.evidence.is_uneven
    in_columns = uneven or (page.evidence.in_columns and faults > MARGIN)
    by_order = set(found.takers) if in_columns else set()
    unproven: set[int] = set()
    if in_blocks:
        by_order |= {page.places[name] for name in page.evidence.ordered}
    for part in page.components:
        if by_order and not is_proven(page, found if uneven else cheapest, part):
            unproven |= by_order.intersection(range(part.place, part.place + 1 + len(part.costs)))
    found.values |= dict.fromkeys(unproven, ANY)
    found.sums = {place: sums for place, sums in found.sums.items() if place not in unproven}
    return replace(certificate, unproven=frozenset(unproven))


def _is_of_another_edition(page: Page) -> bool:
    """Return whether averages over measures of another edition say nothing of this one's."""
    return any(row.elsewhere and row.numbers for row in page.evidence.rows)


class _Source:
    """One source of a sheet: its tokens, and its evidence under each layout."""

    def __init__(self, tree: Composition, witnesses: Sequence[Witness]) -> None:
        self.tree, self.name = tree, witnesses[0].source_id
        self.residue = residue_of(witnesses)
        self.tokens = tokens_of(witnesses, self.residue)

    def evidences(self, limit: int) -> list[Evidence]:
        """Return the evidence under each layout of at most so many faults, the fewest first."""
        return [
            with_bars(evidence_of(self.tree, self.name, pairing), self.residue)
            for pairing in pairings_of(self.tree, self.tokens, limit)
        ]

    def plainest(self) -> Evidence:
        """Return the evidence under the layout with the fewest faults."""
        return next(found[0] for limit in (MARGIN, BELIEVED, 10_000) if (found := self.evidences(limit)))


def _by_source(witnesses: Sequence[Witness]) -> list[list[Witness]]:
    found: dict[str, list[Witness]] = {}
    for one in sorted(witnesses):
        found.setdefault(one.source_id, []).append(one)
    return list(found.values())


def _heard(source: _Source, before: Mapping[str, int], others: Sequence[Witness]) -> list[Searched]:
    """Return what the layouts of a source near the cheapest leave, if any has an account."""
    limit = MARGIN
    while True:
        evidences = [joined([one], others) for one in source.evidences(limit)]
        found = _near(source.tree, evidences, before, BELIEVED)
        needed = found[0][0] + MARGIN if found else limit * _DEEPER
        if limit >= min(needed, BELIEVED):
            break
        # most pages have few faults, so few layouts: all others are read only where these have more
        limit = min(needed, BELIEVED)
    return [one for one in found if one[0] <= _believed(one[1].evidence)]


def _believed(evidence: Evidence) -> int:
    """Return the most faults with which a page is believed: with few if most numbers stand in columns."""
    mostly = 2 * len(evidence.unlabelled) > len(evidence.tree.indicators)
    return IN_COLUMNS if evidence.in_columns and mostly else BELIEVED


def _near(
    tree: Composition, evidences: Sequence[Evidence], before: Mapping[str, int], at_most: int
) -> list[Searched]:
    """Return what the evidence that has the cheapest accounts leaves, and all within the margin of it."""
    searched: list[Searched] = []
    best: int | None = None
    for evidence in sorted(evidences, key=lambda one: one.faults):
        if best is not None and evidence.faults > best + MARGIN:
            break
        page = Page(tree, evidence, before)
        most = min(at_most, _believed(evidence))
        found = _search(page, min(most, most if best is None else best + MARGIN) - page.faults)
        if found.faults >= 0:
            total = page.faults + found.faults
            searched.append((total, page, found))
            best = total if best is None else min(best, total)
    searched += [(total + 1, page, found.near) for total, page, found in searched if found.near]
    heard = [one for one in searched if best is not None and one[0] <= best + MARGIN]
    return sorted(heard, key=lambda one: one[0])


def _search(page: Page, at_most: int) -> Outcome:
    """Return what the cheapest accounts of a page leave, under one layout.

    How much of a fault it is that a number without a label is garbled, or printed twice, is a matter of
    judgement: what is given holds with either count.
    """
    margin = MARGIN if page.evidence.is_uneven else 0
    found = AccountSearch(page.components, page.unlabelled, page.printed_criminality).cheapest(
        at_most, margin
    )
    if found.faults >= 0:
        for unlabelled in countings(page.unlabelled)[1:]:
            other = AccountSearch(page.components, unlabelled, page.printed_criminality)
            found.merge(other.cheapest(found.faults + MARGIN, margin))
    return found


def countings(unlabelled: Sequence[UnlabelledNumber]) -> list[Sequence[UnlabelledNumber]]:
    """Return numbers without a label as they are counted, then in each other way that can be judged."""
    legible = [replace(one, costs=from_nought(one.costs)) for one in unlabelled]
    once = [one for one in unlabelled if one.skip > 1]
    return [unlabelled, *(other for other in (legible, once) if other != list(unlabelled))]


def _merged(tree: Composition, heard: Sequence[tuple[int, Page, Outcome]]) -> Certificate:
    _, page, first = heard[0]
    head = tree.roots[0]
    criminality: set[int] = set()
    merged = Outcome(first.faults, dict(first.values), dict(first.sums), set(first.pairs), first.takers)
    for _, one, found in heard:
        criminality |= set(Domains(one, found).of(head))
        if found is not first:
            for place in tree.places.values():
                for mine, theirs in ((merged.values, found.values), (merged.sums, found.sums)):
                    if place in mine or place in theirs:
                        mine[place] = mine.get(place, 0) | theirs.get(place, 0)
            merged.pairs |= found.pairs
    return Certificate(page, merged, frozenset(criminality), [one for _, one, _ in heard])


def plainest_evidence(tree: Composition, witnesses: Sequence[Witness]) -> Evidence:
    """Return the evidence under the layout with the fewest faults, before any search."""
    return joined([_Source(tree, own).plainest() for own in _by_source(witnesses)], ())
