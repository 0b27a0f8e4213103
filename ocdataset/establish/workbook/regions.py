"""The continent and region of each country, harmonised between the editions where that is forced."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from ocdataset.establish.workbook.columns import LIVE, Columns, in_sheet
from ocdataset.establish.workbook.findings import Finding
from ocdataset.establish.workbook.rows import CountryRow
from ocdataset.read.workbook.grid import Grid, GridCell
from ocdataset.reference.folding import closest_if_few, fold
from ocdataset.reference.names import country_label, reference_table, region_names

_JOINED = re.compile(r"\s*(?:&|/|,|\+|\band\b)\s*", re.IGNORECASE)

Regions = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a country is placed in an edition.

    Parameters
    ----------
    country, continent, region : str
        Codes; `region` is "" while several fit.
    place : str
        The sheet and cells that say so.
    as_printed : str
        The region as the sheet prints it.
    candidates : tuple of str
        The regions that a merged one may mean.
    reason : str
        Why the region given is not simply the one printed, or "".
    """

    country: str
    continent: str
    region: str
    place: str
    as_printed: str
    candidates: tuple[str, ...] = ()
    reason: str = ""


@cache
def region_labels() -> Mapping[str, str]:
    """Return the Index's own name of each continent and region."""
    return {row["region"]: row["label"] for row in reference_table("regions")}


@cache
def continent_of() -> Mapping[str, str]:
    """Return the continent of each region."""
    return {row["region"]: row["continent"] for row in reference_table("regions") if row["continent"]}


def read_placements(
    grid: Grid, columns: Columns, rows: list[CountryRow]
) -> tuple[dict[str, Placement], list[Finding]]:
    """Return the placement of each country, merged regions still open, and what stands against them."""
    placements: dict[str, Placement] = {}
    findings: list[Finding] = []
    for row in rows:
        found = _placement(grid, columns, row, len(findings))
        if isinstance(found, Placement):
            placements[row.country] = found
        else:
            findings.append(found)
    return placements, findings


def _cell(grid: Grid, columns: Columns, role: str, row: int) -> GridCell | None:
    column = columns.roles.get(role)
    if column is None:
        return None
    return grid.cells.get((row, column)) or grid.merged_over(row, column)


def _placement(grid: Grid, columns: Columns, row: CountryRow, earlier: int) -> Placement | Finding:
    region, continent = (_cell(grid, columns, role, row.row) for role in ("region", "continent"))
    if region is None:
        place = in_sheet(grid, row.row, columns.roles.get("region", 1))
        return Finding("missing_value", place, f"no region of {country_label(row.country)}", "a region")
    place = grid.locator(region)
    if region.text.startswith(LIVE):
        return Finding("live_text", place, repr(region.text), "a region")
    said = region_names().get(fold(continent.text)) if continent else None
    if continent is not None and (said is None or said in continent_of()):
        return Finding("unknown_region", grid.locator(continent), repr(continent.text), "a continent")
    code = region_names().get(fold(region.text), "")
    if code in continent_of():
        if said is not None and continent_of()[code] != said:
            found = f"{region.text!r} on the continent {region_labels()[said]}"
            return Finding("unknown_region", place, found, f"a region of {region_labels()[said]}")
        return Placement(
            row.country, continent_of()[code], code, place, region.text, (), _mended(region.text, code)
        )
    candidates = _merged(region.text, said) if said else ()
    if len(candidates) > 1 and said:
        return Placement(row.country, said, "", place, region.text, candidates)
    known = [region_labels()[one] for one in continent_of()]
    expected = closest_if_few("a known region", region.text, known, earlier)
    return Finding("unknown_region", place, repr(region.text), expected)


def _mended(text: str, code: str) -> str:
    label = region_labels()[code]
    if text == label:
        return ""
    what = "blanks around it" if text.strip() == label else "another spelling"
    return f"printed {text!r}, which is {label!r} with {what}"


def _merged(text: str, continent: str) -> tuple[str, ...]:
    """Return the regions of a continent that a merged name joins; none if a part means nothing.

    Examples
    --------
    >>> _merged("Caribbean & Central", "americas"), _merged("Caribbean & Lunar", "americas")
    (('caribbean', 'central_america'), ())
    """
    found: set[str] = set()
    for part in _JOINED.split(text):
        meant = _meant(fold(part), continent)
        if not meant:
            return ()
        found |= meant
    return tuple(sorted(found))


def _meant(part: str, continent: str) -> set[str]:
    known = region_names().get(part)
    if known in continent_of() and known is not None:
        return {known} if continent_of()[known] == continent else set()
    below = (code for code, above in continent_of().items() if above == continent)
    return {code for code in below if part and fold(region_labels()[code]).startswith(f"{part} ")}


def told_apart(
    placements: Mapping[int, Mapping[str, Placement]], known: Mapping[int, Regions]
) -> tuple[dict[int, dict[str, Placement]], list[Finding]]:
    """Return the placements of all editions with merged regions told apart by the other editions.

    Parameters
    ----------
    placements : mapping
        By edition and country.
    known : mapping
        Regions by edition and country from other packages, for what the workbook leaves open.
    """
    settled: dict[int, dict[str, Placement]] = {}
    findings: list[Finding] = []
    stated = {
        edition: {country: one.region for country, one in found.items() if one.region}
        for edition, found in placements.items()
    }
    for edition, found in placements.items():
        settled[edition] = {}
        for country, one in found.items():
            settled[edition][country] = one if one.region else _settled(one, edition, stated, known)
            if not settled[edition][country].region:
                what = f"{one.as_printed!r} of {country_label(country)} may be {_labels(one, 'or')}"
                expected = "an edition that separates them, in the workbook or in the package in use"
                findings.append(Finding("open_region", one.place, what, expected))
    return settled, findings


def _labels(one: Placement, joined_by: str) -> str:
    """Return the labels of the regions that a placement merges, in words."""
    return f" {joined_by} ".join(region_labels()[region] for region in one.candidates)


def _settled(
    one: Placement, edition: int, stated: Mapping[int, Regions], known: Mapping[int, Regions]
) -> Placement:
    """Return a placement with its merged region told apart, if the others leave just one."""
    for others, which in ((stated, "of this workbook"), (known, "of another package")):
        votes = {
            other: regions[one.country]
            for other, regions in others.items()
            if regions.get(one.country) in one.candidates and (other != edition or others is known)
        }
        if len(set(votes.values())) == 1:
            editions = " and ".join(map(str, votes))
            region = next(iter(votes.values()))
            reason = (
                f"printed {one.as_printed!r}, which merges {_labels(one, 'and')}; "
                f"edition {editions} {which} gives {region_labels()[region]!r}"
            )
            return replace(one, region=region, reason=reason)
        if votes:
            break
    return one
