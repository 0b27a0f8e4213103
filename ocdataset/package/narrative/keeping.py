"""The coded narratives of a package, kept when all countries are imported beside it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from ocdataset.package.package import Package
from ocdataset.reference.errors import PackageError, UnknownName
from ocdataset.reference.notices import warn
from ocdataset.reference.rows import Row
from ocdataset.reference.schemas import field_names, shipped_tables, table_schema

OF_FIGURES: Final = (
    "sources",
    "editions",
    "composition",
    "placements",
    "scores",
    "averages",
    "ranks",
    "readings",
    "repairs",
)
"""Tables that an import fills or leaves empty."""
OF_REFERENCE: Final = (
    "countries",
    "aliases",
    "measures",
    "measure_concordances",
    "regions",
    "spellings",
    "groups",
    "memberships",
)
"""Tables that are the same in every package of a release; all others are of narratives."""


@dataclass(frozen=True)
class KeptNarratives:
    """What is kept of a package with coded narratives.

    Parameters
    ----------
    profiles : tuple of str
        Each country and edition, such as "PRK 2023".
    origin : str
        The name and version of the package that had them.
    sources : list of Row
        The documents that were coded.
    tables : dict of str to list of Row
        The rows of every table of narratives, with the vocabulary they are coded by.
    """

    profiles: tuple[str, ...] = ()
    origin: str = ""
    sources: list[Row] = field(default_factory=list)
    tables: dict[str, list[Row]] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"the coded narratives of {', '.join(self.profiles)} are kept from {self.origin}"


def kept_narratives(known: Iterable[Package], own: Mapping[str, Sequence[Row]]) -> KeptNarratives:
    """Return the narratives of the first package that has any; none, with a warning, if they do not fit.

    They were coded and checked beside scores: beside other scores of the same profile they are not kept.

    Parameters
    ----------
    known : iterable of Package
    own : mapping of str to sequence of Row
        The `sources` and `scores` of the new package.
    """
    for package in known:
        try:
            if "units" in package.tables and package.rows("units"):
                return _kept(package, own)
        except (PackageError, UnknownName) as error:
            warn(f"the coded narratives of {_called(package)} are not kept: {error}")
    return KeptNarratives()


def _kept(package: Package, own: Mapping[str, Sequence[Row]]) -> KeptNarratives:
    coded = {row["source_id"] for row in package.rows("units")}
    sources = [row for row in package.rows("sources") if row["source_id"] in coded]
    tables = {table: package.rows(table) for table in package.tables if _is_of_narratives(table)}
    for table, rows in {"sources": sources, **tables}.items():
        if rows and list(rows[0]) != field_names(table_schema(table)):
            raise PackageError(
                f"its table {table} has other columns; import it with this version of ocdataset"
            )
    collision = sorted(coded & {row["source_id"] for row in own["sources"]})
    if collision:
        raise PackageError(f"both packages call a source {collision[0]}")
    profiles = sorted({f"{row['country']} {row['edition']}" for row in sources})
    theirs, ours = (_scores_of(rows, profiles) for rows in (package.rows("scores"), own["scores"]))
    differing = sorted({key[0] for key in theirs.keys() & ours.keys() if theirs[key] != ours[key]})
    if differing:
        raise PackageError(f"they were coded with other scores of {', '.join(differing)}")
    scored = {profile for profile, _ in ours}
    tables["waivers"] = [row for row in tables.get("waivers", ()) if _stands(row, scored)]
    return KeptNarratives(tuple(profiles), _called(package), sources, tables)


def _called(package: Package) -> str:
    return f"{package.descriptor.get('name', package.root.name)} {package.version}"


def _is_of_narratives(table: str) -> bool:
    return table in shipped_tables() and table not in (*OF_FIGURES, *OF_REFERENCE)


def _scores_of(rows: Iterable[Row], profiles: Collection[str]) -> dict[tuple[str, str], str]:
    """Return the scores of profiles by profile and measure."""
    found = {(f"{row['country']} {row['edition']}", row["measure"]): row["value"] for row in rows}
    return {key: value for key, value in found.items() if key[0] in profiles}


def _stands(waiver: Row, scored: Collection[str]) -> bool:
    """Return whether a waiver still has a finding: one on scores, only where the profile has any."""
    profile = waiver["key"].partition(" ")[0].replace("-", " ")
    return waiver["rule"] != "narrative_scores" or profile in scored
