"""Texts that a spreadsheet would run as a formula, and CSV that keeps them as text."""

import re
from collections.abc import Iterable
from typing import Final

FORMULA: Final = r"^(?:=|[+\-@\t\r][\s\S]*[^0-9.,/% \t\r\n+\-])"
"""What begins as a formula and does more than give a number: `-0.35`, `-` and `+ 1` do no harm."""
_FORMULA: Final = re.compile(FORMULA)
_QUOTE: Final = "'"


def is_formula(text: str) -> bool:
    """Return whether a spreadsheet that opens a CSV file would run a cell instead of showing it.

    Examples
    --------
    >>> [is_formula(text) for text in ("=1+1", "-A1", "@SUM(A1)", "-0.35", "-", "a=b")]
    [True, True, True, False, False, False]
    """
    return bool(_FORMULA.match(text))


def kept_as_text(cell: object) -> object:
    """Return a cell for CSV that people open in a spreadsheet: a formula has an apostrophe before it.

    So has a text that begins as one behind apostrophes, so that `as_it_was` gives every cell back.

    Examples
    --------
    >>> kept_as_text("=1+1"), kept_as_text("'=1+1"), kept_as_text("it's"), kept_as_text(-0.5)
    ("'=1+1", "''=1+1", "it's", -0.5)
    """
    return f"{_QUOTE}{cell}" if isinstance(cell, str) and is_formula(cell.lstrip(_QUOTE)) else cell


def as_it_was(text: str) -> str:
    """Return the text that `kept_as_text` was given.

    Examples
    --------
    >>> as_it_was("'=1+1"), as_it_was("it's")
    ('=1+1', "it's")
    """
    return text[1:] if text.startswith(_QUOTE) and is_formula(text.lstrip(_QUOTE)) else text


def rows_kept_as_text(rows: Iterable[Iterable[object]]) -> list[list[object]]:
    """Return rows of cells with their formulas kept as text."""
    return [[kept_as_text(cell) for cell in row] for row in rows]
