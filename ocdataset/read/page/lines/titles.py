"""Titles: the country or region that a line names, and the edition."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from ocdataset.read.page.lines.labels import label_text
from ocdataset.read.page.lines.lexing import Piece, plain
from ocdataset.reference.names import country_names, region_names

_EDITION: Final = re.compile(
    r"(?:crime|profile)\W*index\W*(?:of\W*|edition\W*)?20\d\d(?!\d)"
    r"|\b20\d\d\W*(?:country\W*)?(?:edition|global\W*organi[sz]ed\W*crime|profile)\b|\bprofile\W*20\d\d\b",
    re.IGNORECASE,
)
# the website's choice of an edition, which may be glued to the links before it and the name behind it
_CHOSEN: Final = re.compile(r"(?:(?<![^\W\d_])|(?<=[a-z]))Year:\s*20\d\d(?!\d)")
_SECTION: Final = re.compile(
    r"\bscores?\W+(?:of\W+|in\W+|for\W+)?20\d\d\b|\b20\d\d\W+(?:scores?|results)\b", re.IGNORECASE
)
# a link to the page or report of an edition does not say which edition the page itself is of
_LINK: Final = re.compile(
    r"\b(?:archive|compare|download|explore|get|read|see|since|view|visit|vs)\b", re.IGNORECASE
)


def edition_in(text: str, *, numbered: bool) -> Piece | None:
    """Return where a title names the Index with its year, or heads the scores of one, as a figure.

    Parameters
    ----------
    text : str
    numbered : bool
        Whether the line shows a number, so that it heads none.

    Examples
    --------
    >>> found = edition_in("Global Organized Crime Index 2023", numbered=False)
    >>> "Global Organized Crime Index 2023"[found.start : found.end]
    'Crime Index 2023'
    """
    if len(text) >= 90 or text.rstrip().endswith("."):
        return None
    shown = plain(text)
    chosen = _CHOSEN.search(shown)
    if chosen:
        return Piece("figure", *chosen.span())
    if _LINK.search(text):
        return None
    found = _EDITION.search(shown) or (None if numbered else _SECTION.search(shown))
    return Piece("figure", *found.span()) if found else None


# words of titles around the name of a country
_TITLE_WORDS: Final = (
    r"(?:about|and|at|countr(?:y|ies)|crime|criminality|edition|glance|global|home|in|index|of|on|organi[sz]ed|"
    r"overview|page|profiles?|rankings?|reports?|results|scores?|the|(?:19|20)\d\d)"
)
_TITLE_BEFORE: Final = re.compile(rf"(?i)(?:\W*\b{_TITLE_WORDS}\b)+\W*")
_TITLE_BEHIND: Final = re.compile(rf"(?i)(?:'s\b)?(?:\W+{_TITLE_WORDS}\b)+\W*$|'s$")
_LONGEST_TITLE: Final = 80
_SHORTEST_NAME: Final = 4


def name_in(text: str, *, is_prose: bool) -> Piece | None:
    """Return where a line names a country or region and says nothing but that, or that in a title.

    Examples
    --------
    >>> found = name_in("Country profile: Guinea-Bissau", is_prose=False)
    >>> "Country profile: Guinea-Bissau"[found.start : found.end]
    'Guinea-Bissau'
    """
    if len(text) > _LONGEST_TITLE:
        return None
    shown = plain(text).replace("\ufeff", " ")
    start = len(shown) - len(shown.lstrip())
    end = len(shown.rstrip())
    is_spaced = all(len(word) == 1 for word in shown.split())
    if (is_spaced or not is_prose) and _names(shown[start:end]):
        return Piece("words", start, end)
    before = _TITLE_BEFORE.match(shown, start, end)
    behind = _TITLE_BEHIND.search(shown, start, end)
    chosen = _CHOSEN.search(shown)
    starts = [start, *(found.end() for found in (before, chosen) if found)]
    ends = (end, behind.start()) if behind else (end,)
    for first, last in [(first, last) for last in ends for first in starts][1:]:
        if first < last and _names(shown[first:last], with_regions=False):
            return Piece("words", first, last)
    return None


def _names(text: str, *, with_regions: bool = True) -> bool:
    name = label_text(text)
    return len(name) >= _SHORTEST_NAME and (
        bool(country_named(text)) or (with_regions and name in region_names())
    )


def country_named(printed: str) -> str:
    """Return the code of the country whose name a text is, its blanks lost or put in or not, or "".

    Examples
    --------
    >>> country_named("Korea, DPR"), country_named("AntiguaandBarbuda"), country_named("M E X I C O")
    ('PRK', 'ATG', 'MEX')
    >>> country_named("Korea")
    ''
    """
    name = label_text(printed)
    known = country_names().get(name, "")
    return known or _names_without_blanks().get(name.replace(" ", ""), "")


def region_named(printed: str) -> str:
    """Return the code of the continent or region whose name a text is, its blanks lost or not, or "".

    Examples
    --------
    >>> region_named("South-Eastern Asian"), region_named("WestAfrican"), region_named("Atlantic")
    ('south_eastern_asia', 'west_africa', '')
    """
    name = label_text(printed)
    return region_names().get(name, "") or _regions_without_blanks().get(name.replace(" ", ""), "")


@cache
def _regions_without_blanks() -> Mapping[str, str]:
    return {name.replace(" ", ""): code for name, code in region_names().items()}


@cache
def _names_without_blanks() -> Mapping[str, str]:
    """Return the country behind each name of more than a code's letters, its blanks left out."""
    found = {name.replace(" ", ""): code for name, code in country_names().items()}
    return {name: code for name, code in found.items() if len(name) >= _SHORTEST_NAME}
