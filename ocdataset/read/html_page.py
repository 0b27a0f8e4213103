"""Form 3 as a file: a country page in HTML, read by its blocks."""

import re
from html.parser import HTMLParser
from typing import Final

from ocdataset.read.reading import Transcript
from ocdataset.read.score_page import transcript_of
from ocdataset.read.segments import Segment, looks

_INLINE: Final = frozenset(
    {"a", "abbr", "b", "em", "font", "i", "mark", "small", "span", "strong", "sub", "sup", "u"}
)
_UNSEEN: Final = frozenset({"script", "style", "noscript", "template", "head", "svg"})
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
    parser = _Blocks(text)
    parser.feed(text)
    parser.close()
    parser.end_block()
    found = _ADDRESS.search(text) or _SAVED.search(text)
    return transcript_of(
        parser.segments, "country_page_html", changes=True, address=found[1] if found else ""
    )


class _Blocks(HTMLParser):
    """Collects the text of each block as segments, one a line of the file."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.segments: list[Segment] = []
        self._lines = text.split("\n")
        self._span: tuple[int, int, int] | None = None
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """End the block before any tag that is not inline."""
        if tag in _UNSEEN:
            self._unseen += 1
        if tag not in _INLINE:
            self.end_block()

    def handle_endtag(self, tag: str) -> None:
        """End the block behind any tag that is not inline."""
        if tag in _UNSEEN and self._unseen:
            self._unseen -= 1
        if tag not in _INLINE:
            self.end_block()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """End the block at a line break."""
        if tag not in _INLINE:
            self.end_block()

    def handle_data(self, data: str) -> None:
        """Take up text, line by line."""
        line, column = self.getpos()
        for part in data.split("\n"):
            if part.strip():
                self._extend(line, column, column + len(part))
            line, column = line + 1, 0

    def handle_entityref(self, name: str) -> None:
        """Take up a named character."""
        self._character(len(name) + 1)

    def handle_charref(self, name: str) -> None:
        """Take up a numbered character."""
        self._character(len(name) + 2)

    def _character(self, length: int) -> None:
        line, column = self.getpos()
        shown = self._lines[line - 1]
        end = column + length
        self._extend(line, column, end + (shown[end : end + 1] == ";"))

    def _extend(self, line: int, start: int, end: int) -> None:
        if self._unseen:
            return
        if self._span and self._span[0] == line:
            self._span = line, self._span[1], end
            return
        self.end_block()
        self._span = line, start, end

    def end_block(self) -> None:
        """Close the segment that is open."""
        if self._span:
            line, start, end = self._span
            text = self._lines[line - 1][start:end]
            shown = _ENTITY.sub(_unseen_blank, text)
            if shown.strip():
                self.segments.append(Segment(line, start + 1, text, looks(text)))
        self._span = None


def _unseen_blank(found: re.Match[str]) -> str:
    return " " * len(found[0]) if found[0] in ("&nbsp;", "&#160;", "&shy;", "&#173;") else found[0]
