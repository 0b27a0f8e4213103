"""Stata and SPSS: a file a table, and the scores side by side, with labels of variables and of values."""

import errno
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from ocdataset.package.package import Package
from ocdataset.use.export.typed_table import Cell, TypedTable, typed_table
from ocdataset.use.export.wide import wide_scores

Labels = dict[int | float | str, str]
Program = Literal["stata", "spss"]
SUFFIX: Final = {"stata": ".dta", "spss": ".sav"}
WIDE: Final = "scores_wide"
LEAST_ROOM: Final = 1 << 20
"""Bytes; on a disk with less, a file that cannot be written has no room."""


@dataclass(frozen=True, slots=True)
class LabelledTable:
    """Columns of cells with a label each.

    Parameters
    ----------
    name, label : str
    columns : dict
        The cells by name of the variable.
    labels : dict
        The label of each variable.
    """

    name: str
    label: str
    columns: dict[str, list[Cell]]
    labels: dict[str, str]


def write_statistics(package: Package, citation: str, folder: Path, program: Program) -> None:
    """Write a file of a program for each table, and one for the scores side by side."""
    tables = [_labelled(typed_table(package, name)) for name in package.tables]
    values = _value_labels(package)
    for table in (*tables, _wide(package, program)):
        _write(table, values, citation, folder / f"{table.name}{SUFFIX[program]}", program)


def _labelled(table: TypedTable) -> LabelledTable:
    labels = {
        one["name"]: f"{one.get('title', one['name'])} ({one['unit']})"
        if "unit" in one
        else str(one.get("title", one["name"]))
        for one in table.fields
    }
    return LabelledTable(
        table.name,
        str(table.schema.get("title", table.name)),
        {name: table.column(name) for name in table.names},
        labels,
    )


def _wide(package: Package, program: Program) -> LabelledTable:
    """Return the scores side by side, under names that the program takes: Stata's end at 32 characters."""
    wide = wide_scores(package)
    rows = {row["measure"]: row for row in package.rows("measures")}
    names = [rows[code]["short"] if program == "stata" else code for code in wide.measures]
    columns = ["edition", "country", *names]
    labels = {"edition": "Edition", "country": "Country (ISO 3166-1 alpha-3)"} | {
        name: rows[code]["label"] for name, code in zip(names, wide.measures, strict=True)
    }
    cells: Sequence[Sequence[Cell]] = list(zip(*wide.rows, strict=True)) or [()] * len(columns)
    return LabelledTable(
        WIDE,
        "Scores, a row a country and edition (points, 1.0 to 10.0)",
        {name: list(column) for name, column in zip(columns, cells, strict=True)},
        labels,
    )


def _value_labels(package: Package) -> dict[str, Labels]:
    """Return labels of values by column: editions, and what has codes of text."""
    found: dict[str, Labels] = {}
    for table, code, label in (
        ("editions", "edition", "title"),
        ("countries", "country", "name"),
        ("measures", "measure", "label"),
    ):
        if table in package.tables:
            whole = code == "edition"
            found[code] = {int(row[code]) if whole else row[code]: row[label] for row in package.rows(table)}
    return found


def _write(
    table: LabelledTable,
    values: dict[str, Labels],
    citation: str,
    file: Path,
    program: Program,
) -> None:
    import pandas as pd
    import pyreadstat

    frame = pd.DataFrame({name: _series(cells) for name, cells in table.columns.items()})
    # a column without a cell is one of text, and takes no labels of numbers
    labels: dict[str, Any] = {
        name: labels
        for name, labels in values.items()
        if name in frame and (name != "edition" or frame[name].dtype != object)
    }
    options: dict[str, Any] = {
        "file_label": table.label[:80],
        "column_labels": [table.labels[name][:80] for name in table.columns],
    }
    try:
        if program == "stata":
            # Stata labels the values of numbers only
            labels = {name: one for name, one in labels.items() if name == "edition"}
            pyreadstat.write_dta(frame, file, version=15, variable_value_labels=labels, **options)
        else:
            note = [line[:80] for line in citation.splitlines()]
            pyreadstat.write_sav(frame, file, variable_value_labels=labels, note=note, **options)
    except pyreadstat.ReadstatError as error:
        raise _of_the_disk(error, file) from None


def _of_the_disk(error: Exception, file: Path) -> Exception:
    """Return why a file cannot be written: the library says only that it cannot."""
    if "write" not in str(error).lower():
        return error
    room = shutil.disk_usage(file.parent).free
    number = errno.ENOSPC if room < LEAST_ROOM else errno.EIO
    return OSError(number, os.strerror(number), str(file))


def _series(cells: list[Cell]) -> Any:
    """Return a column: numbers with a system missing value, text with the empty text for missing."""
    import pandas as pd

    present = [cell for cell in cells if cell is not None]
    if present and not any(isinstance(cell, str) for cell in present):
        whole = len(present) == len(cells) and all(isinstance(cell, int) for cell in cells)
        return pd.Series(cells, dtype="int64" if whole else "float64")
    return pd.Series(["" if cell is None else cell for cell in cells], dtype="object")
