"""Tables as rows of text, read and written without a frame library."""

import csv
import os
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from pathlib import Path
from typing import Final

from ocdataset.reference.counted import counted
from ocdataset.reference.files import LARGEST_AS_ROWS, MOST_COLUMNS, bounded_lines, opened_text, refuse_larger
from ocdataset.reference.unfinished import unfinished_file

Row = dict[str, str]
HELD_IN_PARTS: Final = "`ocdataset validate` with polars, and load(..., as_='polars'), take larger ones"


def read_rows(path: Path) -> list[Row]:
    """Return the rows of a CSV file; every value is text, the empty cell is "".

    Raises
    ------
    ValueError
        If a row is longer or shorter than the header, or the file is not UTF-8.
    UnfitFile
        If it is too large for that.
    """
    refuse_larger(path, LARGEST_AS_ROWS, HELD_IN_PARTS)
    try:
        with opened_text(path) as file:
            lines = csv.reader(bounded_lines(path, file), strict=True)
            header = next(lines, [])
            if len(header) > MOST_COLUMNS:
                raise ValueError(f"{path}: more than {MOST_COLUMNS} columns")
            rows = []
            for cells in lines:
                if len(cells) != len(header):
                    shown = counted(len(cells), "cell")
                    raise ValueError(f"{path}, line {lines.line_num}: {shown}, the header has {len(header)}")
                rows.append(dict(zip(header, cells, strict=True)))
    except UnicodeDecodeError as error:
        raise ValueError(f"{path}: not UTF-8 text (byte {error.start})") from None
    except csv.Error as error:
        raise ValueError(f"{path}, line {lines.line_num}: {error}") from None
    return rows


def header_of(path: Path) -> list[str]:
    """Return the names of the columns of a CSV file that `read_rows` reads, also where it has no rows."""
    with opened_text(path) as file:
        return next(csv.reader(bounded_lines(path, file), strict=True), [])


def csv_text(fields: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    r"""Return rows as CSV text with LF line ends.

    Examples
    --------
    >>> csv_text(["a", "b"], [{"a": 1, "b": "x, y"}])
    'a,b\n1,"x, y"\n'
    """
    return csv_lines([fields]) + csv_lines(cells_of(fields, rows))


def cells_of(fields: Sequence[str], rows: Iterable[Mapping[str, object]]) -> Iterable[Iterable[object]]:
    """Return the cells of rows in the order of these fields."""
    return map(itemgetter(*fields), rows) if len(fields) > 1 else ((row[fields[0]],) for row in rows)


def csv_lines(rows: Iterable[Iterable[object]]) -> str:
    r"""Return rows of cells as CSV text with LF line ends.

    Examples
    --------
    >>> csv_lines([(1, "x, y"), ("", "z")])
    '1,"x, y"\n,z\n'
    """
    from io import StringIO

    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place and rename it there, so that it is never seen half written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with unfinished_file(path) as beside:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            # a machine that stops must not keep the name and lose what it names
            os.fsync(file.fileno())
        beside.replace(path)
