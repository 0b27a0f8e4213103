"""What the readings of a page cost each value, as the search for accounts takes it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from ocdataset.arithmetic.composition import Composition
from ocdataset.arithmetic.half_points import GRID
from ocdataset.establish.page.evidence.gathering import Evidence
from ocdataset.establish.page.evidence.rows import Row
from ocdataset.establish.page.numerals import Numeral, change_of, numeral, witness_of
from ocdataset.establish.page.search.components import Component, UnlabelledNumber
from ocdataset.establish.page.search.costs import FREE, Costs, both, from_nought
from ocdataset.establish.page.search.sums import set_of


@dataclass
class Page:
    """The evidence as the search for accounts takes it: places in place of measures."""

    tree: Composition
    evidence: Evidence
    before: Mapping[str, int]
    components: list[Component] = field(init=False)
    unlabelled: list[UnlabelledNumber] = field(init=False)
    printed_criminality: list[int] = field(init=False)
    faults: int = field(init=False)

    def __post_init__(self) -> None:
        self.places = self.tree.places
        free = self.evidence.open_measures
        self.free = set_of(self.places[measure] for measure in free)
        self.head = self.tree.roots[0]
        self.changeful = _sources_with_changes(self.evidence.rows)
        self.is_short = _leaves_out_noughts(self.evidence.rows)
        self.faults = self.evidence.faults
        self.components = [self._component(name) for name in self.tree.components]
        self.unlabelled = [
            UnlabelledNumber(
                known.costs,
                known.average,
                set_of(self.places[name] for name in one.measures),
                1 if one.repeats else 2,
            )
            for one in self.evidence.unlabelled
            for known in (numeral(one.witness.text),)
        ]
        self.printed_criminality = self.averages(self.head)

    def _component(self, name: str) -> Component:
        cells = self.tree.children[name]
        costs = [self.costs(cell) for cell in cells]
        # a number without its noughts is no garble where none has them
        self.faults += 0 if self.is_short else sum([of_cell[0][0] for of_cell in costs])
        return Component(
            place=self.places[name],
            costs=tuple([from_nought(of_cell) for of_cell in costs]),
            averages=tuple(self.averages(name)),
            open_cells=self.free & (((2 << len(cells)) - 1) << self.places[name]),
        )

    def averages(self, measure: str, source: str = "") -> list[int]:
        """Return the averages printed beside a label, once for each source that prints them, or of one."""
        found = {
            (row.source, average)
            for row in self.evidence.beside.get(measure, ())
            for one in row.numbers
            if source in ("", row.source) and (average := self._average(numeral(one.text))) is not None
        }
        return [value for _, value in sorted(found, key=str)]

    def _average(self, known: Numeral) -> int | None:
        return known.short_average if known.average is None and self.is_short else known.average

    def costs(self, measure: str) -> Costs:
        """Return what the readings beside a label cost for each score."""
        rows = self.evidence.beside.get(measure)
        if not rows:
            return FREE
        if len(rows) == 1 and self._is_plain(rows[0]):
            row = rows[0]
            return _plain_costs(tuple([one.text for one in row.numbers]), row.bar)
        if len({row.source for row in rows}) == len(rows) and all(map(self._is_plain, rows)):
            return _plain_costs_of_several(
                tuple([(tuple([one.text for one in row.numbers]), row.bar) for row in rows])
            )
        total = FREE
        seen: set[tuple[str, str, Costs]] = set()
        for row in rows:
            for kind, costs in self._testimony(row, measure):
                if (row.source, kind, costs) not in seen:
                    seen.add((row.source, kind, costs))
                    total = both(total, costs)
        return total

    def _is_plain(self, row: Row) -> bool:
        """Return whether a row has numbers and a bar at most, and each is what it seems."""
        if (row.changes and self.before) or (self.changeful and self.may_be_a_change(row)):
            return False
        return not any(one.correction or self._is_note(one.text) for one in row.numbers)

    def _is_note(self, text: str) -> bool:
        """Return whether a number is a single digit, of a note, where scores are printed with noughts."""
        return len(text) == 1 and not self.is_short

    def _testimony(self, row: Row, measure: str) -> Iterable[tuple[str, Costs]]:
        corrected = [one for one in row.numbers if one.correction]
        for one in corrected or row.numbers:
            known = numeral(one.text)
            if one.correction and known.steps is not None:
                yield "correction", ((0, 1 << known.steps),)
            elif not self.may_be_a_change(row) and not self._is_note(one.text):
                yield "number", known.costs
        if row.bar is not None:
            yield "bar", witness_of(row.bar)
        for one in row.changes:
            difference = change_of(one.text)
            if difference is not None and measure in self.before:
                steps, rest = divmod(self.before[measure] + difference, 50)
                if rest == 0 and steps in GRID:
                    yield "change", witness_of(steps)

    def may_be_a_change(self, row: Row) -> bool:
        """Return whether the number left of a row can be its change, the score being lost."""
        if row.source not in self.changeful or row.changes or len(row.numbers) != 1 or not row.spread:
            return False
        steps = numeral(row.numbers[0].text).steps
        return steps is not None and steps <= 6


@lru_cache(maxsize=4096)
def _plain_costs_of_several(rows: tuple[tuple[tuple[str, ...], int | None], ...]) -> Costs:
    """Return what rows of different sources cost together."""
    total = FREE
    for numbers, bar in rows:
        total = both(total, _plain_costs(numbers, bar))
    return total


@lru_cache(maxsize=4096)
def _plain_costs(numbers: tuple[str, ...], bar: int | None) -> Costs:
    """Return what numbers beside a label and its bar cost, each different one counted once."""
    total = FREE
    for costs in dict.fromkeys(numeral(text).costs for text in numbers):
        total = both(total, costs)
    return total if bar is None else both(total, witness_of(bar))


def _sources_with_changes(rows: Iterable[Row]) -> frozenset[str]:
    """Return the sources that print changes behind most of their numbers."""
    total: dict[str, int] = {}
    for row in rows:
        if row.measure and row.numbers:
            total[row.source] = total.get(row.source, 0) + (1 if row.changes else -1)
    return frozenset(source for source, balance in total.items() if balance > 0)


def _leaves_out_noughts(rows: Iterable[Row]) -> bool:
    """Return whether numbers are printed without noughts at their end: 6.5, but 7 for 7.0."""
    shown = [one.text for row in rows if row.measure for one in row.numbers]
    ends = [text.endswith("0") and text[-3:-2] in (".", ",") for text in shown]
    return not any(ends) and any(text[-2:-1] in (".", ",") for text in shown)
