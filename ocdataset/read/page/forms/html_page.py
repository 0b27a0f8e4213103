"""Form 3 as a file: a country page in HTML, read by its blocks."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from ocdataset.read.page.lines.segments import Segment, looks
from ocdataset.read.page.score_page import transcript_of
from ocdataset.read.reading import Transcript

_INLINE: Final = frozenset(
    {"a", "abbr", "b", "em", "font", "i", "mark", "small", "span", "strong", "sub", "sup", "u"}
)
_UNSEEN: Final = frozenset({"noscript", "template", "head", "svg"})
# the end of a line; tags, whose quoted attributes may hold anything, and which a garbled bracket leaves open
# until the next closes; and what is no text of the page
_MARKUP: Final = re.compile(
    r"""
      (?P<plain> (?: </?(?:div|p|li|td|tr|h[1-6])> | \n ) \s* (?: </?(?:div|p|li|td|tr|h[1-6])> \s* )* )
    | <(?P<tag> (?: / | (?! (?i:script|style)\b ) ) [A-Za-z][^\s>/"']{0,200} (?![^\s>/"']) )
        (?: [^<>"']* (?: (?: "[^"]*" | '[^']*' ) [^<>"']* )* | [^>"']{0,200} ) >
    | <!-- (?: .*?--> | .* ) | <(?: [!?] | /[^A-Za-z] ) [^>]{0,2000} >
    | <(?P<code> (?i:script|style) )\b (?: .*?</(?i:script|style)\s*> | .* )
    """,
    re.VERBOSE | re.DOTALL,
)
# an attribute that keeps an element from being shown; quoted values are stepped over
_HIDING: Final = re.compile(
    r"""
    <\w+ (?: [^<>"'] | "[^"]*" | '[^']*' )*? (?<! =)\s
    (?: (?i:hidden) (?=[\s=/>]) | (?i:style) \s*=\s* (?: "[^"]*? | '[^']*? ) (?i:display\s*:\s*none) )
    """,
    re.VERBOSE,
)
_LONGEST_HIDDEN: Final = 500
_ENTITY: Final = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z]\w*);")
_HEADER: Final = re.compile(r"<(?:link|meta)\b[^<>]{0,2000}", re.IGNORECASE)
_CANONICAL: Final = re.compile(r"rel=[\"']canonical[\"']|og:url[\"']", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"(?:href|content)=[\"']([^\"']+)", re.IGNORECASE)
_SAVED: Final = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)", re.IGNORECASE)


def sees(text: str) -> bool:
    """Return whether `text` is HTML.

    Examples
    --------
    >>> sees("<!DOCTYPE html><p>1.00</p>"), sees("<sup>th</sup>")
    (True, False)
    """
    return (
        re.search(r"(?i)<(?:!doctype\s+html|html|body|div|table|section|article)\b", text[:20000]) is not None
    )


def read(text: str) -> Transcript:
    """Return the readings of a country page, each found again by line and column of the file.

    Examples
    --------
    >>> [one.locator for one in read("<div>Flora crimes</div><div>2.00</div>").readings]
    ['1:6', '1:29']
    """
    return transcript_of(list(_segments(text)), "country_page_html", address=_address(text))


def _address(text: str) -> str:
    """Return the address that a page gives for itself, each tag looked at once, or ""."""
    for tag in _HEADER.finditer(text):
        said = _CANONICAL.search(tag[0])
        found = _ADDRESS.search(tag[0]) if said else None
        if found:
            return found[1]
    saved = _SAVED.search(text)
    return saved[1] if saved else ""


def _segments(text: str) -> Iterator[Segment]:
    """Yield the text of each block that is shown, line by line of the file."""
    line, line_start = 1, 0
    for start, end in _blocks(text):
        newline = text.rfind("\n", line_start, start)
        if newline >= 0:
            line += text.count("\n", line_start, start)
            line_start = newline + 1
        shown = text[start:end]
        if "&" not in shown or _ENTITY.sub(_unseen_blank, shown).strip():
            yield Segment(line, start - line_start + 1, shown, looks(shown))


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the text of a block goes from and to, each line of it by itself, inline tags within."""
    first = last = at = hidden = 0
    for found in _MARKUP.finditer(text):
        start, end = found.span()
        if start < at:
            continue
        if at < start and not hidden and not text[at:start].isspace():
            first = first if last else at
            last = start
        at = end
        if found["plain"]:
            breaks = True
        elif found["tag"]:
            hides, shows, breaks = _effect(found["tag"].lower())
            if hides and text[end - 2] != "/":
                hidden = max(0, hidden + hides)
            hidden = 0 if shows else hidden
            if not breaks and _HIDING.match(text, start, end):
                at = _behind_element(text, found["tag"], end)
                breaks = at > end
        else:
            breaks = found["code"] is not None
        if last and (breaks or "\n" in found[0]):
            yield first, last
            last = 0
    if at < len(text) and not hidden and not text[at:].isspace():
        yield first if last else at, len(text)
    elif last:
        yield first, last


def _behind_element(text: str, name: str, start: int) -> int:
    """Return where the element ends whose content begins at `start`; `start` itself if that is not near."""
    depth = 1
    near = text[start : start + _LONGEST_HIDDEN]
    for found in re.finditer(rf"<(/?){re.escape(name)}\b[^>]*>", near, re.IGNORECASE):
        depth += -1 if found[1] else 1
        if not depth:
            return start + found.end()
    return start


@lru_cache(maxsize=1024)
def _effect(tag: str) -> tuple[int, bool, bool]:
    """Return by how much a tag hides what follows, and whether it ends all hiding and the block."""
    name = tag.removeprefix("/")
    hides = (-1 if tag.startswith("/") else 1) if name in _UNSEEN else 0
    return hides, name == "body", name not in _INLINE


def _unseen_blank(found: re.Match[str]) -> str:
    return " " * len(found[0]) if found[0] in ("&nbsp;", "&#160;", "&shy;", "&#173;") else found[0]
