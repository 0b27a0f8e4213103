"""Ranks among the world, a continent, a region or a group, with what-if intervals."""

from fractions import Fraction
from numbers import Real
from typing import Any, Final

from ocdataset.arithmetic.ranks import ranks, tied
from ocdataset.package.package import Package
from ocdataset.reference.errors import Misuse
from ocdataset.use.answers.answer import Answer, Column
from ocdataset.use.answers.held import measure_of, sheet_countries
from ocdataset.use.answers.scopes import Scope, complete_scopes
from ocdataset.use.answers.what_if import averages, interval_of_ranks, rank_chances
from ocdataset.use.asked import edition_asked, shown
from ocdataset.use.figures import Figures

COLUMNS: Final[dict[str, Column]] = {
    "edition": "whole",
    "country": "text",
    "measure": "text",
    "within": "text",
    "group": "text",
    "value": "points",
    "rank": "whole",
    "out_of": "whole",
    "tied": "flag",
}
INTERVAL: Final[dict[str, Column]] = {"low": "whole", "median": "whole", "high": "whole"}


def ranking(package: Package, measure: str, edition: Any, within: str, interval: float | None) -> Answer:
    """Return ranks; `Dataset.ranking` describes the parameters."""
    share = _share(interval)
    figures = Figures(package)
    year = edition_asked(package, edition)
    code = measure_of(figures, measure, year)
    sheet_countries(figures, year, None)
    values = figures.values(year, code)
    rows: list[tuple[Any, ...]] = []
    for scope in complete_scopes(package, year, within, values, "a rank in"):
        rows += _rows(figures, year, code, scope, {one: values[one] for one in scope.members}, share)
    return Answer(COLUMNS if share is None else COLUMNS | INTERVAL, rows)


def _share(interval: Any) -> float | None:
    if interval is None:
        return None
    share = float(interval) if isinstance(interval, Real) and not isinstance(interval, bool) else 0.0
    if not 0 < share < 1:
        raise Misuse(f"an interval is a share between 0 and 1, such as 0.9, not {shown(interval)}")
    return share


def _rows(
    figures: Figures,
    edition: int,
    measure: str,
    scope: Scope,
    values: dict[str, Fraction],
    share: float | None,
) -> list[tuple[Any, ...]]:
    placed, shared = ranks(values), tied(values)
    rows: dict[str, tuple[Any, ...]] = {
        country: (
            edition,
            country,
            measure,
            scope.within,
            scope.group,
            value,
            placed[country],
            len(values),
            shared[country] > 0,
        )
        for country, value in values.items()
    }
    if share is not None:
        sheets = [figures.sheets[edition][country] for country in values]
        chances = rank_chances(averages(figures.tree(edition), measure, sheets))
        found = interval_of_ranks(chances, share, list(placed.values()))
        for country, low, median, high in zip(values, *found, strict=True):
            rows[country] = (*rows[country], int(low), int(median), int(high))
    return sorted(rows.values(), key=lambda row: (row[6], row[1]))
