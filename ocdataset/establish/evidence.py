"""What the readings of a sheet bear witness to: which label each number is beside, and what is left."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby, pairwise
from typing import Final

from ocdataset.arithmetic.composition import Composition
from ocdataset.establish.numerals import Numeral, bar_steps, change_of, numeral
from ocdataset.establish.sheet import Witness
from ocdataset.read.labels import HEADLINES, label_text, likeness
from ocdataset.reference.names import measure_names


@dataclass
class Row:
    """Readings that stand together in a source, and the measure that their label names."""

    source: str
    number: int
    labels: list[Witness] = field(default_factory=list)
    numbers: list[Witness] = field(default_factory=list)
    changes: list[Witness] = field(default_factory=list)
    ranks: list[Witness] = field(default_factory=list)
    residue: list[Witness] = field(default_factory=list)
    measure: str = ""
    garbled: bool = False
    by_order: bool = False
    elsewhere: str = ""

    @property
    def label(self) -> str:
        """The text of the label, joined where it is wrapped."""
        if len(self.labels) == 1:
            return self.labels[0].text
        return " ".join(one.text for one in self.labels)

    @property
    def bar(self) -> int | None:
        """The score that the residue of its bar stands for, in half points."""
        return bar_steps([one.text for one in self.residue]) if self.residue else None

    @property
    def printed(self) -> str:
        """The numbers as printed."""
        return " ".join(one.reading.as_printed for one in self.numbers)

    @property
    def spread(self) -> bool:
        """Whether label and number stand on different lines."""
        return bool(self.labels and self.numbers) and (
            self.labels[0].reading.line != self.numbers[0].reading.line
        )


@dataclass(frozen=True)
class Loose:
    """A number without a label, the measures that it may belong to, and whether it repeats the row above."""

    witness: Witness
    measures: frozenset[str]
    repeats: bool = False

    @property
    def numeral(self) -> Numeral:
        """What it can mean."""
        return numeral(self.witness.text)


@dataclass
class Evidence:
    """All rows of a sheet, from all its sources, and the loose numbers of the one that has most."""

    tree: Composition
    rows: list[Row]
    loose: list[Loose] = field(default_factory=list)
    loose_source: str = ""
    others: list[Witness] = field(default_factory=list)
    open_measures: frozenset[str] = frozenset()

    @cached_property
    def beside(self) -> Mapping[str, list[Row]]:
        """The rows of each measure that have numbers, bars or changes."""
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            if row.measure and (row.numbers or row.bar is not None or row.changes):
                found.setdefault(row.measure, []).append(row)
        return found


def gather(tree: Composition, witnesses: Sequence[Witness]) -> Evidence:
    """Return the evidence in the readings of all sources of a sheet."""
    rows, others = _rows(witnesses)
    evidence = Evidence(tree, rows, others=others)
    loose: dict[str, list[Loose]] = {}
    for source, group in groupby(rows, key=lambda row: row.source):
        of_source = list(group)
        _name_labels(tree, of_source)
        _name_half_words(of_source)
        loose[source] = _loosen(tree, of_source)
    source = max(loose, key=lambda name: len(loose[name]), default="")
    if source and loose[source]:
        evidence.loose, evidence.loose_source = loose[source], source
        have = {row.measure for row in rows if row.source == source and row.numbers}
        if len(loose[source]) >= 3:
            have -= _mostly_apart(tree, have)
        evidence.open_measures = frozenset(tree.measures) - have
    return evidence


def _rows(witnesses: Iterable[Witness]) -> tuple[list[Row], list[Witness]]:
    """Put witnesses into rows, source by source in reading order; those of no row come second."""
    rows: dict[tuple[str, int], Row] = {}
    others: list[Witness] = []
    for one in sorted(witnesses, key=_in_order):
        if one.reading.kind in ("name", "context"):
            others.append(one)
            continue
        key = one.source_id, one.reading.row
        row = rows.get(key)
        if row is None:
            row = rows[key] = Row(*key)
        getattr(row, _LISTS[one.reading.kind]).append(one)
    return list(rows.values()), others


_LISTS: Final = {
    "label": "labels",
    "number": "numbers",
    "change": "changes",
    "rank": "ranks",
    "residue": "residue",
}


def _in_order(witness: Witness) -> tuple[str, int, int]:
    return witness.source_id, witness.reading.line, witness.reading.position


def _name_labels(tree: Composition, rows: Sequence[Row]) -> None:
    """Give each row its measure: by its exact label, else by likeness and place together."""
    known = frozenset(tree.measures)
    for row in rows:
        if row.labels:
            named = measure_names().get(label_text(row.label), "") or _last_named(row)
            row.measure = named if named in known else ""
            row.elsewhere = "" if named in known else named
    places = {measure: at for at, measure in enumerate(tree.measures)}
    taken = {row.measure for row in rows if row.measure and row.numbers}
    for at, row in enumerate(rows):
        if not row.labels or row.measure or row.elsewhere:
            continue
        low, high = _neighbours(rows, at, places)
        alike = [(score, name) for score, name in likeness(row.label) if name in known - taken]
        row.measure = _best(alike, places, low, high)
        if row.measure:
            row.garbled = True
            taken.add(row.measure)


def _last_named(row: Row) -> str:
    """Return the measure of the one label in a row that is known, where a line holds more."""
    named = {measure_names().get(label_text(one.text), "") for one in row.labels} - {""}
    return named.pop() if len(named) == 1 and len(row.labels) > 1 else ""


def _best(alike: Sequence[tuple[int, str]], places: Mapping[str, int], low: int, high: int) -> str:
    """Return the measure that a garbled label is taken for, or "" if likeness and place do not agree."""
    inside = [(score, name) for score, name in alike if low < places[name] < high]
    if low < high and inside:
        clear = len(inside) == 1 or inside[0][0] - inside[1][0] >= 8
        return inside[0][1] if clear and inside[0][0] >= alike[0][0] - 12 else ""
    if low >= high and alike and alike[0][0] >= 60:
        clear = len(alike) == 1 or alike[0][0] - alike[1][0] >= 15
        return alike[0][1] if clear else ""
    return ""


def _neighbours(rows: Sequence[Row], at: int, places: Mapping[str, int]) -> tuple[int, int]:
    """Return the places of the nearest measures with numbers before and behind a row."""

    def place(near: Iterable[Row], default: int) -> int:
        return next(
            (
                places[row.measure]
                for row in near
                if row.numbers and row.measure in places and row.measure not in HEADLINES and not row.garbled
            ),
            default,
        )

    return place(reversed(rows[:at]), -1), place(rows[at + 1 :], len(places))


def _name_half_words(rows: Sequence[Row]) -> None:
    """Take a number beside the beginning of a headline's label for that headline's."""
    have = {row.measure for row in rows if row.numbers}
    for row in rows:
        if row.measure or row.labels or not row.numbers:
            continue
        halves = [label_text(one.text) for one in row.residue if not one.text.isdigit()]
        for headline in HEADLINES - have:
            if any(len(half) >= 5 and headline.startswith(half) for half in halves):
                row.measure = headline


def _loosen(tree: Composition, rows: Sequence[Row]) -> list[Loose]:
    """Return the loose numbers of a source, each with the measures that its place leaves."""
    order = tree.measures
    places = {measure: at for at, measure in enumerate(order)}
    runs = _runs(rows)
    blocks = any(length >= 3 for length in runs.values())
    if blocks:
        _distrust_whole_numbers(tree, rows)
    holes = _spread_holes(rows, order, places) | _displaced(rows, places)
    have = {row.measure for row in rows if row.numbers and row.measure and id(row) not in holes}
    if blocks:
        have -= _mostly_apart(tree, have)
    repeats = {id(row) for before, row in pairwise(rows) if _repeats(before, row)}
    found: list[Loose] = []
    for at, row in enumerate(rows):
        if id(row) in holes:
            found += [Loose(one, holes[id(row)]) for one in _once_each(row.numbers)]
            row.numbers = []
            continue
        if row.measure or row.elsewhere or not row.numbers:
            continue
        low, high = _bounds(rows, at, places, alone=not blocks)
        free = frozenset(name for name in order if name not in have)
        # rows out of the Index's order bound nothing; neighbours in it leave no place between them
        ordered = low <= high + 1
        inside = frozenset(name for name in free if low <= places[name] <= high) if ordered else free
        if len(inside) < runs.get(id(row), 1) >= 3:
            inside = free
        if len(inside) == 1 and runs.get(id(row), 1) < 3:
            row.measure, row.by_order = next(iter(inside)), True
        elif inside:
            again = id(row) in repeats
            found += [Loose(one, inside, again) for one in _in_row(row, runs)]
        else:
            _give_to_row_before(rows, at)
    return found


def _repeats(before: Row, row: Row) -> bool:
    """Return whether a row prints the number and change of the row before once more."""
    if row.labels or not before.labels or len(row.numbers) != 1 or not before.numbers:
        return False
    same = [one.text for one in (*before.numbers[-1:], *before.changes)]
    return same == [one.text for one in (*row.numbers, *row.changes)]


def _in_row(row: Row, runs: Mapping[int, int]) -> list[Witness]:
    return row.numbers if runs.get(id(row), 1) >= 3 else _once_each(row.numbers)


def _mostly_apart(tree: Composition, have: set[str]) -> set[str]:
    """Return the measures of components most of whose labels have no number beside them."""
    return {
        measure
        for parent in tree.components
        for measure in (parent, *tree.children[parent])
        if 2 * sum(child in have for child in tree.children[parent]) < len(tree.children[parent])
    }


def _once_each(numbers: Sequence[Witness]) -> list[Witness]:
    """Return the numbers of a row without those that repeat the text of another."""
    return list({one.text: one for one in reversed(numbers)}.values())[::-1]


def _distrust_whole_numbers(tree: Composition, rows: Sequence[Row]) -> None:
    """Where numbers stand apart from labels, take a whole number beside one for residue."""
    apart = _mostly_apart(tree, {row.measure for row in rows if row.numbers})
    for row in rows:
        if row.measure in apart and row.numbers and all(one.text.isdigit() for one in row.numbers):
            row.residue, row.numbers = [*row.residue, *row.numbers], []


def _displaced(rows: Sequence[Row], places: Mapping[str, int]) -> dict[int, frozenset[str]]:
    """Return rows whose label is out of order and right beside one alone: the number may be the other's."""
    labelled = [row for row in rows if row.measure and row.measure not in HEADLINES]
    found: dict[int, frozenset[str]] = {}
    for before, row, behind in zip(labelled, labelled[1:], labelled[2:], strict=False):
        if not row.spread or not places[before.measure] < places[behind.measure]:
            continue
        other = before if row.labels[0].reading.line < row.numbers[0].reading.line else behind
        in_order = places[before.measure] < places[row.measure] < places[behind.measure]
        alone = other.labels and not other.numbers and other.measure != row.measure
        if alone and not in_order:
            found[id(row)] = frozenset((other.measure, row.measure))
    return found


def _give_to_row_before(rows: Sequence[Row], at: int) -> None:
    """Count a number that has no place of its own as a second printing in the row before it."""
    before = rows[at - 1] if at else None
    if before and before.measure and before.numbers and before.measure not in HEADLINES:
        before.numbers += rows[at].numbers
        rows[at].numbers = []


def _spread_holes(
    rows: Sequence[Row], order: Sequence[str], places: Mapping[str, int]
) -> dict[int, frozenset[str]]:
    """Return rows whose number may as well be that of the next measure, of which nothing is shown.

    Where labels and numbers have lines of their own, a number lost and the next label lost look
    like a row that is whole and one that is not there.
    """
    shown = {places[row.measure] for row in rows if row.measure}
    found: dict[int, frozenset[str]] = {}
    for row in rows:
        if not row.measure or not row.spread or row.measure in HEADLINES:
            continue
        label_first = row.labels[0].reading.line < row.numbers[0].reading.line
        hole = places[row.measure] + (1 if label_first else -1)
        inside = 0 < hole < len(order) and order[hole] not in HEADLINES and hole not in shown
        if inside and min(shown) < hole < max(shown):
            found[id(row)] = frozenset((row.measure, order[hole]))
    return found


def _runs(rows: Sequence[Row]) -> dict[int, int]:
    """Return for each row of loose numbers how many stand in one run."""
    found: dict[int, int] = {}
    run: list[Row] = []
    for row in [*rows, Row("", 0, measure="end")]:
        if row.measure or row.labels:
            total = sum(len(one.numbers) for one in run)
            found |= {id(one): total for one in run}
            run = []
        elif row.numbers:
            run.append(row)
    return found


def _bounds(rows: Sequence[Row], at: int, places: Mapping[str, int], *, alone: bool) -> tuple[int, int]:
    """Return the first and last place that a loose number can have between the rows around it.

    A label that stands alone may be that of the number itself.
    """

    def bound(near: Iterable[Row], step: int, default: int) -> int:
        for row in near:
            if row.measure and row.measure not in HEADLINES and (row.numbers or (alone and row.labels)):
                return places[row.measure] + (step if row.numbers else 0)
        return default

    return bound(reversed(rows[:at]), 1, 0), bound(rows[at + 1 :], -1, len(places) - 1)


_FAULTS: Final = 3


def of_two_sheets(evidence: Evidence) -> bool:
    """Return whether a source prints different numbers beside so many labels that it holds two sheets."""
    shown: dict[tuple[str, str], set[str]] = {}
    for measure, rows in evidence.beside.items():
        for row in rows:
            for one in row.numbers:
                known = numeral(one.text)
                # less than 1.00 is no score of any sheet, but a change
                if known.steps is not None or known.average is not None:
                    shown.setdefault((row.source, measure), set()).add(one.text)
    several = sum(len(texts) > 1 for texts in shown.values())
    return several > _FAULTS and 4 * several >= len(shown)


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
