"""Layouts that no page has and nothing was written for: what is read of them must come out open.

Averages are always printed on them, and they break the order of the sheet in a way that averages can
show: numbers that change places within a component keep every sum, and no page tells of it.
"""

import random
from collections.abc import Callable, Sequence
from itertools import chain

from .orders import Layout, parted
from .sheets import Line, Row, Sheet

STRANGE: dict[str, Layout] = {}
"""Strange layouts, by name."""


def _alone(labels: Sequence[Row], numbers: Sequence[Row]) -> list[Line]:
    return [row.of_label for row in labels] + [row.of_number for row in numbers]


Order = Callable[[Sheet, random.Random], list[Row]]


def _ordered(name: str) -> Callable[[Order], Order]:
    """Register a layout of all labels over all numbers in another order."""

    def register(order: Order) -> Order:
        STRANGE[name] = lambda sheet, rng: _alone(sheet.rows, order(sheet, rng))
        return order

    return register


def _strange(name: str) -> Callable[[Layout], Layout]:
    def register(made: Layout) -> Layout:
        STRANGE[name] = made
        return made

    return register


@_ordered("numbers from last to first")
def _reversed(sheet: Sheet, rng: random.Random) -> list[Row]:
    return sheet.rows[::-1]


@_ordered("numbers sorted")
def _sorted(sheet: Sheet, rng: random.Random) -> list[Row]:
    return sorted(sheet.rows, key=lambda row: -sheet.truth(row.measure))


@_ordered("numbers shuffled")
def _shuffled(sheet: Sheet, rng: random.Random) -> list[Row]:
    return rng.sample(sheet.rows, len(sheet.rows))


@_ordered("numbers moved on by one")
def _moved(sheet: Sheet, rng: random.Random) -> list[Row]:
    return [*sheet.rows[-1:], *sheet.rows[:-1]]


@_ordered("resilience's numbers before criminality's")
def _exchanged(sheet: Sheet, rng: random.Random) -> list[Row]:
    at = next(row.at for row in sheet.rows if row.measure == sheet.tree.roots[1])
    return [*sheet.rows[at:], *sheet.rows[:at]]


@_ordered("every other number first")
def _odd(sheet: Sheet, rng: random.Random) -> list[Row]:
    return [*sheet.rows[::2], *sheet.rows[1::2]]


def _columns(rows: Sequence[Row], width: int) -> list[Row]:
    return [row for at in range(width) for row in rows[at::width]]


@_ordered("labels by rows, numbers by columns")
def _transposed(sheet: Sheet, rng: random.Random) -> list[Row]:
    return _columns(sheet.rows, 6)


@_ordered("numbers in a spiral")
def _spiral(sheet: Sheet, rng: random.Random) -> list[Row]:
    grid = [list(run) for run in parted(sheet.rows, 6)]
    found: list[Row] = []
    while grid:
        found += grid.pop(0)
        found += [line.pop() for line in grid if line]
        found += grid.pop()[::-1] if grid else []
        found += [line.pop(0) for line in grid[::-1] if line]
    return found


@_strange("numbers two lines below their label")
def _two_below(sheet: Sheet, rng: random.Random) -> list[Line]:
    numbers: list[Line] = [[], [], *(row.of_number for row in sheet.rows)]
    labels: list[Line] = [*(row.of_label for row in sheet.rows), [], []]
    return [label + number for label, number in zip(labels, numbers, strict=True)]


@_strange("numbers beside the label before")
def _one_before(sheet: Sheet, rng: random.Random) -> list[Line]:
    rows = sheet.rows
    return [row.of_label + other.of_number for row, other in zip(rows, rows[1:] + rows[:1], strict=True)]


@_strange("rows of cards, every second from right to left")
def _zigzag(sheet: Sheet, rng: random.Random) -> list[Line]:
    lines: list[Line] = []
    for run in parted(sheet.rows, rng.choice((3, 4))):
        lines += [[*chain(*(row.of_label for row in run))], [*chain(*(row.of_number for row in run[::-1]))]]
    return lines


@_strange("pairs of cards crossed")
def _crossed(sheet: Sheet, rng: random.Random) -> list[Line]:
    lines: list[Line] = []
    for run in parted(sheet.rows, 2):
        lines += [row.of_label for row in run] + [row.of_number for row in run[::-1]]
    return lines


@_strange("numbers beside, from the bottom up")
def _upward(sheet: Sheet, rng: random.Random) -> list[Line]:
    return [row.of_label + other.of_number for row, other in zip(sheet.rows, sheet.rows[::-1], strict=True)]


@_strange("transposed table: labels by rows, numbers by columns in lines")
def _transposed_lines(sheet: Sheet, rng: random.Random) -> list[Line]:
    labels = [[*chain(*(row.of_label for row in run))] for run in parted(sheet.rows, 6)]
    numbers = [[*chain(*(row.of_number for row in run))] for run in parted(_columns(sheet.rows, 6), 6)]
    return [line for two in zip(labels, numbers, strict=True) for line in two]


@_strange("two sheets in columns without a year")
def _no_year(sheet: Sheet, rng: random.Random) -> list[Line]:
    first = rng.random() < 0.5
    return [
        row.of_label + (row.of_older + row.of_number if first else row.of_number + row.of_older)
        for row in sheet.rows
    ]
