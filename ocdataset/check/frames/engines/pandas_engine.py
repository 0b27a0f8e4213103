"""pandas: always there, and the quickest for tables that fit in memory many times over."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import narwhals as nw
import pandas as pd

from ocdataset.check.frames.engines.engine import ROW, Form, Row, Told, Types, refusal
from ocdataset.package.package import rows_of_parquet
from ocdataset.reference.errors import UnfitFile
from ocdataset.reference.extras import require_extra
from ocdataset.reference.files import LARGEST_AS_ROWS, refuse_larger

_LARGER: Final = "check it with the engine polars (pip install 'ocdataset[fast]') or spark"
_TYPES: Final = {"integer": "Int64", "string": "string"}


class PandasEngine:
    """Frames of pandas with nullable types."""

    name = "pandas"
    fills_short_rows = False
    casts_missing = False
    computes_in_threads = False
    counts_at_once = False

    def at_driver(self, path: str, form: Form) -> str | None:  # noqa: ARG002
        """Return nothing: all is in one place."""
        return None

    def read(self, path: str, form: Form, columns: Sequence[str]) -> nw.LazyFrame[Any]:
        """Return a file as a frame."""
        try:
            if form == "parquet":
                require_extra("arrow", "Parquet")
                refuse_larger(Path(path), LARGEST_AS_ROWS, _LARGER, rows=rows_of_parquet(Path(path)))
                frame = pd.read_parquet(path, dtype_backend="numpy_nullable")
            else:
                refuse_larger(Path(path), LARGEST_AS_ROWS, _LARGER)
                frame = _read_text(path, columns)
        except UnfitFile:
            raise
        except (OSError, ValueError, csv.Error) as error:  # what pyarrow raises is a ValueError too
            raise refusal(error, f"{path}: ") from None
        numbered = frame.assign(**{ROW: pd.array(range(len(frame)), dtype="Int64")})
        return nw.from_native(numbered).lazy()

    def small(self, data: Mapping[str, Sequence[Any]], types: Types) -> nw.LazyFrame[Any]:
        """Return a small table from memory as a frame."""
        columns = {name: pd.array(list(data[name]), dtype=_TYPES[kind]) for name, kind in types.items()}  # type: ignore[call-overload]
        return nw.from_native(pd.DataFrame(columns)).lazy()

    def held(self, frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
        """Return the frame as it is: pandas computes at once."""
        return frame

    def held_with(self, frame: nw.LazyFrame[Any], told: Told) -> tuple[nw.LazyFrame[Any], list[Row]]:
        """Return the frame as it is, and what is told of it."""
        return frame, self.rows(told(frame))

    def rows(self, frame: nw.LazyFrame[Any]) -> list[dict[str, Any]]:
        """Return the rows of a frame."""
        native: pd.DataFrame = frame.collect().to_native()
        columns = [column.astype(object).where(column.notna(), None).tolist() for _, column in native.items()]
        return [dict(zip(native.columns, cells, strict=True)) for cells in zip(*columns, strict=True)]

    def row_numbers(self, path: str, rows: Sequence[int]) -> Mapping[int, int]:  # noqa: ARG002
        """Return the rows as they are: the index is the number."""
        return {row: row for row in rows}

    def close(self) -> None:
        """Nothing is kept."""


def _read_text(path: str, columns: Sequence[str]) -> pd.DataFrame:
    """Return a CSV file as text; pandas itself would fill up a row that is too short."""
    with Path(path).open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file, strict=True)
        next(lines, None)
        rows = list(lines)
    if rows and set(map(len, rows)) != {len(columns)}:
        raise ValueError("a row is shorter or longer than the header")
    cells = zip(*rows, strict=True) if rows else ([] for _ in columns)
    held = {
        name: pd.array([cell or None for cell in column], dtype="string")
        for name, column in zip(columns, cells, strict=True)
    }
    return pd.DataFrame(held)
