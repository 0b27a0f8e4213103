"""DuckDB: relations, computed in all cores within a bound of memory, on disk beyond it."""

from collections.abc import Mapping, Sequence
from itertools import count
from tempfile import TemporaryDirectory
from typing import Any, Final

import duckdb
import narwhals as nw

from ocdataset.check.frames.engines.engine import Form, Types, refusal

MEMORY: Final = "600MB"

_TYPES: Final = {"integer": "BIGINT", "string": "VARCHAR"}


class DuckdbEngine:
    """Relations of a DuckDB connection of its own."""

    name = "duckdb"
    fills_short_rows = False
    casts_missing = True
    computes_in_threads = False

    def __init__(self) -> None:
        self._beside = TemporaryDirectory(prefix="ocdataset-")
        self._connection = duckdb.connect(
            config={"memory_limit": MEMORY, "temp_directory": self._beside.name}
        )
        # a CSV file is taken for a few rows, so the smaller side of a join is always named by the rule
        self._connection.execute(
            "set enable_progress_bar = false; set preserve_insertion_order = false; "
            "set disabled_optimizers = 'join_order,build_side_probe_side'"
        )
        self._numbers = count()

    def read(self, path: str, form: Form, columns: Sequence[str]) -> nw.LazyFrame[Any]:
        """Return a file as a frame."""
        try:
            relation = self._connection.read_parquet(path) if form == "parquet" else self._text(path, columns)
        except (OSError, duckdb.Error) as error:
            raise _meaning(error, f"{path}: ") from None
        return nw.from_native(relation)

    def _text(self, path: str, columns: Sequence[str]) -> duckdb.DuckDBPyRelation:
        types = ", ".join(f"{_quoted(name)}: 'VARCHAR'" for name in columns)
        return self._connection.sql(
            f"select * from read_csv({_quoted(path)}, auto_detect = false, header = true, delim = ',', "  # noqa: S608
            f"""quote = '"', escape = '"', strict_mode = true, columns = {{{types}}})"""
        )

    def small(self, data: Mapping[str, Sequence[Any]], types: Types) -> nw.LazyFrame[Any]:
        """Return a small table from memory as a frame."""
        name = self._new_name()
        cells = ", ".join(
            f'unnest(${at}::{_TYPES[kind]}[]) as "{column}"'
            for at, (column, kind) in enumerate(types.items(), start=1)
        )
        self._connection.execute(
            f"create temp table {name} as select {cells}", [list(data[column]) for column in types]
        )
        return nw.from_native(self._connection.table(name))

    def held(self, frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
        """Return a frame computed once into a temporary table."""
        name = self._new_name()
        try:
            self._connection.execute(f"create temp table {name} as {frame.to_native().sql_query()}")
        except (OSError, duckdb.Error) as error:
            raise _meaning(error) from None
        return nw.from_native(self._connection.table(name))

    def rows(self, frame: nw.LazyFrame[Any]) -> list[dict[str, Any]]:
        """Return the rows of a frame."""
        relation = frame.to_native()
        try:
            rows = relation.fetchall()
        except (OSError, duckdb.Error) as error:
            raise _meaning(error) from None
        return [dict(zip(relation.columns, row, strict=True)) for row in rows]

    def close(self) -> None:
        """Drop what was kept."""
        self._connection.close()
        self._beside.cleanup()

    def _new_name(self) -> str:
        return f"held_{next(self._numbers)}"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _meaning(error: Exception, place: str = "") -> BaseException:
    """Return what an error means; DuckDB makes one of Ctrl-C too."""
    return KeyboardInterrupt() if isinstance(error, duckdb.InterruptException) else refusal(error, place)
