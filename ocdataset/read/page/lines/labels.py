"""What a label looks like: the Index's measures, whole or in part, and the page's other captions."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from html import unescape
from typing import Final

from rapidfuzz import fuzz, process

from ocdataset.reference.folding import fold
from ocdataset.reference.names import measure_labels, measure_names

# captions of the fact box on a country page: what stands below them is no score
FACTS: Final = frozenset(
    fold(caption)
    for caption in (
        "Area", "Capital", "Capital city", "GDP", "GDP per capita", "Geography", "Geography type",
        "Gini", "GINI coefficient", "GINI Index", "Government", "Gross domestic product",
        "Gross domestic product (GDP)", "HDI", "Human development index", "Income", "Income group",
        "Land area", "Population", "Population density", "Surface area",
    )
)  # fmt: skip

# headings of the narrative, which name themes and no measures
THEMES: Final = frozenset(
    {
        "people", "trade", "environment", "drugs", "leadership and governance",
        "criminal justice and security", "economic and financial environment",
        "civil society and social protection",
    }
)  # fmt: skip

HEADLINES: Final = frozenset({"criminality", "resilience"})
_ODD: Final = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]|</?[A-Za-z][^<>]*>")


@cache
def label_pattern() -> re.Pattern[str]:
    """Return a pattern that finds every label and spelling of a measure in a line.

    A label may be glued to a word before or behind it where upper case tells them apart, and to a
    number before it, garbled or not, or to the sign of a note behind it.

    Examples
    --------
    >>> label_pattern().search("netCriminal markets")[0], label_pattern().search("preventions")
    ('Criminal markets', None)
    """
    spelt = sorted(measure_names(), key=lambda name: (-len(name), name))
    spelt = [name for name in spelt if name.isascii()]
    bodies = "|".join(
        r"[^\w\n]+".join("(?:and|&)" if word == "and" else word for word in name.split()) for name in spelt
    )
    before = r"(?:(?<![^\W_])|(?<=[a-z0-9])(?=[A-Z])|(?<=\d[.,][\dOolISBZ]{2}))"
    behind = r"(?:(?![^\W\d_])|(?<=[a-z])(?=[A-Z]|i\b))"
    return re.compile(f"{before}(?i:{bodies}){behind}")


@lru_cache(maxsize=65536)
def label_text(printed: str) -> str:
    """Return a printed label folded, without markup, entities and soft hyphens.

    Examples
    --------
    >>> label_text("Extortion &amp; protection racke\u00adteering")
    'extortion and protection racketeering'
    """
    if "<" in printed or not printed.isascii():
        printed = _ODD.sub("", printed)
    if "&" in printed:
        printed = unescape(printed)
    return fold(printed)


@lru_cache(maxsize=65536)
def measure_of(printed: str) -> str | None:
    """Return the measure that a label names exactly, or None.

    Examples
    --------
    >>> measure_of("CRIMINALITY SCORE"), measure_of("FL0RA CRIMES")
    ('criminality', None)
    """
    return measure_names().get(label_text(printed))


@lru_cache(maxsize=65536)
def squeezed(printed: str) -> tuple[str, tuple[int, ...]]:
    """Return the letters of a text, small and without accents, and where each stands in it.

    Examples
    --------
    >>> squeezed("H UMAN & CO")
    ('humanandco', (0, 2, 3, 4, 5, 7, 7, 7, 9, 10))
    """
    letters: list[str] = []
    places: list[int] = []
    for at, mark in enumerate(printed):
        for letter in "and" if mark == "&" else fold(mark):
            if letter.isalnum():
                letters.append(letter)
                places.append(at)
    return "".join(letters), tuple(places)


@cache
def _squeezed_names() -> Mapping[str, str]:
    """Return the measure behind the letters of each label, spelling and code."""
    return {squeezed(name)[0]: measure for name, measure in measure_names().items()}


def measure_spelt(printed: str) -> str | None:
    """Return the measure that a label names exactly but for blanks lost or put in, or None.

    Examples
    --------
    >>> measure_spelt("H U M A N  T RAFFICKING"), measure_spelt("ARMSTRAFFICKING"), measure_spelt("ARMS")
    ('human_trafficking', 'arms_trafficking', None)
    """
    return measure_of(printed) or _squeezed_names().get(squeezed(printed)[0])


@lru_cache(maxsize=16384)
def tiles(words: str) -> tuple[tuple[int, int], ...]:
    """Return where labels begin and end that fill the words, whatever blanks are lost or put in.

    Text recognition and small capitals set `H UMAN  TRAFFICKING` and `LAWENFORCEMENT`.

    Examples
    --------
    >>> tiles("H UMAN  TRAFFICKING LAWENFORCEMENT"), tiles("Human error")
    (((0, 19), (20, 34)), ())
    """
    if len(words) > _LONGEST_LINE:
        return ()
    letters, places = squeezed(words)
    names = _squeezed_names()
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(letters):
        sizes = _sizes(letters[at : at + 3])
        length = next(
            (size for size in sizes if letters[at : at + size] in names and at + size <= len(letters)), 0
        )
        if not length:
            return ()
        found.append((places[at], places[at + length - 1] + 1))
        at += length
    return tuple(found)


@cache
def _sizes(beginning: str) -> tuple[int, ...]:
    """Return the lengths of the names that begin so, the longest first."""
    return tuple(
        sorted({len(name) for name in _squeezed_names() if name.startswith(beginning)}, reverse=True)
    )


@cache
def label_parts() -> Mapping[str, frozenset[str]]:
    """Return the measures that share each run of words of a label that is not the whole."""
    found: dict[str, set[str]] = {}
    for measure, label in measure_labels().items():
        words = [] if measure in HEADLINES else label_text(label).split()
        for first in range(len(words)):
            for beyond in range(first + 1, len(words) + 1):
                part = " ".join(words[first:beyond])
                if len(part) >= 3 and beyond - first < len(words):
                    found.setdefault(part, set()).add(measure)
    whole = THEMES | set(measure_names())
    return {part: frozenset(measures) for part, measures in found.items() if part not in whole}


@cache
def _squeezed_parts() -> frozenset[str]:
    """Return the letters of each part of a label."""
    return frozenset(squeezed(part)[0] for part in label_parts())


@cache
def _parts_of_one() -> Mapping[str, str]:
    """Return the measure behind the letters of each part of a label that no other measure shares."""
    return {
        squeezed(part)[0]: next(iter(measures))
        for part, measures in label_parts().items()
        if len(measures) == 1
    }


def is_set_in_letters(words: str) -> bool:
    """Return whether words are set in single letters, but for pairs that character recognition joins.

    Examples
    --------
    >>> is_set_in_letters("L AW E N F O R C E M E N T"), is_set_in_letters("a law in a year")
    (True, False)
    """
    parts = words.split()
    return 2 * sum(len(part) == 1 for part in parts) > len(parts)


def is_like_label(words: str) -> bool:
    """Return whether words are labels, a part of one or a garble of one, and nothing else.

    Examples
    --------
    >>> [is_like_label(words) for words in ("LAWENFORCEMENT", "and governance", "in the last year")]
    [True, True, False]
    """
    return bool(tiles(words) or nearest_measure(words)) or squeezed(words)[0] in _squeezed_parts()


_APART: Final = re.compile(r"\s{3,}")


def columns_of(words: str) -> list[tuple[int, int]]:
    """Return where words begin and end that wide gaps set apart, as columns do.

    Examples
    --------
    >>> columns_of("POLITICAL LEADERSHIP AND    GOVERNMENT TRANSPARENCY &   INTERNATIONAL")
    [(0, 24), (28, 53), (56, 69)]
    """
    bounds = [0, *(at for gap in _APART.finditer(words) for at in gap.span()), len(words)]
    return list(zip(bounds[::2], bounds[1::2], strict=True))


_LONGEST_LINE: Final = 300
LIKENESS: Final = 72
"""How alike, in per cent, letters must be to those of a label to be a garble of it."""
CLEARNESS: Final = 8
"""By how much, in per cent, it must be more alike than any other measure's label."""


@lru_cache(maxsize=65536)
def nearest_measure(printed: str) -> str:
    """Return the measure whose label is plainly the nearest to a garbled one, or "".

    Examples
    --------
    >>> nearest_measure("FLORA CRIMFS"), nearest_measure("GOVERNMENTTRANSPARENCY ANDACCOUNTABLITY")
    ('flora_crimes', 'government_transparency_and_accountability')
    >>> nearest_measure("CRIMES"), nearest_measure("Criminal"), nearest_measure("Read the report")
    ('', '', '')
    """
    letters, _ = squeezed(printed)
    if len(letters) < 4:
        return ""
    names = _squeezed_names()
    known = names.get(letters) or _parts_of_one().get(letters)
    if known or letters in _squeezed_parts():  # Criminal begins several labels, and is no garble of one
        return known or ""
    best: dict[str, float] = {}
    for name, score, _ in process.extract(
        letters, names.keys(), scorer=fuzz.ratio, limit=6, score_cutoff=LIKENESS - CLEARNESS
    ):
        best.setdefault(names[name], score)
    ranked = sorted(best.items(), key=lambda pair: -pair[1])
    if not ranked or ranked[0][1] < LIKENESS:
        return ""
    clear = len(ranked) == 1 or ranked[0][1] - ranked[1][1] >= CLEARNESS
    return ranked[0][0] if clear else ""
