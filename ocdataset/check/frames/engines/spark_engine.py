"""PySpark: frames of the session in use, or of one on this machine."""

import re
import warnings
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import narwhals as nw

from ocdataset.check.frames.csv_shape import has_mixed_line_ends
from ocdataset.check.frames.engines.engine import ROW, Form, Row, Told, Types, refusal
from ocdataset.check.frames.engines.spark_session import SessionOfOurOwn
from ocdataset.reference.errors import NoRoom
from ocdataset.reference.extras import has_extra

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

SPLIT_BEYOND: Final = 64_000_000
"""Bytes beyond which a CSV file is read in parts, which no quoted cell may span a line of."""

SMALL = 4_000_000
"""Bytes up to which a file is checked at the driver: a job of Spark costs more than all its checks."""

_OF_A_PART: Final = 1 << 33
"""How many rows of a part of a file Spark can number."""
_ENDED: Final = ("SparkContext was shut down", "Error while sending or receiving", "Answer from Java side")
_TYPES: Final = {"integer": "bigint", "string": "string"}


class SparkEngine:
    """Frames of Spark; the session in use is taken, and never stopped unless it was begun here."""

    name = "spark"
    fills_short_rows = False
    casts_missing = True
    computes_in_threads = False
    counts_at_once = True

    def __init__(self) -> None:
        # it says so of pandas 3 from within, and no frame of pandas is used here
        warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession

        self._refusals = (OSError, PySparkException, Py4JError)
        active = SparkSession.getActiveSession()
        self._own = None if active else SessionOfOurOwn()
        self._session = self._own.session if self._own else active
        self._read: dict[str, DataFrame] = {}
        self._persisted: list[DataFrame] = []

    def at_driver(self, path: str, form: Form) -> str | None:
        """Return where a small file is at the driver, if it is there."""
        if "://" in path or (form == "parquet" and not has_extra("arrow")):
            return None
        return path if Path(path).stat().st_size <= SMALL else None

    def read(self, path: str, form: Form, columns: Sequence[str]) -> nw.LazyFrame[Any]:
        """Return a file as a frame; `path` is whatever Spark reads, or local."""
        place = _as_hadoop_spells(path)
        try:
            if form == "parquet":
                frame = self._session.read.parquet(place)
            else:
                whole = "://" not in path and Path(path).stat().st_size <= SPLIT_BEYOND
                # by itself it takes the first end of a line for that of all
                mixed = whole and has_mixed_line_ends(Path(path))
                frame = self._session.read.csv(
                    place,
                    schema=", ".join(f"`{name}` string" for name in columns),
                    header=True,
                    # of a file on this machine the header is known to be that of the schema
                    enforceSchema="://" not in path,
                    mode="FAILFAST",
                    escape='"',
                    multiLine=whole,
                    lineSep="\n" if mixed or not whole else None,
                )
                frame = _without_returns(frame, columns[-1]) if mixed else frame
        except self._refusals as error:
            raise _meaning(error, f"{path}: ") from None
        from pyspark.sql import functions

        self._read[path] = frame
        return _lazy(frame.withColumn(ROW, functions.monotonically_increasing_id()))

    def small(self, data: Mapping[str, Sequence[Any]], types: Types) -> nw.LazyFrame[Any]:
        """Return a small table from memory as a frame."""
        rows = list(zip(*(data[name] for name in types), strict=True))
        schema = ", ".join(f"`{name}` {_TYPES[kind]}" for name, kind in types.items())
        return _lazy(self._session.createDataFrame(rows, schema))

    def held(self, frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
        """Return a frame that is kept, in memory or on disk, once it is computed."""
        kept = frame.to_native().persist()
        self._persisted.append(kept)
        return _lazy(kept)

    def held_with(self, frame: nw.LazyFrame[Any], told: Told) -> tuple[nw.LazyFrame[Any], list[Row]]:
        """Return a frame that is kept, and what is told of it."""
        kept = self.held(frame)
        return kept, self.rows(told(kept))

    def rows(self, frame: nw.LazyFrame[Any]) -> list[dict[str, Any]]:
        """Return the rows of a frame."""
        try:
            return [row.asDict() for row in frame.to_native().collect()]
        except self._refusals as error:
            raise _meaning(error) from None

    def row_numbers(self, path: str, rows: Sequence[int]) -> Mapping[int, int]:
        """Return which row of its file each row is: one pass counts the rows before each part of it."""
        if max(rows) <= _OF_A_PART:
            return {row: row for row in rows}
        from pyspark.sql import functions

        parts = self._read[path].groupBy(functions.spark_partition_id().alias("part")).count().collect()
        before, total = {}, 0
        for part, count in sorted(tuple(row) for row in parts):
            before[part] = total
            total += count
        # the index tells the part in its upper bits and the place within it in the others
        split = {row: divmod(row - 1, _OF_A_PART) for row in rows}
        return {row: before[part] + place + 1 for row, (part, place) in split.items()}

    def text(self, path: str) -> str:
        """Return the content of a text file."""
        try:
            return str(self._session.read.text(_as_hadoop_spells(path), wholetext=True).collect()[0][0])
        except (*self._refusals, IndexError) as error:
            raise _meaning(error, f"{path}: ") from None

    def close(self) -> None:
        """Let go of what was kept, and of the session if it was begun here."""
        with suppress(*self._refusals):  # Java may have ended
            for frame in self._persisted:
                frame.unpersist()
        if self._own:
            with suppress(*self._refusals):
                self._own.stop()


def _without_returns(frame: "DataFrame", last: str) -> "DataFrame":
    """Return the rows without the carriage return that a line ended with, in its last column."""
    from pyspark.sql import functions

    cell = functions.regexp_replace(last, "\r$", "")
    return frame.withColumn(last, functions.nullif(cell, functions.lit("")))


def _as_hadoop_spells(path: str) -> str:
    """Return a path as Hadoop takes it: not percent-encoded, and what is a pattern to it escaped."""
    place = path if "://" in path else f"file://{Path(path).absolute().as_posix()}"
    return re.sub(r"[][*?{}\\]", r"\\\g<0>", place)


def _lazy(frame: "DataFrame") -> nw.LazyFrame[Any]:
    lazy: nw.LazyFrame[Any] = nw.from_native(frame)
    return lazy


def _meaning(error: Exception, place: str = "") -> Exception:
    """Return what an error means; py4j puts a line of its own before what Java says."""
    if isinstance(error, ConnectionError) or any(words in str(error) for words in _ENDED):
        return NoRoom("Spark ended while it computed, as it does without memory; raise spark.driver.memory")
    own, _, of_java = str(error).partition("\n")
    told = ValueError(of_java) if own.startswith("An error occurred while calling") and of_java else error
    return refusal(told, place)
