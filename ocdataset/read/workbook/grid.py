"""A sheet as a grid of cells with their addresses, and nothing decided."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple

CellKind = Literal["text", "number", "logical", "error", "empty"]

_PLAIN_SHEET = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*|[0-9]+_[A-Za-z0-9_.]*")


class GridCell(NamedTuple):
    """A cell that holds something.

    Parameters
    ----------
    row, column : int
        From 1.
    text : str
        A text exactly; a number as the shortest decimal that is read back as the same number.
    kind : str
        `empty` is a formula that was never computed.
    formula : str
        The formula behind the value, never executed, or "".
    """

    row: int
    column: int
    text: str
    kind: CellKind = "text"
    formula: str = ""


class Merge(NamedTuple):
    """A rectangle of merged cells; what it says stands in its first cell."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Grid:
    """The cells of a sheet, or of a file of delimited text, that hold something.

    Parameters
    ----------
    name : str
        Name of the sheet; "" for delimited text, where a row is a line.
    cells : mapping
        By row and column, from 1.
    merges : tuple of Merge
    """

    name: str
    cells: Mapping[tuple[int, int], GridCell]
    merges: tuple[Merge, ...] = ()

    @cached_property
    def rows(self) -> Mapping[int, Mapping[int, GridCell]]:
        """The cells by row, then by column, both ascending."""
        rows: dict[int, dict[int, GridCell]] = {}
        for (row, column), cell in sorted(self.cells.items()):
            rows.setdefault(row, {})[column] = cell
        return rows

    def merged_over(self, row: int, column: int) -> GridCell | None:
        """Return the first cell of the merged rectangle that covers a place, if one does."""
        for merge in self.merges:
            if merge.top <= row <= merge.bottom and merge.left <= column <= merge.right:
                return self.cells.get((merge.top, merge.left))
        return None

    def locator(self, cell: GridCell) -> str:
        """Return where a cell stands: `sheet!cell`, or `line:column` of delimited text.

        Examples
        --------
        >>> cell = GridCell(2, 6, "9.0", "number")
        >>> Grid("2023_dataset", {}).locator(cell), Grid("my sheet", {}).locator(cell)
        ('2023_dataset!F2', "'my sheet'!F2")
        """
        if not self.name:
            return f"{cell.row}:{cell.column}"
        return f"{quoted_sheet(self.name)}!{address(cell.row, cell.column)}"


@dataclass(frozen=True)
class Workbook:
    """A workbook as read.

    Parameters
    ----------
    path : Path
    sheets : tuple of Grid
        In the order of the workbook.
    remarks : tuple of str
        What the file carries beside cells, none of which was opened.
    """

    path: Path
    sheets: tuple[Grid, ...]
    remarks: tuple[str, ...] = field(default=())

    def __iter__(self) -> Iterator[Grid]:
        return iter(self.sheets)


def column_letters(column: int) -> str:
    """Return the letters of a column.

    Examples
    --------
    >>> column_letters(1), column_letters(27), column_letters(16384)
    ('A', 'AA', 'XFD')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """Return the address of a cell.

    Examples
    --------
    >>> address(2, 6)
    'F2'
    """
    return f"{column_letters(column)}{row}"


def quoted_sheet(name: str) -> str:
    """Return a sheet's name as spreadsheets quote it in an address, so that it is never a formula.

    Examples
    --------
    >>> quoted_sheet("2023_dataset"), quoted_sheet("=cmd|x"), quoted_sheet("it's")
    ('2023_dataset', "'=cmd|x'", "'it''s'")
    """
    return name if _PLAIN_SHEET.fullmatch(name) else "'" + name.replace("'", "''") + "'"
