"""Tables as frames, filtered, labelled and reshaped, in the frame library of the user's choice."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, get_args

from ocdataset.check.pandas_text import as_text
from ocdataset.check.phases.schema_shape import kind_of
from ocdataset.package.package import Package, rows_of_parquet
from ocdataset.reference.errors import DatasetError
from ocdataset.reference.extras import require_extra
from ocdataset.reference.files import LARGEST_AS_FRAME, refuse_larger
from ocdataset.reference.rows import Row
from ocdataset.reference.schemas import Schema, field_names
from ocdataset.use.asked import countries_asked, editions_asked, measures_asked
from ocdataset.use.exact_values import with_exact_values
from ocdataset.use.frame_attributes import attributes
from ocdataset.use.missing_rows import tell_of_missing_narratives, tell_of_missing_rows
from ocdataset.use.narrative import NARRATIVE, kept_identifiers
from ocdataset.use.narrative_labels import labels_by_column

if TYPE_CHECKING:
    import narwhals as nw

Shape = Literal["long", "wide"]
Library = Literal["pandas", "polars", "arrow"]
Editions = int | str | Sequence[int | str]

VALUED = ("scores", "averages")


def load_table(
    package: Package,
    table: str,
    *,
    edition: Editions | None,
    countries: str | Sequence[str] | None,
    measures: str | Sequence[str] | None,
    shape: Shape,
    labels: bool,
    as_: Library,
    exact: bool = False,
) -> Any:
    """Return a table of a package; `Dataset.load` describes the parameters."""
    wanted = {
        "edition": None if edition is None else editions_asked(package, edition),
        "country": None if countries is None else countries_asked(countries),
        "measure": None if measures is None else measures_asked(measures),
    }
    frame = _frame(package, table, wanted, shape, labels, as_, exact)
    if table in NARRATIVE and not len(frame):
        tell_of_missing_narratives(package, table)
    if as_ != "pandas":
        return frame
    if shape == "long":
        frame = frame.reset_index(drop=True)
    frame.attrs = attributes(package, table, frame)
    return frame


def _frame(
    package: Package,
    table: str,
    wanted: dict[str, Any],
    shape: Shape,
    labels: bool,
    as_: Library,
    exact: bool,
) -> Any:
    if exact and (table != "averages" or shape != "long"):
        raise DatasetError("exact values are those of the table 'averages' in the long shape")
    _one_of("shape", shape, get_args(Shape))
    _one_of("as_", as_, get_args(Library))
    parts = [table, "averages"] if table == "scores" and _asks_for_averages(package, wanted) else [table]
    schema = package.schema(table)
    if table not in NARRATIVE:
        _refuse_filters_without_column(table, schema, wanted)
    if shape == "wide" and table not in VALUED:
        raise DatasetError(f"table {table!r} has no wide shape; only {' and '.join(VALUED)} have one")
    everything = all(values is None for values in wanted.values())
    if as_ == "pandas" and shape == "long" and not labels and not exact and everything:
        return _native(package, table, as_)
    import narwhals as nw

    # pyarrow cannot pivot
    engine: Library = "pandas" if (as_, shape) == ("arrow", "wide") else as_
    frames = [nw.from_native(_native(package, part, engine), eager_only=True) for part in parts]
    frame = nw.concat(frames) if len(frames) > 1 else frames[0]
    if table in NARRATIVE:
        return _narrative(package, table, frame, wanted, labels).to_native()
    if not everything:
        frame = _filtered(package, table, frame, wanted)
    if shape == "wide":
        return _wide(package, frame, labels, as_)
    if exact:
        frame = with_exact_values(package, frame)
    return (_labelled(package, frame) if labels else frame).to_native()


def _filtered(
    package: Package, table: str, frame: "nw.DataFrame[Any]", wanted: Mapping[str, list[Any] | None]
) -> "nw.DataFrame[Any]":
    """Return the rows asked for, and tell of what was asked for and has none."""
    import narwhals as nw

    asked = {column: values for column, values in wanted.items() if values is not None}
    found = frame
    for column, values in asked.items():
        found = found.filter(nw.col(column).is_in(values))
    held, given = (
        {column: set(one[column].unique().to_list()) for column in asked} for one in (frame, found)
    )
    tell_of_missing_rows(package, table, wanted, held, given)
    return found


def _narrative(
    package: Package, table: str, frame: "nw.DataFrame[Any]", wanted: dict[str, Any], labels: bool
) -> "nw.DataFrame[Any]":
    """Return a table of a coded narrative, labelled and filtered by what its identifiers say."""
    import narwhals as nw

    if labels:
        columns = labels_by_column(package, table)
        series = [
            nw.new_series(name, values, nw.String, backend=frame.implementation)
            for name, values in columns.items()
        ]
        frame = frame.with_columns(*series)
    if any(values is not None for values in wanted.values()):
        column, kept = kept_identifiers(package, table, wanted)
        frame = frame.filter(nw.col(column).is_in(sorted(kept)))
    return frame


def _one_of(name: str, value: str, known: Sequence[str]) -> None:
    if value not in known:
        raise DatasetError(f"{name} is {' or '.join(map(repr, known))}, not {value!r}")


def _asks_for_averages(package: Package, wanted: dict[str, Any]) -> bool:
    parents = {row["parent"] for row in package.rows("composition")}
    return any(measure in parents for measure in wanted["measure"] or ())


def _refuse_filters_without_column(table: str, schema: Schema, wanted: dict[str, Any]) -> None:
    names = field_names(schema)
    for column, values in wanted.items():
        if values is not None and column not in names:
            raise DatasetError(f"table {table!r} has no column {column!r} to filter by")


def _native(package: Package, table: str, as_: Library) -> Any:
    """Return the whole table as a frame of the library asked for."""
    schema, path = package.schema(table), package.path(table)
    if as_ == "polars":
        require_extra("fast", "as_='polars'")
    elif as_ == "arrow" or path.suffix == ".parquet":
        require_extra("arrow", "as_='arrow'" if as_ == "arrow" else f"{path}: Parquet")
    try:
        if as_ == "pandas":
            return _read_pandas(path, schema)
        return _read_polars(path, schema) if as_ == "polars" else _read_arrow(path, schema)
    except FileNotFoundError:
        raise DatasetError(f"{path}: the data of table {table!r} are missing") from None


def _read_pandas(path: Any, schema: Schema) -> Any:
    import pandas as pd

    dtypes: dict[str, str] = {}
    for field in schema["fields"]:
        kind, required = kind_of(field), field.get("constraints", {}).get("required", False)
        dtypes[field["name"]] = {
            "integer": "int64" if required else "Int64",
            "number": "float64",
            "string": "str",
        }[kind]
    way_on = "take as_='polars' or as_='arrow'"
    if path.suffix == ".parquet":
        refuse_larger(path, LARGEST_AS_FRAME, way_on, rows=rows_of_parquet(path))
        frame = pd.read_parquet(path)
        texts = {name: as_text(frame[name]) for name, dtype in dtypes.items() if dtype == "str"}
        return frame.assign(**texts).astype({name: dtypes[name] for name in dtypes if name not in texts})
    refuse_larger(path, LARGEST_AS_FRAME, way_on)
    # Namibia's code must stay text: only the empty cell is missing
    return pd.read_csv(path, dtype=dtypes, keep_default_na=False, na_values=[""])


def _read_polars(path: Any, schema: Schema) -> Any:
    import polars as pl

    if path.suffix == ".parquet":
        return pl.read_parquet(path)
    types = {"integer": pl.Int64, "number": pl.Float64, "string": pl.String}
    return pl.read_csv(path, schema={field["name"]: types[kind_of(field)] for field in schema["fields"]})


def _read_arrow(path: Any, schema: Schema) -> Any:
    import pyarrow as pa
    from pyarrow import csv

    if path.suffix == ".parquet":
        from pyarrow import parquet

        return parquet.read_table(path)

    types = {"integer": pa.int64(), "number": pa.float64(), "string": pa.string()}
    options = csv.ConvertOptions(
        column_types={field["name"]: types[kind_of(field)] for field in schema["fields"]},
        null_values=[""],
        strings_can_be_null=True,
    )
    return csv.read_csv(path, convert_options=options)


def _wide(package: Package, frame: "nw.DataFrame[Any]", labels: bool, as_: Library) -> Any:
    """Return a row a country and edition, a column a measure in printing order."""
    present = set(frame["measure"].to_list())
    order = [row["measure"] for row in package.rows("measures") if row["measure"] in present]
    table = frame.select("edition", "country", "measure", "value")
    wide = table.pivot("measure", index=["edition", "country"], values="value").select(
        "edition", "country", *order
    )
    wide = wide.sort("edition", "country")
    if labels:
        names = _label_of(package.rows("measures"), "measure", "label")
        countries = _label_of(package.rows("countries"), "country", "name")
        wide = wide.rename({code: names[code] for code in order}).with_columns(
            _mapped(wide, "country", countries).alias("country")
        )
    if as_ == "arrow":
        return wide.to_arrow()
    native = wide.to_native()
    return native.set_index(["edition", "country"]) if as_ == "pandas" else native


def _labelled(package: Package, frame: "nw.DataFrame[Any]") -> "nw.DataFrame[Any]":
    """Return a frame with the names of countries and measures beside their codes."""
    for column, table, text in (("country", "countries", "name"), ("measure", "measures", "label")):
        if column in frame.columns and f"{text}" not in frame.columns:
            names = _label_of(package.rows(table), column, text)
            label = _mapped(frame, column, names).alias(f"{column}_{text}")
            place = frame.columns.index(column) + 1
            columns = [*frame.columns[:place], f"{column}_{text}", *frame.columns[place:]]
            frame = frame.with_columns(label).select(columns)
    return frame


def _label_of(rows: list[Row], code: str, label: str) -> dict[str, str]:
    return {row[code]: row[label] for row in rows}


def _mapped(frame: "nw.DataFrame[Any]", column: str, names: dict[str, str]) -> "nw.Series[Any]":
    import narwhals as nw

    values = [names.get(code) for code in frame[column].to_list()]
    return nw.new_series(column, values, nw.String, backend=frame.implementation)
