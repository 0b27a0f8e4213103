"""What the checks ask of an engine, and no more."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, Literal, Protocol

import narwhals as nw

from ocdataset.reference.errors import DatasetError, NoRoom, Unreadable

Form = Literal["csv", "parquet"]
Row = dict[str, Any]
Told = Callable[[nw.LazyFrame[Any]], nw.LazyFrame[Any]]
Types = Mapping[str, Literal["integer", "string"]]
ROW: Final = "row index"
"""The column that says which row of its file a row is, from 0; the blank keeps it from being a field."""


_NO_ROOM: Final = ("No space left", "File too large", "Out of Memory", "OutOfMemoryError")


def refusal(error: Exception, place: str = "") -> DatasetError:
    """Return what the error of an engine means: the machine is full, or the file cannot be read.

    Parameters
    ----------
    error : Exception
        Of which a line is told: the one that says what there is no room for, or else the first.
    place : str
        What the line begins with.
    """
    told = str(error) if str(error).strip() else type(error).__name__
    lines = [line.strip(" :") for line in told.splitlines() if line.strip(" :")]
    for line in lines:
        if any(words in line for words in _NO_ROOM):
            return NoRoom(f"there is not enough memory or disk to check this: {line}")
    return Unreadable(place + lines[0])


class Engine(Protocol):
    """A library of frames, behind the few things that narwhals leaves to each of them.

    Everything else is written once, over narwhals frames.
    """

    name: str
    fills_short_rows: bool
    """Whether a row of a CSV file that is too short is filled up with empty cells, not refused."""
    casts_missing: bool
    """Whether texts of which some are missing can be cast to numbers, the missing staying missing."""
    counts_at_once: bool
    """Whether several frames are better counted in one job than each in its own."""

    @property
    def computes_in_threads(self) -> bool:
        """Whether a frame is to be computed in a thread of its own while others are."""
        ...

    def at_driver(self, path: str, form: Form) -> str | None:
        """Return where a file is at the driver, if it is so small that it is better checked there.

        None, if it is not, or if the engine is where the driver is.
        """
        ...

    def read(self, path: str, form: Form, columns: Sequence[str]) -> nw.LazyFrame[Any]:
        """Return a file as a frame, each row with its index from 0 as `ROW`.

        Every column of a CSV file is text, the empty cell missing, and a row that is wider than
        `columns` is refused, be it only once the frame is computed; so is one that is narrower,
        unless the engine `fills_short_rows`. A Parquet file has the types that it has.
        """
        ...

    def small(self, data: Mapping[str, Sequence[Any]], types: Types) -> nw.LazyFrame[Any]:
        """Return a small table from memory as a frame."""
        ...

    def held(self, frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
        """Return a frame computed once and kept within the engine, on disk where it does not fit."""
        ...

    def held_with(self, frame: nw.LazyFrame[Any], told: Told) -> tuple[nw.LazyFrame[Any], list[Row]]:
        """Return a frame as `held` does, and the rows of what is told of it, in one pass where it can."""
        ...

    def rows(self, frame: nw.LazyFrame[Any]) -> list[Row]:
        """Return the rows of a frame; whatever leaves the engine leaves here.

        Raises
        ------
        Unreadable
            If a file below the frame cannot be read.
        NoRoom
            If the machine is full.
        """
        ...

    def row_numbers(self, path: str, rows: Sequence[int]) -> Mapping[int, int]:
        """Return which row of a file, from 1, each of some rows is, given as their index plus one."""
        ...

    def close(self) -> None:
        """Let go of whatever the engine keeps."""
        ...
