"""A user's CSV file as a grid of cells, every one of them text."""

import csv
from io import StringIO
from pathlib import Path
from typing import Final

from ocdataset.read.workbook.archive import what_it_is
from ocdataset.read.workbook.grid import Grid, GridCell
from ocdataset.reference.errors import Misuse, UnfitFile, WorkbookRefused
from ocdataset.reference.files import MEBIBYTE, content_of

MOST_BYTES: Final = 16 * MEBIBYTE
MOST_CELLS: Final = 600_000
MOST_COLUMNS: Final = 16_384
DELIMITERS: Final = ",;\t|"
_BYTE_ORDER_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_delimited(path: Path) -> tuple[Grid, tuple[str, ...]]:
    """Return the cells of a file of delimited text, and what is worth saying of the file.

    Raises
    ------
    WorkbookRefused
        If it is no text, or too large.
    Misuse
        If there is no such file.
    """
    text, remarks = _decoded(path)
    first_line = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first_line.count)
    cells: dict[tuple[int, int], GridCell] = {}
    lines = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row, fields in enumerate(lines, start=1):
            if len(fields) > MOST_COLUMNS:
                raise WorkbookRefused(f"{path}, line {lines.line_num}: more than {MOST_COLUMNS} columns")
            for column, field in enumerate(fields, start=1):
                if field:
                    cells[row, column] = GridCell(row, column, field)
            if len(cells) > MOST_CELLS:
                raise WorkbookRefused(f"{path}: more than {MOST_CELLS} cells; a whole Index has 21 000")
    except csv.Error as error:
        raise WorkbookRefused(f"{path}, line {lines.line_num}: is no CSV file ({error})") from None
    if delimiter != ",":
        remarks.append(f"fields are separated by {delimiter!r}, not by commas")
    return Grid("", cells), tuple(remarks)


def _decoded(path: Path) -> tuple[str, list[str]]:
    try:
        content = content_of(path, MOST_BYTES)
    except FileNotFoundError:
        raise Misuse(f"{path}: no such file; give a workbook or a CSV file") from None
    except UnfitFile as error:
        raise WorkbookRefused(str(error)) from None
    except OSError as error:
        raise Misuse(f"{path}: cannot be read ({error.strerror})") from None
    if not content:
        raise WorkbookRefused(f"{path}: is empty; give a CSV file with a header and rows, or a workbook")
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            try:
                return content.decode(encoding), []
            except UnicodeDecodeError:
                raise WorkbookRefused(f"{path}: is not the {encoding} text that it says it is") from None
    if what_it_is(content[:4096]) != "text":
        raise WorkbookRefused(f"{path}: is neither a workbook nor a CSV file; give one of them")
    try:
        return content.decode("utf-8"), []
    except UnicodeDecodeError as error:
        return content.decode("latin-1"), [f"is not UTF-8 text (byte {error.start}), read as Latin-1"]
