"""Rows of the built tables, from established sheets."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from ocdataset.arithmetic.half_points import hundredths_text
from ocdataset.establish import Cell, Sheet, Witness
from ocdataset.reference.compositions import compositions
from ocdataset.reference.folding import fold
from ocdataset.reference.names import reference_table, region_names
from ocdataset.reference.rows import Row

Rows = list[dict[str, Any]]


def score_rows(sheets: Iterable[Sheet]) -> Rows:
    """Return the rows of `scores`: the indicators of each sheet, in printing order."""
    return [
        _cell_row(sheet, sheet.cells[measure])
        for sheet in sheets
        for measure in compositions()[sheet.edition].indicators
    ]


def average_rows(sheets: Iterable[Sheet]) -> Rows:
    """Return the rows of `averages`: the parents of each sheet, in printing order."""
    return [
        _cell_row(sheet, sheet.cells[measure])
        for sheet in sheets
        for measure in compositions()[sheet.edition].parents
    ]


def _cell_row(sheet: Sheet, cell: Cell) -> dict[str, Any]:
    source, method, quoted = _evidence(sheet, cell)
    return {
        "edition": sheet.edition,
        "country": sheet.country,
        "measure": cell.measure,
        "value": "" if cell.value is None else hundredths_text(cell.value),
        "status": cell.status,
        "candidates": " ".join(hundredths_text(value) for value in cell.candidates),
        "source_id": source,
        "locator": " ".join(witness.reading.locator for witness in quoted),
        "as_printed": "|".join(witness.reading.as_printed for witness in quoted),
        "method": method,
    }


def _evidence(sheet: Sheet, cell: Cell) -> tuple[str, str, Sequence[Witness]]:
    """Return the source of a cell, its reader and the readings to quote.

    A value that stands on the page is quoted once; one that does not is quoted with all that does.
    """
    if cell.witnesses:
        first = cell.witnesses[0]
        same_source = [one for one in cell.witnesses if one.source_id == first.source_id]
        quoted = same_source[:1] if cell.status in ("printed", "aligned") else same_source
        return first.source_id, first.method, quoted
    source = next(repair.source_id for repair in sheet.repairs if repair.measure == cell.measure)
    return source, sheet.methods[source], ()


def rank_rows(sheets: Iterable[Sheet]) -> Rows:
    """Return the rows of `ranks`, in printing order."""
    return [
        {
            "edition": sheet.edition,
            "country": sheet.country,
            "measure": rank.measure,
            "scope": rank.scope,
            "rank": rank.rank,
            "out_of": rank.out_of,
            "status": "printed",
            "source_id": rank.witness.source_id,
            "locator": rank.witness.reading.locator,
            "as_printed": rank.witness.reading.as_printed,
            "method": rank.witness.method,
        }
        for sheet in sheets
        for rank in sheet.ranks
    ]


def placement_rows(sheets: Iterable[Sheet]) -> Rows:
    """Return the rows of `placements`: where the printed ranks place a country."""
    continent_of = {row["region"]: row["continent"] for row in reference_table("regions")}
    rows: Rows = []
    for sheet in sheets:
        for rank in sheet.ranks:
            if rank.scope != "region":
                continue
            region = region_names().get(fold(rank.place), "")
            if region not in continent_of:
                continue
            rows.append(
                {
                    "edition": sheet.edition,
                    "country": sheet.country,
                    "continent": continent_of[region],
                    "region": region,
                    "source_id": rank.witness.source_id,
                    "locator": rank.witness.reading.locator,
                    "as_printed": "",
                }
            )
            break
    return rows


def repair_rows(sheets: Iterable[Sheet]) -> Rows:
    """Return the rows of `repairs`, in printing order."""
    return [
        {
            "source_id": _evidence(sheet, sheet.cells[repair.measure])[0],
            "edition": sheet.edition,
            "country": sheet.country,
            "measure": repair.measure,
            "as_printed": repair.as_printed,
            "as_given": repair.as_given,
            "rule": repair.rule,
            "reason": repair.reason,
            "fitting": repair.fitting,
        }
        for sheet in sheets
        for repair in sheet.repairs
    ]


def reading_rows(sheets: Iterable[Sheet], readings: Iterable[Row]) -> Rows:
    """Return the rows of `readings` with what became of each."""
    outcomes = {key: found for sheet in sheets for key, found in sheet.outcomes.items()}
    return list(_with_outcomes(readings, outcomes))


def _with_outcomes(
    readings: Iterable[Row], outcomes: Mapping[tuple[str, int, int], tuple[str, str]]
) -> Iterator[dict[str, Any]]:
    for row in readings:
        key = row["source_id"], int(row["line"]), int(row["position"])
        measure, outcome = outcomes.get(key, ("", "unused"))
        yield {**row, "measure": measure, "outcome": outcome}


ROWS_OF: Final[Mapping[str, Callable[[Iterable[Sheet]], Rows]]] = {
    "placements": placement_rows,
    "scores": score_rows,
    "averages": average_rows,
    "ranks": rank_rows,
    "repairs": repair_rows,
}
"""What makes the rows of each table that holds nothing but what sheets do."""
