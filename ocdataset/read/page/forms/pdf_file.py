"""Form 2 as a file: a profile in PDF, its words put into rows by their place on the page."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Final

from ocdataset.read.page.forms.pdf_columns import WIDE, in_reading_order, lines_of
from ocdataset.read.page.forms.pdf_words import Word, turned, words_of
from ocdataset.read.page.lines.segments import Segment, looks
from ocdataset.read.page.score_page import transcript_of
from ocdataset.read.reading import Transcript
from ocdataset.reference.errors import SourceRefused


def read_pdf(path: Path) -> tuple[Transcript, str]:
    """Return the readings of a profile in PDF, each with page and box as its locator, and its first lines.

    Raises
    ------
    SourceRefused
        If the PDF library is not installed, or the file is no PDF with text in it.
    """
    words = list(words_of(path))
    if not words:
        raise SourceRefused(
            f"{path}: the PDF holds no text, only pictures; run character recognition on it first"
        )
    segments = list(segments_of_words(words))
    return transcript_of(segments, "pdf_sheet"), "\n".join(one.text for one in segments[:_HEAD])


_HEAD: Final = 60


def segments_of_words(words: Iterable[Word]) -> Iterator[Segment]:
    """Yield the rows of the pages: words of one height, parted where the page sets columns apart."""
    row = 0
    for _, on_page in groupby(words, key=lambda word: word.page):
        for line in in_reading_order(lines_of(list(on_page))):
            row += 1
            for column, part in _columns(line):
                yield _segment(row, column, part)


def _columns(line: list[Word]) -> Iterator[tuple[int, list[Word]]]:
    """Part a line behind each number that a wide gap and then another label follow."""
    part: list[Word] = []
    at = start = 1
    for number, word in enumerate(line):
        if part and _opens_column(part, line[number:]):
            yield start, part
            part, start = [], at
        part.append(word)
        at += len(word.text) + len(_GAPS[True])
    yield start, part


def _opens_column(part: list[Word], rest: list[Word]) -> bool:
    last, word = part[-1], rest[0]
    bars = next((at for at, one in enumerate(rest) if not one.text.isdecimal()), len(rest))
    if bars == len(rest) or not rest[bars].text[:1].isalpha():
        return False
    gap = word.left - last.right
    numbered = any(one.text[:1].isdecimal() for one in part) and any(one.text[:1].isalpha() for one in part)
    return numbered and last.text[-1:].isdecimal() and gap > 3 * (last.top - last.bottom)


_GAPS: Final = (" ", "   ")


def _gap(before: Word, word: Word) -> str:
    """Return the blanks between two words of a line, three where the page sets them apart."""
    return _GAPS[word.left - before.right > WIDE * (before.top - before.bottom)]


def _segment(row: int, column: int, words: list[Word]) -> Segment:
    starts: list[int] = []
    text = ""
    for before, word in zip([None, *words], words, strict=False):
        text += _gap(before, word) if before else ""
        starts.append(len(text))
        text += word.text

    def place(start: int, end: int) -> str:
        inside = [
            word
            for word, first in zip(words, starts, strict=True)
            if first < end and first + len(word.text) > start
        ]
        level = (
            min(word.left for word in inside), min(word.bottom for word in inside),
            max(word.right for word in inside), max(word.top for word in inside),
        )  # fmt: skip
        left, bottom, right, top = turned(level, -inside[0].angle)
        return f"p{inside[0].page}:{left:.0f},{bottom:.0f},{right:.0f},{top:.0f}"

    return Segment(row, column, text, looks(text), place)
