"""Rows whose number may as well belong to another measure: on lines of their own, beside a hole."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from ocdataset.arithmetic.composition import Composition
from ocdataset.establish.sheet_rows import Row
from ocdataset.read.labels import HEADLINES


def spread_holes(tree: Composition, rows: Sequence[Row]) -> dict[int, frozenset[str]]:
    """Return rows whose number may as well be that of a next measure, of which nothing is shown.

    Where labels and numbers have lines of their own, a number lost and the next label lost look
    like a row that is whole and one that is not there.
    """
    places, order = tree.places, tree.measures
    shown = {places[row.measure] for row in rows if row.measure}
    between = range(min(shown) + 1, min(max(shown) + 2, len(order))) if shown else ()
    # an excerpt stops anywhere: where all but the last measure is shown, that one is a hole
    if len(order) - 1 > max(shown, default=0) + 1 and _mostly_spread(rows):
        between = between[:-1]
    unseen = {hole for hole in between if hole not in shown and order[hole] not in HEADLINES}
    if not unseen:
        return {}
    found: dict[int, frozenset[str]] = {}
    for row in rows:
        if not row.measure or not row.spread or row.measure in HEADLINES:
            continue
        step = 1 if _label_first(row) else -1
        at = places[row.measure] + step
        holes = {row.measure}
        while at in unseen:
            holes.add(order[at])
            at += step
        if len(holes) > 1:
            found[id(row)] = frozenset(holes)
    return found


def _mostly_spread(rows: Sequence[Row]) -> bool:
    """Return whether most labels have their number on another line."""
    whole = [row for row in rows if row.labels and row.numbers]
    return 2 * sum(row.spread for row in whole) > len(whole)


def displaced(rows: Sequence[Row], places: Mapping[str, int]) -> dict[int, frozenset[str]]:
    """Return rows whose label is out of order and right beside one alone: the number may be the other's."""
    labelled = [row for row in rows if row.measure and row.measure not in HEADLINES]
    if all(row.numbers for row in labelled):
        return {}
    found: dict[int, frozenset[str]] = {}
    for before, row, behind in zip(labelled, labelled[1:], labelled[2:], strict=False):
        if not row.spread or not places[before.measure] < places[behind.measure]:
            continue
        other = before if _label_first(row) else behind
        in_order = places[before.measure] < places[row.measure] < places[behind.measure]
        alone = other.labels and not other.numbers and other.measure != row.measure
        if alone and not in_order:
            found[id(row)] = frozenset((other.measure, row.measure))
    return found


def raised_repeats(rows: Sequence[Row]) -> dict[int, frozenset[str]]:
    """Return rows whose number stands above their label, right below the same number of a row that is whole.

    It may be the number of the row above, printed twice.
    """
    return {
        id(row): frozenset((row.measure,))
        for before, row in pairwise(rows)
        if row.measure
        and row.spread
        and not _label_first(row)
        and before.labels
        and before.numbers
        and _label_first(before)
        and [one.text for one in before.numbers[-1:]] == [one.text for one in row.numbers]
    }


def _label_first(row: Row) -> bool:
    return row.labels[0].reading.line <= row.numbers[0].reading.line
