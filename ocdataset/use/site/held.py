"""A package whose tables are read once, whole or of one country."""

from dataclasses import dataclass, field

from ocdataset.package.package import Package
from ocdataset.reference.rows import Row


@dataclass(frozen=True)
class HeldPackage(Package):
    """A package that reads each table once, and whose rows of some tables may be those of one country.

    Parameters
    ----------
    root, descriptor
        As of a Package.
    country : str
        The code of the country whose scores, averages, ranks, placements and repairs alone are given;
        "" for all.
    """

    country: str = ""
    held: dict[str, list[Row]] = field(default_factory=dict, compare=False)

    def rows(self, table: str) -> list[Row]:
        """Return the rows of a table as text."""
        if table not in self.held:
            self.held[table] = super().rows(table)
        return self.held[table]

    def of_countries(self, codes: list[str]) -> dict[str, "HeldPackage"]:
        """Return, for each of these countries, the package as if no other had been scored."""
        parted: dict[str, dict[str, list[Row]]] = {code: {} for code in codes}
        for table in ("scores", "averages", "ranks", "placements", "repairs"):
            if table in self.tables:
                for code in codes:
                    parted[code][table] = []
                for row in self.rows(table):
                    if row["country"] in parted:
                        parted[row["country"]][table].append(row)
        return {
            code: HeldPackage(self.root, self.descriptor, code, _Shared(self, tables))
            for code, tables in parted.items()
        }


class _Shared(dict[str, list[Row]]):
    """The tables of one country, and those of the whole package where they are the same for all."""

    def __init__(self, whole: HeldPackage, own: dict[str, list[Row]]) -> None:
        super().__init__(own)
        self._whole = whole

    def __contains__(self, table: object) -> bool:
        return True

    def __missing__(self, table: str) -> list[Row]:
        return self._whole.rows(table)
