"""What a call asks for: editions, countries and measures, looked up in the package in use."""

from collections.abc import Iterable, Sequence
from operator import index
from typing import Any

from ocdataset.package.package import Package
from ocdataset.reference.errors import Misuse, NotHeld, UnknownName
from ocdataset.reference.names import country_code, measure_code
from ocdataset.reference.notices import warn
from ocdataset.use.figures import Figures


def edition_asked(package: Package, edition: Any) -> int:
    """Return an edition given as a whole number or its digits.

    Raises
    ------
    Misuse
        If it is neither.
    UnknownName
        If the Index has no such edition.
    """
    number = _whole_number(edition)
    known = [int(row["edition"]) for row in package.rows("editions")]
    if number not in known:
        raise UnknownName("edition", str(number), map(str, known))
    return number


def editions_asked(package: Package, editions: Any) -> list[int]:
    """Return editions given singly or in a sequence; see `edition_asked`."""
    several = isinstance(editions, Iterable) and not isinstance(editions, str)
    return [edition_asked(package, one) for one in (editions if several else [editions])]


def _whole_number(edition: Any) -> int:
    if isinstance(edition, str) and edition.strip().isdecimal():
        return int(edition)
    try:
        if isinstance(edition, bool):
            raise TypeError
        return index(edition)
    except TypeError:
        raise Misuse(f"an edition is a year such as 2023, not {edition!r}") from None


def names_asked(kind: str, names: Any) -> list[str]:
    """Return names given singly or in a sequence, each of which is text.

    Raises
    ------
    Misuse
        If one of them is missing or no text.
    """
    try:
        listed = [names] if isinstance(names, str) else list(names)
    except TypeError:
        raise Misuse(f"{kind} are given as text or a list of texts, not {names!r}") from None
    for name in listed:
        if not isinstance(name, str):
            raise Misuse(f"{kind} are given as text, and {name!r} is among them")
    return listed


def countries_asked(names: Any) -> list[str]:
    """Return the codes of countries given by code, name or alias, each once."""
    return list(dict.fromkeys(country_code(name) for name in names_asked("countries", names)))


def measures_asked(names: Any) -> list[str]:
    """Return the codes of measures given by code, label or spelling, each once."""
    return list(dict.fromkeys(measure_code(name) for name in names_asked("measures", names)))


def measure_of(figures: Figures, measure: str, *editions: int) -> str:
    """Return the code of a measure that each of the editions has.

    Raises
    ------
    UnknownName
        If the Index has no such measure.
    Misuse
        If an edition does not have it.
    """
    (code,) = measures_asked(measure if isinstance(measure, str) else [measure])
    for edition in editions:
        if code not in figures.trees[edition].measures:
            having = [str(one) for one, tree in figures.trees.items() if code in tree.measures]
            raise Misuse(f"{code} is not in the edition {edition}; it is in {', '.join(having)}")
    return code


def sheet_countries(figures: Figures, edition: int, countries: Sequence[str] | None) -> list[str]:
    """Return the countries asked for, all of which have a sheet in an edition; default all that have one.

    Raises
    ------
    NotHeld
        If the package in use has no sheet of one of them, or none of the edition.
    """
    held = figures.sheets.get(edition, {})
    if not held:
        others = ", ".join(map(str, figures.sheets)) or "none"
        raise NotHeld(f"the package in use holds no scores of the edition {edition} (it holds {others})")
    missing = [country for country in countries or () if country not in held]
    if missing:
        raise NotHeld(f"the package in use has no sheet of {listed(missing)} in the edition {edition}")
    return list(held) if countries is None else list(countries)


def tell_of_open(countries: Sequence[str], measure: str) -> None:
    """Warn of countries that an answer leaves out because a score of theirs is open."""
    if countries:
        warn(f"left out, for a score below {measure} is open: {listed(countries)}")


def listed(names: Sequence[str]) -> str:
    """Return the first five of some names, and how many more there are."""
    return ", ".join(names[:5]) + _more(names[5:])


def _more(rest: Sequence[str]) -> str:
    return f" and {len(rest)} more" if rest else ""
