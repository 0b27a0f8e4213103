"""What a page bears witness to under one layout: the rows of each measure, and the numbers without one."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from ocdataset.arithmetic.composition import Composition
from ocdataset.establish.page.evidence.rows import Row
from ocdataset.establish.page.layouts.blocks import LARGEST
from ocdataset.establish.page.layouts.pairing import Pairing
from ocdataset.establish.page.numerals import change_of
from ocdataset.establish.page.tokens import Token
from ocdataset.establish.witness import Witness


@dataclass(frozen=True, slots=True)
class Unlabelled:
    """A number without a label, and the measures that it may belong to.

    `repeats` says that it is the number before it once more, and plainly a fault.
    """

    witness: Witness
    measures: frozenset[str]
    repeats: bool = False


@dataclass(frozen=True)
class Evidence:
    """The rows of all sources of a sheet, each under one layout.

    Parameters
    ----------
    tree : Composition
    rows : sequence of Row
    unlabelled : sequence of Unlabelled
        In the order of the sheet.
    others : sequence of Witness
        Readings in no row.
    faults : int
        What of the sources the layouts do not account for.
    layouts : sequence of str
    in_columns : bool
        Whether numbers stand in columns of their own.
    is_uneven : bool
        Whether a column has more or fewer numbers than labels, so that which is an average is open.
    """

    tree: Composition
    rows: Sequence[Row]
    unlabelled: Sequence[Unlabelled] = ()
    others: Sequence[Witness] = ()
    faults: int = 0
    layouts: Sequence[str] = field(default=())
    in_columns: bool = False
    is_uneven: bool = False

    @cached_property
    def beside(self) -> Mapping[str, list[Row]]:
        """The rows of each measure that have numbers, bars or changes."""
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            if row.measure and (row.numbers or row.changes or row.bar is not None):
                found.setdefault(row.measure, []).append(row)
        return found

    @property
    def ordered(self) -> frozenset[str]:
        """The measures whose label and number stand in a block of several, where order alone pairs them."""
        return frozenset(row.measure for row in self.rows if row.by_order and row.labels and row.numbers)

    @cached_property
    def open_measures(self) -> frozenset[str]:
        """The measures that a number without a label may belong to."""
        return frozenset().union(*(one.measures for one in self.unlabelled))


def evidence_of(tree: Composition, source: str, pairing: Pairing) -> Evidence:
    """Return what a source bears witness to as a layout has it."""
    rows: list[Row] = []
    # what can be no value, as a change of 0.00, is that of no cell
    lone = [one for one in (*pairing.numbers, *pairing.single) if one.can_be_value]
    strange = 0
    doubtful = _doubtful(tree, pairing)
    for label, number, change, is_beside, again in pairing.pairs:
        if number in doubtful:
            rows.append(_bare(source, label, tree))
            continue
        if not label.measure:
            lone += [one for one in (number, *again) if one]
            continue
        known = label.measure in tree.places
        strange += not known and number is not None
        rows.append(
            Row(
                source,
                label.row,
                label.witnesses,
                _witnesses((number, *again)),
                change.witnesses if change else (),
                measure=label.measure if known else "",
                elsewhere="" if known else label.measure,
                by_order=not is_beside,
            )
        )
    rows += [_bare(source, one, tree) for one in pairing.labels]
    rows += [_bare(source, one, tree) for run in pairing.runs for one in run.labels]
    placed, unlabelled = _unlabelled(tree, rows, lone, pairing, doubtful)
    rows += [
        Row(source, one.row, numbers=one.witnesses, measure=placed.get(one, ""), by_order=one in placed)
        for one in (*lone, *doubtful)
    ]
    rows += [Row(source, one.row, numbers=one.witnesses) for run in pairing.runs for one in run.numbers]
    rows.sort(key=lambda row: (row.number, [one.reading.position for one in (*row.labels, *row.numbers)][:1]))
    columns = [run for run in pairing.runs if len(run.numbers) > LARGEST]
    uneven = any(len(run.numbers) != len(run.labels) for run in columns)
    faults = pairing.faults + strange
    return Evidence(tree, rows, unlabelled, (), faults, (pairing.layout,), len(unlabelled) > LARGEST, uneven)


def _bare(source: str, label: Token, tree: Composition) -> Row:
    known = label.measure in tree.places
    return Row(source, label.row, label.witnesses, measure=label.measure if known else "")


def _witnesses(tokens: Iterable[Token | None]) -> tuple[Witness, ...]:
    return tuple(one.witnesses[0] for one in sorted(filter(None, tokens), key=lambda one: one.at))


def _doubtful(tree: Composition, pairing: Pairing) -> dict[Token, frozenset[str]]:
    """Return the numbers on lines of their own that may be of a measure that the page does not show.

    Between a label and the next one a measure is missing: lost with its number, or its label and the
    number of the label before it, which then shows that of the missing one.

    Examples
    --------
    Of `Heroin trade / 3.00 / Cannabis trade / 2.00` the 3.00 may be that of the cocaine trade.
    """
    if pairing.runs:
        return {}
    places = tree.places
    shown = {label.measure: label for label, _ in _labels_of(pairing)}
    ordered = sorted(shown.values(), key=lambda one: one.at)
    known = [places[one.measure] for one in ordered if one.measure in places and not one.is_headline]
    if not _in_order(known):
        return {}
    found: dict[Token, frozenset[str]] = {}
    for label, number, _, is_beside, _ in pairing.pairs:
        if number is None or not is_beside or number.row == label.row or label.measure in tree.children:
            continue
        step = 1 if number.at > label.at else -1
        missing = _missing_beside(tree, label.measure, step, shown)
        if missing:
            found[number] = frozenset({label.measure, *missing})
    return found


def _missing_beside(tree: Composition, measure: str, step: int, shown: Mapping[str, Token]) -> list[str]:
    """Return the measures of a component that are not shown between one and the next that is."""
    group = tree.children.get(tree.parent_of.get(measure, ""), ())
    missing: list[str] = []
    at = group.index(measure) + step if measure in group else -1
    while 0 <= at < len(group):
        if group[at] in shown:
            return missing
        missing.append(group[at])
        at += step
    return []


def _unlabelled(
    tree: Composition,
    rows: Sequence[Row],
    lone: Sequence[Token],
    pairing: Pairing,
    doubtful: Mapping[Token, frozenset[str]],
) -> tuple[dict[Token, str], tuple[Unlabelled, ...]]:
    """Return the numbers without a label where labels are in order, which alone says whose they are.

    What can be of one measure only is of that one alone, and stands in no order with the others.
    """
    places = tree.places
    labelled = [
        (label.at, places[label.measure], number is not None)
        for label, number in _labels_of(pairing)
        if label.measure in places and not label.is_headline
    ]
    labelled.sort()
    numbered = {row.measure for row in rows if row.numbers}
    free = [name for name in tree.measures if name not in numbered]
    shown = {tree.measures[place] for _, place, _ in labelled}
    found: list[tuple[Token, frozenset[str]]] = list(doubtful.items())
    for run in pairing.runs:
        named = [one.measure for one in run.labels if one.measure in places]
        if _in_order([places[name] for name in named if name not in tree.roots]):
            # as many numbers as labels: no average is among them whose label is not
            even = len(run.numbers) == len(run.labels)
            out = {*shown, *(tree.parents if even else tree.roots[:1])} - set(named)
            cells = frozenset(name for name in free if name not in out)
            found += [(one, cells) for one in run.numbers]
    if _in_order([place for _, place, _ in labelled if not _is_of_run(place, pairing, places)]):
        found += [
            (one, _between(one, labelled, free, places, is_single=one in pairing.single)) for one in lone
        ]
    elif len(lone) == 1:
        found += [(one, frozenset(free)) for one in lone]
    before = _numbers_before(pairing)
    repeated = {one for one, _ in found if one in lone and before.get(one.at) == one.text}
    placed = _placed(tree, [(one, cells) for one, cells in found if one in lone and one not in repeated])
    found = [(one, cells - set(placed.values())) for one, cells in found if one not in placed]
    # of numbers for one place that with fewer others comes first: it stands among labels, not in a column
    ordered = sorted(
        (min(places[name] for name in cells), max(places[name] for name in cells), one.at, one, cells)
        for one, cells in found
        if cells
    )
    return placed, tuple(Unlabelled(one.witnesses[0], cells, one in repeated) for *_, one, cells in ordered)


def _placed(tree: Composition, found: Sequence[tuple[Token, frozenset[str]]]) -> dict[Token, str]:
    """Return the numbers that only one score can have printed, and that alone."""
    indicators = frozenset(tree.indicators)
    only = {one: measure for one, cells in found if len(cells) == 1 for measure in cells & indicators}
    shared = Counter([measure for _, cells in found for measure in cells])
    return {one: measure for one, measure in only.items() if shared[measure] == 1}


def _is_of_run(place: int, pairing: Pairing, places: Mapping[str, int]) -> bool:
    return any(places.get(one.measure) == place for run in pairing.runs for one in run.labels)


def _in_order(places: Sequence[int]) -> bool:
    return all(first <= second for first, second in pairwise(places))


def _numbers_before(pairing: Pairing) -> dict[int, str]:
    """Return by the place of each number the text of the one before it, which it may repeat."""
    numbers = [pair.number for pair in pairing.pairs if pair.number]
    numbers += [*pairing.numbers, *pairing.single, *(one for run in pairing.runs for one in run.numbers)]
    numbers.sort(key=lambda one: one.at)
    return {second.at: first.text for first, second in pairwise(numbers)}


def _labels_of(pairing: Pairing) -> list[tuple[Token, Token | None]]:
    return [
        *((pair.label, pair.number) for pair in pairing.pairs),
        *((one, None) for one in pairing.labels),
        *((one, None) for run in pairing.runs for one in run.labels),
    ]


def _between(
    number: Token,
    labelled: Sequence[tuple[int, int, bool]],
    free: Sequence[str],
    places: Mapping[str, int],
    *,
    is_single: bool,
) -> frozenset[str]:
    """Return the free measures between those of the labels around a number that have theirs.

    One that stands singly belongs to none beyond the nearest labels, be they with a number or without.
    """
    before = [(place, numbered) for at, place, numbered in labelled if at < number.at]
    behind = [(place, numbered) for at, place, numbered in labelled if at > number.at]
    if is_single:
        low = before[-1][0] - (not before[-1][1]) if before else -1
        high = behind[0][0] + (not behind[0][1]) if behind else len(places)
    else:
        low = max([place for place, numbered in before if numbered], default=-1)
        high = min([place for place, numbered in behind if numbered], default=len(places))
    return frozenset(name for name in free if low < places[name] < high)


def joined(parts: Sequence[Evidence], others: Sequence[Witness]) -> Evidence:
    """Return the evidence of several sources together, with the lone numbers of the one that has most."""
    most = max(parts, key=lambda part: len(part.unlabelled))
    return Evidence(
        most.tree,
        [row for part in parts for row in part.rows],
        most.unlabelled,
        others,
        sum(part.faults for part in parts),
        tuple(name for part in parts for name in part.layouts),
        any(part.in_columns for part in parts),
        any(part.is_uneven for part in parts),
    )


def agrees(change: str, value: int, before: int | None) -> bool | None:
    """Return whether a printed change fits a score and the one before, in hundredths; None if unknown.

    Examples
    --------
    >>> agrees("0.50", 850, 800), agrees("0.50", 850, 850), agrees("n/a", 850, 800)
    (True, False, None)
    """
    difference = change_of(change)
    if difference is None or before is None:
        return None
    return value - before == difference
