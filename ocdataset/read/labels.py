"""What a label looks like: the Index's measures, whole or in part, and the page's other captions."""

import re
from functools import cache, lru_cache
from html import unescape
from typing import Final

from ocdataset.reference.folding import fold
from ocdataset.reference.names import measure_names

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


@cache
def _trigrams(name: str) -> frozenset[str]:
    padded = f"  {name} "
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))


@lru_cache(maxsize=65536)
def likeness(printed: str) -> tuple[tuple[int, str], ...]:
    """Return the measures whose labels look like `printed`, with their likeness in per cent.

    The most alike come first; those below 40 per cent are left out.

    Examples
    --------
    >>> likeness("FLORA CRIMFS")[0], likeness("Read the report")
    ((76, 'flora_crimes'), ())
    """
    text = label_text(printed)
    if len(text) < 4:
        return ()
    mine = _trigrams(text)
    best: dict[str, int] = {}
    for name, measure in measure_names().items():
        theirs = _trigrams(name)
        alike = 200 * len(mine & theirs) // (len(mine) + len(theirs))
        if alike >= 40 and alike > best.get(measure, 0):
            best[measure] = alike
    return tuple(sorted(((alike, measure) for measure, alike in best.items()), reverse=True))


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(name[:length] for name in measure_names() for length in range(5, len(name)))


def is_beginning(printed: str) -> bool:
    """Return whether `printed` is the beginning of a label, cut off within or after a word.

    Examples
    --------
    >>> is_beginning("CRIMIN"), is_beginning("CRIME")
    (True, False)
    """
    return label_text(printed) in _beginnings()
