"""What the readings of a sheet bear witness to: which label each number is beside, and what is left."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import Final

from ocdataset.arithmetic.composition import Composition
from ocdataset.establish.loose_numbers import RUN, Loose, loosen, mostly_apart
from ocdataset.establish.numerals import change_of, numeral
from ocdataset.establish.several_editions import of_edition
from ocdataset.establish.sheet import Witness
from ocdataset.establish.sheet_rows import Row, name_rows, rows_of
from ocdataset.establish.whole_numbers import weigh_whole_numbers


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
    def holds_two_sheets(self) -> bool:
        """Whether a source prints different numbers beside so many labels that it holds two sheets."""
        return _of_two_sheets(self)

    @cached_property
    def beside(self) -> Mapping[str, list[Row]]:
        """The rows of each measure that have numbers, bars or changes."""
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            if row.measure and (row.numbers or row.changes or row.bar is not None):
                found.setdefault(row.measure, []).append(row)
        return found


def gather(tree: Composition, witnesses: Sequence[Witness]) -> Evidence:
    """Return the evidence in the readings of all sources of a sheet."""
    rows, others = rows_of(of_edition(tree.edition, witnesses))
    evidence = Evidence(tree, rows, others=others)
    loose: dict[str, list[Loose]] = {}
    for source, group in groupby(rows, key=lambda row: row.source):
        of_source = list(group)
        name_rows(tree, of_source)
        weigh_whole_numbers(of_source)
        loose[source] = loosen(tree, of_source)
    source = max(loose, key=lambda name: len(loose[name]), default="")
    if source and loose[source]:
        evidence.loose, evidence.loose_source = loose[source], source
        have = {row.measure for row in rows if row.source == source and row.is_filled}
        if len(loose[source]) >= RUN:
            have -= mostly_apart(tree, have)
            have |= {row.measure for row in rows if row.source == source and row.by_order}
        evidence.open_measures = frozenset(tree.measures) - have
    return evidence


_FAULTS: Final = 3


def _of_two_sheets(evidence: Evidence) -> bool:
    crowded = [rows for rows in evidence.beside.values() if len(rows) > 1 or len(rows[0].numbers) > 1]
    if sum(len(row.numbers) for rows in crowded for row in rows) <= 2 * _FAULTS:
        return False
    several = sum(_shows_several(of_source) for rows in crowded for of_source in _by_source(rows))
    if several <= _FAULTS:
        return False
    shown = sum(
        bool(_shown(of_source)) for rows in evidence.beside.values() for of_source in _by_source(rows)
    )
    return 4 * several >= shown


def _by_source(rows: Sequence[Row]) -> Iterable[Sequence[Row]]:
    """Return the rows of a measure, source by source."""
    if len(rows) == 1:
        return (rows,)
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.source, []).append(row)
    return found.values()


def _shows_several(rows: Sequence[Row]) -> bool:
    """Return whether the rows of a measure in a source print different numbers."""
    return (len(rows) > 1 or len(rows[0].numbers) > 1) and len(_shown(rows)) > 1


def _shown(rows: Sequence[Row]) -> set[str]:
    """Return the numbers that rows print; less than 1.00 is no score of any sheet, but a change."""
    return {
        one.text
        for row in rows
        for one in row.numbers
        for known in (numeral(one.text),)
        if known.steps is not None or known.average is not None
    }


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
