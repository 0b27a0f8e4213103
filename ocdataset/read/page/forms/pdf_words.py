"""The words of a PDF and where they stand, on pages that are turned so that most of their text runs level."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import cos, degrees, radians, sin
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from ocdataset.reference.errors import SourceRefused
from ocdataset.reference.extras import require_extra

if TYPE_CHECKING:
    import pypdfium2

_MOST_PAGES = 100


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


def words_of(path: Path) -> Iterator[Word]:
    """Yield the words of a PDF, page by page.

    Raises
    ------
    SourceRefused
        If the PDF library is not installed, the file is no PDF that can be opened, or it has a page that
        cannot be, or more pages than any profile.
    """
    require_extra("pdf", f"{path}: reading a PDF")
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        what = "is locked by a password" if "password" in str(error).lower() else "cannot be opened as a PDF"
        raise SourceRefused(f"{path}: {what}; save it anew without damage or password") from None
    try:
        if len(document) > _MOST_PAGES:
            raise SourceRefused(
                f"{path}: has {len(document):,} pages, more than {_MOST_PAGES}; give those of one profile"
            )
        for number in range(len(document)):
            try:
                yield from _page_words(document[number], number + 1)
            except pypdfium2.PdfiumError:
                raise SourceRefused(
                    f"{path}: page {number + 1} cannot be read; save it anew without damage"
                ) from None
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
            yield mark, turned(box, angle)


_STEADY: Final = 1


def turned(box: Box, angle: float) -> Box:
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
