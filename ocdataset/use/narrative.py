"""What the coded narratives answer: who is said to run which market, and on what nothing is said."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ocdataset.package.package import Package
from ocdataset.reference.compositions import compositions_of
from ocdataset.reference.errors import DatasetError
from ocdataset.reference.rows import Row
from ocdataset.use.asked import countries_asked, edition_asked

if TYPE_CHECKING:
    import pandas as pd

NARRATIVE = ("units", "statements", "statement_terms", "relations")
MARKETS, ACTORS = "criminal_markets", "criminal_actors"
KINDS = {"person": "people", "model": "language models"}
CERTAIN = ("asserted", "probable", "possible")


def profile_of(identifier: str) -> tuple[str, int]:
    """Return the country and edition that the identifier of a unit or statement begins with.

    Examples
    --------
    >>> profile_of("PRK-2023-u016-s1")
    ('PRK', 2023)
    """
    country, edition, _ = identifier.split("-", 2)
    return country, int(edition)


def coded_profiles(package: Package) -> list[tuple[str, int]]:
    """Return the country and edition of each coded narrative of a package."""
    if "statements" not in package.tables:
        return []
    return sorted({profile_of(row["unit_id"]) for row in package.rows("statements")})


def asked_profiles(
    package: Package, edition: int | str, countries: str | Sequence[str] | None
) -> list[tuple[str, int]]:
    """Return the coded profiles of an edition, of all countries or of those asked for.

    Raises
    ------
    UnknownName
        If there is no such country.
    DatasetError
        If none is coded.
    """
    asked = edition_asked(package, edition)
    wanted = None if countries is None else set(countries_asked(countries))
    coded = coded_profiles(package)
    found = [
        (country, year) for country, year in coded if year == asked and (wanted is None or country in wanted)
    ]
    if not found:
        whose = f" of {', '.join(sorted(wanted))}" if wanted else ""
        held = ", ".join(f"{country} {year}" for country, year in coded) or "none"
        raise DatasetError(f"no narrative{whose} of {asked} is coded; the package in use has {held}")
    return found


def coded_by(package: Package) -> str:
    """Return what those who coded the narratives of a package are, in words."""
    rows = package.rows("coders") if "coders" in package.tables else []
    kinds = {row["kind"] for row in rows if row["role"] != "earlier"}
    if not kinds:
        return "nobody on record"
    return " and ".join(words for kind, words in KINDS.items() if kind in kinds)


def silent_rows(package: Package, profiles: Sequence[tuple[str, int]]) -> list[dict[str, Any]]:
    """Return the scored indicators on which the narrative of a profile says nothing.

    It says something of an indicator that is the measure, the market or the actor of a statement.
    """
    said: dict[tuple[str, int], set[str]] = {}
    for row in package.rows("statements"):
        spoken = said.setdefault(profile_of(row["unit_id"]), set())
        spoken.update(row[column] for column in ("measure", "market", "actor"))
    labels = {row["measure"]: row["label"] for row in package.rows("measures")}
    return [
        {
            "edition": int(row["edition"]),
            "country": row["country"],
            "measure": row["measure"],
            "measure_label": labels[row["measure"]],
            "value": float(row["value"]),
        }
        for row in package.rows("scores")
        for profile in [(row["country"], int(row["edition"]))]
        if profile in profiles and row["value"] and row["measure"] not in said[profile]
    ]


def silent(package: Package, edition: int | str, countries: str | Sequence[str] | None) -> "pd.DataFrame":
    """Return a frame of `silent_rows`; `Dataset.silent` describes it."""
    import pandas as pd

    columns = ["edition", "country", "measure", "measure_label", "value"]
    rows = silent_rows(package, asked_profiles(package, edition, countries))
    return pd.DataFrame(rows, columns=columns)


def market_actors(
    package: Package, edition: int | str, countries: str | Sequence[str] | None, *, certainty: bool = False
) -> "pd.DataFrame":
    """Return a frame of counts; `Dataset.market_actors` describes it."""
    import pandas as pd

    profiles = asked_profiles(package, edition, countries)
    tree = compositions_of(package.rows("composition"))[edition_asked(package, edition)]
    markets, actors = tree.children[MARKETS], tree.children[ACTORS]
    columns: list[Any] = [(actor, sure) for actor in actors for sure in CERTAIN] if certainty else [*actors]
    cells = {(country, market): dict.fromkeys(columns, 0) for country, _ in profiles for market in markets}
    for row in package.rows("statements"):
        country, year = profile_of(row["unit_id"])
        if (country, year) in profiles and _says(row):
            for market, actor in _pairs(row, set(markets), set(actors)):
                cells[country, market][(actor, row["certainty"]) if certainty else actor] += 1
    index = pd.MultiIndex.from_tuples(list(cells), names=["country", "market"])
    names = ["actor", "certainty"] if certainty else ["actor"]
    frame = pd.DataFrame([list(counts.values()) for counts in cells.values()], index=index)
    frame.columns = pd.MultiIndex.from_tuples(columns, names=names) if certainty else pd.Index(columns)
    return frame.rename_axis(columns=names if certainty else "actor")


def _says(row: Row) -> bool:
    return row["polarity"] == "affirmed" and row["claim"] != "knowledge"


def _pairs(row: Row, markets: set[str], actors: set[str]) -> list[tuple[str, str]]:
    """Return each market that a statement names with each type of actor that it names."""
    named = {row[column] for column in ("measure", "market", "actor")}
    return [(market, actor) for market in sorted(named & markets) for actor in sorted(named & actors)]


def kept_identifiers(package: Package, table: str, wanted: dict[str, Any]) -> tuple[str, set[str]]:
    """Return the identifying column of a narrative table and the identifiers that a filter keeps.

    Parameters
    ----------
    package : Package
    table : str
        One of `NARRATIVE`.
    wanted : dict
        Lists of editions, countries and measures by `edition`, `country`, `measure`, None for all.

    Raises
    ------
    DatasetError
        If units are to be filtered by measure.
    """
    if table == "units" and wanted["measure"] is not None:
        raise DatasetError("table 'units' has no column 'measure' to filter by; ask for 'statements'")
    column = "unit_id" if table == "units" else "statement_id"
    held = package.rows("units" if table == "units" else "statements")
    kept = set()
    for row in held:
        country, edition = profile_of(row[column])
        values = {"edition": edition, "country": country, "measure": row.get("measure")}
        if all(wanted[name] is None or value in wanted[name] for name, value in values.items()):
            kept.add(row[column])
    return column, kept
