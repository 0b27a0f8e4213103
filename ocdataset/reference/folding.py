"""Names compared without case, accents, punctuation and white space; never by likeness."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

_APART = re.compile(r"[\W_]+")


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Return `name` in the form in which names are compared.

    Examples
    --------
    >>> fold("  São Tomé & Príncipe "), fold("korea_dpr"), fold("Côte d’Ivoire")
    ('sao tome and principe', 'korea dpr', 'cote d ivoire')
    """
    if not name.isascii():
        decomposed = unicodedata.normalize("NFKD", name)
        marks = [mark for mark in set(decomposed) if unicodedata.combining(mark)]
        name = decomposed.translate(dict.fromkeys(map(ord, marks))) if marks else decomposed
    return _APART.sub(" ", name.replace("&", " and ").casefold()).strip()


def closely_like(name: str, known: Iterable[str]) -> str:
    """Return the one of `known` that `name` may be misspelt for, or "".

    Examples
    --------
    >>> closely_like("Criminalty", ["Criminality", "Resilience"]), closely_like("GDP", ["Resilience"])
    ('Criminality', '')
    """
    folded: dict[str, str] = {}
    for each in known:
        folded.setdefault(fold(each), each)
    found = get_close_matches(fold(name), list(folded), n=1, cutoff=0.85)
    return folded[found[0]] if found else ""


MOST_LIKENED: Final = 100
"""Unknown names of one file; more of them are no misspellings, and to liken all would take minutes."""


def closest_if_few(expected: str, name: str, known: Iterable[str], earlier: int) -> str:
    """Return what was expected, and the three of it that a name is most like, unless many were before it.

    Examples
    --------
    >>> closest_if_few("a meal", "luncheon", ["lunch", "tea"], 0), closest_if_few("a meal", "x", ["tea"], 100)
    ('a meal; the closest are lunch, tea', 'a meal')
    """
    if earlier >= MOST_LIKENED:
        return expected
    return f"{expected}; the closest are {', '.join(three_closest(name, known))}"


def three_closest(name: str, known: Iterable[str]) -> list[str]:
    """Return at most three of `known` that look most like `name`, the closest first.

    Examples
    --------
    >>> three_closest("heroin", ["heroin_trade", "flora_crimes", "cocaine_trade", "prevention"])
    ['heroin_trade', 'cocaine_trade', 'prevention']
    """
    folded: dict[str, str] = {}
    for each in known:
        folded.setdefault(fold(each), each)
    return [folded[match] for match in get_close_matches(fold(name), list(folded), n=3, cutoff=0.0)]
