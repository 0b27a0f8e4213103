"""Sources that print the scores of several editions: which of their numbers are of one."""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Final

from ocdataset.establish.witness import Witness
from ocdataset.read.page.lines.labels import measure_of
from ocdataset.reference.compositions import compositions

_YEAR: Final = re.compile(r"\b20\d\d\b")
_YEARS: Final = frozenset(map(str, compositions()))
_FEWEST: Final = 3
_VALUES: Final = frozenset({"number", "change", "residue"})

Told = Sequence[tuple[int, int, str]]
"""The years that a source prints, each with its line and position."""
YearOf = Callable[[Witness], str]


def of_edition(edition: int, witnesses: Sequence[Witness]) -> Sequence[Witness]:
    """Return the witnesses without the numbers that their sources say are of another edition.

    A source says so on the line of each number, in a heading above them, or over each column.
    """
    told: dict[str, list[tuple[int, int, str]]] = {}
    for one in witnesses:
        if one.reading.kind == "context" and (found := _YEAR.search(one.text)) and found[0] in _YEARS:
            told.setdefault(one.source_id, []).append((one.reading.line, one.reading.position, found[0]))
    years = {
        source: year_of
        for source, of_source in told.items()
        if len({year for _, _, year in of_source}) > 1
        and (year_of := _years(sorted(of_source), [one for one in witnesses if one.source_id == source]))
    }
    return [one for one in witnesses if _is_of(edition, one, years)] if years else witnesses


def _is_of(edition: int, one: Witness, years: Mapping[str, YearOf]) -> bool:
    if one.source_id not in years or one.reading.kind not in _VALUES:
        return True
    return years[one.source_id](one) == str(edition)


def _years(told: Told, witnesses: Sequence[Witness]) -> YearOf | None:
    """Return what tells the edition of each number of a source, if something does."""
    columns = _over_columns(witnesses)
    if columns:
        return columns
    numbers = [one for one in witnesses if one.reading.kind == "number"]
    by_line: dict[int, list[tuple[int, str]]] = {}
    for line, position, year in told:
        by_line.setdefault(line, []).append((position, year))

    def beside(one: Witness) -> str:
        return _year_beside(one, by_line.get(one.reading.line, ()))

    counts = Counter(map(beside, numbers))
    if len(counts.keys() - {""}) > 1 and 2 * counts[""] <= len(numbers):
        return beside
    taken = {one.reading.line for one in witnesses if one.reading.kind in ("number", "label")}
    titled = {
        one.reading.line for one in witnesses if one.reading.kind == "context" and not one.text.isdecimal()
    }
    heads = [(line, year) for line, _, year in told if line in titled - taken]

    def above(one: Witness) -> str:
        at = bisect(heads, (one.reading.line, ""))
        return heads[at - 1][1] if at else ""

    counts = Counter(map(above, numbers))
    return above if sum(year != "" and count >= _FEWEST for year, count in counts.items()) > 1 else None


def _year_beside(one: Witness, years: Sequence[tuple[int, str]]) -> str:
    """Return the year on the line of a number, of several the one right before it, or ""."""
    before = [year for position, year in years if position < one.reading.position]
    return before[-1] if before else years[0][1] if len(years) == 1 else ""


def _over_columns(witnesses: Sequence[Witness]) -> YearOf | None:
    """Return what tells the edition by the column of a number, where years stand over most columns.

    A row that has not a number for each edition with its measure says nothing.
    """
    years: list[str] = []
    rows: list[tuple[str, list[Witness]]] = []
    for one in sorted(witnesses):
        if one.reading.kind == "label":
            rows.append((measure_of(one.text) or "", []))
        elif one.reading.kind == "number" and rows:
            rows[-1][1].append(one)
        elif one.reading.kind == "context" and one.text in _YEARS and not rows:
            years.append(one.text)
    filled = [(measure, numbers) for measure, numbers in rows if numbers and measure]
    most = max(Counter(len(numbers) for _, numbers in filled).items(), key=itemgetter(1), default=(0, 0))[0]
    over = years[-most:] if most > 1 else []
    if len(over) < 2 or len(set(over)) < most:
        return None
    found: dict[int, str] = {}
    for measure, numbers in filled:
        own = over
        if len(numbers) < len(over):
            own = [year for year in over if measure in compositions()[int(year)].places]
        if len(own) == len(numbers):
            found |= {id(one): year for one, year in zip(numbers, own, strict=True)}
    if 4 * len(found) < 3 * sum(len(numbers) for _, numbers in filled):
        return None
    return lambda one: found.get(id(one), "")
