"""Rows of the tables of a package, from the editions that a workbook establishes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from ocdataset.arithmetic.half_points import hundredths_text, score_text
from ocdataset.arithmetic.printed import prints
from ocdataset.arithmetic.ranks import ranks
from ocdataset.establish.workbook.establishing import EstablishedSheet
from ocdataset.establish.workbook.figures import exact_averages
from ocdataset.reference.names import country_labels, reference_table

READER = "workbook"

Rows = list[dict[str, Any]]
Sheets = Iterable[EstablishedSheet]


def workbook_tables(sheets: Sheets, source_id: str) -> dict[str, Rows]:
    """Return the rows of every table that a workbook fills, in the order of edition and country."""
    listed = list(sheets)
    return {
        "editions": _edition_rows(listed),
        "composition": _composition_rows(listed),
        "placements": list(_placement_rows(listed, source_id)),
        "scores": list(_score_rows(listed, source_id)),
        "averages": list(_average_rows(listed, source_id)),
        "ranks": list(_rank_rows(listed, source_id)),
        "repairs": list(_repair_rows(listed, source_id)),
    }


def _edition_rows(sheets: list[EstablishedSheet]) -> Rows:
    """Return the editions known, and those that only the workbook knows."""
    known: Rows = [dict(row) for row in reference_table("editions")]
    for sheet in sheets:
        if str(sheet.edition) not in {row["edition"] for row in known}:
            known.append(
                {
                    "edition": str(sheet.edition),
                    "assessment_year": sheet.edition - 1,
                    "assessment_year_basis": "inferred",
                    "countries": len(sheet.rows),
                    "title": f"Global Organized Crime Index {sheet.edition}",
                }
            )
    return known


def _composition_rows(sheets: list[EstablishedSheet]) -> Rows:
    """Return the compositions known, and those that were read off the workbook."""
    known: Rows = [dict(row) for row in reference_table("composition")]
    for sheet in sheets:
        if str(sheet.edition) in {row["edition"] for row in known}:
            continue
        groups = {"": sheet.tree.roots, **sheet.tree.children}
        place = {child: at for group in groups.values() for at, child in enumerate(group, start=1)}
        known += [
            {
                "edition": sheet.edition,
                "measure": measure,
                "parent": sheet.tree.parent_of.get(measure, ""),
                "position": place[measure],
            }
            for measure in sheet.tree.measures
        ]
    return known


def _by_country(sheet: EstablishedSheet) -> Iterator[str]:
    yield from (country for country in country_labels() if country in sheet.placements)


def _placement_rows(sheets: list[EstablishedSheet], source_id: str) -> Iterator[dict[str, Any]]:
    for sheet in sheets:
        for country in _by_country(sheet):
            placed = sheet.placements[country]
            yield {
                "edition": sheet.edition,
                "country": country,
                "continent": placed.continent,
                "region": placed.region,
                "source_id": source_id,
                "locator": placed.place,
                "as_printed": placed.as_printed,
            }


def _score_rows(sheets: list[EstablishedSheet], source_id: str) -> Iterator[dict[str, Any]]:
    for sheet in sheets:
        for country in _by_country(sheet):
            for measure in sheet.tree.indicators:
                text = score_text(sheet.figures.scores[country, measure])
                yield _valued_row(sheet, country, measure, text, source_id)


def _average_rows(sheets: list[EstablishedSheet], source_id: str) -> Iterator[dict[str, Any]]:
    for sheet in sheets:
        for country in _by_country(sheet):
            for measure in sheet.tree.parents:
                text = hundredths_text(sheet.figures.averages[country, measure])
                yield _valued_row(sheet, country, measure, text, source_id)


def _valued_row(
    sheet: EstablishedSheet, country: str, measure: str, value: str, source_id: str
) -> dict[str, Any]:
    cell = sheet.figures.cells[country, measure]
    return {
        "edition": sheet.edition,
        "country": country,
        "measure": measure,
        "value": value,
        "status": "printed",
        "candidates": "",
        "source_id": source_id,
        "locator": sheet.grid.locator(cell),
        "as_printed": cell.text,
        "method": READER,
    }


def _rank_rows(sheets: list[EstablishedSheet], source_id: str) -> Iterator[dict[str, Any]]:
    """Give the ranks of all countries, computed from the exact scores, ties sharing the best."""
    for sheet in sheets:
        ranked = {measure: _ranked(sheet, measure) for measure in sheet.tree.roots}
        for country in _by_country(sheet):
            for measure, scopes in ranked.items():
                for scope, places in scopes.items():
                    rank, out_of = places[country]
                    yield {
                        "edition": sheet.edition,
                        "country": country,
                        "measure": measure,
                        "scope": scope,
                        "rank": rank,
                        "out_of": out_of,
                        "status": "derived",
                        "source_id": source_id,
                        "locator": "",
                        "as_printed": "",
                        "method": READER,
                    }


def _ranked(sheet: EstablishedSheet, measure: str) -> dict[str, dict[str, tuple[int, int]]]:
    """Return the rank and the size of the scope, by scope and country."""
    values = exact_averages(sheet.figures.scores, sheet.tree, measure)
    scopes: dict[str, Callable[[str], str]] = {
        "world": lambda _: "world",
        "continent": lambda country: sheet.placements[country].continent,
        "region": lambda country: sheet.placements[country].region,
    }
    return {scope: _ranked_within(values, group) for scope, group in scopes.items()}


def _ranked_within(values: Mapping[str, Fraction], group: Callable[[str], str]) -> dict[str, tuple[int, int]]:
    groups: dict[str, dict[str, Fraction]] = {}
    for country, value in values.items():
        groups.setdefault(group(country), {})[country] = value
    return {
        country: (rank, len(members))
        for members in groups.values()
        for country, rank in ranks(members).items()
    }


def _repair_rows(sheets: list[EstablishedSheet], source_id: str) -> Iterator[dict[str, Any]]:
    """Give every region harmonised, and every number that is not written in plain digits."""
    for sheet in sheets:
        for country in _by_country(sheet):
            placed = sheet.placements[country]
            if placed.reason:
                rule = "region_harmonised"
                printed, given = placed.as_printed, placed.region
                yield _repair_row(sheet, country, "region", printed, given, rule, placed.reason, source_id)
            for measure in sheet.tree.measures:
                yield from _misspelt(sheet, country, measure, source_id)


def _misspelt(
    sheet: EstablishedSheet, country: str, measure: str, source_id: str
) -> Iterator[dict[str, Any]]:
    text = sheet.figures.cells[country, measure].text
    steps = sheet.figures.scores.get((country, measure))
    value = steps * 50 if steps is not None else sheet.figures.averages[country, measure]
    if not prints(text, value):
        reason = f"printed {text!r}, a number written with a comma or with blanks around it"
        given = hundredths_text(value)
        yield _repair_row(sheet, country, measure, text, given, "read_as", reason, source_id)


def _repair_row(
    sheet: EstablishedSheet,
    country: str,
    measure: str,
    as_printed: str,
    as_given: str,
    rule: str,
    reason: str,
    source_id: str,
) -> dict[str, Any]:
    return {
        "source_id": source_id,
        "edition": sheet.edition,
        "country": country,
        "measure": measure,
        "as_printed": as_printed,
        "as_given": as_given,
        "rule": rule,
        "reason": reason,
        "fitting": 1,
    }
