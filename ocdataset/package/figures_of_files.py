"""The scores and averages that a user's file gives, whatever else is wrong with it."""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final

from ocdataset.establish.workbook.codes import country_by_code
from ocdataset.establish.workbook.csv_table import Entry, read_csv_table
from ocdataset.establish.workbook.establishing import EstablishedSheet
from ocdataset.establish.workbook.figures import plain
from ocdataset.establish.workbook.findings import Finding
from ocdataset.read.workbook.delimited import read_delimited
from ocdataset.read.workbook.grid import GridCell
from ocdataset.reference.compositions import compositions
from ocdataset.reference.errors import SourceRefused
from ocdataset.reference.folding import fold
from ocdataset.reference.names import country_names

Key = tuple[str, ...]
Value = tuple[str, Key, Mapping[str, str]]
"""The table, the key and the cells of a row."""

NO_EDITION: Final = "say in a column or in the name of the file which edition it is"


def values_of_csv(path: Path) -> Iterator[Value]:
    """Give each score and average of a CSV file by its key; the first row of a key speaks for it.

    Raises
    ------
    SourceRefused
        If it is no table of the Index's figures, or does not say which edition it is.
    """
    grid, _ = read_delimited(path)
    table = read_csv_table(path, grid)
    if isinstance(table, Finding):
        expected = f"expected {table.expected}" if table.expected else "give a table of figures"
        raise SourceRefused(f"{path}: {table.found}; {expected}")
    for entry in table.entries:
        country = _country(entry)
        if country and entry.edition is None:
            raise SourceRefused(f"{path}, line {entry.row}: no edition; {NO_EDITION}")
        if country:
            for measure, cell in entry.cells.items():
                yield _value(str(entry.edition), country, measure, cell)


def values_of_sheet(sheet: EstablishedSheet) -> Iterator[Value]:
    """Give each score and average of a sheet of a workbook as it is printed."""
    for (country, measure), cell in sheet.figures.cells.items():
        yield _value(str(sheet.edition), country, measure, cell)


def _country(entry: Entry) -> str:
    by_name = country_names().get(fold(entry.name.text)) if entry.name else None
    by_code = country_by_code(entry.code.text) if entry.code else None
    return by_name or by_code or ""


def _value(edition: str, country: str, measure: str, cell: GridCell) -> Value:
    parents = {parent for tree in compositions().values() for parent in tree.parents}
    table = "averages" if measure in parents else "scores"
    return table, (edition, country, measure), {"value": _spelt(cell.text)}


def _spelt(text: str) -> str:
    """Return a number with two decimals, half up, as tables have it; anything else as it is."""
    try:
        number = Decimal(plain(text))
        return str(number.quantize(Decimal("0.01"), "ROUND_HALF_UP")) if number.is_finite() else text
    except InvalidOperation:
        return text
