"""What a call asks for: editions, countries and measures, looked up by whatever name they are given."""

import reprlib
from collections.abc import Iterable
from operator import index
from typing import Any, Final

from ocdataset.package.package import Package
from ocdataset.reference.errors import Misuse, UnknownName
from ocdataset.reference.names import country_code, measure_code

MOST_DIGITS: Final = 10
"""Python refuses to read a number of thousands of digits; no year is that long."""


def shown(value: object) -> str:
    """Return what was given instead of what was expected, in one short line.

    Examples
    --------
    >>> shown(None), shown("9" * 5000)
    ('None', "'999999999999...9999999999999'")
    """
    return " ".join(reprlib.repr(value).split())


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
    known = [int(row["edition"]) for row in package.rows("editions") if row["edition"].isdecimal()]
    if number not in known:
        raise UnknownName("edition", str(number), map(str, known))
    return number


def editions_asked(package: Package, editions: Any) -> list[int]:
    """Return editions given singly or in a sequence; see `edition_asked`."""
    several = isinstance(editions, Iterable) and not isinstance(editions, str)
    return [edition_asked(package, one) for one in (editions if several else [editions])]


def _whole_number(edition: Any) -> int:
    if isinstance(edition, str) and len(edition) < MOST_DIGITS and edition.strip().isdecimal():
        return int(edition)
    try:
        if isinstance(edition, bool):
            raise TypeError
        return index(edition)
    except TypeError:
        raise Misuse(f"an edition is a year such as 2023, not {shown(edition)}") from None


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
        raise Misuse(f"{kind} are given as text or a list of texts, not {shown(names)}") from None
    for name in listed:
        if not isinstance(name, str):
            raise Misuse(f"{kind} are given as text, and {shown(name)} is among them")
    return listed


def country_asked(name: Any) -> str:
    """Return the code of one country.

    Raises
    ------
    Misuse
        If what is given is no text.
    UnknownName
        If it is none of the 193 countries.
    """
    if not isinstance(name, str):
        raise Misuse(f"one country is given as text, not {shown(name)}")
    return country_code(name)


def measure_asked(name: Any) -> str:
    """Return the code of one measure.

    Raises
    ------
    Misuse
        If what is given is no text.
    UnknownName
        If the Index has no such measure.
    """
    if not isinstance(name, str):
        raise Misuse(f"one measure is given as text, not {shown(name)}")
    return measure_code(name)


def countries_asked(names: Any) -> list[str]:
    """Return the codes of countries given by code, name or alias, each once."""
    return list(dict.fromkeys(country_code(name) for name in names_asked("countries", names)))


def text_asked(kind: str, name: Any) -> str:
    """Return a name that is text.

    Raises
    ------
    Misuse
        If it is none.
    """
    if not isinstance(name, str):
        raise Misuse(f"a {kind} is given as text, not {shown(name)}")
    return name


def measures_asked(names: Any) -> list[str]:
    """Return the codes of measures given by code, label or spelling, each once."""
    return list(dict.fromkeys(measure_code(name) for name in names_asked("measures", names)))
