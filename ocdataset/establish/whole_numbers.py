"""Whole numbers beside labels: the rest of a bar, a score without its point, or neither.

Lists are numbered and tables have columns of ranks; their numbers say nothing of a score.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from ocdataset.establish.numerals import numeral
from ocdataset.establish.sheet_rows import Row

_ENOUGH: Final = 2
"""How many bars must agree with the number beside them before one without its full length is believed.

As many numbers must have a point before whole ones are taken for scores that have lost theirs.
"""


def weigh_whole_numbers(rows: Sequence[Row]) -> None:
    """Make of the whole numbers in the rows of a source what the other rows of it show them to be."""
    _distrust(rows)
    if not any(row.residue for row in rows):
        return
    _take_for_residue(rows)
    residual = [row for row in rows if row.residue]
    agreeing, differing = 0, 0
    for row in residual:
        steps = numeral(row.numbers[0].text).steps if len(row.numbers) == 1 else None
        bar = row.bar
        if steps is not None and bar is not None:
            agreeing += steps == bar
            differing += steps != bar
    for row in residual:
        full_length = len(row.residue) > 1 and any(one.text == "100" for one in row.residue)
        enough = full_length or agreeing >= _ENOUGH
        row.has_bar = enough and agreeing >= differing


def _distrust(rows: Sequence[Row]) -> None:
    """Take whole numbers for residue that are no scores which have lost their point.

    Where hardly a number has a point they are those of pages, as in a table of contents; where noughts
    are printed, a single digit is that of a footnote.
    """
    whole = [row for row in rows if row.numbers and all(one.text.isdigit() for one in row.numbers)]
    if not whole:
        return
    named = [row for row in rows if row.measure]
    if _pointed(rows) < _ENOUGH <= len(whole):
        distrusted = whole
    elif _pointed(named) < _ENOUGH <= sum(bool(row.measure) for row in whole):
        distrusted = [row for row in whole if row.measure]
    elif any(one.text[-3:] in (".00", ".50") for row in rows for one in row.numbers):
        distrusted = [row for row in whole if row.measure and all(len(one.text) == 1 for one in row.numbers)]
    else:
        return
    for row in distrusted:
        row.residue, row.numbers = (*row.residue, *row.numbers), ()


def _pointed(rows: Iterable[Row]) -> int:
    return sum(not one.text.isdigit() for row in rows for one in row.numbers)


def _take_for_residue(rows: Sequence[Row]) -> None:
    """Take a lone whole number beside a label for residue, where most rows have a number and residue."""
    decimal = [row for row in rows if row.measure and any(not one.text.isdigit() for one in row.numbers)]
    if 2 * sum(bool(row.residue) for row in decimal) <= len(decimal):
        return
    for row in rows:
        if row.measure and not row.residue and len(row.numbers) == 1 and row.numbers[0].text.isdigit():
            row.residue, row.numbers = row.numbers, ()
