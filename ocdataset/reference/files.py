"""The gate that every path passes: regular files only, and no more of one than its kind may have."""

import os
import stat
from collections.abc import Iterator
from io import BufferedReader, TextIOWrapper
from pathlib import Path
from typing import IO, Any, Final, Literal

from ocdataset.reference.errors import UnfitFile

MEBIBYTE: Final = 1 << 20
LARGEST_SOURCE: Final = 50 * MEBIBYTE
LARGEST_JSON: Final = 16 * MEBIBYTE
DEEPEST_JSON: Final = 100
LARGEST_AS_ROWS: Final = 256 * MEBIBYTE
"""Of a table whose every cell becomes an object of Python, which takes ten times as much memory."""
LARGEST_AS_FRAME: Final = 1024 * MEBIBYTE
"""Of a table that pandas holds whole."""
BYTES_A_ROW: Final = 50
"""As a row of a Parquet file counts, whose size says little."""
LONGEST_LINE: Final = MEBIBYTE
MOST_COLUMNS: Final = 1000
MOST_TABLES: Final = 1000
"""Of a package."""

# without waiting for a writer, should the path have become a pipe
_READING: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)

_KINDS: Final = (
    (stat.S_ISDIR, "is a folder; give a file"),
    (stat.S_ISFIFO, "is a pipe; give a regular file"),
    (stat.S_ISSOCK, "is a socket; give a regular file"),
    (stat.S_ISCHR, "is a device; give a regular file"),
    (stat.S_ISBLK, "is a device; give a regular file"),
)


def what_is_at(path: Path) -> Literal["nothing", "file", "folder"]:
    """Return what is at a path.

    Raises
    ------
    UnfitFile
        If it is something else, such as a pipe, or no path can be made of it.

    Examples
    --------
    >>> what_is_at(Path("nowhere/at/all"))
    'nothing'
    """
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return "nothing"
    except (OSError, ValueError) as error:
        raise _unfit(path, error) from None
    if stat.S_ISDIR(mode):
        return "folder"
    _refuse_irregular(path, mode)
    return "file"


def opened(path: Path) -> BufferedReader:
    """Return a regular file opened to be read; nothing else is opened, nor waited for.

    Raises
    ------
    UnfitFile
        If there is something else at the path, such as a folder or a pipe, or it is none.
    OSError
        If there is nothing, or it may not be read.
    """
    try:
        # a device may do something when it is opened: it is looked at before
        _refuse_irregular(path, path.stat().st_mode)
        handle = os.open(path, _READING)
    except ValueError as error:
        raise _unfit(path, error) from None
    try:
        _refuse_irregular(path, os.fstat(handle).st_mode)
    except BaseException:
        os.close(handle)
        raise
    return os.fdopen(handle, "rb")


def refuse_larger(path: Path, most: int, way_on: str, *, rows: int = 0) -> None:
    """Refuse a table that is too large for what is to hold it whole, before any of it is read.

    Parameters
    ----------
    path : Path
    most : int
        Bytes.
    way_on : str
        What to do instead.
    rows : int
        How many rows it has, of a file that is compressed.

    Raises
    ------
    UnfitFile
        If it is.
    OSError
        If it is not there.
    """
    if max(path.stat().st_size, rows * BYTES_A_ROW) > most:
        raise UnfitFile(path, f"is larger than {most // MEBIBYTE:,} MB, too large to be held whole; {way_on}")


def opened_text(path: Path) -> IO[str]:
    """Return a regular file of UTF-8 text opened to be read, its line ends as they are.

    Raises
    ------
    UnfitFile, OSError
        As `opened` does.
    """
    return TextIOWrapper(opened(path), encoding="utf-8", newline="")


def content_of(path: Path, most: int) -> bytes:
    """Return the bytes of a regular file that has no more than `most`.

    Raises
    ------
    UnfitFile
        If it is larger, or no regular file.
    OSError
        If there is none, or it may not be read.
    """
    with opened(path) as file:
        # a file may say that it is small and go on, as those of /proc do
        if os.fstat(file.fileno()).st_size <= most:
            content = file.read(most + 1)
            if len(content) <= most:
                return content
    raise UnfitFile(path, f"is larger than {most // MEBIBYTE} MB, the most that a file of its kind may have")


def bounded_lines(path: Path, file: IO[str]) -> Iterator[str]:
    """Yield the lines of a table's file, none of them endless.

    Raises
    ------
    ValueError
        If a line is longer than any of a table is.
    """
    number = 0
    while line := file.readline(LONGEST_LINE):
        number += 1
        if len(line) == LONGEST_LINE:
            raise ValueError(f"{path}, line {number}: is longer than {LONGEST_LINE:,} characters")
        yield line


def json_object(path: Path) -> dict[str, Any]:
    """Return the object that a JSON file holds.

    Raises
    ------
    ValueError
        If it is no JSON, no object, or nested deeper than any of ours; the text says it in a few words.
    UnfitFile, OSError
        As `content_of` does.
    """
    import json

    try:
        content = json.loads(content_of(path, LARGEST_JSON).decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 text (byte {error.start})") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON (line {error.lineno}: {error.msg})") from None
    except RecursionError:
        raise ValueError(f"nested deeper than {DEEPEST_JSON} levels") from None
    except ValueError:
        raise ValueError("not JSON of ours (a number of thousands of digits)") from None
    if not isinstance(content, dict):
        raise ValueError("not a JSON object")
    if _is_deep(content):
        raise ValueError(f"nested deeper than {DEEPEST_JSON} levels")
    return content


def _is_deep(content: Any) -> bool:
    level = [content]
    for _ in range(DEEPEST_JSON):
        level = [
            one
            for each in level
            if isinstance(each, dict | list)
            for one in (each.values() if isinstance(each, dict) else each)
        ]
        if not level:
            return False
    return True


def _refuse_irregular(path: Path, mode: int) -> None:
    if stat.S_ISREG(mode):
        return
    raise UnfitFile(path, next((what for test, what in _KINDS if test(mode)), "is no regular file"))


def _unfit(path: Path, error: Exception) -> UnfitFile:
    """Return in our own words why nothing can be at a path."""
    if isinstance(error, OSError):
        return UnfitFile(path, error.strerror or str(error), error.errno or 0)
    return UnfitFile(path, "is no path (it has a NUL or half a character in it)")
