"""What a printed name means: countries, measures and regions looked up exactly, after folding."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from ocdataset.reference.errors import UnknownName
from ocdataset.reference.folding import fold
from ocdataset.reference.location import shipped_package
from ocdataset.reference.rows import Row, read_rows

AMBIGUOUS: Final = "na"
"""Namibia's code of two letters, which is a missing value to many programs."""


@cache
def reference_table(name: str) -> tuple[Row, ...]:
    """Return the rows of a hand-kept table of the shipped package.

    Examples
    --------
    >>> len(reference_table("countries"))
    193
    """
    return tuple(read_rows(shipped_package() / "data" / f"{name}.csv"))


@cache
def country_names() -> Mapping[str, str]:
    """Return the ISO code behind each folded name, alias and code of a country."""
    known = {fold(row["alias"]): row["country"] for row in reference_table("aliases")}
    for row in reference_table("countries"):
        known[fold(row["country"])] = known[fold(row["name"])] = row["country"]
    return known


@cache
def measure_names() -> Mapping[str, str]:
    """Return the measure behind each folded label, spelling and code."""
    known = {
        fold(row["spelling"]): row["code"] for row in reference_table("spellings") if row["kind"] == "measure"
    }
    for row in reference_table("measures"):
        known[fold(row["measure"])] = known[fold(row["label"])] = row["measure"]
    return known


@cache
def region_names() -> Mapping[str, str]:
    """Return the code behind each folded label and spelling of a continent or region."""
    known = {
        fold(row["spelling"]): row["code"] for row in reference_table("spellings") if row["kind"] == "region"
    }
    for row in reference_table("regions"):
        known[fold(row["label"])] = row["region"]
    return known


@cache
def _iso_3166() -> Mapping[str, Any]:
    path = shipped_package() / "data" / "iso_3166.json"
    content: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


@cache
def _two_letter_codes() -> Mapping[str, str]:
    """Return the country behind each folded code of two letters.

    They stand apart from the names: on a page, "no", "is" and "in" are no countries.
    """
    codes = _iso_3166()["scored"] | _iso_3166()["also"]
    return {fold(short): country for short, country in codes.items()}


@cache
def _not_scored() -> Mapping[str, str]:
    """Return the usual name behind each folded name and code of a territory that the Index does not score."""
    return {
        fold(name): territory["names"][0]
        for territory in _iso_3166()["not_scored"]
        for name in (*territory["names"], territory["alpha_2"], territory["alpha_3"])
        if name
    }


def country_code(name: str) -> str:
    """Return the ISO 3166-1 alpha-3 code of a country given by code, of three letters or two, name or alias.

    Raises
    ------
    UnknownName
        If it is none of the 193 countries; names are never matched by likeness, and a territory that
        the Index does not score is never taken for a neighbour. `NA` is refused: it is Namibia's code,
        and what many programs write for a missing value.

    Examples
    --------
    >>> country_code("prk"), country_code("Korea, DPR"), country_code("NAM")
    ('PRK', 'PRK', 'NAM')
    >>> try:
    ...     country_code("Nambia")
    ... except UnknownName as error:
    ...     print(error)
    no country is called 'Nambia'; the closest are Namibia, Zambia, Gambia
    >>> country_code("DE")
    'DEU'
    >>> try:
    ...     country_code("Kosovo")
    ... except UnknownName as error:
    ...     print(error)
    Kosovo is not among the 193 countries that the Index scores
    """
    folded = fold(name)
    code = country_names().get(folded)
    if code is None and folded != AMBIGUOUS:
        code = _two_letter_codes().get(folded)
    if code is None:
        names = [row["name"] for row in reference_table("countries")]
        raise UnknownName("country", name, names, because=_no_country(name, len(names)))
    return code


def _no_country(name: str, count: int) -> str:
    """Return why a name is no country that the Index scores, where that is known."""
    if fold(name) == AMBIGUOUS:
        return f"{name!r} is Namibia's code of two letters and stands for a missing value too: write NAM"
    territory = _not_scored().get(fold(name))
    if territory is None:
        return ""
    given = "" if fold(name) == fold(territory) else f" ({name})"
    return f"{territory}{given} is not among the {count} countries that the Index scores"


def countries_listed(text: str) -> list[str]:
    """Return the codes of countries named in a list parted by commas, which names may hold themselves.

    Raises
    ------
    UnknownName
        If one is none of the 193 countries.

    Examples
    --------
    >>> countries_listed("NAM, Korea, Rep.,prk")
    ['NAM', 'KOR', 'PRK']
    """
    pieces, found, at = text.split(","), list[str](), 0
    while at < len(pieces):
        ends = range(len(pieces), at, -1)
        end = next((one for one in ends if fold(",".join(pieces[at:one])) in country_names()), at + 1)
        found.append(country_code(",".join(pieces[at:end]).strip()))
        at = end
    return found


def measure_code(name: str) -> str:
    """Return the code of a measure given by code, label or another spelling.

    Raises
    ------
    UnknownName
        If the Index has no such measure.

    Examples
    --------
    >>> measure_code("Extortion & protection racketeering")
    'extortion_and_protection_racketeering'
    """
    code = measure_names().get(fold(name))
    if code is None:
        raise UnknownName("measure", name, [row["measure"] for row in reference_table("measures")])
    return code


@cache
def measure_labels() -> Mapping[str, str]:
    """Return the Index's own label of each measure."""
    return {row["measure"]: row["label"] for row in reference_table("measures")}


def measure_label(code: str) -> str:
    """Return the label of a measure, or the code itself if there is no such measure.

    Examples
    --------
    >>> measure_label("heroin_trade"), measure_label("a_later_measure")
    ('Heroin trade', 'a_later_measure')
    """
    return measure_labels().get(code, code)


@cache
def region_labels() -> Mapping[str, str]:
    """Return the label of each continent and region."""
    return {row["region"]: row["label"] for row in reference_table("regions")}


@cache
def country_regions() -> Mapping[str, str]:
    """Return the region that the Index ranked each country in when it was first scored."""
    return {row["country"]: row["region"] for row in reference_table("countries")}


@cache
def continent_of_region() -> Mapping[str, str]:
    """Return the continent of each region; of a continent, itself."""
    return {row["region"]: row["continent"] or row["region"] for row in reference_table("regions")}


@cache
def country_labels() -> Mapping[str, str]:
    """Return the Index's own name of each country."""
    return {row["country"]: row["name"] for row in reference_table("countries")}


def country_label(code: str) -> str:
    """Return the name of a country, or the code itself if there is no such country."""
    return country_labels().get(code, code)
