"""How far the ranks of the world would move if the Index averaged in another way."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final

from ocdataset.arithmetic.averages import mean
from ocdataset.arithmetic.ranks import ranks
from ocdataset.arithmetic.scenarios import Scenario, scenarios
from ocdataset.package.package import Package
from ocdataset.reference.errors import Misuse
from ocdataset.reference.names import measure_label
from ocdataset.use.answers.answer import Answer, Column
from ocdataset.use.answers.held import measure_of, sheet_countries
from ocdataset.use.answers.scopes import complete_scopes
from ocdataset.use.asked import edition_asked
from ocdataset.use.figures import Figures, Scores

COLUMNS: Final[dict[str, Column]] = {
    "scenario": "text",
    "kind": "text",
    "mean_move": "points",
    "max_move": "whole",
    "country": "text",
    "unchanged": "whole",
}


def sensitivity(package: Package, edition: Any, measure: str) -> Answer:
    """Return how far ranks move in each scenario; `Dataset.sensitivity` describes the parameters."""
    figures = Figures(package)
    year = edition_asked(package, edition)
    code = measure_of(figures, measure, year)
    tree = figures.tree(year)
    if code not in tree.children:
        raise Misuse(
            f"{measure_label(code)} is an indicator, which averages nothing; name an average, such as "
            "criminality"
        )
    sheet_countries(figures, year, None)
    values = figures.values(year, code)
    complete_scopes(package, year, "world", values, "sensitivity of ranks in")
    sheets = figures.complete(year, code)
    nominal = ranks(values)
    return Answer(COLUMNS, [_row(one, sheets, nominal) for one in scenarios(tree, code)])


def _row(scenario: Scenario, sheets: Mapping[str, Scores], nominal: Mapping[str, int]) -> tuple[Any, ...]:
    found = ranks({country: scenario.order(scores) for country, scores in sheets.items()})
    moves = {country: abs(found[country] - rank) for country, rank in nominal.items()}
    largest = max(moves.values())
    most: Fraction = mean(moves.values())
    return (
        scenario.name,
        scenario.kind,
        most,
        largest,
        " ".join(country for country, move in moves.items() if move == largest) if largest else "",
        sum(move == 0 for move in moves.values()),
    )
