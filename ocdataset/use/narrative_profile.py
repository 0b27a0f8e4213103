"""What the narrative of a profile says, put together from its codes without a frame library."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ocdataset.package.package import Package
from ocdataset.reference.compositions import compositions_of
from ocdataset.reference.names import country_code
from ocdataset.reference.rows import Row
from ocdataset.use.narrative import asked_profiles, coded_by, profile_of, silent_rows
from ocdataset.use.narrative_labels import partner_labels
from ocdataset.use.narratives.bearing import bearing


@dataclass(frozen=True, slots=True)
class MeasureTold:
    """What is said of a measure.

    Parameters
    ----------
    label, value : str
        The Index's label, and the score or "".
    statements : int
    better, worse : int
        How many of the statements tell well and ill for the country; the rest do neither.
    hedged : int
        How many of the statements are not plainly asserted by the author.
    """

    label: str
    value: str
    statements: int
    better: int
    worse: int
    hedged: int


@dataclass(frozen=True)
class NarrativeProfile:
    """The coded narrative of a profile in figures.

    Parameters
    ----------
    country, name : str
    edition : int
    sentences, statements : int
    measures : tuple of MeasureTold
        In printing order.
    partners : tuple of (str, str)
        The name of each partner, those with most relations first, and its relations in words.
    silent : tuple of str
        Labels of the scored indicators on which nothing is said.
    coded_by : str
        What those who coded it are, in words.
    """

    country: str
    name: str
    edition: int
    sentences: int
    statements: int
    measures: tuple[MeasureTold, ...]
    partners: tuple[tuple[str, str], ...]
    silent: tuple[str, ...]
    coded_by: str


def narrative_profile(package: Package, country: str, edition: int) -> NarrativeProfile:
    """Return what the narrative of a country's profile says.

    Raises
    ------
    UnknownName
        If there is no such country.
    DatasetError
        If its narrative is not coded.
    """
    code = country_code(country)
    profiles = asked_profiles(package, edition, code)
    statements = [row for row in package.rows("statements") if profile_of(row["unit_id"]) == (code, edition)]
    names = {row["country"]: row["name"] for row in package.rows("countries")}
    return NarrativeProfile(
        code,
        names[code],
        edition,
        len({row["unit_id"] for row in statements}),
        len(statements),
        tuple(_measures(package, code, edition, statements)),
        tuple(_partners(package, statements)),
        tuple(row["measure_label"] for row in silent_rows(package, profiles)),
        coded_by(package),
    )


def _measures(
    package: Package, country: str, edition: int, statements: Sequence[Row]
) -> Iterator[MeasureTold]:
    labels = {row["measure"]: row["label"] for row in package.rows("measures")}
    values = {
        row["measure"]: row["value"]
        for table in ("scores", "averages")
        for row in package.rows(table)
        if (row["country"], row["edition"]) == (country, str(edition))
    }
    for measure in compositions_of(package.rows("composition"))[edition].measures:
        told = [row for row in statements if row["measure"] == measure]
        bearings = Counter(bearing(row) for row in told)
        hedged = sum((row["certainty"], row["basis"]) != ("asserted", "author") for row in told)
        if told:
            score = values.get(measure, "")
            told_well, told_ill = bearings["better"], bearings["worse"]
            yield MeasureTold(labels[measure], score, len(told), told_well, told_ill, hedged)


def _partners(package: Package, statements: Sequence[Row]) -> Iterator[tuple[str, str]]:
    told = {row["statement_id"] for row in statements}
    labels = partner_labels(package)
    relations: dict[str, Counter[str]] = {}
    for row in package.rows("relations"):
        if row["statement_id"] in told:
            direction = "" if row["direction"] == "none" else f" {row['direction']}"
            kind = row["relation"].replace("_", " ") + direction
            relations.setdefault(row["partner"], Counter())[kind] += 1
    for partner, kinds in sorted(relations.items(), key=lambda item: (-item[1].total(), item[0])):
        words = ", ".join(f"{count} {kind}" if count > 1 else kind for kind, count in kinds.most_common())
        yield labels[partner], words
