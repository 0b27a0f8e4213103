"""Pandera schemas compiled from the Table Schemas, for frames in memory."""

import warnings
from collections.abc import Mapping
from typing import Any

from ocdataset.reference.schemas import Schema


def dtype(field: Mapping[str, Any]) -> str:
    """Return the pandas dtype of a column: whole numbers that may be missing are `Int64`.

    Examples
    --------
    >>> dtype({"name": "edition", "type": "integer", "constraints": {"required": True}})
    'int64'
    """
    kind = field.get("type", "string")
    if kind == "integer":
        return "int64" if field.get("constraints", {}).get("required") else "Int64"
    return "float64" if kind == "number" else "str"


def pandera_schema(schema: Schema) -> Any:
    """Return the `pandera.pandas.DataFrameSchema` that a Table Schema describes.

    It checks dtypes, required cells, `enum`, `pattern`, `minimum`, `maximum` and the primary key,
    and refuses columns that the schema does not have. Foreign keys lie outside a single frame.

    Examples
    --------
    >>> from ocdataset.reference.schemas import table_schema
    >>> compiled = pandera_schema(table_schema("scores"))
    >>> compiled.unique, compiled.columns["value"].nullable
    (['edition', 'country', 'measure'], True)
    """
    with warnings.catch_warnings():
        # Pandera imports PySpark where that is installed, which warns of every pandas since 3.0
        warnings.simplefilter("ignore", FutureWarning)
        import pandera.pandas as pa

    return pa.DataFrameSchema(
        {field["name"]: _column(pa, field) for field in schema["fields"]},
        name=schema.get("name"),
        title=schema.get("title"),
        description=schema.get("description"),
        unique=list(schema.get("primaryKey", [])) or None,
        report_duplicates="all",
        strict=True,
        coerce=False,
    )


def _column(pa: Any, field: dict[str, Any]) -> Any:
    constraints = field.get("constraints", {})
    checks = []
    if "enum" in constraints:
        checks.append(pa.Check.isin(constraints["enum"]))
    if "pattern" in constraints:
        checks.append(pa.Check.str_matches(f"(?:{constraints['pattern']})\\Z"))
    if "minimum" in constraints:
        checks.append(pa.Check.ge(constraints["minimum"]))
    if "maximum" in constraints:
        checks.append(pa.Check.le(constraints["maximum"]))
    return pa.Column(
        dtype(field),
        checks=checks,
        nullable=not constraints.get("required", False),
        title=field.get("title"),
        description=field.get("description"),
    )
