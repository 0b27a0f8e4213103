"""The second phase: cells read as text and cast to their types, exactly."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import narwhals as nw

from ocdataset.check.report import Violation
from ocdataset.reference.schemas import Schema

RULE = "cells"
SENTENCE = "Every table has the columns of its schema, and every cell is of its column's type."

EXPECTED: Final = {
    "integer": "a whole number",
    "number": "a number with at most two decimals",
}
RAW: Final = "raw "
"""Before the name of a column: its cells as the file has them."""

_INTEGER: Final = r"^[+-]?[0-9]{1,15}$"
_NUMBER: Final = r"^[+-]?[0-9]{1,13}(\.[0-9]{1,2})?$"
_LARGEST: Final = 10.0**13
_CLOSE: Final = 1e-6
_GROUP: Final = re.compile(r"(?<!\\)\((?!\?)")


def matches(text: nw.Expr, pattern: str) -> nw.Expr:
    """Return whether the whole of a text is like a pattern; `$` alone may stand before a newline."""
    return text.str.contains(_GROUP.sub("(?:", pattern)) & ~text.str.ends_with("\n")


def exact_columns(
    schema: Schema, types: Mapping[str, nw.dtypes.DType], *, empty_is_missing: bool, casts_missing: bool
) -> Iterator[nw.Expr]:
    """Give the columns of a table cast: whole numbers, numbers as whole hundredths, text.

    What cannot be cast is missing; an empty text is missing.

    Parameters
    ----------
    schema, types : mapping
    empty_is_missing : bool
        Whether an empty text is missing to begin with, as an engine reads it from CSV.
    casts_missing : bool
        Whether the engine casts texts of which some are missing.
    """
    for field in schema["fields"]:
        name, kind = field["name"], field.get("type", "string")
        if empty_is_missing and kind == "string":
            yield nw.col(name)
        else:
            cell = exact_cell(nw.col(name), kind, types[name], casts_missing=casts_missing)
            yield cell.alias(name)


def raw_columns(schema: Schema) -> Iterator[nw.Expr]:
    """Give the columns that are not text as the file has them."""
    for field in schema["fields"]:
        if field.get("type", "string") != "string":
            yield nw.col(field["name"]).alias(RAW + field["name"])


def exact_cell(cell: nw.Expr, kind: str, dtype: nw.dtypes.DType, *, casts_missing: bool = False) -> nw.Expr:
    """Return cells of a type cast to what a kind of field is checked as; missing where they cannot be."""
    if kind == "string":
        text = cell if dtype == nw.String else cell.cast(nw.String)
        return nw.when(text != "").then(text)
    if dtype.is_integer():
        return cell.cast(nw.Int64) * (1 if kind == "integer" else 100)
    if dtype.is_numeric():
        return _from_decimal(cell.cast(nw.Float64), 1 if kind == "integer" else 100)
    return _from_text(cell if dtype == nw.String else cell.cast(nw.String), kind, casts_missing)


def _from_decimal(cell: nw.Expr, scale: int) -> nw.Expr:
    """Return a binary number in whole parts of 1/scale; missing if it is not simply the closest to one."""
    sound = nw.when((cell > -_LARGEST) & (cell < _LARGEST)).then(cell * scale)
    parts = sound.fill_null(0.5).round()
    # load-bearing: what is missing is no whole number, and so neither cast nor kept
    off = (sound.fill_null(0.5) - parts).abs()
    return nw.when(off < _CLOSE).then(parts).cast(nw.Int64)


def _from_text(text: nw.Expr, kind: str, casts_missing: bool) -> nw.Expr:
    """Return texts cast; a number has so few digits that its hundredths are exact in binary, once rounded."""
    written = nw.when(matches(text, _INTEGER if kind == "integer" else _NUMBER)).then(text)
    if kind == "integer":
        return written.cast(nw.Int64) if casts_missing else whole(written.str.strip_chars("+"))
    number = (written if casts_missing else written.fill_null("0")).cast(nw.Float64)
    hundredths = (number * 100).round().cast(nw.Int64)
    return hundredths if casts_missing else _kept_missing(hundredths, written)


def whole(digits: nw.Expr) -> nw.Expr:
    """Return texts that are whole numbers as such; a missing one stays missing."""
    return _kept_missing(digits.fill_null("0").cast(nw.Int64), digits)


def _kept_missing(number: nw.Expr, text: nw.Expr) -> nw.Expr:
    # load-bearing: pandas has whole numbers with missing ones only in what comes of a length
    return number + text.str.len_chars() * 0


def uncast(field: Mapping[str, Any], dtype: nw.dtypes.DType) -> nw.Expr:
    """Return whether a cell is there and could not be cast."""
    raw = nw.col(RAW + field["name"])
    there = ~raw.is_null()
    if dtype == nw.String:
        there = there & (raw != "")
    return there & nw.col(field["name"]).is_null()


def header_violation(table: str, found: str, expected: str) -> Violation:
    """Return the violation of a table whose columns are not those of its schema."""
    return Violation(RULE, table=table, line=1, found=found, expected=expected)


def unreadable_violation(table: str, found: str, expected: str) -> Violation:
    """Return the violation of a table that cannot be read."""
    return Violation(RULE, table=table, found=found, expected=expected)
