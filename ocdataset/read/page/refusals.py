"""Sources that hold no score page of a country, each with the line that says so."""

import re
from bisect import bisect
from collections.abc import Sequence
from typing import Final
from urllib.parse import urlsplit

from ocdataset.read.page.lines.labels import HEADLINES, label_text, measure_spelt
from ocdataset.read.page.lines.lexing import RANK, plain
from ocdataset.read.reading import Reading, Transcript
from ocdataset.reference.folding import fold
from ocdataset.reference.names import country_names, region_names

_FEWEST: Final = 3
_REGIONAL: Final = frozenset({"region", "regions", "continent", "continents"})
_OLD_EDITION: Final = re.compile(
    r"(?i)africa[^\n]{0,40}\b2019\b|\b2019\b[^\n]{0,40}africa|\bindex\W+(?:of\W+)?2019\b|\b2019\W+(?:edition|index)\b"
)
_MAGIC: Final = (
    (b"PK\x03\x04", "an archive or Office file (xlsx, docx, zip)"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\\rtf", "rich text (RTF)"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"II*\x00", "an image"),
    (b"MM\x00*", "an image"),
    (b"RIFF", "an image or sound"),
    (b"\x1f\x8b", "a compressed file"),
)
# what is within an archive: the names of its parts are not compressed
_DOCUMENTS: Final = (
    (b"word/document.xml", "a Word file"),
    (b"application/vnd.oasis.opendocument.text", "an OpenDocument text"),
)
_ADVICE: Final = {
    "a Word file": "save it as a PDF or as plain text, and give that",
    "an OpenDocument text": "save it as a PDF or as plain text, and give that",
    "an old Office file": "save it as a PDF or as plain text, and give that",
    "rich text (RTF)": "save it as a PDF or as plain text, and give that",
    "an image": "run character recognition on it, and give the text",
}


def binary_kind(content: bytes) -> str:
    r"""Return what a file is if it is no text, or "".

    Examples
    --------
    >>> binary_kind(b"\x89PNG..."), binary_kind(b"text"), binary_kind(b"\x00\x01")
    ('an image', '', 'no text')
    """
    known = next((name for magic, name in _MAGIC if content.startswith(magic)), "")
    if content.startswith(b"PK"):
        known = next((name for part, name in _DOCUMENTS if part in content), known)
    return known or ("no text" if b"\0" in content[:65536] else "")


def advice_on(kind: str) -> str:
    """Return what to do with a file that is no text.

    Examples
    --------
    >>> advice_on("an image"), advice_on("no text")
    ('run character recognition on it, and give the text', 'expected text, HTML or a PDF of a profile')
    """
    return _ADVICE.get(kind, "expected text, HTML or a PDF of a profile")


def refusal(transcript: Transcript, head: str) -> str:
    """Return why a transcript is no score page of a country in a known edition, or "".

    Parameters
    ----------
    transcript : Transcript
    head : str
        The first lines of the source, where titles stand.
    """
    if not _has_scores(transcript.readings) or _only_whole(transcript.readings):
        return _in_another_language(head) or _no_scores(transcript)
    if _is_of_2019(transcript, head):
        return (
            "a profile of the 2019 edition, which covers Africa only and is not comparable; "
            "give a profile of 2021 or later"
        )
    region = _region(transcript)
    if region:
        return f"the page of a region ({region}); its means are no country's scores: give a country's page"
    return _several_headed(transcript)


_NEAR: Final = 4
_HEADED: Final = re.compile(
    r"(?i)\b20\d\d\b(?=\W+(?:country\W+)?(?:edition|global|profile))|(?<=[a-z]\W)20\d\d\b"
)


def _several_headed(transcript: Transcript) -> str:
    """Return why the readings are of several sheets, each headed by a country and an edition, or ""."""
    readings = transcript.readings
    names = [
        (line, country_names()[label_text(name)])
        for line, name in transcript.names
        if label_text(name) in country_names()
    ]
    if len(names) < 2:
        return ""
    years = [
        (one.line, year[0])
        for one in readings
        if one.kind == "context" and (year := _HEADED.search(one.as_printed))
    ]
    heads = [
        (named, f"{year} {code}")
        for named, code in names
        for line, year in years[:100]
        if abs(line - named) <= _NEAR
    ]
    if not heads:
        return ""
    numbers = sorted(one.line for one in readings if one.kind == "number")
    ends = [*(line for line, _ in heads[1:]), numbers[-1]]
    headed = dict.fromkeys(
        head
        for (line, head), end in zip(heads, ends, strict=True)
        if bisect(numbers, end) - bisect(numbers, line) >= _FEWEST
    )
    if len(headed) < 2:
        return ""
    return f"several pages in one file ({', '.join(list(headed)[:4])}); give each in a file of its own"


def _has_scores(readings: Sequence[Reading]) -> bool:
    """Return whether a page shows labels of the Index, not of its headlines alone, and numbers near them."""
    measures = {measure_spelt(one.as_printed) for one in readings if one.kind == "label"} - {None}
    numbers = sum(one.kind in ("number", "residue") for one in readings)
    numbered = {one.row for one in readings if one.kind in ("number", "residue")}
    beside = {
        measure_spelt(one.as_printed)
        for one in readings
        if one.kind == "label" and numbered & {one.row - 1, one.row, one.row + 1}
    } - {None}
    return (len(beside) >= _FEWEST and not beside <= HEADLINES) or (len(measures) >= 5 and numbers >= 5)


def _only_whole(readings: Sequence[Reading]) -> bool:
    """Return whether all numbers are whole, as those of pages and lines are."""
    numbers = [one.as_printed for one in readings if one.kind == "number"]
    return bool(numbers) and all(number.isdecimal() for number in numbers)


# words that a page of the Index shows in another language, and no English page does
_LANGUAGES: Final = {
    "French": r"criminalité|résilience|trafic|traite|marchés|commerce de|prévention|acteurs|réseaux",
    "Portuguese": r"criminalidade|resiliência|tráfico de pessoas|mercados criminosos|comércio|prevenção",
    "Spanish": r"criminalidad|resiliencia|trata|tráfico de personas|mercados criminales|comercio|prevención",
    "German": r"kriminalität|menschenhandel|waffenhandel|heroinhandel|märkte|resilienz|widerstandsfähigkeit",
}
_WORDS: Final = {name: re.compile(rf"(?i)(?<!\w)(?:{words})(?!\w)") for name, words in _LANGUAGES.items()}
_LATIN: Final = re.compile(r"[A-Za-z\u00c0-\u024f]")
_SCRIPTS: Final = (
    ("Arabic", re.compile(r"[\u0600-\u06ff]"), re.compile(r"(?<!\w)ال")),
    ("Russian", re.compile(r"[\u0400-\u04ff]"), re.compile(r"(?i)преступн|торговл|незаконн|устойчив")),
)
"""Languages with a script that others share, and what only they have."""
_ANY_SCORE: Final = re.compile(r"(?<!\d)\d{1,2}[.,\u066b]\d\d")


def _in_another_language(head: str) -> str:
    """Return why a page without English labels is none that is read, if it is in another language, or ""."""
    letters = [mark for mark in head if mark.isalpha()]
    if not letters or not _ANY_SCORE.search(head):
        return ""
    language = _language_of(head, letters)
    if not language:
        return ""
    return f"a page in another language ({language}); labels are read in English only: give the English page"


def _language_of(head: str, letters: Sequence[str]) -> str:
    """Return the language of a text, or that its script is not Latin, or "" if it may be English."""
    if 2 * sum(map(bool, map(_LATIN.match, letters))) < len(letters):
        marks = "".join(letters)
        told = (
            name
            for name, script, own in _SCRIPTS
            if 2 * len(script.findall(marks)) >= len(marks) and own.search(head)
        )
        return next(told, "a script other than Latin")
    counts = {name: len({word.casefold() for word in words.findall(head)}) for name, words in _WORDS.items()}
    language = max(counts, key=lambda name: counts[name])
    return language if counts[language] > 1 else ""


def _no_scores(transcript: Transcript) -> str:
    words = len(transcript.narrative.split())
    labels = sum(one.kind == "label" for one in transcript.readings)
    what = "labels without scores" if labels >= _FEWEST else "no labels with scores next to them"
    if _only_whole(transcript.readings):
        what = "whole numbers only, as in a table of contents"
    if words > 300:
        what = "prose only"
    return (
        f"no score page of a profile ({what}); "
        "give the page that prints the scores, or read it as a narrative"
    )


def _is_of_2019(transcript: Transcript, head: str) -> bool:
    if "2019" in address_parts(transcript.address):
        return True
    if "2019" in head and any(_OLD_EDITION.search(line) for line in head.split("\n") if len(line) < 90):
        return True
    # one misread rank is no proof: a later page lacks both ranks in the world only if both are misread
    return ranks_in_africa_alone(transcript) > 1 and not any(
        _LATER_EDITION.search(line) for line in head.split("\n") if len(line) < 90
    )


def ranks_in_africa_alone(transcript: Transcript) -> int:
    """Return how many ranks a page has among the countries of Africa, if it has none in the world, else 0."""
    ranks = [
        found
        for one in transcript.readings
        if one.kind == "rank" and (found := RANK.search(plain(one.as_printed)))
    ]
    if any(int(found["of"]) > _AFRICA or not _place(found) for found in ranks):
        return 0
    return sum(int(found["of"]) == _AFRICA and _place(found) in _AFRICAN for found in ranks)


_AFRICA: Final = 54
_AFRICAN: Final = frozenset({"africa", "african"})
_LATER_EDITION: Final = re.compile(r"(?i)index\W*20(?:2|3)\d(?!\d)|\byear:\s*20(?:2|3)\d(?!\d)")


def _place(rank: re.Match[str]) -> str:
    """Return the place of a rank line; that of the world has none, whatever its size is misread as."""
    return fold(rank["in"] or rank["whose"] or "")


_CONNECTS: Final = re.compile(
    r"\b(?:and|at|averaged|by|fell|from|is|of|over|rated|received|rose|scored|than|to|was|were|with)\s*\(?\s*$"
)
_RUNS_ON: Final = re.compile(r"\s*(?:[,;)]|\.\s*(?:$|[A-Z])|\s(?!n/a\b|points?\b)[a-z]{2,})")
# but text recognition makes of a bar one letter, again and again: EEE, Sss
_NAMES_MORE: Final = re.compile(
    r"(?: (?!(?i:scores?|index|value|is)\b)(?!(?i:([^\W\d_])\1+)\b)[^\W\d_]{3,})+ "
)
_SURELY_A_PAGE: Final = 24


_PAGE: Final = re.compile(
    r"(?im)^[^\w\n]*(?:https?://)?(?:www\.)?ocindex\.net/(?:(20\d\d)/)?countr(?:y|ies)/([\w-]+)/?\W*$"
)
_SCORE: Final = re.compile(r"\b\d{1,2}[.,]\d\d")


def several_pages(text: str) -> str:
    r"""Return why a text is the pages of several sheets, one below the other, or "".

    Examples
    --------
    >>> page = "https://ocindex.net/2023/country/togo\n\nFlora crimes\n\n2.00\n"
    >>> several_pages(page + page)
    ''
    >>> several_pages(page + page.replace("togo", "benin"))
    'several pages in one file (2023 togo, 2023 benin); give each in a file of its own'
    """
    if text.count("ocindex.net/") < 2:
        return ""
    found = list(_PAGE.finditer(text))
    ends = [*(one.start() for one in found[1:]), len(text)]
    scored = [one for one, end in zip(found, ends, strict=False) if _SCORE.search(text, one.end(), end)]
    pages = list(dict.fromkeys(f"{one[1] or ''} {one[2].lower()}".strip() for one in scored))
    if len(pages) < 2:
        return ""
    return f"several pages in one file ({', '.join(pages[:4])}); give each in a file of its own"


def in_sentences(transcript: Transcript, text: str) -> bool:
    r"""Return whether the few numbers of a transcript stand in sentences or beside longer names.

    Examples
    --------
    >>> from ocdataset.read.page.forms.text_layer import read
    >>> news = "Human trafficking 8.50,\nheroin trade 3.50,"
    >>> in_sentences(read(news), news), in_sentences(read("HEROIN TRADE 3.50"), "HEROIN TRADE 3.50")
    (True, False)
    >>> bill = "Prevention workshop 6.50\nLaw enforcement badge 3.00"
    >>> in_sentences(read(bill), bill)
    True
    """
    numbers = [one for one in transcript.readings if one.kind == "number"]
    if not numbers or len(numbers) >= _SURELY_A_PAGE:
        return False
    labels = {(one.row, one.line): one for one in transcript.readings if one.kind == "label"}
    lines = text.split("\n")
    running = 0
    for one in numbers:
        line = lines[one.line - 1]
        start = one.position - 1
        before = line[:start] or (lines[one.line - 2] if one.line > 1 else "")
        label = labels.get((one.row, one.line))
        between = line[label.position - 1 + len(label.as_printed) : start] if label else ""
        running += bool(
            _CONNECTS.search(before)
            or _RUNS_ON.match(line, start + len(one.as_printed))
            or _NAMES_MORE.fullmatch(between)
        )
    return 3 * running >= len(numbers)


def _region(transcript: Transcript) -> str:
    parts = address_parts(transcript.address)
    if _REGIONAL & set(parts):
        return parts[-1]
    names = [label_text(name) for _, name in transcript.names]
    countries = [name for name in names if name in country_names()]
    regions = [name for name in names if name in region_names() and name not in country_names()]
    ranked = any(one.kind == "rank" for one in transcript.readings)
    slug = parts[-1] if parts else ""
    if regions and not countries and not ranked and label_text(slug) not in country_names():
        return regions[0]
    return ""


def address_parts(address: str) -> list[str]:
    """Return the parts of the path of a web address, in lower case.

    Examples
    --------
    >>> address_parts("https://ocindex.net/2023/country/korea_dpr")
    ['2023', 'country', 'korea_dpr']
    >>> address_parts("http://[")
    []
    """
    if not address:
        return []
    try:
        path = urlsplit(address if "//" in address else f"//{address}").path
    except ValueError:  # of half a host in brackets
        return []
    return [part for part in path.lower().split("/") if part not in ("", ".")]
