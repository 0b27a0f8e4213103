"""What two editions of a narrative say of the same measures and partners, and what has changed."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from ocdataset.package.package import Package
from ocdataset.reference.compositions import compositions_of
from ocdataset.reference.errors import DatasetError
from ocdataset.reference.rows import Row
from ocdataset.use.asked import edition_asked
from ocdataset.use.narrative import asked_profiles, profile_of
from ocdataset.use.narrative_labels import partner_labels
from ocdataset.use.narratives.bearing import bearing

if TYPE_CHECKING:
    import pandas as pd

By = Literal["measure", "partner"]
Status = Literal["kept", "new", "dropped", "reversed", "hedged otherwise", "not comparable"]

COLUMNS = {
    "measure": ("country", "measure", "measure_label", "claim"),
    "partner": ("country", "partner", "partner_label", "relation", "direction"),
}
COUNTED = ("first", "second", "first_bearing", "second_bearing", "first_hedged", "second_hedged", "status")


def compare_narratives(
    package: Package, first: int | str, second: int | str, countries: str | Sequence[str] | None, by: By
) -> "pd.DataFrame":
    """Return a frame of comparisons; `Dataset.compare_narratives` describes it."""
    import pandas as pd

    if by not in COLUMNS:
        raise DatasetError(f"by {by!r}: expected one of {', '.join(COLUMNS)}")
    years = edition_asked(package, first), edition_asked(package, second)
    earlier, later = (
        {country for country, _ in asked_profiles(package, edition, countries)} for edition in years
    )
    rows = [
        {"country": country, **row}
        for country in sorted(earlier & later)
        for row in _compared(package, country, *years, by)
    ]
    return pd.DataFrame(rows, columns=[*COLUMNS[by], *COUNTED])


def _compared(package: Package, country: str, first: int, second: int, by: By) -> Iterator[dict[str, Any]]:
    said = [_by_measure(package, country, year) for year in (first, second)]
    if by == "partner":
        said = [_by_partner(package, country, year) for year in (first, second)]
    trees = compositions_of(package.rows("composition"))
    held = [set(trees[year].measures) for year in (first, second)]
    names = _names(package, by)
    for key in sorted({*said[0], *said[1]}):
        told = [of_edition.get(key, []) for of_edition in said]
        lacking = by == "measure" and not all(key[0] in measures for measures in held)
        yield {
            **dict(zip(COLUMNS[by][1:], _key_cells(key, names), strict=True)),
            "first": len(told[0]),
            "second": len(told[1]),
            "first_bearing": " ".join(sorted(_bearings(told[0]))),
            "second_bearing": " ".join(sorted(_bearings(told[1]))),
            "first_hedged": sum(not _plain(row) for row in told[0]),
            "second_hedged": sum(not _plain(row) for row in told[1]),
            "status": "not comparable" if lacking else status(*told, by_bearing=by == "measure"),
        }


def _names(package: Package, by: By) -> Mapping[str, str]:
    if by == "partner":
        return partner_labels(package)
    return {row["measure"]: row["label"] for row in package.rows("measures")}


def _key_cells(key: tuple[str, ...], names: Mapping[str, str]) -> tuple[str, ...]:
    return (key[0], names[key[0]], *key[1:])


def _by_measure(package: Package, country: str, edition: int) -> dict[tuple[str, ...], list[Row]]:
    """Return the statements of a profile by measure and claim."""
    found: dict[tuple[str, ...], list[Row]] = {}
    for row in package.rows("statements"):
        if profile_of(row["unit_id"]) == (country, edition):
            found.setdefault((row["measure"], row["claim"]), []).append(row)
    return found


def _by_partner(package: Package, country: str, edition: int) -> dict[tuple[str, ...], list[Row]]:
    """Return the statements of a profile by the partner, kind and direction of their relations."""
    statements = {row["statement_id"]: row for row in package.rows("statements")}
    found: dict[tuple[str, ...], list[Row]] = {}
    for row in package.rows("relations"):
        statement = statements[row["statement_id"]]
        if profile_of(statement["unit_id"]) == (country, edition):
            found.setdefault((row["partner"], row["relation"], row["direction"]), []).append(statement)
    return found


def status(first: Sequence[Row], second: Sequence[Row], *, by_bearing: bool = True) -> Status:
    """Return what became of what an edition says of something.

    Parameters
    ----------
    first, second : sequence of Row
        The statements of each edition.
    by_bearing : bool
        Whether what tells well in one and ill in the other is reversed; a tie to a partner is not, as
        long as both have it.

    Notes
    -----
    Reversed: all that is affirmed in one is denied in the other, unless both tell as ill; or all that
    tells well in one tells ill in the other. Hedged otherwise: one asserts plainly what the other only
    hedges. Not comparable: the measure is none of both editions, or neither says how things stand.
    """
    if not first or not second:
        return "new" if second else "dropped"
    polarities = [{row["polarity"] for row in rows} for rows in (first, second)]
    bearings = [_bearings(rows) for rows in (first, second)]
    denied, alike = not polarities[0] & polarities[1], bool(bearings[0] & bearings[1])
    if not alike and (denied or (by_bearing and all(bearings))):
        return "reversed"
    if any(all(row["certainty"] == "unknown" for row in rows) for rows in (first, second)):
        return "not comparable"
    plain = [any(_plain(row) for row in rows) for rows in (first, second)]
    return "kept" if plain[0] == plain[1] else "hedged otherwise"


def _bearings(rows: Sequence[Row]) -> set[str]:
    return {found for row in rows if (found := bearing(row))}


def _plain(row: Row) -> bool:
    return row["certainty"] == "asserted"
