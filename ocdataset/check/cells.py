"""The second phase: cells read as text and cast to their types, exactly."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from ocdataset.check.report import Violation
from ocdataset.package.package import Package, PackageError
from ocdataset.reference.rows import Row
from ocdataset.reference.schemas import Schema, field_names

RULE = "cells"
SENTENCE = "Every table has the columns of its schema, and every cell is of its column's type."

_INTEGER: Final = re.compile(r"[+-]?[0-9]+")
_NUMBER: Final = re.compile(r"[+-]?[0-9]+(\.[0-9]{1,2})?")

CellValue = str | int | None


def _exact_number(text: str) -> int | None:
    """Return a decimal of at most two places in hundredths."""
    if not _NUMBER.fullmatch(text):
        return None
    whole, _, rest = text.lstrip("+-").partition(".")
    value = int(whole) * 100 + int(rest.ljust(2, "0") or "0")
    return -value if text.startswith("-") else value


def _exact_integer(text: str) -> int | None:
    return int(text) if _INTEGER.fullmatch(text) else None


CASTS: Final[Mapping[str, Callable[[str], CellValue]]] = {
    "integer": _exact_integer,
    "number": _exact_number,
    "string": str,
}
EXPECTED: Final = {
    "integer": "a whole number",
    "number": "a number with at most two decimals",
}


@dataclass(frozen=True)
class Table:
    """A table whose cells were cast; numbers are in hundredths, so that nothing is ever a float.

    Parameters
    ----------
    name : str
    schema : mapping
    columns : dict of str to list
        The cast cells by column; None where a cell is empty or was not of its type.
    lines : list of int
        The line of the file that each row stands on.
    sound : list of bool
        Whether every cell of the row could be cast.
    """

    name: str
    schema: Schema
    columns: Mapping[str, list[CellValue]]
    lines: list[int]
    sound: list[bool]

    def rows(self) -> Iterator[dict[str, Any]]:
        """Give each row as a mapping from column to value."""
        for cells in zip(*self.columns.values(), strict=True):
            yield dict(zip(self.columns, cells, strict=True))

    def key(self, row: Mapping[str, Any]) -> str:
        """Return the primary key of a row in words."""
        return " ".join(str(row[name]) for name in self.schema.get("primaryKey", []))


def cast_table(package: Package, table: str) -> tuple[Table | None, list[Violation]]:
    """Return a table with its cells cast, and what could not be; no table if it cannot be read."""
    schema = package.schema(table)
    try:
        rows = package.rows(table)
    except PackageError as error:
        return None, [
            Violation(
                RULE,
                table=table,
                found=str(error),
                expected="a CSV file, UTF-8, rows as wide as the header",
            )
        ]
    names = field_names(schema)
    header = list(rows[0]) if rows else names
    if header != names:
        return None, [
            Violation(
                RULE,
                table=table,
                line=1,
                found=f"the columns {', '.join(header)}",
                expected=f"the columns {', '.join(names)}",
            )
        ]
    return cast_rows(table, schema, rows)


def cast_rows(table: str, schema: Schema, rows: list[Row]) -> tuple[Table, list[Violation]]:
    """Return rows of text as a table with its cells cast, and what could not be.

    Examples
    --------
    >>> schema = {"fields": [{"name": "value", "type": "number"}], "primaryKey": ["value"]}
    >>> table, violations = cast_rows("scores", schema, [{"value": "8.50"}, {"value": "high"}])
    >>> table.columns["value"], str(violations[0])
    ([850, None], "scores:3 high value: found 'high', expected a number with at most two decimals")
    """
    violations: list[Violation] = []
    columns: dict[str, list[CellValue]] = {}
    sound = [True] * len(rows)
    for field in schema["fields"]:
        name, kind = field["name"], field.get("type", "string")
        cast = CASTS[kind]
        cells: list[CellValue] = []
        for at, row in enumerate(rows):
            text = row[name]
            value = cast(text) if text else None
            if text and value is None:
                sound[at] = False
                violations.append(_violation(table, schema, row, at, name, EXPECTED[kind]))
            cells.append(value)
        columns[name] = cells
    return Table(table, schema, columns, list(range(2, len(rows) + 2)), sound), violations


def _violation(table: str, schema: Schema, row: Row, at: int, column: str, expected: str) -> Violation:
    key = " ".join(row[name] for name in schema.get("primaryKey", []))
    return Violation(
        RULE,
        table=table,
        key=key,
        column=column,
        found=repr(row[column]),
        expected=expected,
        line=at + 2,
        source=row.get("source_id", ""),
    )
