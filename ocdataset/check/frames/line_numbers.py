"""On which line of its file each finding stands: looked up afterwards, for the findings alone."""

import csv
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ocdataset.arithmetic.half_points import hundredths, hundredths_text
from ocdataset.check.phases.cells import RAW
from ocdataset.check.report import Violation

Place = tuple[int, Mapping[str, str]]

DOUBLED = "a key of its own"


def with_lines(violations: Sequence[Violation], path: Path, key: Sequence[str]) -> list[Violation]:
    """Return violations of one table with the line of each whose row is in its CSV file.

    Parameters
    ----------
    violations : sequence of Violation
    path : Path
    key : sequence of str
        The columns of the primary key.
    """
    wanted = {one.key for one in violations if one.key and not one.line}
    if not wanted:
        return list(violations)
    places: dict[str, list[Place]] = {}
    for words, place in _keyed(path, key, wanted):
        places.setdefault(words, []).append(place)
    taken: set[tuple[str, str, str, int]] = set()
    return [_placed(one, places.get(one.key, []), taken) for one in violations]


def in_order_of_lines(
    rows: Sequence[dict[str, Any]], path: Path | None, key: Sequence[str]
) -> list[dict[str, Any]]:
    """Return rows in the order of a CSV file, with their lines in it as `line`; as they are, without one."""
    lines: dict[str, list[int]] = {}
    if path is not None and key:
        for words, (line, _) in _keyed(path, key):
            lines.setdefault(words, []).append(line)
    placed = []
    for row in rows:
        found = lines.get(" ".join(str(row.get(RAW + name, row[name]) or "") for name in key))
        placed.append(row | {"line": found.pop(0) if found else 0})
    return sorted(placed, key=lambda row: row["line"])


def _keyed(
    path: Path, key: Sequence[str], wanted: Collection[str] | None = None
) -> Iterator[tuple[str, Place]]:
    """Give each row of a file, or each wanted one, with its key in words and its line."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        names = next(lines, [])
        at = [names.index(name) for name in key]
        for number, cells in enumerate(lines, start=2):
            words = " ".join([cells[place] for place in at])
            if wanted is None or words in wanted:
                yield words, (number, _Row(names, cells))


class _Row(Mapping[str, str]):
    """A row of cells by column, put together only when it is looked into."""

    __slots__ = ("_cells", "_names")

    def __init__(self, names: list[str], cells: list[str]) -> None:
        self._names, self._cells = names, cells

    def __getitem__(self, name: str) -> str:
        return self._cells[self._names.index(name)]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _placed(
    violation: Violation, places: Sequence[Place], taken: set[tuple[str, str, str, int]]
) -> Violation:
    """Return a violation with its line: of several rows of its key, the one that holds what was found."""
    if violation.line or (violation.found == "nothing" and violation.rule == "complete_sheet"):
        return violation
    if violation.expected.startswith(DOUBLED) or violation.found == "several rows":
        places = places[1:]
    holding = [place for place in places if _holds(place[1], violation)] or places
    for line, _ in holding:
        mark = (violation.rule, violation.key, violation.column, line)
        if mark not in taken:
            taken.add(mark)
            return replace(violation, line=line)
    return violation


def _holds(row: Mapping[str, str], violation: Violation) -> bool:
    columns = violation.column.split("+")
    if not all(column in row for column in columns):
        return True
    return violation.found in set(_wordings([row[column] for column in columns]))


def _wordings(cells: Iterable[str]) -> Iterator[str]:
    """Give the ways in which the checks put cells into words."""
    cells = list(cells)
    yield " ".join(cell or "nothing" for cell in cells)
    if len(cells) == 1:
        yield repr(cells[0])
        try:
            yield hundredths_text(hundredths(cells[0]))
        except ValueError:
            return
