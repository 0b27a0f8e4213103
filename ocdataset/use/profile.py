"""A country's profile in an edition, put together without a frame library."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ocdataset.package.package import Package
from ocdataset.reference.errors import DatasetError
from ocdataset.reference.names import country_code
from ocdataset.reference.rows import Row

MARKS: Final = {"printed": " ", "aligned": "~", "derived": "*", "unresolved": "?"}
LEGEND: Final = {
    "aligned": "paired with its label by order alone",
    "derived": "not printed next to its label: forced by the published averages",
    "unresolved": "open: several values fit",
}


@dataclass(frozen=True, slots=True)
class ProfileLine:
    """A measure of a profile.

    Parameters
    ----------
    measure, label, level, direction : str
        As in the table measures.
    value : str
        As the Index prints it, or "".
    status, candidates : str
    ranks : str
        The printed ranks in words, or "".
    """

    measure: str
    label: str
    level: str
    direction: str
    value: str
    status: str
    candidates: str
    ranks: str

    @property
    def mark(self) -> str:
        """The mark of values that are not simply the number beside the label."""
        return MARKS.get(self.status, " ")


@dataclass(frozen=True)
class Profile:
    """A country's profile in an edition."""

    country: str
    name: str
    edition: int
    version: str
    lines: tuple[ProfileLine, ...]

    @property
    def legend(self) -> list[str]:
        """What the marks in this profile mean."""
        present = {line.status for line in self.lines}
        return [f"{MARKS[status]} {text}" for status, text in LEGEND.items() if status in present]


def profile(package: Package, country: str, edition: int) -> Profile:
    """Return the profile of a country, its measures in printing order.

    Raises
    ------
    UnknownName
        If there is no such country.
    DatasetError
        If the package has no sheet of that country and edition.
    """
    code = country_code(country)
    names = {row["country"]: row["name"] for row in package.rows("countries")}
    found = {row["measure"]: row for row in _sheet(package, code, edition)}
    if not found:
        held = sorted({f"{row['country']} {row['edition']}" for row in package.rows("averages")})
        raise DatasetError(
            f"the package in use has no sheet of {code} {edition}; "
            f"it has {', '.join(held[:6])}{' ...' if len(held) > 6 else ''}"
        )
    measures = {row["measure"]: row for row in package.rows("measures")}
    ranks = _ranks(package, code, edition)
    lines = tuple(_line(measures[measure], found[measure], ranks) for measure in measures if measure in found)
    return Profile(code, names[code], edition, package.version, lines)


def sheets(package: Package) -> list[tuple[str, str]]:
    """Return the country and edition of every sheet that a package holds."""
    return sorted({(row["edition"], row["country"]) for row in package.rows("scores")})


def _sheet(package: Package, country: str, edition: int) -> Iterator[Row]:
    for table in ("averages", "scores"):
        for row in package.rows(table):
            if row["country"] == country and row["edition"] == str(edition):
                yield row


def _ranks(package: Package, country: str, edition: int) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for row in package.rows("ranks"):
        if row["country"] == country and row["edition"] == str(edition):
            text = f"{row['scope']} {row['rank']} of {row['out_of']}"
            found.setdefault(row["measure"], []).append(text)
    return {measure: ", ".join(texts) for measure, texts in found.items()}


def _line(measure: Row, row: Row, ranks: dict[str, str]) -> ProfileLine:
    return ProfileLine(
        measure["measure"],
        measure["label"],
        measure["level"],
        measure["direction"],
        row["value"],
        row["status"],
        row["candidates"],
        ranks.get(measure["measure"], ""),
    )
