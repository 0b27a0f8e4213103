"""What the cells of a workbook hold, to look quotations from it up in."""

from collections.abc import Mapping
from pathlib import Path

from ocdataset.read.workbook.archive import what_it_is
from ocdataset.read.workbook.reading import read_workbook
from ocdataset.reference.files import opened

Quotes = Mapping[str, str]


def quotes_of(path: Path) -> Quotes | None:
    """Return the text of each cell of a workbook by its locator; None if the file is no workbook.

    Raises
    ------
    WorkbookRefused
        If it is a workbook that cannot be read.
    """
    with opened(path) as file:
        if what_it_is(file.read(8)) != "archive":
            return None
    return {sheet.locator(cell): cell.text for sheet in read_workbook(path) for cell in sheet.cells.values()}
