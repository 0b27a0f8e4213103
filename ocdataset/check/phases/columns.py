"""The third phase: the constraints of each column, compiled from its Table Schema."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from math import ceil, floor
from typing import Any

import narwhals as nw

from ocdataset.check.phases.cells import matches
from ocdataset.check.phases.row_checks import RowCheck, cell_words
from ocdataset.reference.schemas import Schema

RULE = "columns"
SENTENCE = "Every cell meets the constraints of its column in the Table Schema."


def column_checks(schema: Schema) -> Iterator[RowCheck]:
    """Give a check for each column with constraints; the cells are cast, numbers in hundredths."""
    for field in schema["fields"]:
        faults = list(column_faults(field))
        if faults:
            yield RowCheck(
                RULE,
                field["name"],
                (field["name"],),
                nw.any_horizontal(*faults, ignore_nulls=True),
                cell_words(schema, field["name"]),
                expectation(field),
            )


def column_faults(field: Mapping[str, Any]) -> Iterator[nw.Expr]:
    """Give, for each constraint of a column, whether a cell breaks it."""
    constraints = field.get("constraints", {})
    cell = nw.col(field["name"])
    scale = 100 if field.get("type") == "number" else 1
    if constraints.get("required"):
        yield cell.is_null()
    if "enum" in constraints:
        yield ~cell.is_null() & ~cell.is_in(_listed(field))
    if "pattern" in constraints:
        yield ~matches(cell, f"^(?:{constraints['pattern']})$")
    if "minimum" in constraints:
        yield cell < ceil(Decimal(str(constraints["minimum"])) * scale)
    if "maximum" in constraints:
        yield cell > floor(Decimal(str(constraints["maximum"])) * scale)


def _listed(field: Mapping[str, Any]) -> list[Any]:
    listed = field["constraints"]["enum"]
    if field.get("type") != "number":
        return list(listed)
    hundredths = [Decimal(str(value)) * 100 for value in listed]
    return [int(value) for value in hundredths if value == int(value)]


def expectation(field: Mapping[str, Any]) -> str:
    """Return the constraints of a field in words.

    Examples
    --------
    >>> expectation({"name": "rank", "type": "integer", "constraints": {"required": True, "minimum": 1}})
    'a value that is at least 1'
    """
    constraints = field.get("constraints", {})
    parts = []
    if "enum" in constraints:
        listed = [str(value) for value in constraints["enum"]]
        if len(listed) > 8:
            listed = [*listed[:3], "...", listed[-1]]
        parts.append(f"one of {', '.join(listed)}")
    if "pattern" in constraints:
        parts.append(f"text like {constraints['pattern']}")
    if "minimum" in constraints:
        parts.append(f"at least {constraints['minimum']}")
    if "maximum" in constraints:
        parts.append(f"at most {constraints['maximum']}")
    return "a value" + (f" that is {' and '.join(parts)}" if parts else "")
