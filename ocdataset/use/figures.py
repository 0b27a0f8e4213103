"""The scores of a package by edition and country, and the exact values that follow from them."""

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property

from ocdataset.arithmetic.composition import Composition
from ocdataset.arithmetic.half_points import half_points
from ocdataset.package.package import Package
from ocdataset.reference.compositions import compositions_of
from ocdataset.reference.errors import PackageError

Scores = Mapping[str, int]


class Figures:
    """The scores of a package, in half points, read once.

    Parameters
    ----------
    package : Package
    """

    def __init__(self, package: Package) -> None:
        self.package = package

    @cached_property
    def trees(self) -> Mapping[int, Composition]:
        """The composition of each edition."""
        return compositions_of(self.package.rows("composition"))

    @cached_property
    def sheets(self) -> Mapping[int, Mapping[str, Scores]]:
        """The scores of each country with any, by edition, countries in the order of their codes."""
        found: dict[int, dict[str, dict[str, int]]] = {}
        for row in self.package.rows("scores"):
            if row["value"]:
                try:
                    sheet = found.setdefault(int(row["edition"]), {}).setdefault(row["country"], {})
                    sheet[row["measure"]] = half_points(row["value"])
                except ValueError as error:
                    where = f"{row['country']} {row['edition']} {row['measure']}"
                    raise PackageError(
                        f"{self.package.path('scores')}: {where}: {error}; run `ocdataset validate`"
                    ) from None
        return {edition: dict(sorted(sheets.items())) for edition, sheets in sorted(found.items())}

    def tree(self, edition: int) -> Composition:
        """Return the composition of an edition.

        Raises
        ------
        PackageError
            If the package does not tell it.
        """
        if edition not in self.trees:
            raise PackageError(
                f"{self.package.path('composition')}: nothing is said of the edition {edition}; "
                "run `ocdataset validate`"
            )
        return self.trees[edition]

    def complete(self, edition: int, measure: str) -> dict[str, Scores]:
        """Return the sheets of an edition that have every score below a measure."""
        leaves = self.tree(edition).leaves(measure)
        return {
            country: scores
            for country, scores in self.sheets.get(edition, {}).items()
            if all(leaf in scores for leaf in leaves)
        }

    def values(self, edition: int, measure: str) -> dict[str, Fraction]:
        """Return the exact value of a measure for each country that has every score below it."""
        tree = self.tree(edition)
        return {
            country: tree.exact(measure, scores)
            for country, scores in self.complete(edition, measure).items()
        }
