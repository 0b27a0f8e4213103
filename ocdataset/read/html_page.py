"""Form 3 as a file: a country page in HTML, read by its blocks."""

import re
from collections.abc import Iterator
from typing import Final

from ocdataset.read.reading import Transcript
from ocdataset.read.score_page import transcript_of
from ocdataset.read.segments import Segment, looks

_INLINE: Final = frozenset(
    {"a", "abbr", "b", "em", "font", "i", "mark", "small", "span", "strong", "sub", "sup", "u"}
)
_UNSEEN: Final = frozenset({"noscript", "template", "head", "svg"})
# tags, whose quoted attributes may hold anything, and what is no text of the page
_MARKUP: Final = re.compile(
    r"""
      (?P<aside> <!-- (?: .*?--> | .* ) | <(?:[!?]|/[^A-Za-z])[^>]*> )
    | <(?P<code> script | style )\b (?: .*?</(?:script|style)\s*> | .* )
    | <(?P<end>/?) (?P<tag> [A-Za-z][^\s<>/"']* ) (?: [^<>"'] | "[^"]*" | '[^']*' )* >
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_ENTITY: Final = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z]\w*);")
_ADDRESS: Final = re.compile(
    r"<(?:link[^>]+rel=[\"']canonical[\"'][^>]+href|meta[^>]+og:url[\"'][^>]+content)=[\"']([^\"']+)",
    re.IGNORECASE,
)
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
    found = _ADDRESS.search(text) or _SAVED.search(text)
    return transcript_of(
        list(_segments(text)), "country_page_html", changes=True, address=found[1] if found else ""
    )


def _segments(text: str) -> Iterator[Segment]:
    """Yield the text of each block that is shown, line by line of the file."""
    line, line_start = 1, 0
    for start, end in _blocks(text):
        line += text.count("\n", line_start, start)
        line_start = max(line_start, text.rfind("\n", line_start, start) + 1)
        shown = text[start:end]
        if "&" not in shown or _ENTITY.sub(_unseen_blank, shown).strip():
            yield Segment(line, start - line_start + 1, shown, looks(shown))


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the text of a block goes from and to, each line of it by itself, inline tags within."""
    block: tuple[int, int] | None = None
    for start, end in _runs(text):
        if start == end:
            if block:
                yield block
            block = None
        elif not text[start:end].isspace():
            block = (block[0] if block else start), end
    if block:
        yield block


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each run of shown text goes from and to; an empty one where a line or block ends."""
    at = hidden = 0
    for found in _MARKUP.finditer(text):
        start = found.start()
        if at < start and not hidden:
            if "\n" in text[at:start]:
                yield from _lines(text, at, start)
            else:
                yield at, start
        at = found.end()
        name = (found["tag"] or found["code"] or "").lower()
        if name in _UNSEEN and not found[0].endswith("/>"):
            hidden = max(0, hidden - 1) if found["end"] else hidden + 1
        elif name == "body":
            hidden = 0
        if (name and name not in _INLINE) or "\n" in found[0]:
            yield at, at
    if not hidden:
        yield from _lines(text, at, len(text))


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = text.find("\n", start, end)
        if stop < 0:
            yield start, end
            return
        if start < stop:
            yield start, stop
        yield stop, stop
        start = stop + 1


def _unseen_blank(found: re.Match[str]) -> str:
    return " " * len(found[0]) if found[0] in ("&nbsp;", "&#160;", "&shy;", "&#173;") else found[0]
