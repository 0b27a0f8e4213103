"""An answer: rows of exact values under typed columns, made into a frame only where one is asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    import pandas as pd

Column = Literal["text", "whole", "flag", "points", "chance"]

_DTYPES: Final[Mapping[Column, str]] = {
    "text": "str",
    "whole": "int64",
    "flag": "bool",
    "points": "float64",
    "chance": "float64",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows under columns.

    Parameters
    ----------
    columns : mapping of str to Column
        What each column holds; `points` are exact fractions.
    rows : sequence of tuple
    """

    columns: Mapping[str, Column]
    rows: Sequence[tuple[Any, ...]]

    def frame(self, *, exact: bool) -> "pd.DataFrame":
        """Return a pandas frame: points as float64, or as `fractions.Fraction` if exact."""
        import pandas as pd

        cells = list(zip(*self.rows, strict=True)) or [()] * len(self.columns)
        return pd.DataFrame(
            {
                name: _series(kind, values, exact)
                for (name, kind), values in zip(self.columns.items(), cells, strict=True)
            }
        )

    def plain(self) -> list[dict[str, Any]]:
        """Return the rows with points as floats, as JSON and CSV hold them."""
        return [
            {
                name: float(cell) if isinstance(cell, Fraction) else cell
                for name, cell in zip(self.columns, row, strict=True)
            }
            for row in self.rows
        ]


def _series(kind: Column, values: Sequence[Any], exact: bool) -> "pd.Series[Any]":
    import pandas as pd

    if kind == "points":
        fractions = [Fraction(value) for value in values]
        return pd.Series(fractions, dtype=object) if exact else pd.Series(map(float, fractions), dtype=float)
    return pd.Series(list(values), dtype=_DTYPES[kind])
