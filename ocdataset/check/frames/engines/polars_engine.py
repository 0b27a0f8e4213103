"""polars: lazy frames, computed in its streaming engine."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import narwhals as nw
import polars as pl

from ocdataset.check.frames.engines.engine import ROW, Form, Types, refusal

_REFUSALS: Final = (OSError, pl.exceptions.PolarsError, pl.exceptions.PanicException)
"""A damaged file may also make polars panic."""
_TYPES: Final = {"integer": pl.Int64, "string": pl.String}


class PolarsEngine:
    """Lazy frames of polars."""

    name = "polars"
    fills_short_rows = True
    casts_missing = True
    computes_in_threads = True

    def at_driver(self, path: str, form: Form) -> str | None:  # noqa: ARG002
        """Return nothing: all is in one place."""
        return None

    def read(self, path: str, form: Form, columns: Sequence[str]) -> nw.LazyFrame[Any]:
        """Return a file as a frame."""
        try:
            if form == "parquet":
                frame = pl.scan_parquet(path, glob=False, row_index_name=ROW)
            else:
                text = dict.fromkeys(columns, pl.String)
                frame = pl.scan_csv(path, schema=text, null_values=[""], glob=False, row_index_name=ROW)
            frame.collect_schema()
        except _REFUSALS as error:
            raise refusal(error, f"{path}: ") from None
        return nw.from_native(frame.with_columns(pl.col(ROW).cast(pl.Int64)))

    def small(self, data: Mapping[str, Sequence[Any]], types: Types) -> nw.LazyFrame[Any]:
        """Return a small table from memory as a frame."""
        schema = {name: _TYPES[kind] for name, kind in types.items()}
        return nw.from_native(pl.LazyFrame({name: list(data[name]) for name in types}, schema=schema))

    def held(self, frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
        """Return a frame computed once."""
        return nw.from_native(_computed(frame).lazy())

    def rows(self, frame: nw.LazyFrame[Any]) -> list[dict[str, Any]]:
        """Return the rows of a frame."""
        return _computed(frame).rows(named=True)

    def row_numbers(self, path: str, rows: Sequence[int]) -> Mapping[int, int]:  # noqa: ARG002
        """Return the rows as they are: the index is the number."""
        return {row: row for row in rows}

    def close(self) -> None:
        """Nothing is kept."""


def _computed(frame: nw.LazyFrame[Any]) -> pl.DataFrame:
    try:
        computed: pl.DataFrame = frame.to_native().collect(engine="streaming")
    except _REFUSALS as error:
        raise refusal(error) from None
    return computed
