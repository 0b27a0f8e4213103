"""What the pages show, gathered once by the calls that everybody has."""

import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, Final

from ocdataset.reference.compositions import compositions_of
from ocdataset.reference.errors import NotHeld, PackageError
from ocdataset.reference.notices import DatasetWarning
from ocdataset.reference.rows import Row
from ocdataset.use.dataset import Dataset
from ocdataset.use.site.held import HeldPackage

INTERVAL: Final = 0.9
SAFE: Final = re.compile(r"[A-Za-z0-9_-]+")

Answers = Mapping[Any, Mapping[Any, Any]]


@dataclass(frozen=True)
class Facts:
    """The figures of a package by what the pages ask for.

    Parameters
    ----------
    package : HeldPackage
    """

    package: HeldPackage

    @cached_property
    def dataset(self) -> Dataset:
        """The calls."""
        return Dataset(self.package)

    @cached_property
    def values(self) -> dict[tuple[int, str], dict[str, Row]]:
        """The row of `scores` or `averages` of each measure, by edition and country."""
        found: dict[tuple[int, str], dict[str, Row]] = {}
        for table in ("averages", "scores"):
            for row in self.package.rows(table):
                found.setdefault((int(row["edition"]), row["country"]), {})[row["measure"]] = row
        return found

    @cached_property
    def ranks(self) -> dict[tuple[int, str], list[Row]]:
        """The rows of `ranks`, by edition and country."""
        return self._by_sheet("ranks")

    @cached_property
    def repairs(self) -> dict[tuple[int, str, str], list[Row]]:
        """The rows of `repairs`, by edition, country and measure."""
        found: dict[tuple[int, str, str], list[Row]] = {}
        for row in self.package.rows("repairs"):
            found.setdefault((int(row["edition"]), row["country"], row["measure"]), []).append(row)
        return found

    @cached_property
    def placements(self) -> dict[tuple[int, str], list[Row]]:
        """The rows of `placements`, by edition and country."""
        return self._by_sheet("placements")

    @cached_property
    def editions(self) -> list[int]:
        """The editions with any value, the newest first."""
        return sorted({edition for edition, _ in self.values}, reverse=True)

    @cached_property
    def countries(self) -> dict[str, str]:
        """The name of each country with any value, by its code, in the order of the names."""
        held = {country for _, country in self.values}
        names = {row["country"]: row["name"] for row in self.package.rows("countries")}
        found = {code: names.get(code, code) for code in held}
        _refuse_unsafe(found, "country")
        return dict(sorted(found.items(), key=lambda item: (item[1].casefold(), item[0])))

    @cached_property
    def measures(self) -> dict[str, Row]:
        """The row of each measure by its code, in printing order."""
        found = {row["measure"]: row for row in self.package.rows("measures")}
        _refuse_unsafe(found, "measure")
        return found

    @cached_property
    def regions(self) -> dict[str, str]:
        """The label of each continent and region."""
        return {row["region"]: row["label"] for row in self.package.rows("regions")}

    @cached_property
    def measures_of(self) -> dict[int, list[str]]:
        """The measures of each edition in printing order."""
        trees = compositions_of(self.package.rows("composition"))
        return {edition: list(trees[edition].measures) for edition in self.editions}

    @cached_property
    def rankings(self) -> Answers:
        """The row of `ranking` of each country, by edition and measure; empty where not all are held."""
        found = {}
        for edition in self.editions:
            for measure in self.measures_of[edition]:
                try:
                    frame = self.dataset.ranking(measure, edition=edition, interval=INTERVAL, exact=True)
                except NotHeld:
                    continue
                found[edition, measure] = {row["country"]: row for row in frame.to_dict("records")}
        return found

    @cached_property
    def changes(self) -> Answers:
        """The row of `change` of each country and measure, by the later edition; from the one before."""
        found: dict[int, dict[tuple[str, str], Any]] = {}
        for later, earlier in pairwise(self.editions):
            both = [code for code in self.measures_of[later] if code in self.measures_of[earlier]]
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore", DatasetWarning)
                    frame = self.dataset.change(earlier, later, both, exact=True)
            except NotHeld:
                continue
            found[later] = {(row["country"], row["measure"]): row for row in frame.to_dict("records")}
        return found

    @cached_property
    def quadrants(self) -> Answers:
        """The row of `quadrants` of each country, by edition."""
        found = {}
        for edition in self.editions:
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore", DatasetWarning)
                    frame = self.dataset.quadrants(edition, exact=True)
            except NotHeld:
                continue
            found[edition] = {row["country"]: row for row in frame.to_dict("records")}
        return found

    def _by_sheet(self, table: str) -> dict[tuple[int, str], list[Row]]:
        found: dict[tuple[int, str], list[Row]] = {}
        for row in self.package.rows(table):
            found.setdefault((int(row["edition"]), row["country"]), []).append(row)
        return found


def _refuse_unsafe(codes: Mapping[str, Any], what: str) -> None:
    """Refuse codes that could name a file outside the site or break an address."""
    for code in codes:
        if not SAFE.fullmatch(code):
            raise PackageError(
                f"the {what} {code!r} is no code of letters, digits and underscores; run `ocdataset validate`"
            )
