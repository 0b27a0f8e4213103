"""Columns of bytes written as CSV or Parquet, a part at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from ocdataset.package.simulation.tables import Columns
from ocdataset.reference.schemas import Schema, field_names

_COMMA, _LINE_END = ord(","), ord("\n")


class Writer(Protocol):
    """What takes the rows of a table."""

    def write(self, columns: Columns) -> None:
        """Write more rows."""
        ...


@contextmanager
def writer(path: Path, schema: Schema) -> Iterator[Writer]:
    """Give what writes a table's file; the suffix says in which form."""
    if path.suffix == ".parquet":
        from pyarrow.parquet import ParquetWriter

        with ParquetWriter(path, _arrow_schema(schema), compression="snappy") as file:
            yield _ParquetFile(file, schema)
        return
    with path.open("wb") as raw:
        raw.write((",".join(field_names(schema)) + "\n").encode())
        yield _CsvFile(raw, schema)


class _CsvFile:
    """A CSV file; no cell has a comma, a quote or a line end in it."""

    def __init__(self, file: Any, schema: Schema) -> None:
        self._file, self._names = file, field_names(schema)

    def write(self, columns: Columns) -> None:
        """Write rows: cells padded with zero bytes laid side by side, the padding then left out."""
        if not columns:
            return
        rows = len(next(iter(columns.values())))
        parts = []
        for name in self._names:
            cells = np.ascontiguousarray(columns[name])
            parts.append(cells.view(np.uint8).reshape(rows, -1))
            parts.append(np.full((rows, 1), _COMMA, dtype=np.uint8))
        parts[-1][:] = _LINE_END
        laid = np.hstack(parts).ravel()
        self._file.write(laid[laid != 0].tobytes())


def _arrow_schema(schema: Schema) -> Any:
    import pyarrow as pa

    types = {"integer": pa.int64(), "number": pa.float64(), "string": pa.string()}
    return pa.schema([(field["name"], types[field["type"]]) for field in schema["fields"]])


class _ParquetFile:
    """A Parquet file; whole numbers are int64, points float64, the empty cell null."""

    def __init__(self, file: Any, schema: Schema) -> None:
        self._file, self._schema = file, _arrow_schema(schema)

    def write(self, columns: Columns) -> None:
        """Write rows as a row group."""
        import pyarrow as pa
        import pyarrow.compute as pc

        if not columns:
            return
        cells = []
        for field in self._schema:
            text = pa.array(columns[field.name]).cast(pa.string())
            given = pc.if_else(pc.equal(text, ""), pa.scalar(None, pa.string()), text)
            cells.append(given.cast(field.type))
        self._file.write_table(pa.Table.from_arrays(cells, schema=self._schema))
