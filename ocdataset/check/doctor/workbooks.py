"""The doctor on a workbook: what differs from what the other editions and the arithmetic make one expect."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from ocdataset.arithmetic.printed import decimals
from ocdataset.arithmetic.ranks import ranks
from ocdataset.check.doctor.figures import known_differences, rank_findings
from ocdataset.establish.workbook.establishing import (
    EstablishedSheet,
    EstablishedWorkbook,
    Known,
    establish_workbook,
)
from ocdataset.establish.workbook.figures import exact_averages, plain
from ocdataset.establish.workbook.findings import Finding, faults
from ocdataset.read.workbook.grid import GridCell
from ocdataset.read.workbook.reading import read_workbook
from ocdataset.reference.counted import counted
from ocdataset.reference.names import country_labels, measure_labels, region_labels

Found = tuple[str, list[str], list[Finding], Counter[str]]


def diagnose_workbook(path: Path, known: Known) -> Found:
    """Return what a workbook is, a line an edition, and what was found."""
    established = establish_workbook(read_workbook(path), known)
    findings = list(established.findings)
    for sheet in established.sheets:
        findings += _spellings(sheet)
        findings += _harmonised(sheet)
        findings += _ranks(sheet)
        findings += known_differences(sheet.grid, sheet.edition, sheet.figures, known)
    findings += _moved(established)
    editions = [_edition_in_words(sheet, known) for sheet in established.sheets]
    compared: Counter[str] = Counter()
    for sheet in established.sheets:
        compared["averages"] += len(sheet.figures.averages)
        compared["ranks"] += sum(
            len(_printed_ranks(sheet, column)) for column in sheet.columns.ranks.values()
        )
        compared["keys"] += len(sheet.rows)
    return _release_in_words(established), editions, findings, compared


def _release_in_words(established: EstablishedWorkbook) -> str:
    if not established.sheets:
        return "a workbook, but no known release of the Index"
    editions = " and ".join(str(sheet.edition) for sheet in established.sheets)
    plural = "s" if len(established.sheets) > 1 else ""
    sound = "" if not faults(established.findings) else ", with faults"
    return f"the {established.release} release of the publisher's workbook, edition{plural} {editions}{sound}"


def _edition_in_words(sheet: EstablishedSheet, known: Known) -> str:
    others = known.scores.get(sheet.edition, {})
    common = [key for key in sheet.figures.scores if key in others]
    same = sum(sheet.figures.scores[key] == others[key] for key in common)
    compared = f"; {same} of {counted(len(common), 'score')} as known beforehand" if common else ""
    parents = sheet.tree.parents
    unrounded = any(
        decimals(plain(cell.text)) > 2
        for (_, measure), cell in sheet.figures.cells.items()
        if measure in parents
    )
    return (
        f"{sheet.edition}: sheet {sheet.grid.name!r}, known by {sheet.label.said_by}; "
        f"{counted(len(sheet.rows), 'country')}, {counted(len(sheet.tree.indicators), 'indicator')}, "
        f"{counted(len(sheet.figures.averages), 'average')} reproduced"
        f"{' (printed unrounded)' if unrounded else ''}{compared}"
    )


def _spellings(sheet: EstablishedSheet) -> Iterator[Finding]:
    """Give headers and names that are not written as the Index's own."""
    for measure, column in sheet.columns.measures.items():
        cell = sheet.columns.headers[column]
        label = measure_labels()[measure]
        if cell.text != label:
            place = sheet.grid.locator(cell)
            yield Finding("header_spelling", place, repr(cell.text), repr(label), fault=False)
    for row in sheet.rows:
        own = country_labels()[row.country]
        if row.name is not None and row.name.text != own:
            place = sheet.grid.locator(row.name)
            yield Finding("name_spelling", place, repr(row.name.text), repr(own), fault=False)


def _harmonised(sheet: EstablishedSheet) -> Iterator[Finding]:
    """Give each spelling of a region that is not the Index's own, with how many countries have it."""
    placed = [one for one in sheet.placements.values() if one.reason]
    counts = Counter((one.as_printed, one.region) for one in placed)
    for (printed, region), count in counts.items():
        first = next(one for one in placed if (one.as_printed, one.region) == (printed, region))
        found = f"{printed!r} of {counted(count, 'country')}"
        yield Finding("harmonised_region", first.place, found, repr(region_labels()[region]), fault=False)


def _moved(established: EstablishedWorkbook) -> Iterator[Finding]:
    """Give each country whose region is not that of the edition before."""
    for before, after in zip(established.sheets, established.sheets[1:], strict=False):
        for country, placed in after.placements.items():
            earlier = before.placements.get(country)
            if earlier is not None and placed.region and earlier.region not in ("", placed.region):
                found = f"{country_labels()[country]} in {region_labels()[placed.region]}"
                expected = f"{region_labels()[earlier.region]}, as in {before.edition}"
                yield Finding("moved_country", placed.place, found, expected, fault=False)


def _ranks(sheet: EstablishedSheet) -> Iterator[Finding]:
    for measure, column in sheet.columns.ranks.items():
        if measure not in sheet.tree.children:
            continue
        printed = _printed_ranks(sheet, column)
        exact = ranks(exact_averages(sheet.figures.scores, sheet.tree, measure))
        yield from rank_findings(sheet.grid, measure, printed, exact)


def _printed_ranks(sheet: EstablishedSheet, column: int) -> dict[str, GridCell]:
    return {row.country: cell for row in sheet.rows if (cell := sheet.grid.cells.get((row.row, column)))}
