"""Among whom: the world, a continent, a region, or a group of states, and who belongs to it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ocdataset.package.package import Package
from ocdataset.reference.errors import NotHeld, PackageError, UnknownName
from ocdataset.reference.folding import fold
from ocdataset.reference.names import reference_table, region_names
from ocdataset.reference.notices import warn
from ocdataset.reference.rows import Row
from ocdataset.use.asked import text_asked

KINDS: Final = ("world", "continent", "region", "group")


@dataclass(frozen=True, slots=True)
class Scope:
    """Those that a country is ranked among, or a mean is taken over.

    Parameters
    ----------
    within : {"world", "continent", "region", "group"}
    group : str
        Its code: `world`, of a continent or region, or of a group such as `EU`.
    label : str
    members : tuple of str
        Those that the package knows of.
    size : int or None
        How many there are; None of a region on whose continent not all countries are placed.
    """

    within: str
    group: str
    label: str
    members: tuple[str, ...]
    size: int | None

    def lacks(self, held: Collection[str]) -> str:
        """Return what of the scope is missing among the countries held, in words, or ""."""
        present = sum(country in held for country in self.members)
        if present == self.size:
            return ""
        return f"{present} of {self.size if self.size is not None else 'its'} countries"


def complete_scopes(
    package: Package, edition: int, within: str, held: Collection[str], what: str
) -> list[Scope]:
    """Return the scopes asked for, each of which has all its members among the countries held.

    Parameters
    ----------
    package : Package
    edition : int
    within : str
        A kind of scope, for all of that kind, or the code or name of one.
    held : collection of str
        The countries that have a value.
    what : str
        What is to be said of them, as a phrase: "a rank in".

    Raises
    ------
    UnknownName
        If there is no such scope.
    NotHeld
        If none of the scopes is complete.
    """
    asked = scopes(package, edition, within)
    lacking = {scope.group: scope.lacks(held) for scope in asked}
    complete = [scope for scope in asked if not lacking[scope.group]]
    short = [scope for scope in asked if lacking[scope.group]]
    if not complete:
        first = max(short, key=lambda scope: sum(country in held for country in scope.members))
        raise NotHeld(
            f"{what} {_phrase(first)} needs all its countries, and the package in use holds "
            f"{lacking[first.group]} of {edition}"
        )
    if short:
        named = ", ".join(f"{scope.group} ({lacking[scope.group]})" for scope in short[:5])
        warn(f"left out, for not all their countries are held: {named}{', ...' if short[5:] else ''}")
    return complete


def _phrase(scope: Scope) -> str:
    return "the world" if scope.within == "world" else scope.label


def scopes(package: Package, edition: int, within: str) -> list[Scope]:
    """Return all scopes of a kind, or the one of a code or name.

    Raises
    ------
    Misuse
        If it is no text.
    UnknownName
        If there is no such scope.
    """
    wanted = fold(text_asked("group", within))
    found = list(_every(package, edition))
    if within in KINDS:
        return [scope for scope in found if scope.within == within]
    meant = region_names().get(wanted, within)
    named = [one for one in found if meant == one.group or wanted in (fold(one.group), fold(one.label))]
    if not named:
        raise UnknownName("group", str(within), [*KINDS, *(scope.group for scope in found)])
    return named


def _every(package: Package, edition: int) -> Iterator[Scope]:
    placed = {row["country"]: row for row in package.rows("placements") if row["edition"] == str(edition)}
    size = int(_edition_says(package, edition, "countries"))
    scored = {row["country"] for row in package.rows("scores") if row["edition"] == str(edition)}
    yield Scope("world", "world", "World", tuple(sorted(scored | set(placed))), size)
    regions = package.rows("regions")
    sizes = {row["region"]: int(row["countries"]) for row in regions if row["countries"]}
    for row in regions:
        scope = _placed_scope(row, placed, sizes)
        if scope.size != 0:  # an edition may do without a region of another
            yield scope
    yield from _groups(package, edition)


def _placed_scope(region: Row, placed: Mapping[str, Row], sizes: Mapping[str, int]) -> Scope:
    level, code = region["level"], region["region"]
    members = tuple(sorted(country for country, row in placed.items() if row[level] == code))
    size: int | None = sizes.get(code)
    if level == "region":
        neighbours = sum(row["continent"] == region["continent"] for row in placed.values())
        size = len(members) if neighbours == sizes[region["continent"]] else None
    return Scope(level, code, region["label"], members, size)


def _groups(package: Package, edition: int) -> Iterator[Scope]:
    """Give the groups of states as they were at the end of the year that an edition assesses."""
    members = members_at(package, edition)
    for row in _reference_rows(package, "groups"):
        found = tuple(sorted(members.get(row["group"], ())))
        if found:
            yield Scope("group", row["group"], row["label"], found, len(found))


def members_at(package: Package, edition: int) -> dict[str, list[str]]:
    """Return who was a member of each group on 31 December of the year that an edition assesses."""
    year = _edition_says(package, edition, "assessment_year")
    found: dict[str, list[str]] = {}
    for row in _reference_rows(package, "memberships"):
        if _covers(row, f"{year}-12-31"):
            found.setdefault(row["group"], []).append(row["country"])
    return found


def _edition_says(package: Package, edition: int, column: str) -> str:
    """Return a whole number that the table of editions says of an edition, as text."""
    said = [row[column] for row in package.rows("editions") if row["edition"] == str(edition)]
    if not said or not said[0].isdecimal():
        raise PackageError(
            f"{package.path('editions')}: {column} of {edition} is no whole number; run `ocdataset validate`"
        )
    return said[0]


def _covers(membership: Row, day: str) -> bool:
    """Return whether a membership held on a day; dates of ISO 8601 are in order as text."""
    return membership["from_date"] <= day and (not membership["to_date"] or day <= membership["to_date"])


def _reference_rows(package: Package, table: str) -> Sequence[Row]:
    """Return the rows of a table, of the shipped package where an older one does not have it."""
    return package.rows(table) if table in package.tables else reference_table(table)
