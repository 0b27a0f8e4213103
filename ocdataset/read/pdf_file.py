"""Form 2 as a file: a profile in PDF, its words put into rows by their place on the page."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from math import cos, degrees, radians, sin
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from ocdataset.read.reading import Transcript
from ocdataset.read.score_page import transcript_of
from ocdataset.read.segments import Segment, looks
from ocdataset.reference.errors import SourceRefused

if TYPE_CHECKING:
    import pypdfium2

_MOST_PAGES = 40


class Word(NamedTuple):
    """A word and its box on a page, in points from the lower left corner.

    Where the text of the page runs at an angle, in degrees, the box is that of the page turned back.
    """

    page: int
    left: float
    bottom: float
    right: float
    top: float
    text: str
    angle: float = 0.0


def read_pdf(path: Path) -> Transcript:
    """Return the readings of a profile in PDF; a reading's locator is its page and box.

    Raises
    ------
    SourceRefused
        If the PDF library is not installed, or the file is no PDF with text in it.
    """
    words = list(_words(path))
    if not words:
        raise SourceRefused(
            f"{path}: the PDF holds no text, only pictures; run character recognition on it first"
        )
    segments = list(segments_of_words(words))
    return transcript_of(segments, "pdf_sheet", changes=False)


def _words(path: Path) -> Iterator[Word]:
    try:
        import pypdfium2
    except ModuleNotFoundError:
        raise SourceRefused(
            f"{path}: reading a PDF needs the library pypdfium2; install ocdataset[pdf]"
        ) from None
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        what = "is locked by a password" if "password" in str(error).lower() else "cannot be opened as a PDF"
        raise SourceRefused(f"{path}: {what}; save it anew without damage or password") from None
    try:
        for number in range(min(len(document), _MOST_PAGES)):
            yield from _page_words(document[number], number + 1)
    finally:
        document.close()


def _page_words(page: "pypdfium2.PdfPage", number: int) -> Iterator[Word]:
    import pypdfium2

    text_page = page.get_textpage()
    try:
        count = text_page.count_chars()
        text = text_page.get_text_range(0, count) if count else ""
        if len(text) != count:
            text = "".join(text_page.get_text_range(at, 1) or " " for at in range(count))
        boxes = [text_page.get_charbox(at, loose=True) for at in range(count)]
        angles = [
            round(degrees(pypdfium2.raw.FPDFText_GetCharAngle(text_page, at)), 1) for at in range(count)
        ]
        angle = _direction(text, angles)
        for word in _grouped(_levelled(text, boxes, angles, angle), number):
            yield word._replace(angle=angle)
    finally:
        text_page.close()
        page.close()


Box = tuple[float, float, float, float]


def _direction(text: str, angles: Sequence[float]) -> float:
    """Return the angle at which most of the text runs."""
    shown = Counter(angle for mark, angle in zip(text, angles, strict=True) if not mark.isspace())
    return shown.most_common(1)[0][0] if shown else 0.0


def _levelled(
    text: str, boxes: Iterable[Box], angles: Iterable[float], angle: float
) -> Iterator[tuple[str, Box]]:
    """Yield the characters that run at an angle, turned so that this is from left to right.

    What runs at another is put into no row with them: its height says nothing.
    """
    for mark, box, own in zip(text, boxes, angles, strict=True):
        if mark.isspace():
            yield mark, box
        elif abs(own - angle) <= _STEADY:
            yield mark, _turned(box, angle)


_STEADY: Final = 1


def _turned(box: Box, angle: float) -> Box:
    """Return a box turned about the corner of the page, in degrees, its sides kept level."""
    if not angle:
        return box
    left, bottom, right, top = box
    wide, high = (right - left) / 2, (top - bottom) / 2
    x, y = left + wide, bottom + high
    across, up = cos(radians(angle)), sin(radians(angle))
    if abs(up) > abs(across):
        wide, high = high, wide
    x, y = x * across - y * up, x * up + y * across
    return x - wide, y - high, x + wide, y + high


def _grouped(characters: Iterable[tuple[str, Box]], page: int) -> Iterator[Word]:
    """Join characters to words: a blank, a gap or another baseline parts them."""
    held: list[tuple[str, Box]] = []
    for mark, box in characters:
        if mark.isspace() or (not mark.isprintable() and mark != "\u00ad"):
            yield from _word(held, page)
            held = []
            continue
        if held and _apart(held[-1][1], box):
            yield from _word(held, page)
            held = []
        held.append((mark, box))
    yield from _word(held, page)


def _apart(before: Sequence[float], box: Sequence[float]) -> bool:
    height = max(before[3] - before[1], 1.0)
    gap = box[0] - before[2]
    return gap > 0.25 * height or gap < -height or abs(box[1] - before[1]) > 0.6 * height


def _word(held: list[tuple[str, Box]], page: int) -> Iterator[Word]:
    if held:
        boxes = [box for _, box in held]
        yield Word(
            page,
            min(box[0] for box in boxes),
            min(box[1] for box in boxes),
            max(box[2] for box in boxes),
            max(box[3] for box in boxes),
            "".join(mark for mark, _ in held),
        )


def segments_of_words(words: Iterable[Word]) -> Iterator[Segment]:
    """Yield the rows of the pages: words of one height, parted where the page sets columns apart."""
    row = 0
    for _, on_page in groupby(words, key=lambda word: word.page):
        for line in _lines(list(on_page)):
            row += 1
            for column, part in _columns(line):
                yield _segment(row, column, part)


def _lines(words: list[Word]) -> list[list[Word]]:
    """Put words of one page into lines, from the top: those that share half of their height."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (-(word.top + word.bottom), word.left)):
        last = lines[-1] if lines else None
        if last and _level(last[0], word):
            last.append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.left) for line in lines]


def _level(first: Word, word: Word) -> bool:
    height = min(first.top - first.bottom, word.top - word.bottom)
    return min(first.top, word.top) - max(first.bottom, word.bottom) >= 0.5 * height


def _columns(line: list[Word]) -> Iterator[tuple[int, list[Word]]]:
    """Part a line behind each number that a wide gap and then another label follow."""
    part: list[Word] = []
    at = start = 1
    for number, word in enumerate(line):
        if part and _opens_column(part, line[number:]):
            yield start, part
            part, start = [], at
        part.append(word)
        at += len(word.text) + 1
    yield start, part


def _opens_column(part: list[Word], rest: list[Word]) -> bool:
    last, word = part[-1], rest[0]
    bars = next((at for at, one in enumerate(rest) if not one.text.isdigit()), len(rest))
    if bars == len(rest) or not rest[bars].text[:1].isalpha():
        return False
    gap = word.left - last.right
    numbered = any(one.text[:1].isdigit() for one in part) and any(one.text[:1].isalpha() for one in part)
    return numbered and last.text[-1:].isdigit() and gap > 3 * (last.top - last.bottom)


def _segment(row: int, column: int, words: list[Word]) -> Segment:
    starts: list[int] = []
    at = 0
    for word in words:
        starts.append(at)
        at += len(word.text) + 1

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
        left, bottom, right, top = _turned(level, -inside[0].angle)
        return f"p{inside[0].page}:{left:.0f},{bottom:.0f},{right:.0f},{top:.0f}"

    text = " ".join(word.text for word in words)
    return Segment(row, column, text, looks(text), place)
