"""Names compared without case, accents, punctuation and white space; never by likeness."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

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
