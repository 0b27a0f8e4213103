"""The countries whose names a garbled title can be, by the one measure of likeness of the package."""

from collections.abc import Iterator, Mapping
from typing import Final

from rapidfuzz import fuzz

from ocdataset.read.page.lines.labels import CLEARNESS, LIKENESS, label_text
from ocdataset.reference.names import country_names

SHORTEST_NAME: Final = 4
"""The fewest letters of a name that is looked for within a line: Iran, Togo; codes are none."""
POSSIBLE: Final = 66
"""How alike, in per cent, a title must be to a name to be possibly a garble of it: two of three letters."""
_MOST_WORDS: Final = 24
_LONGEST_NAME: Final = 8
"""How many words of the titles are looked at, and how many of them in one run."""


def possible_countries(title: str) -> dict[str, float]:
    """Return how alike, in per cent, a run of words is to a name of each country that it can be.

    Examples
    --------
    >>> {code: round(alike) for code, alike in possible_countries("INDEX lran").items()}
    {'IRN': 75}
    """
    runs = set(_runs(title))
    found: dict[str, float] = {}
    for name, code in country_names().items():
        letters = name.replace(" ", "")
        if len(letters) < SHORTEST_NAME:
            continue
        alike = max((fuzz.ratio(run, letters, score_cutoff=POSSIBLE) for run in runs), default=0.0)
        if alike > found.get(code, 0.0):
            found[code] = alike
    return found


def _runs(title: str) -> Iterator[str]:
    """Yield each run of words of a title, without blanks, that is about as long as a name."""
    words = label_text(title).split()[:_MOST_WORDS]
    for first in range(len(words)):
        for beyond in range(first + 1, min(first + _LONGEST_NAME, len(words)) + 1):
            run = "".join(words[first:beyond])
            if len(run) >= SHORTEST_NAME - 1:
                yield run


def only_one(possible: Mapping[str, float]) -> str:
    """Return the country that a title is like, if it can be no other, or "".

    Examples
    --------
    >>> only_one({"IRN": 75.0}), only_one({"NER": 80.0, "NGA": 67.0})
    ('IRN', '')
    """
    code, *others = [*possible, ""]
    return code if not others[1:] and possible.get(code, 0.0) >= LIKENESS else ""


def nearest(possible: Mapping[str, float]) -> str:
    """Return the country that a title is plainly most like, or "".

    Examples
    --------
    >>> nearest({"NER": 80.0, "NGA": 67.0}), nearest({"DZA": 86.0, "NGA": 86.0})
    ('NER', '')
    """
    (code, alike), (_, other) = [*sorted(possible.items(), key=lambda pair: -pair[1]), _NONE, _NONE][:2]
    return code if alike >= LIKENESS and alike - other >= CLEARNESS else ""


_NONE: Final = ("", 0.0)
