"""What is left of bars on the lines of a page: whole numbers ten times the score beside them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ocdataset.establish.page.evidence.gathering import Evidence
from ocdataset.establish.page.evidence.rows import Row
from ocdataset.establish.page.numerals import bar_steps, numeral
from ocdataset.establish.page.tokens import extent
from ocdataset.establish.witness import Witness

_ENOUGH: Final = 2
"""How many bars must agree with the number next to them before one without its full length is believed."""


def with_bars(evidence: Evidence, residue: Sequence[Witness]) -> Evidence:
    """Return the evidence with the residue of each line in the row of its label, if bars it is."""
    if not residue:
        return evidence
    by_line: dict[int, list[Witness]] = {}
    for one in residue:
        by_line.setdefault(one.reading.row, []).append(one)
    rows = [_with_residue(row, evidence.rows, by_line) for row in evidence.rows]
    agreeing = differing = 0
    for row in rows:
        steps = numeral(row.numbers[0].text).steps if len(row.numbers) == 1 else None
        bar = bar_steps(tuple([one.text for one in row.residue]))
        if steps is not None and bar is not None:
            agreeing += steps == bar
            differing += steps != bar
    for at, row in enumerate(rows):
        full = len(row.residue) > 1 and any(one.text == "100" for one in row.residue)
        if row.residue and (full or agreeing >= _ENOUGH) and agreeing >= differing:
            rows[at] = replace(row, has_bar=True)
    return replace(evidence, rows=rows)


def _with_residue(row: Row, rows: Sequence[Row], by_line: dict[int, list[Witness]]) -> Row:
    """Return a row with the residue between the label before it on its line and its own number."""
    lines = {one.reading.row for one in (*row.labels[:1], *row.numbers)}
    on_line = [one for line in lines for one in by_line.get(line, ())]
    if not on_line or not row.labels:
        return row
    own = extent(row.labels[0])[0]
    starts = sorted(
        extent(other.labels[0])[0]
        for other in rows
        if other.labels and other.labels[0].reading.row == row.labels[0].reading.row
    )
    later = [start for start in starts if start > own]
    before = [start for start in starts if start < own]
    kept = [
        one
        for one in on_line
        if (not before or extent(one)[0] > before[-1]) and (not later or extent(one)[0] < later[0])
    ]
    return replace(row, residue=tuple(kept))
