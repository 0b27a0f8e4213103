"""The shape of a CSV file, judged without an engine, so that every engine reports the same."""

import csv
import os
import re
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Final

from ocdataset.reference.counted import counted
from ocdataset.reference.files import LONGEST_LINE, bounded_lines

csv.field_size_limit(2**31 - 1)  # the engines have none, or one of their own

_NEAR: Final = 1 << 14
"""Bytes in which a line that is not endless nearly always ends."""
_EMPTY_LINE: Final = re.compile(rb"\n\n")
"""Found several times as fast as by `in`."""


def header(path: Path) -> list[str]:
    """Return the column names of a CSV file; none if it is empty.

    Raises
    ------
    ValueError
        If the file is not UTF-8 text.
    OSError
        If it cannot be opened.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            lines = bounded_lines(path, file)
            line = next(lines, "")
            if line.endswith("\r"):
                raise ValueError(f"{path}, line 1: ends in a carriage return alone")
            return next(csv.reader(chain([line], lines), strict=True), [])
    except UnicodeDecodeError as error:
        raise ValueError(f"{path}: not UTF-8 text (byte {error.start})") from None
    except csv.Error as error:
        raise ValueError(f"{path}, line 1: {error}") from None


def misshapen(path: Path, columns: Sequence[str]) -> str | None:
    """Return where a CSV file is first not what it should be: UTF-8, and as wide as its header."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            lines = csv.reader(bounded_lines(path, file), strict=True)
            for cells in lines:
                if len(cells) != len(columns):
                    shown = counted(len(cells), "cell")
                    return f"{path}, line {lines.line_num}: {shown}, the header has {len(columns)}"
    except UnicodeDecodeError:
        return _not_text(path)
    except csv.Error as error:
        return f"{path}, line {lines.line_num}: {error}"
    except ValueError as error:
        return str(error)
    return None


def is_doubtful(path: Path) -> bool:
    """Return whether a file has an empty line, or a carriage return that no line feed follows.

    Engines differ in what they take these for, outside of quotes.
    """
    returns = ended = 0
    last = b"\n"
    with path.open("rb") as file:
        while part := file.read(1 << 22):
            if b"\r" in part or last.endswith(b"\r"):
                returns += part.count(b"\r")
                ended += (last[-1:] + part).count(b"\r\n")
                if b"\n\r\n" in last + part:
                    return True
            if _EMPTY_LINE.search(part) or (last + part[:1]).endswith(b"\n\n"):
                return True
            last = part[-2:]
    return returns != ended


def has_mixed_line_ends(path: Path) -> bool:
    """Return whether a carriage return comes before some of the line feeds of a file, and not before all."""
    content = path.read_bytes()
    return 0 < content.count(b"\r\n") < content.count(b"\n")


def has_endless_line(path: Path) -> bool:
    """Return whether a line of a file is longer than any of a table is, told by a look at a part of it.

    Engines would take memory for it several times over, whatever its length.
    """
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        for start in range(0, size - LONGEST_LINE, LONGEST_LINE):
            file.seek(start)
            if b"\n" not in file.read(_NEAR) and b"\n" not in file.read(LONGEST_LINE - _NEAR):
                return True
    return False


def _not_text(path: Path) -> str:
    """Return which line of a file is not UTF-8."""
    with path.open("rb") as file:
        for number, line in enumerate(iter(lambda: file.readline(LONGEST_LINE), b""), start=1):
            if len(line) == LONGEST_LINE:
                return f"{path}, line {number}: is longer than {LONGEST_LINE:,} bytes"
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                return f"{path}, line {number}: not UTF-8 text"
    return f"{path}: not UTF-8 text"
