"""Rows of a sheet: the readings that stand together in a source, and the measure of each row."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ocdataset.arithmetic.composition import Composition
from ocdataset.establish.numerals import bar_steps, numeral
from ocdataset.establish.search.sums import ANY
from ocdataset.establish.sheet import Witness
from ocdataset.read.labels import HEADLINES, label_text, likeness
from ocdataset.reference.names import measure_names


@dataclass(slots=True)
class Row:
    """Readings that stand together in a source, and the measure that their label names.

    `elsewhere` is the measure of another edition that the label names; `garbled` says that the
    label was taken for a measure by its likeness, `by_order` that the row has a measure by its
    place alone; `has_bar` that whole numbers in it are what is left of the bar of its score.
    """

    source: str
    number: int
    labels: tuple[Witness, ...] = ()
    numbers: tuple[Witness, ...] = ()
    changes: tuple[Witness, ...] = ()
    ranks: tuple[Witness, ...] = ()
    residue: tuple[Witness, ...] = ()
    measure: str = ""
    garbled: bool = False
    by_order: bool = False
    elsewhere: str = ""
    has_bar: bool = True

    @property
    def label(self) -> str:
        """The text of the label, joined where it is wrapped."""
        if len(self.labels) == 1:
            return self.labels[0].text
        return " ".join(one.text for one in self.labels)

    @property
    def bar(self) -> int | None:
        """The score that the residue of its bar stands for, in half points."""
        if not self.residue or not self.has_bar:
            return None
        return bar_steps(tuple([one.text for one in self.residue]))

    @property
    def printed(self) -> str:
        """The numbers as printed."""
        return " ".join(one.reading.as_printed for one in self.numbers)

    @property
    def is_filled(self) -> bool:
        """Whether one of the numbers can be a score or an average at all, garbled or not."""
        return any(map(can_be_value, self.numbers))

    @property
    def spread(self) -> bool:
        """Whether label and number stand on different lines."""
        return bool(self.labels and self.numbers) and (
            self.labels[0].reading.line != self.numbers[0].reading.line
        )


def can_be_value(one: Witness) -> bool:
    """Return whether a number can be a score or an average at all, garbled or not."""
    known = numeral(one.text)
    return known.steps is not None or known.average is not None or known.costs[0][1] != ANY


_MOVED: Final = 2


def are_shuffled(tree: Composition, rows: Iterable[Row]) -> bool:
    """Return whether more labels of indicators are out of order than one that was moved can make so."""
    places = [
        (row.source, tree.places[row.measure])
        for row in rows
        if row.labels and row.measure in tree.parent_of and row.measure not in tree.children
    ]
    return sum(one == other and first > second for (one, first), (other, second) in pairwise(places)) > _MOVED


def rows_of(witnesses: Iterable[Witness]) -> tuple[list[Row], list[Witness]]:
    """Put witnesses into rows, source by source in reading order; those of no row come second."""
    rows: dict[tuple[str, int], Row] = {}
    others: list[Witness] = []
    for one in sorted(witnesses):
        kind = one.reading.kind
        if kind in ("name", "context"):
            others.append(one)
            continue
        key = one.source_id, one.reading.row
        row = rows.get(key)
        if row is None:
            row = rows[key] = Row(*key)
        if kind == "label":
            row.labels += (one,)
        elif kind == "number":
            row.numbers += (one,)
        elif kind == "residue":
            row.residue += (one,)
        elif kind == "change":
            row.changes += (one,)
        else:
            row.ranks += (one,)
    return list(rows.values()), others


def name_rows(tree: Composition, rows: Sequence[Row]) -> None:
    """Give each row of a source its measure: by its exact label, else by likeness and place together."""
    places, names = tree.places, measure_names()
    nameless = []
    for at, row in enumerate(rows):
        if row.labels:
            known = _known_alone(row) if len(row.labels) > 1 else set()
            if len(known) > 1:
                continue
            named = names.get(label_text(row.label), "") or "".join(known)
            if named in places:
                row.measure = named
            elif named:
                row.elsewhere = named
            else:
                nameless.append(at)
    if nameless:
        _name_by_likeness(tree, rows, nameless)
    _name_half_words(rows)


def _name_by_likeness(tree: Composition, rows: Sequence[Row], nameless: Iterable[int]) -> None:
    places = tree.places
    taken = {row.measure for row in rows if row.measure and row.numbers}
    for at in nameless:
        row = rows[at]
        low, high = _neighbours(rows, at, places)
        alike = [(score, name) for score, name in likeness(row.label) if name in places]
        row.measure = _best(alike, taken, places, low, high)
        if row.measure:
            row.garbled = True
            taken.add(row.measure)


def _known_alone(row: Row) -> set[str]:
    """Return the measures that labels of a row name, each whole by itself."""
    return {measure_names().get(label_text(one.text), "") for one in row.labels} - {""}


def _best(
    alike: Sequence[tuple[int, str]], taken: Container[str], places: Mapping[str, int], low: int, high: int
) -> str:
    """Return the measure that a garbled label is taken for, or "" if likeness and place do not agree."""
    free = [(score, name) for score, name in alike if name not in taken]
    inside = [(score, name) for score, name in free if low < places[name] < high]
    if low < high and inside:
        clear = len(inside) == 1 or inside[0][0] - inside[1][0] >= 8
        return inside[0][1] if clear and inside[0][0] >= free[0][0] - 12 else ""
    # out of order likeness must tell alone: that the others have their numbers does not make it clearer
    if low >= high and free[:1] == alike[:1] and free and free[0][0] >= 60:
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
    have: set[str] | None = None
    for row in rows:
        if row.measure or row.labels or not row.numbers or not row.residue:
            continue
        if have is None:
            have = {one.measure for one in rows if one.numbers}
        halves = [label_text(one.text) for one in row.residue if not one.text.isdigit()]
        for headline in HEADLINES - have:
            if any(len(half) >= 5 and headline.startswith(half) for half in halves):
                row.measure = headline
