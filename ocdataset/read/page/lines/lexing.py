"""One line of a page taken apart: labels, numbers, ranks and words, each with its columns."""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from typing import Final, Literal, NamedTuple

from ocdataset.read.page.lines.labels import label_pattern

Shape = Literal["label", "number", "change", "whole", "rank", "figure", "words"]


class Piece(NamedTuple):
    """A stretch of a line, from `start` up to `end`, and what it looks like."""

    shape: Shape
    start: int
    end: int


# markup and blanks of all kinds become blanks of the same length, so that columns stay true
_SAME_LENGTH: Final = str.maketrans(
    {
        **dict.fromkeys(
            "*#`_|\t\v\f\u00a0\u1680\u2000\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000",
            " ",
        ),
        **dict.fromkeys("\u2212\u2010\u2011\u2012\u2013\u2014", "-"),
        **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
        **dict.fromkeys("\u00b7\u2219\uff0e", "."),
        "\uff0c": ",",
        "\u2019": "'",
    }
)
_INVISIBLE: Final = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_TAG: Final = re.compile(r"</?[A-Za-z][^<>]{0,200}>")

_ENTITY: Final = re.compile(r"&(?:#\d{1,6}|#[xX][0-9A-Fa-f]{1,5}|[A-Za-z]{2,8});")


def _shown(entity: re.Match[str]) -> str:
    """Return the character that an entity stands for, behind blanks so that columns stay true."""
    shown = unescape(entity[0])
    return shown.rjust(len(entity[0])) if len(shown) == 1 else entity[0]


# text recognition makes many things of a raised `th`: 31" of 193, 2\u2122 of 5, 94thof193countries
RANK: Final = re.compile(
    r"(?P<rank>(?<![\d.,])(?P<own>\d{1,3})(?:\s*(?i:st|nd|rd|th)(?=\W|of)"
    r"|\s?[^\w\s.,;:()/-]{1,2}|[a-z]{1,2})?\s*"
    r"(?i:(?:out\s+)?of)\s*(?:the\s+)?(?P<of>\d{1,3})\s*(?P<whose>(?:(?:&|[^\W\d_][\w&,.'-]*?)\s*){0,6}?)"
    r"(?i:countries)(?:\s+(?i:in)\s+(?:the\s+)?"
    r"(?P<in>[A-Za-z][A-Za-z&,']*(?:[ -]+(?!n/a)[A-Za-z&][A-Za-z&,']*)*))?)"
    r"(?P<change>\s*(?:[-+]?\d+|n/a)(?![\w.])(?!\s*[^\d\s]{0,3}\s*of\b))?"
)
"""A rank, as `rank`: the rank `own`, the size `of` its scope, the place before `countries` or behind."""
_TOKEN: Final = re.compile(
    r"""
      (?P<figure>\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,]) | (?:19|20)\d\d(?!\d|[.,]\d)
                 | \d+(?:[.,]\d+)?\s?(?:%|km\b))
    | (?P<scale>(?:/|\bout\s+of)\s*10(?:[.,]0{1,2})?(?![\d.,]))
    | (?P<change>(?: [-+] | (?<!\d)(?<!\d\s)[\u2191\u2193\u25b2\u25b3\u25bc\u25bd])\s?\d{1,2}[.,]\d{1,2}(?!\d)
                 | (?i:(?<![^\W\d_])n/?a(?![^\W\d_])))
    | (?P<number>(?: (?<![\d.,])1\s0[.,]00 | \d{1,2}\s[.,]\s?\d{2} | \d{1,2}[.,]\s\d{2} | \d{1,2}[.,]\d\s\d )
                 (?= \d{1,2}[.,]\d\d(?!\d) | [^\d.,] | [.,](?!\d) | $)
                 | (?<![^\W\d_])(?=[^.,]?\d|\d|.{1,3}\d)[\dOolISBZ]{1,2}[.,][\dOolISBZ]{2}(?![^\W\d_])
                 | \d{1,2}[.,]\d{1,2}
                 | (?<![\w.,:;'-])\d{1,2}[-:;'](?:00|50)(?![\w.,:;'-])
                 | \d{2,4}(?=[-+]?\d[.,]\d\d(?!\d)) )
    | (?P<whole>\d+)
    | (?P<words>(?:\d(?=[^\W\d_]{2}))?[^\W\d_]+(?:(?:['./&-]*|\d{1,2})[^\W\d_]+)*)
    """,
    re.VERBOSE,
)


def plain(text: str) -> str:
    """Return `text` with markup and odd blanks turned into blanks, of the same length.

    Examples
    --------
    >>> plain("**111<sup>th</sup>** of")
    '  111     th         of'
    """
    if "<" in text:
        text = _TAG.sub(lambda tag: " " * len(tag[0]), text)
    if "&" in text:
        text = _ENTITY.sub(_shown, text)
    return text.translate(_SAME_LENGTH)


@lru_cache(maxsize=65536)
def pieces(text: str) -> tuple[Piece, ...]:
    """Return the pieces of a line in the order of their columns.

    Examples
    --------
    >>> line = "100 65 FLORA CRIMES 6.5 0"
    >>> [(shape, line[start:end]) for shape, start, end in pieces(line)]
    [('whole', '100'), ('whole', '65'), ('label', 'FLORA CRIMES'), ('number', '6.5 0')]
    >>> [(shape, "8.500.50"[start:end]) for shape, start, end in pieces("8.500.50")]
    [('number', '8.50'), ('number', '0.50')]
    """
    shown = plain(text)
    if _INVISIBLE.search(shown) is None:
        return tuple(_merged(_scan(shown), shown))
    kept = [at for at, mark in enumerate(shown) if not _INVISIBLE.match(mark)]
    bare = "".join(shown[at] for at in kept)
    found = _merged(_scan(bare), bare)
    return tuple(Piece(shape, kept[start], kept[end - 1] + 1) for shape, start, end in found)


def _scan(text: str) -> Iterator[Piece]:
    taken: list[Piece] = []
    if "ountries" in text or "OUNTRIES" in text:
        for found in RANK.finditer(text):
            taken.append(Piece("rank", *found.span("rank")))
            if found["change"]:
                blank = len(found["change"]) - len(found["change"].lstrip())
                taken.append(Piece("change", found.start("change") + blank, found.end("change")))
    taken += [
        Piece("label", *found.span())
        for found in label_pattern().finditer(text)
        if not any(one.start < found.end() and found.start() < one.end for one in taken)
    ]
    taken.sort(key=lambda piece: piece.start)
    at = 0
    for piece in [*taken, Piece("words", len(text), len(text))]:
        for token in _TOKEN.finditer(text, at, piece.start):
            if token.lastgroup != "scale":
                yield Piece(token.lastgroup, *token.span())  # type: ignore[arg-type]
        if piece.end > piece.start:
            yield piece
        at = piece.end


def _merged(found: Iterator[Piece], text: str) -> Iterator[Piece]:
    """Join neighbouring words to one piece, and free a number of the dash before it."""
    held: Piece | None = None
    before: Shape | None = None
    for piece in found:
        if piece.shape == "words":
            held = Piece("words", held.start if held else piece.start, piece.end)
            continue
        if held:
            yield held
            before, held = "words", None
        if piece.shape == "change" and before in ("label", "words") and text[piece.start] == "-":
            piece = _without_dash(piece, text)
        elif piece.shape == "change" and before is None and text[piece.start] in "-+":
            piece = _without_bullet(piece, text)
        yield piece
        before = piece.shape
    if held:
        yield held


def _without_dash(piece: Piece, text: str) -> Piece:
    """Return the number behind a dash that parts it from its label; a sign has a blank before it alone."""
    at = piece.start
    if text[at + 1] == " ":
        return Piece("number", at + 2, piece.end)
    return piece if text[at - 1] == " " else Piece("number", at + 1, piece.end)


def _without_bullet(piece: Piece, text: str) -> Piece:
    """Return the number behind a dash or bullet that begins a line, and a blank, which no sign has."""
    at = piece.start
    return Piece("number", at + 2, piece.end) if text[at + 1] == " " else piece


def word_count(text: str) -> int:
    """Return the number of words in `text`; a speck within a word does not make two of it.

    Examples
    --------
    >>> word_count("COUNT.ERFEIT GOODS")
    2
    """
    return len(_WORD.findall(text))


_WORD: Final = re.compile(r"[^\s/&\u2010-\u2015-]*[^\W\d_][^\s/&\u2010-\u2015-]*")
