"""Excel: a workbook with a sheet a table, and before them what it is and what its columns are."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from ocdataset.package.package import Package
from ocdataset.use.export.sql import described_columns
from ocdataset.use.export.typed_table import Cell, about, typed_table

WIDEST = 60


def write_excel(package: Package, citation: str, path: Path) -> None:
    """Write a workbook; every text is a cell of text, whatever it begins with, and never a formula.

    Raises
    ------
    OSError
        If the disk does not take it.
    """
    path.write_bytes(_content(package, citation))


def _content(package: Package, citation: str) -> bytes:
    """Return the workbook; written to a full disk by the library itself, it would complain on its own."""
    from xlsxwriter import Workbook

    content = BytesIO()
    tables = [typed_table(package, name) for name in package.tables]
    with Workbook(content, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold = book.add_format({"bold": True})
        _sheet(book, bold, "about", ("what", "text"), about(package, citation))
        headings = ("table", "column", "title", "unit", "description")
        _sheet(book, bold, "columns", headings, described_columns(tables))
        for table in tables:
            sheet = _sheet(book, bold, table.name, table.names, table.rows)
            for at, field in enumerate(table.fields):
                sheet.write_comment(0, at, field["description"], {"visible": False})
    return content.getvalue()


def _sheet(book: Any, bold: Any, name: str, headings: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Any:
    sheet = book.add_worksheet(name)
    sheet.write_row(0, 0, headings, bold)
    for at, row in enumerate(rows, start=1):
        _write_row(sheet, at, row)
    for at, heading in enumerate(headings):
        longest = max([len(heading), *(len(str(row[at] or "")) for row in rows[:200])])
        sheet.set_column(at, at, min(longest + 2, WIDEST))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(headings) - 1)
    return sheet


def _write_row(sheet: Any, at: int, row: Iterable[Cell]) -> None:
    for column, cell in enumerate(row):
        if isinstance(cell, str):
            sheet.write_string(at, column, cell)
        elif cell is not None:
            sheet.write_number(at, column, cell)
