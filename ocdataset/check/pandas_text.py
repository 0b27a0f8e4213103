"""Columns of text in pandas, of which those before version 3 have no dtype of their own."""

from typing import Any


def as_text(column: Any) -> Any:
    """Return a column of text and gaps in the dtype that pandas gives to text, gaps as nan.

    That is object before pandas 3, where `astype("str")` would make the text nan or None of a gap.
    """
    import pandas as pd

    return column.astype("object").where(column.notna(), float("nan")).astype(pd.Series([""]).dtype)
