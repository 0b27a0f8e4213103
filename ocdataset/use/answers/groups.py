"""Means of the world, continents, regions and groups of states."""

from collections.abc import Sequence
from typing import Any, Final

from ocdataset.arithmetic.averages import mean
from ocdataset.package.package import Package
from ocdataset.use.answers.answer import Answer, Column
from ocdataset.use.answers.held import measure_of, sheet_countries, some
from ocdataset.use.answers.scopes import complete_scopes
from ocdataset.use.asked import edition_asked, measures_asked
from ocdataset.use.figures import Figures

COLUMNS: Final[dict[str, Column]] = {
    "group": "text",
    "label": "text",
    "edition": "whole",
    "measure": "text",
    "countries": "whole",
    "mean": "points",
    "least": "points",
    "most": "points",
}


def groups(package: Package, by: str, edition: Any, measures: str | Sequence[str]) -> Answer:
    """Return means over members; `Dataset.groups` describes the parameters."""
    figures = Figures(package)
    year = edition_asked(package, edition)
    asked = [measure_of(figures, measure, year) for measure in some("measure", measures_asked(measures))]
    sheet_countries(figures, year, None)
    rows = []
    for measure in asked:
        values = figures.values(year, measure)
        for scope in complete_scopes(package, year, by, values, "a mean of"):
            found = [values[country] for country in scope.members]
            rows.append(
                (scope.group, scope.label, year, measure, len(found), mean(found), min(found), max(found))
            )
    return Answer(COLUMNS, rows)
