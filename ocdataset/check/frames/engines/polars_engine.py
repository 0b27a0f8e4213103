"""polars: lazy frames, computed in its streaming engine where a file is large."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Literal

import narwhals as nw
import polars as pl

from ocdataset.check.frames.engines.engine import ROW, Form, Row, Told, Types, refusal

_REFUSALS: Final = (OSError, pl.exceptions.PolarsError, pl.exceptions.PanicException)
"""A damaged file may also make polars panic."""
_TYPES: Final = {"integer": pl.Int64, "string": pl.String}


How = Literal["in-memory", "streaming"]
_STREAMED: Final = 1 << 22
"""Bytes of a file from which on frames are computed a part at a time."""
_LARGE: Final = 1_000_000
"""Rows from which on a code of four bytes in place of a text matters."""
_SAMPLE: Final = 1_000


class PolarsEngine:
    """Lazy frames of polars."""

    name = "polars"
    fills_short_rows = True
    casts_missing = True
    counts_at_once = False

    def __init__(self) -> None:
        self._how: How = "in-memory"  # which costs less for each of many small frames

    @property
    def computes_in_threads(self) -> bool:
        """Whether several frames are computed at once: not large ones, which each take all cores and room."""
        return self._how == "in-memory"

    def at_driver(self, path: str, form: Form) -> str | None:  # noqa: ARG002
        """Return nothing: all is in one place."""
        return None

    def read(self, path: str, form: Form, columns: Sequence[str]) -> nw.LazyFrame[Any]:
        """Return a file as a frame."""
        try:
            if Path(path).stat().st_size >= _STREAMED:
                self._how = "streaming"
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
        return nw.from_native(_computed(frame, self._how).lazy())

    def held_with(self, frame: nw.LazyFrame[Any], told: Told) -> tuple[nw.LazyFrame[Any], list[Row]]:
        """Return a frame computed once, and what is told of it, in one pass."""
        both = [one.to_native() for one in (frame, told(frame))]
        try:
            computed, rows = pl.collect_all(both, engine=self._how)
        except _REFUSALS as error:
            raise refusal(error) from None
        return nw.from_native(_kept(computed)), rows.rows(named=True)

    def rows(self, frame: nw.LazyFrame[Any]) -> list[dict[str, Any]]:
        """Return the rows of a frame."""
        return _computed(frame, self._how).rows(named=True)

    def row_numbers(self, path: str, rows: Sequence[int]) -> Mapping[int, int]:  # noqa: ARG002
        """Return the rows as they are: the index is the number."""
        return {row: row for row in rows}

    def close(self) -> None:
        """Nothing is kept."""


def _kept(computed: pl.DataFrame) -> pl.LazyFrame:
    """Return a frame of which, if it is large, columns of texts that repeat are kept as codes.

    A column's beginning tells whether they do. Reading them back costs a tenth of the time.
    """
    if len(computed) < _LARGE:
        return computed.lazy()
    texts = [column for column in computed if column.dtype == pl.String]
    codes = [column.name for column in texts if column.head(_SAMPLE).n_unique() < _SAMPLE // 2]
    kept = computed.with_columns(pl.col(codes).cast(pl.Categorical))
    return kept.lazy().with_columns(pl.col(codes).cast(pl.String))


def _computed(frame: nw.LazyFrame[Any], how: How) -> pl.DataFrame:
    try:
        computed: pl.DataFrame = frame.to_native().collect(engine=how)
    except _REFUSALS as error:
        raise refusal(error) from None
    return computed
