"""The countries whose scores are most like those of one."""

from numbers import Integral
from typing import Any, Final

from ocdataset.arithmetic.distances import distances
from ocdataset.package.package import Package
from ocdataset.reference.errors import Misuse, NotHeld
from ocdataset.reference.names import measure_label
from ocdataset.reference.notices import warn
from ocdataset.use.answers.answer import Answer, Column
from ocdataset.use.answers.held import measure_of, sheet_countries
from ocdataset.use.answers.scopes import scopes
from ocdataset.use.asked import country_asked, edition_asked, shown
from ocdataset.use.figures import Figures

COLUMNS: Final[dict[str, Column]] = {"country": "text", "distance": "points", "differs_most": "text"}


def similar(package: Package, country: str, edition: Any, on: str, n: int) -> Answer:
    """Return the nearest countries; `Dataset.similar` describes the parameters."""
    if isinstance(n, bool) or not isinstance(n, Integral) or n < 1:
        raise Misuse(f"n is how many countries to give, 1 or more, not {shown(n)}")
    figures = Figures(package)
    one = country_asked(country)
    year = edition_asked(package, edition)
    code = measure_of(figures, on, year)
    sheet_countries(figures, year, [one])
    sheets = figures.complete(year, code)
    if one not in sheets:
        raise NotHeld(f"a score of {one} {year} below {measure_label(code)} is open in the package in use")
    if len(sheets) == 1:
        raise NotHeld(f"the package in use holds no other country of {year} to compare {one} with")
    _tell_of_missing(package, year, len(sheets))
    tree, found = figures.tree(year), []
    for other, scores in sheets.items():
        if other != one:
            parts = distances(tree, code, sheets[one], scores)
            found.append((other, sum(parts.values()), max(parts, key=parts.__getitem__)))
    found.sort(key=lambda row: (row[1], row[0]))
    furthest = found[min(n, len(found)) - 1][1]
    return Answer(COLUMNS, [row for row in found if row[1] <= furthest])


def _tell_of_missing(package: Package, edition: int, held: int) -> None:
    (world,) = scopes(package, edition, "world")
    if held != world.size:
        warn(
            f"compared among the {held} of {world.size} countries of {edition} that the package in use holds"
        )
