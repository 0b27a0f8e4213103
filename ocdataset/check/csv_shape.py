"""The shape of a CSV file, judged without an engine, so that every engine reports the same."""

import csv
from collections.abc import Sequence
from pathlib import Path


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
            return next(csv.reader(file, strict=True), [])
    except UnicodeDecodeError as error:
        raise ValueError(f"{path}: not UTF-8 text (byte {error.start})") from None
    except csv.Error as error:
        raise ValueError(f"{path}, line 1: {error}") from None


def misshapen(path: Path, columns: Sequence[str]) -> str | None:
    """Return where a CSV file is first not what it should be: UTF-8, and as wide as its header."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            lines = csv.reader(file, strict=True)
            for cells in lines:
                if len(cells) != len(columns):
                    return f"{path}, line {lines.line_num}: {len(cells)} cells, the header has {len(columns)}"
    except UnicodeDecodeError:
        return _not_text(path)
    except csv.Error as error:
        return f"{path}, line {lines.line_num}: {error}"
    return None


def _not_text(path: Path) -> str:
    """Return which line of a file is not UTF-8."""
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                return f"{path}, line {number}: not UTF-8 text"
    return f"{path}: not UTF-8 text"
