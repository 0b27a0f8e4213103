"""Numbers without a label of their own, and the measures that their place leaves to each."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from ocdataset.arithmetic.composition import Composition
from ocdataset.establish.doubtful_rows import displaced, raised_repeats, spread_holes
from ocdataset.establish.numerals import Numeral, numeral
from ocdataset.establish.sheet import Witness
from ocdataset.establish.sheet_rows import Row, are_shuffled, can_be_value
from ocdataset.read.labels import HEADLINES

RUN = 3
"""How many numbers in a row without a label show that the page sets numbers apart."""


@dataclass(frozen=True, slots=True)
class Loose:
    """A number without a label, and the measures that it may belong to.

    `repeats` says that it is that of the row above once more; `near` holds the measures between the
    labels around it, if it stands alone on a page that has others in a row.
    """

    witness: Witness
    measures: frozenset[str]
    repeats: bool = False
    near: frozenset[str] | None = None

    @property
    def numeral(self) -> Numeral:
        """What it can mean."""
        return numeral(self.witness.text)


def loosen(tree: Composition, rows: Sequence[Row]) -> list[Loose]:
    """Take the loose numbers of a source out of its rows; return each with the measures left to it."""
    nameless = any(row.numbers and not row.measure for row in rows)
    runs = _runs(rows) if nameless else {}
    blocks = any(length >= RUN for length in runs.values())
    if blocks:
        _distrust_whole_numbers(tree, rows)
        _leave_out_if_at_both_ends(rows, runs)
    raised = raised_repeats(rows)
    holes = spread_holes(tree, rows) | displaced(rows, tree.places) | raised
    if not nameless and not holes:
        return []
    have = {row.measure for row in rows if row.measure and row.is_filled and id(row) not in holes}
    if blocks:
        have -= mostly_apart(tree, have)
    have |= _shuffled(tree, rows)
    return _placed(tree, rows, runs, holes, raised, [name for name in tree.measures if name not in have])


def _shuffled(tree: Composition, rows: Sequence[Row]) -> set[str]:
    """Return the indicators of components whose labels are out of order: that of numbers tells nothing."""
    places = [tree.places[row.measure] for row in rows if row.measure and row.labels]
    found: set[str] = set()
    for part in tree.components:
        group = tree.children[part]
        own = [place for place in places if tree.measures[place] in group]
        if any(before > behind for before, behind in pairwise(own)):
            found.update(group)
    return found


def _placed(
    tree: Composition,
    rows: Sequence[Row],
    runs: Mapping[int, int],
    holes: Mapping[int, frozenset[str]],
    raised: Container[int],
    free: Sequence[str],
) -> list[Loose]:
    """Return the loose numbers, or give them to a row where only one place is left."""
    places = tree.places
    blocks = any(length >= RUN for length in runs.values())
    repeats = {id(row) for before, row in pairwise(rows) if _repeats(before, row)}
    number_first = blocks and _number_first(tree, rows, runs)
    if number_first:
        # an average beside its label stands below the numbers of its section, and is none of them
        averaged = {row.measure for row in rows if row.numbers and row.measure in tree.children}
        free = [name for name in free if name not in averaged]
    last_places = (
        _ends_of_sections(rows, places, runs)
        if number_first
        else _last_places(rows, places, alone=not blocks)
    )
    ends = _last_places(rows, places, alone=True) if blocks else last_places
    shuffled = are_shuffled(tree, rows)
    low = start = 0
    between = cache(lambda low, high: frozenset(name for name in free if low <= places[name] <= high))
    found: list[Loose] = []
    for at, row in enumerate(rows):
        if id(row) in holes:
            found += [Loose(one, holes[id(row)], id(row) in raised) for one in _once_each(row.numbers)]
            row.numbers = ()
        elif row.numbers and not row.measure and not row.elsewhere:
            high = last_places[at]
            # rows out of the Index's order bound nothing; neighbours in it leave no place between them
            bound = low <= high + 1 and not shuffled
            inside = between(low, high) if bound else frozenset(free)
            in_run = runs.get(id(row), 1)
            if len(inside) < in_run >= RUN:
                inside = frozenset(free)
            again = id(row) in repeats
            if len(inside) == 1 and in_run < RUN and not again:
                row.measure, row.by_order = next(iter(inside)), True
            elif inside:
                numbers = row.numbers if in_run >= RUN else _once_each(row.numbers)
                near = between(start, ends[at]) if blocks and in_run < RUN else None
                found += [Loose(one, inside, again, near) for one in numbers]
            else:
                _give_to_row_before(rows, at)
        if row.measure and row.measure not in HEADLINES and (row.numbers or row.labels):
            start = places[row.measure] + row.is_filled
            low = start if row.numbers or not blocks else low
            if number_first:
                low = places[row.measure] + 1
    return found


def _number_first(tree: Composition, rows: Sequence[Row], runs: Mapping[int, int]) -> bool:
    """Return whether the numbers of each section stand above its labels, none of which has one beside it."""
    in_run = [at for at, row in enumerate(rows) if runs.get(id(row), 0) >= RUN]
    labelled = [at for at, row in enumerate(rows) if row.measure and row.measure not in HEADLINES]
    if not labelled or not in_run or in_run[0] > labelled[0] or in_run[-1] > labelled[-1]:
        return False
    between = any(in_run[0] < at < in_run[-1] for at in labelled)
    return between and not any(
        row.numbers for row in rows if row.measure and row.measure not in tree.children
    )


def _ends_of_sections(rows: Sequence[Row], places: Mapping[str, int], runs: Mapping[int, int]) -> list[int]:
    """Return for each row the last place before the first label below the next run of numbers."""
    found = [len(places) - 1] * len(rows)
    first = below = len(places)
    numbered = False
    for at in range(len(rows) - 1, -1, -1):
        row = rows[at]
        if row.measure and row.measure not in HEADLINES:
            first = below if numbered else first
            below, numbered = places[row.measure], False
        numbered = numbered or runs.get(id(row), 0) >= RUN
        found[at] = first - 1
    return found


def _last_places(rows: Sequence[Row], places: Mapping[str, int], *, alone: bool) -> list[int]:
    """Return for each row the last place that a loose number there can have before the rows behind it.

    A label that stands alone may be that of the number itself.
    """
    high = len(places) - 1
    found = [high] * len(rows)
    for at in range(len(rows) - 1, -1, -1):
        found[at] = high
        row = rows[at]
        if row.measure and row.measure not in HEADLINES and (row.numbers or (alone and row.labels)):
            high = places[row.measure] - row.is_filled
    return found


def _repeats(before: Row, row: Row) -> bool:
    """Return whether a row prints the number and change of the row before once more."""
    if row.labels or not before.labels or len(row.numbers) != 1 or not before.numbers:
        return False
    same = [one.text for one in (*before.numbers[-1:], *before.changes)]
    return same == [one.text for one in (*row.numbers, *row.changes)]


def mostly_apart(tree: Composition, have: set[str]) -> set[str]:
    """Return the measures of components most of whose labels have no number beside them."""
    found: set[str] = set()
    for parent in tree.components:
        group = tree.children[parent]
        if 2 * len(have.intersection(group)) < len(group):
            found |= {parent, *group}
    return found


def _once_each(numbers: Sequence[Witness]) -> list[Witness]:
    """Return the numbers of a row without those that repeat another, or can be no value as another can."""
    if len(numbers) > 1:
        numbers = [one for one in numbers if can_be_value(one)] or numbers
    return list({one.text: one for one in reversed(numbers)}.values())[::-1]


def _distrust_whole_numbers(tree: Composition, rows: Sequence[Row]) -> None:
    """Where numbers stand apart from labels, take a whole number beside one for residue."""
    apart = mostly_apart(tree, {row.measure for row in rows if row.numbers})
    for row in rows:
        if row.measure in apart and row.numbers and all(one.text.isdigit() for one in row.numbers):
            row.residue, row.numbers = row.residue + row.numbers, ()


def _leave_out_if_at_both_ends(rows: Sequence[Row], runs: Mapping[int, int]) -> None:
    """Leave out numbers set apart that begin and end a page: they may belong to the labels above or below."""
    in_run = [at for at, row in enumerate(rows) if runs.get(id(row), 0) >= RUN]
    labelled = [at for at, row in enumerate(rows) if row.measure]
    if labelled and in_run[0] < labelled[0] and labelled[-1] < in_run[-1]:
        for row in rows:
            if not row.labels:
                row.numbers = ()


def _give_to_row_before(rows: Sequence[Row], at: int) -> None:
    """Count a number that has no place of its own as a second printing in the row before it."""
    before = rows[at - 1] if at else None
    if before and before.measure and before.numbers and before.measure not in HEADLINES:
        before.numbers += rows[at].numbers
        rows[at].numbers = ()


def _runs(rows: Iterable[Row]) -> dict[int, int]:
    """Return for each row of loose numbers how many stand in one run."""
    found: dict[int, int] = {}
    run: list[Row] = []
    for row in [*rows, None]:
        if row is None or row.measure or row.labels:
            total = sum(len(one.numbers) for one in run)
            found |= {id(one): total for one in run}
            run = []
        elif row.numbers:
            run.append(row)
    return found
