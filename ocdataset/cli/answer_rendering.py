"""Answers as text for a reader, and as JSON or CSV for a machine."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, Literal

import click
from rich.table import Table

from ocdataset.arithmetic.averages import round_half_up
from ocdataset.arithmetic.changes import signed_hundredths
from ocdataset.arithmetic.half_points import hundredths_text
from ocdataset.cli.drawing import Terminal
from ocdataset.cli.terminal import say, say_json
from ocdataset.reference.formulas import kept_as_text
from ocdataset.reference.names import country_labels, measure_labels
from ocdataset.reference.rows import csv_text

if TYPE_CHECKING:
    from ocdataset.use.answers.answer import Answer

Form = Literal["text", "json", "csv"]
Row = Mapping[str, Any]

LONGEST_NAME: Final = 30
"""What of a country's name fits next to the widest of the tables in 80 columns."""

FORMAT: Final = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv"]),
    default="text",
    show_default=True,
    help="Text for a reader; JSON or CSV with every column for a machine.",
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A column of the text.

    Parameters
    ----------
    heading : str
    text : callable
        Gives the cell of a row.
    right : bool
        Whether it is set flush right.
    at_most : int, optional
        How wide it may be; longer text is cut off.
    """

    heading: str
    text: Callable[[Row], str]
    right: bool = False
    at_most: int | None = None


def print_answer(
    answer: "Answer",
    form: Form,
    shown: Sequence[Shown],
    title: Callable[[Row], str],
    notes: Sequence[str] = (),
) -> None:
    """Print an answer; as text, under a title for each run of rows that have the same."""
    if form == "json":
        say_json(json.dumps(answer.plain(), ensure_ascii=False, indent=1))
    elif form == "csv":
        say(_csv(answer))
    else:
        _print_text(answer, shown, title, notes)


def _csv(answer: "Answer") -> str:
    """Return an answer as CSV, with flags that every reader of CSV takes for such."""
    rows = [
        {
            name: str(cell).lower() if isinstance(cell, bool) else kept_as_text(cell)
            for name, cell in row.items()
        }
        for row in answer.plain()
    ]
    return csv_text(list(answer.columns), rows).rstrip("\n")


def _print_text(
    answer: "Answer", shown: Sequence[Shown], title: Callable[[Row], str], notes: Sequence[str]
) -> None:
    console = Terminal()
    rows: list[Row] = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    order = {heading: at for at, heading in enumerate(dict.fromkeys(map(title, rows)))}
    for heading, titled in groupby(sorted(rows, key=lambda row: order[title(row)]), title):
        console.print(heading, style="bold")
        console.print(_table(shown, titled))
        console.print()
    for note in notes:
        console.print(note)


def _table(shown: Sequence[Shown], rows: Iterable[Row]) -> Table:
    table = Table(box=None, pad_edge=False)
    for column in shown:
        justify: Literal["left", "right"] = "right" if column.right else "left"
        table.add_column(column.heading, justify=justify, no_wrap=True, max_width=column.at_most)
    for row in rows:
        table.add_row(*(column.text(row) for column in shown))
    return table


def country(name: str = "country") -> tuple[Shown, Shown]:
    """Return the columns of a country: its code and its name."""
    return (
        Shown("", lambda row: str(row[name])),
        Shown("country", lambda row: country_labels().get(row[name], ""), at_most=LONGEST_NAME),
    )


def points(heading: str, name: str) -> Shown:
    """Return a column of points to two decimals, rounded half up as the Index rounds."""
    return Shown(heading, lambda row: hundredths_text(round_half_up(row[name])), right=True)


def signed(heading: str, name: str) -> Shown:
    """Return a column of changes or differences to two decimals, rounded half away from zero."""
    return Shown(heading, lambda row: signed_text(row[name]), right=True)


def signed_text(change: Fraction) -> str:
    """Return a change as it is shown, with its sign.

    Examples
    --------
    >>> signed_text(Fraction(-13, 40)), signed_text(Fraction(7, 16)), signed_text(Fraction(0))
    ('-0.33', '+0.44', '0.00')
    """
    rounded = signed_hundredths(change)
    return f"{'+' if rounded > 0 else ''}{hundredths_text(rounded)}"


def whole(heading: str, name: str) -> Shown:
    """Return a column of whole numbers."""
    return Shown(heading, lambda row: str(row[name]), right=True)


def measure(heading: str, name: str) -> Shown:
    """Return a column of measures by their labels."""
    return Shown(heading, lambda row: measure_labels().get(row[name], row[name]))


def mark(heading: str, name: str, text: str) -> Shown:
    """Return a column that says something where a flag is set."""
    return Shown(heading, lambda row: text if row[name] else "")


def label_of(code: str) -> str:
    """Return the label of a measure."""
    return measure_labels().get(code, code)
