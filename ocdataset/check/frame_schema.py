"""The Pandera schema that users get: for frames of several libraries, read in several ways."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import narwhals as nw
import pandas as pd

from ocdataset.check.pandas_text import as_text
from ocdataset.check.pandera_schemas import dtype, pandera_schema
from ocdataset.package.package import Package
from ocdataset.reference.schemas import Schema

Keys = frozenset[tuple[str, ...]]
_WHOLE: Final = ("int64", "Int64")


def frame_schema(package: Package, table: str) -> Any:
    """Return the `pandera.pandas.DataFrameSchema` of a table of a package; `Dataset.schema` describes it.

    The codes that foreign keys refer to are those of the package.
    """
    schema = package.schema(table)
    compiled = pandera_schema(schema)
    for fields, known in _referenced(package, table, schema):
        holders = compiled.columns[fields[0]] if len(fields) == 1 else compiled
        holders.checks.append(_is_known(fields, known))
    return _fitting(compiled, schema)


def _referenced(package: Package, table: str, schema: Schema) -> Iterator[tuple[list[str], Keys]]:
    """Give the columns of each reference to another table, with the keys that the table lists."""
    for key in schema.get("foreignKeys", []):
        other, there = key["reference"]["resource"], key["reference"]["fields"]
        if other in package.tables and other != table:
            yield key["fields"], frozenset(tuple(row[name] for name in there) for row in package.rows(other))


def _is_known(fields: list[str], known: Keys) -> Any:
    import pandera.pandas as pa

    def is_known(cells: Any) -> Any:
        columns = [cells] if len(fields) == 1 else [cells[name] for name in fields]
        keys = zip(*(column.astype("object").map(str) for column in columns), strict=True)
        missing = pd.concat(columns, axis="columns").isna().any(axis="columns")
        return pd.Series([key in known for key in keys], index=cells.index) | missing

    names = ", ".join(fields)
    return pa.Check(is_known, name=f"known_{'_'.join(fields)}", error=f"{names} that the package lists")


def _fitting(compiled: Any, schema: Schema) -> Any:
    """Return a compiled schema that takes frames of other libraries and other dtypes of the same values."""
    import pandera.pandas as pa

    wanted = {field["name"]: dtype(field) for field in schema["fields"]}

    class FrameSchema(pa.DataFrameSchema):  # type: ignore[misc,unused-ignore]
        """A schema of a table; it gives back the very kind of frame that it was given."""

        def validate(self, check_obj: Any, *args: Any, **kwargs: Any) -> Any:
            """Return the frame if it fits; a pandas frame with the dtypes of the table."""
            if isinstance(check_obj, pd.DataFrame):
                return super().validate(_fitted(check_obj, wanted), *args, **kwargs)
            super().validate(_fitted(_in_pandas(check_obj), wanted), *args, **kwargs)
            return check_obj

        @classmethod
        def get_backend(cls, *args: Any, **kwargs: Any) -> Any:
            """Return what checks: pandera registers it for its own class only."""
            return pa.DataFrameSchema.get_backend(*args, **kwargs)

    compiled.__class__ = FrameSchema
    return compiled


def _in_pandas(frame: Any) -> pd.DataFrame:
    """Return a frame of another library in pandas; a lazy one is computed, as nothing else checks it."""
    known = nw.from_native(frame)
    eager = known.collect() if isinstance(known, nw.LazyFrame) else known
    return pd.DataFrame({name: _series(eager[name]) for name in eager.columns})


def _series(column: "nw.Series[Any]") -> "pd.Series[Any]":
    cells = column.to_list()
    if column.dtype.is_integer():
        return pd.Series(cells, dtype="Int64")
    if column.dtype.is_float():
        return pd.Series(cells, dtype="float64")
    return pd.Series(cells, dtype="object")


def _fitted(frame: pd.DataFrame, wanted: Mapping[str, str]) -> pd.DataFrame:
    """Return a frame whose columns have the dtypes wanted, where that changes no value.

    An integer column read with gaps is float64, an empty column of text as well: both are what
    `pd.read_csv` makes of the shipped files.
    """
    fitted = {
        name: _column(frame[name], wanted[name])
        for name in frame.columns
        if name in wanted and str(frame[name].dtype) != wanted[name]
    }
    return frame.assign(**{name: column for name, column in fitted.items() if column is not None})


def _column(column: Any, wanted: str) -> Any:
    """Return a column in the dtype wanted, or None where its values are not of that kind."""
    present = column.dropna()
    if wanted == "str":
        is_text = all(isinstance(cell, str) for cell in present)
        return as_text(column) if is_text else None
    if not pd.api.types.is_numeric_dtype(column.dtype) or pd.api.types.is_bool_dtype(column.dtype):
        return None if len(present) else column.astype("float64").astype(_with_gaps(wanted))
    if wanted in _WHOLE and not (present == present.round()).all():
        return None
    return column.astype(wanted if len(present) == len(column) else _with_gaps(wanted))


def _with_gaps(wanted: str) -> str:
    return "Int64" if wanted in _WHOLE else wanted
