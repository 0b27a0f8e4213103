"""Two countries side by side, and where a what-if tells them apart."""

from typing import Any, Final

from ocdataset.package.package import Package
from ocdataset.reference.errors import Misuse
from ocdataset.reference.names import country_label, measure_label
from ocdataset.reference.notices import warn
from ocdataset.use.answers.answer import Answer, Column
from ocdataset.use.answers.held import listed, sheet_countries
from ocdataset.use.answers.what_if import averages, chance_above, told_apart
from ocdataset.use.asked import country_asked, edition_asked
from ocdataset.use.figures import Figures

COLUMNS: Final[dict[str, Column]] = {
    "measure": "text",
    "a": "points",
    "b": "points",
    "difference": "points",
    "told_apart": "flag",
}


def compare(package: Package, a: str, b: str, edition: Any) -> Answer:
    """Return two countries side by side; `Dataset.compare` describes the parameters."""
    both = list(dict.fromkeys((country_asked(a), country_asked(b))))
    if len(both) == 1:
        raise Misuse(f"two countries are compared, and both are {country_label(both[0])}")
    figures = Figures(package)
    year = edition_asked(package, edition)
    sheet_countries(figures, year, both)
    tree, rows, still_open = figures.tree(year), [], []
    sheets = [figures.sheets[year][country] for country in both]
    for measure in tree.measures:
        if not all(leaf in sheet for sheet in sheets for leaf in tree.leaves(measure)):
            still_open.append(measure)
            continue
        one, other = (tree.exact(measure, sheet) for sheet in sheets)
        spread = averages(tree, measure, sheets)
        apart = told_apart(*chance_above(spread, 0, spread, 1))
        rows.append((measure, one, other, one - other, apart))
    if still_open:
        whose = " or ".join(map(country_label, both))
        warn(
            f"left out, for a score of {whose} is open: {listed([measure_label(one) for one in still_open])}"
        )
    return Answer(COLUMNS, rows)
