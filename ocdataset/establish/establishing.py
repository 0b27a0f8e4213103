"""From readings to a sheet: what all cheapest accounts agree on is given, all else is left open."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from ocdataset.arithmetic.composition import Composition
from ocdataset.establish.page.certificate import certify
from ocdataset.establish.page.results.sheet_cells import SheetCells
from ocdataset.establish.several_editions import of_edition
from ocdataset.establish.sheet import Sheet
from ocdataset.establish.witness import Witness
from ocdataset.read.page.lines.labels import measure_of
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
    before = _edition_before(edition, other_editions or {})
    placed = [one for one in witnesses if one.reading.kind != "unplaced"]
    search = partial(certify, tree, _of_edition(tree, placed), before)
    certificate = search()
    sheet = SheetCells(country, certificate, placed).sheet()
    unplaced = tuple(one for one in witnesses if one.reading.kind == "unplaced")
    return replace(
        sheet,
        is_heard=certificate.found.faults >= 0,
        certify=search,
        unplaced=unplaced,
        outcomes={**sheet.outcomes, **{one.place: ("", "unused") for one in unplaced}},
    )


def _of_edition(tree: Composition, witnesses: Sequence[Witness]) -> Sequence[Witness]:
    """Return the witnesses without the numbers of other editions, and the labels that only these have."""
    own = of_edition(tree.edition, witnesses)
    if len(own) == len(witnesses):
        return witnesses
    return [
        one for one in own if one.reading.kind != "label" or (measure_of(one.text) or "") not in _others(tree)
    ]


def _others(tree: Composition) -> frozenset[str]:
    """Return the measures of other editions."""
    return frozenset(name for other in compositions().values() for name in other.measures) - set(
        tree.measures
    )


def _edition_before(edition: int, others: Editions) -> Mapping[str, int]:
    earlier = [year for year in others if year < edition]
    return others[max(earlier)] if earlier else {}
