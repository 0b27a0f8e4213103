"""The publisher's workbook as grids of cells; only cells are opened, and no formula or macro is run."""

import posixpath
import zipfile
from pathlib import Path
from typing import Final, TypeVar

from ocdataset.read.workbook.archive import opened_archive, opened_part, part_named
from ocdataset.read.workbook.grid import Grid, Workbook
from ocdataset.read.workbook.xml import (
    MOST_CELLS,
    Budget,
    Handler,
    Relations,
    SharedStrings,
    SheetCells,
    SheetList,
    parse,
)
from ocdataset.reference.errors import WorkbookRefused

MOST_SHEETS: Final = 64

_UNOPENED: Final = {
    "vbaproject.bin": "macros",
    "/externallinks/": "links to other files",
    "/embeddings/": "embedded files",
    "/activex/": "controls",
}

H = TypeVar("H", bound=Handler)


def read_workbook(path: Path) -> Workbook:
    """Return the sheets of a workbook, cells with their addresses.

    Raises
    ------
    WorkbookRefused
        If the file is no workbook, or one beyond the bounds of size.
    Misuse
        If there is no such file.
    """
    with opened_archive(path) as archive:
        try:
            return Workbook(path, tuple(_sheets(archive)), _remarks(archive))
        except WorkbookRefused as error:
            raise WorkbookRefused(f"{path}: the workbook holds {error}") from None


def _remarks(archive: zipfile.ZipFile) -> tuple[str, ...]:
    names = [name.casefold() for name in archive.namelist()]
    found = [what for mark, what in _UNOPENED.items() if any(mark in name for name in names)]
    return tuple(f"the file carries {what}, which were not opened" for what in found)


def _sheets(archive: zipfile.ZipFile) -> list[Grid]:
    budget = Budget()
    main = _relations(archive, "", budget).of_kind("officeDocument")
    if main is None:
        raise WorkbookRefused("no list of sheets; it is no .xlsx workbook")
    main = main.lstrip("/")
    folder = posixpath.dirname(main)
    relations = _relations(archive, main, budget)
    listed = _parsed(archive, main, SheetList(), budget).sheets
    if len(listed) > MOST_SHEETS:
        raise WorkbookRefused(f"more than {MOST_SHEETS} sheets")
    table = relations.of_kind("sharedStrings")
    strings = _parsed(archive, _below(folder, table), SharedStrings(), budget).strings if table else []
    grids: list[Grid] = []
    cells = MOST_CELLS
    seen: set[str] = set()
    for name, identifier in listed:
        if relations.kinds.get(identifier) != "worksheet":
            continue
        target = _below(folder, relations.targets[identifier])
        if target in seen:
            raise WorkbookRefused(f"the sheet {name[:31]!r}, which is another one's cells listed once more")
        seen.add(target)
        grids.append(_parsed(archive, target, SheetCells(strings, cells), budget).grid(name))
        cells -= len(grids[-1].cells)
    return grids


def _below(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")


def _relations(archive: zipfile.ZipFile, part: str, budget: Budget) -> Relations:
    folder, name = posixpath.split(part)
    return _parsed(archive, posixpath.join(folder, "_rels", f"{name}.rels"), Relations(), budget)


def _parsed(archive: zipfile.ZipFile, name: str, handler: H, budget: Budget) -> H:
    part = part_named(archive, name)
    if part is None:
        raise WorkbookRefused(f"no part {name!r}, which it needs; it is no .xlsx workbook")
    with opened_part(archive, part) as content:
        parse(content, handler, budget)
    return handler
