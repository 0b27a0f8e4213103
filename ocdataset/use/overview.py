"""What a reader asks first of a country: where it lies, its averages, ranks, quadrant and change."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from ocdataset.arithmetic.changes import Change, Comparison, NothingInCommon
from ocdataset.arithmetic.quadrants import Quadrant, margin, quadrant
from ocdataset.arithmetic.ranks import ranks
from ocdataset.package.package import Package
from ocdataset.reference.names import country_code
from ocdataset.reference.rows import Row
from ocdataset.use.answers.scopes import scopes
from ocdataset.use.figures import Figures

SCOPES = ("world", "continent", "region")
AXES = ("criminality", "resilience")

Rank = tuple[int, int]
"""A rank, and out of how many."""


@dataclass(frozen=True, slots=True)
class OverviewLine:
    """A published average in short.

    Parameters
    ----------
    measure, label : str
    value, status : str
        As in the table averages.
    ranks : mapping of str to tuple of int
        Rank and out-of by scope: as printed, or computed where all countries are held.
    change : Change or None
        From the edition before, if the package has all scores of both.
    """

    measure: str
    label: str
    value: str
    status: str
    ranks: Mapping[str, Rank]
    change: Change | None


@dataclass(frozen=True, slots=True)
class Overview:
    """A country in an edition in short.

    Parameters
    ----------
    continent, region : str
        Labels, or "".
    before : int or None
        The edition before, of those that hold the country.
    averages : tuple of OverviewLine
        In printing order.
    quadrant : str or None
    margin : Fraction or None
        Points to the nearest border of the quadrant.
    """

    continent: str
    region: str
    before: int | None
    averages: tuple[OverviewLine, ...]
    quadrant: Quadrant | None
    margin: Fraction | None

    @property
    def lacks_ranks(self) -> bool:
        """Whether a rank is neither printed nor can be computed from the countries held."""
        return any(len(line.ranks) < len(SCOPES) for line in self.averages)


def overview(package: Package, country: str, edition: int) -> Overview:
    """Return what a reader asks first of a country in an edition.

    Raises
    ------
    UnknownName
        If there is no such country.
    """
    code, figures = country_code(country), Figures(package)
    labels = {row["region"]: row["label"] for row in package.rows("regions")}
    placed = next(iter(_rows(package, "placements", code, edition)), {})
    held = [one for one, sheets in figures.sheets.items() if one < edition and code in sheets]
    before = max(held, default=None)
    criminality, resilience = (figures.values(edition, axis).get(code) for axis in AXES)
    placed_in, far = None, None
    if criminality is not None and resilience is not None:
        placed_in, far = quadrant(criminality, resilience), margin(criminality, resilience)
    return Overview(
        labels.get(placed.get("continent", ""), ""),
        labels.get(placed.get("region", ""), ""),
        before,
        tuple(_lines(figures, code, edition, before)),
        placed_in,
        far,
    )


def _rows(package: Package, table: str, country: str, edition: int) -> list[Row]:
    asked = country, str(edition)
    return [row for row in package.rows(table) if (row["country"], row["edition"]) == asked]


def _lines(figures: Figures, country: str, edition: int, before: int | None) -> list[OverviewLine]:
    package = figures.package
    labels = {row["measure"]: row["label"] for row in package.rows("measures")}
    printed: dict[str, dict[str, Rank]] = {}
    for row in _rows(package, "ranks", country, edition):
        printed.setdefault(row["measure"], {})[row["scope"]] = int(row["rank"]), int(row["out_of"])
    averages = {row["measure"]: row for row in _rows(package, "averages", country, edition)}
    return [
        OverviewLine(
            measure,
            labels[measure],
            averages[measure]["value"],
            averages[measure]["status"],
            _ranks(figures, country, edition, measure) | printed.get(measure, {}),
            None if before is None else _change(figures, country, before, edition, measure),
        )
        for measure in figures.tree(edition).parents
        if measure in averages
    ]


def _ranks(figures: Figures, country: str, edition: int, measure: str) -> dict[str, Rank]:
    """Return the ranks of a country that can be computed: where all countries of the scope are held."""
    values, found = figures.values(edition, measure), {}
    if len(values) < 2:
        return {}
    for within in SCOPES:
        for scope in scopes(figures.package, edition, within):
            if country in scope.members and not scope.lacks(values):
                placed = ranks({one: values[one] for one in scope.members})
                found[within] = placed[country], len(placed)
    return found


def _change(figures: Figures, country: str, start: int, end: int, measure: str) -> Change | None:
    trees = figures.tree(start), figures.tree(end)
    sheets = [figures.sheets.get(one, {}).get(country, {}) for one in (start, end)]
    for tree, sheet in zip(trees, sheets, strict=True):
        if measure not in tree.measures or not all(leaf in sheet for leaf in tree.leaves(measure)):
            return None
    try:
        return Comparison(*trees, *sheets).change(measure)
    except NothingInCommon:
        return None
