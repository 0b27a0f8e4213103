"""The quadrant of each country, how far it lies from the border, and its chance to lie beyond it."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

from ocdataset.arithmetic.quadrants import HIGH, margin, quadrant
from ocdataset.package.package import Package
from ocdataset.reference.errors import NotHeld
from ocdataset.use.answers.answer import Answer, Column
from ocdataset.use.answers.held import measure_of, sheet_countries, tell_of_open
from ocdataset.use.answers.what_if import averages
from ocdataset.use.asked import edition_asked
from ocdataset.use.figures import Figures

AXES: Final = ("criminality", "resilience")
COLUMNS: Final[dict[str, Column]] = {
    "edition": "whole",
    "country": "text",
    "criminality": "points",
    "resilience": "points",
    "quadrant": "text",
    "margin": "points",
    "leaves": "chance",
}


def quadrants(package: Package, edition: Any) -> Answer:
    """Return quadrants; `Dataset.quadrants` describes the parameters."""
    figures = Figures(package)
    year = edition_asked(package, edition)
    for axis in AXES:
        measure_of(figures, axis, year)
    held = sheet_countries(figures, year, None)
    criminality, resilience = (figures.values(year, axis) for axis in AXES)
    countries = [country for country in held if country in criminality and country in resilience]
    if not countries:
        raise NotHeld(f"no country of {year} in the package in use has all scores of {' and '.join(AXES)}")
    tell_of_open([country for country in held if country not in countries], " or ".join(AXES))
    leaving = _chances_to_leave(figures, year, countries, (criminality, resilience))
    rows = [
        (
            year,
            country,
            criminality[country],
            resilience[country],
            quadrant(criminality[country], resilience[country]),
            margin(criminality[country], resilience[country]),
            leaves,
        )
        for country, leaves in zip(countries, leaving, strict=True)
    ]
    return Answer(COLUMNS, rows)


def _chances_to_leave(
    figures: Figures, edition: int, countries: Sequence[str], values: Sequence[Mapping[str, Fraction]]
) -> list[float]:
    """Return the chance of each country to lie in another quadrant, in a what-if of both axes."""
    stays = [1.0] * len(countries)
    for axis, exact in zip(AXES, values, strict=True):
        sheets = [figures.sheets[edition][country] for country in countries]
        reaching = averages(figures.tree(edition), axis, sheets).chance_of_at_least(int(HIGH * 2))
        for at, country in enumerate(countries):
            stays[at] *= reaching[at] if exact[country] >= HIGH else 1 - reaching[at]
    return [float(min(1.0, max(0.0, 1 - stay))) for stay in stays]
