"""The doctor on the countries of a CSV file: split, doubled, lost, or joined to the wrong one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ocdataset.establish.workbook.codes import country_by_code
from ocdataset.establish.workbook.csv_table import Entry
from ocdataset.establish.workbook.findings import Finding
from ocdataset.establish.workbook.headers import is_summary
from ocdataset.read.workbook.grid import Grid, GridCell
from ocdataset.reference.counted import counted
from ocdataset.reference.folding import closest_if_few, fold
from ocdataset.reference.names import country_labels, country_names, region_names

NAMIBIA: Final = "NAM"
NEARLY_ALL: Final = 150


@dataclass(frozen=True, slots=True)
class Named:
    """An entry with its country, or "" where it is of none that is known."""

    entry: Entry
    country: str


def named(entry: Entry) -> Named:
    """Return an entry with its country: by its name, else by its code."""
    by_name = country_names().get(fold(entry.name.text)) if entry.name else None
    by_code = country_by_code(entry.code.text) if entry.code else None
    return Named(entry, by_name or by_code or "")


def country_findings(grid: Grid, entries: list[Named]) -> Iterator[Finding]:
    """Give what is wrong with the countries of a whole file."""
    yield from _unknown(grid, entries)
    yield from _contradicted(grid, entries)
    yield from _split(grid, entries)
    yield from _lost(grid, entries)


def _first_cell(entry: Entry) -> GridCell:
    return entry.name or entry.code or GridCell(entry.row, 1, "", "empty")


def _unknown(grid: Grid, entries: list[Named]) -> Iterator[Finding]:
    seen: set[str] = set()
    for one in entries:
        cell = _first_cell(one.entry)
        if one.country or not cell.text or cell.text in seen:
            continue
        seen.add(cell.text)
        if is_summary(cell.text) or fold(cell.text) in region_names():
            yield Finding("not_taken", grid.locator(cell), f"the row {cell.text!r}", fault=False)
            continue
        expected = closest_if_few("a known country", cell.text, country_labels().values(), len(seen))
        yield Finding("unknown_country", grid.locator(cell), repr(cell.text), expected)


def _contradicted(grid: Grid, entries: list[Named]) -> Iterator[Finding]:
    """Give codes that are of another country than the name; several Namibias are a failed join."""
    wrong = [
        (one, code)
        for one in entries
        if one.entry.name is not None and one.entry.code is not None and one.country
        if (code := _code_says(one.entry.code.text)) not in ("", one.country)
    ]
    joined = [one for one, code in wrong if code == NAMIBIA]
    if joined:
        names = ", ".join(country_labels()[one.country] for one in joined[:3])
        found = f"{counted(len(joined), 'country')} with the code of Namibia ({names}): a join that failed"
        cell = joined[0].entry.code or _first_cell(joined[0].entry)
        yield Finding("contradicted_country", grid.locator(cell), found, "their own codes")
    for one, code in wrong:
        if code != NAMIBIA and one.entry.code is not None:
            found = f"{one.entry.code.text!r} next to {country_labels()[one.country]}"
            yield Finding("contradicted_country", grid.locator(one.entry.code), found, one.country)


def _code_says(text: str) -> str:
    if text.strip().upper() == "NA":
        return NAMIBIA
    return country_by_code(text) or ""


def _split(grid: Grid, entries: list[Named]) -> Iterator[Finding]:
    """Give countries under several names, which a grouping by name takes for several countries."""
    names: dict[str, dict[str, GridCell]] = {}
    for one in entries:
        if one.country and one.entry.name is not None:
            names.setdefault(one.country, {}).setdefault(one.entry.name.text, one.entry.name)
    total = sum(len(found) for found in names.values())
    for country, found in names.items():
        if len(found) > 1:
            shown = " and ".join(repr(text) for text in found)
            what = f"{country_labels()[country]} as {shown}"
            expected = f"one name; {total} names are {counted(len(names), 'country')}"
            cell = list(found.values())[-1]
            yield Finding("split_name", grid.locator(cell), what, expected)


def _lost(grid: Grid, entries: list[Named]) -> Iterator[Finding]:
    """Give countries missing from what is nearly all of them, Namibia's lost `NA` first."""
    blank = [
        one for one in entries if not one.country and not _first_cell(one.entry).text and one.entry.cells
    ]
    coded = [one for one in entries if one.entry.code is not None]
    present = {one.country for one in entries if one.country}
    uncoded = [one for one in entries if one.country == NAMIBIA and one.entry.code is None]
    if uncoded and len(coded) >= len(entries) // 2:
        place = grid.locator(_first_cell(uncoded[0].entry))
        yield Finding(
            "missing_country", place, "Namibia without its code: NA was read as missing", "NA or NAM"
        )
    for one in blank:
        place = f"{one.entry.row}:1"
        lost = "; Namibia's NA was read as missing" if NAMIBIA not in present else ""
        yield Finding("unknown_country", place, f"figures without a name{lost}", "the name of a country")
    if len(present) < NEARLY_ALL:
        return
    for country, name in country_labels().items():
        if country not in present:
            why = ": its code NA is read as missing" if country == NAMIBIA else ""
            yield Finding("missing_country", "", f"no row of {name} ({country}){why}", "all 193 countries")


def repeated_entries(grid: Grid, entries: list[Named]) -> Iterator[Finding]:
    """Give countries that have several rows in an edition."""
    first: dict[str, int] = {}
    for one in entries:
        if one.country and one.country in first:
            place = grid.locator(_first_cell(one.entry))
            found = f"{country_labels()[one.country]} again, as in line {first[one.country]}"
            yield Finding("repeated_country", place, found, "one row a country and edition")
        first.setdefault(one.country, one.entry.row)
