"""The Table Schemas: the only description of a column."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from ocdataset.reference.location import shipped_package

Schema = dict[str, Any]


@cache
def table_schema(table: str) -> Schema:
    """Return the Table Schema of a shipped table.

    Examples
    --------
    >>> table_schema("scores")["primaryKey"]
    ['edition', 'country', 'measure']
    """
    schema: Schema = json.loads((shipped_package() / "schemas" / f"{table}.json").read_text(encoding="utf-8"))
    return schema


@cache
def shipped_tables() -> frozenset[str]:
    """Return the names of the shipped tables.

    Examples
    --------
    >>> sorted(shipped_tables())[:3]
    ['adjudications', 'aliases', 'averages']
    """
    return frozenset(path.stem for path in schema_files(shipped_package()))


def field_names(schema: Schema) -> list[str]:
    """Return the names of the fields of a Table Schema, in order.

    Examples
    --------
    >>> field_names(table_schema("countries"))
    ['country', 'name', 'm49', 'wikidata', 'region']
    """
    return [field["name"] for field in schema["fields"]]


def schema_files(root: Path) -> list[Path]:
    """Return the schema files of a package, sorted by name."""
    return sorted((root / "schemas").glob("*.json"))
