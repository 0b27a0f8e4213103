"""The scores and averages of a sheet: exact numbers, and whether they follow from one another."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

from ocdataset.arithmetic.averages import mean, round_half_up
from ocdataset.arithmetic.composition import Composition
from ocdataset.arithmetic.half_points import GRID, hundredths_text
from ocdataset.arithmetic.printed import agrees, decimal
from ocdataset.establish.workbook.columns import Columns, in_sheet
from ocdataset.establish.workbook.findings import Finding
from ocdataset.establish.workbook.rows import CountryRow
from ocdataset.read.workbook.grid import Grid, GridCell
from ocdataset.reference.names import country_label, country_labels, measure_label

_COMMA = re.compile(r"([0-9]{1,2}),([0-9]{1,15})")
_BLANKS_FOR_MISSING = ("", "-", "–", "—", ".", "..", "...", "n/a", "na", "#n/a", "nan", "none", "null")

Key = tuple[str, str]


@dataclass
class Figures:
    """The figures of a sheet, by country and measure.

    Parameters
    ----------
    cells : dict
        The cell of every figure.
    scores : dict
        Scores of indicators, in half points.
    averages : dict
        Averages that follow from the scores, in hundredths.
    findings : list of Finding
    """

    cells: dict[Key, GridCell] = field(default_factory=dict)
    scores: dict[Key, int] = field(default_factory=dict)
    averages: dict[Key, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return the plain digits of a printed number: no blanks around it, and a point for a comma.

    Examples
    --------
    >>> plain(" 6,5 "), plain("6.5"), plain("6;5")
    ('6.5', '6.5', '6;5')
    """
    text = text.strip()
    comma = _COMMA.fullmatch(text)
    return f"{comma[1]}.{comma[2]}" if comma else text


def means_missing(text: str) -> bool:
    """Return whether a text stands for a value that is not there.

    Examples
    --------
    >>> means_missing("n/a"), means_missing(" - "), means_missing("0")
    (True, True, False)
    """
    return text.strip().casefold() in _BLANKS_FOR_MISSING


def number(cell: GridCell) -> Fraction | None:
    """Return the number that a cell holds, exactly, or None."""
    return decimal(plain(cell.text)) if cell.kind in ("number", "text") else None


def read_figures(grid: Grid, columns: Columns, rows: Iterable[CountryRow], tree: Composition) -> Figures:
    """Return the figures of a sheet, with what stands against them."""
    figures = Figures()
    for row in rows:
        empty = [one for one in tree.measures if not _filled(grid, columns, row, one)]
        if len(empty) > len(tree.measures) // 2:
            place = in_sheet(grid, row.row, columns.roles.get("country", 1))
            found = f"{country_label(row.country)} without {len(empty)} of its {len(tree.measures)} values"
            figures.findings.append(Finding("missing_value", place, found, "every value"))
            continue
        for measure in tree.measures:
            if measure in columns.measures:
                _take(figures, grid, columns, row, measure, tree)
    figures.findings += _averages(figures, grid, tree)
    return figures


def _filled(grid: Grid, columns: Columns, row: CountryRow, measure: str) -> bool:
    column = columns.measures.get(measure)
    cell = grid.cells.get((row.row, column)) if column else None
    return column is None or (cell is not None and not means_missing(cell.text))


def _take(
    figures: Figures,
    grid: Grid,
    columns: Columns,
    row: CountryRow,
    measure: str,
    tree: Composition,
) -> None:
    column = columns.measures[measure]
    cell = grid.cells.get((row.row, column))
    fault = score_fault(
        grid, cell, row.row, column, f"{measure_label(measure)} of {country_label(row.country)}"
    )
    if fault is None and cell is not None:
        value = number(cell)
        figures.cells[row.country, measure] = cell
        if cell.formula:
            found = f"{hundredths_text(round_half_up(value or Fraction(0)))} from {cell.formula[:40]!r}"
            figures.findings.append(Finding("formula", grid.locator(cell), found, fault=False))
        if measure not in tree.children and value is not None:
            if value * 2 not in GRID:
                what = f"{cell.text} for {measure_label(measure)} of {country_label(row.country)}"
                fault = Finding("off_scale", grid.locator(cell), what, "one of 1.0, 1.5, ... 10.0")
            else:
                figures.scores[row.country, measure] = int(value * 2)
    if fault is not None:
        figures.findings.append(fault)


def score_fault(grid: Grid, cell: GridCell | None, row: int, column: int, what: str) -> Finding | None:
    """Return why a cell holds no number from 1 to 10, or None if it does."""
    if cell is None or means_missing(cell.text):
        place = in_sheet(grid, row, column)
        if cell is not None and cell.formula:
            return Finding("missing_value", place, f"the formula {cell.formula[:40]!r} without a value", what)
        return Finding("missing_value", place, f"no {what}", "a value")
    value = number(cell)
    place = grid.locator(cell)
    if value is None:
        return Finding("not_a_number", place, f"{cell.text[:40]!r} for {what}", "a number")
    if value == 0:
        return Finding("zero_for_missing", place, f"0 for {what}", "1 to 10; missing is never 0")
    if not 1 <= value <= 10:
        return Finding("off_scale", place, f"{cell.text} for {what}", "1 to 10")
    return None


def exact_averages(scores: Mapping[Key, int], tree: Composition, parent: str) -> dict[str, Fraction]:
    """Return the exact average of each country that has every score below it.

    Examples
    --------
    >>> tree = Composition(1, {"mean": ("a", "b")})
    >>> exact_averages({("FRA", "a"): 9, ("FRA", "b"): 10, ("PRK", "a"): 2}, tree, "mean")
    {'FRA': Fraction(19, 4)}
    """
    weights, divisor = tree.weights(parent)
    sums: dict[str, list[int]] = {}
    for (country, leaf), steps in scores.items():
        if leaf in weights:
            sums.setdefault(country, []).append(steps * weights[leaf])
    return {
        country: Fraction(sum(parts), 2 * divisor)
        for country, parts in sums.items()
        if len(parts) == len(weights)
    }


def _averages(figures: Figures, grid: Grid, tree: Composition) -> Iterator[Finding]:
    for parent in tree.parents:
        for country, exact in exact_averages(figures.scores, tree, parent).items():
            cell = figures.cells.get((country, parent))
            if cell is None:
                continue
            if agrees(plain(cell.text), exact):
                figures.averages[country, parent] = round_half_up(exact)
                continue
            scores = {leaf: figures.scores[country, leaf] for leaf in tree.leaves(parent)}
            right = hundredths_text(round_half_up(exact))
            found = f"{cell.text} for {measure_label(parent)} of {country_labels()[country]}"
            expected = f"{right}{why_it_differs(plain(cell.text), tree, parent, scores)}"
            yield Finding("average_differs", grid.locator(cell), found, expected)


def why_it_differs(text: str, tree: Composition, parent: str, scores: Mapping[str, int]) -> str:
    """Return the known mistake that makes an average from scores, in words, or "".

    Examples
    --------
    >>> tree = Composition(1, {"mean": ("a", "b", "c", "d")})
    >>> scores = {"a": 9, "b": 9, "c": 9, "d": 10}
    >>> why_it_differs("4.62", tree, "mean", scores), why_it_differs("9.00", tree, "mean", scores)
    ('; it is rounded half to even, the Index rounds half up', '')
    """
    printed = decimal(text)
    if printed is None:
        return ""
    exact = tree.exact(parent, scores)
    if printed * 100 == _half_even(exact):
        return "; it is rounded half to even, the Index rounds half up"
    children = [tree.exact(child, scores) for child in tree.children[parent]]
    if any(child in tree.children for child in tree.children[parent]):
        rounded = mean(Fraction(round_half_up(child), 100) for child in children)
        if printed * 100 in (round_half_up(rounded), _half_even(rounded)):
            return "; it is the mean of the rounded means, the Index takes the exact ones"
        leaves = mean(Fraction(scores[leaf], 2) for leaf in tree.leaves(parent))
        if printed * 100 == round_half_up(leaves):
            return "; it is the mean of all indicators, the Index takes that of the two components"
    if printed * 100 == (exact * 100).__floor__():
        return "; it is cut off, the Index rounds half up"
    return ""


def _half_even(exact: Fraction) -> int:
    return round(exact * 100)
