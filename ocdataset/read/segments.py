"""Lines of a source, with what is needed to find a piece of one again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from ocdataset.read.labels import FACTS, label_text
from ocdataset.read.lexing import Piece, Shape, pieces, word_count


@dataclass(frozen=True)
class Segment:
    """A line, or the part of a line that the page sets apart.

    Parameters
    ----------
    line, column : int
        Where its first character stands in the source, both from 1.
    text : str
        Exactly as in the source.
    place : callable, optional
        The locator of a stretch of `text`, where it is not line and column.
    heading : bool
        Whether the source marks it up as a heading.
    """

    line: int
    column: int
    text: str
    place: Callable[[int, int], str] | None = None
    heading: bool = False

    def locator(self, start: int, end: int) -> str:
        """Return the locator of `text[start:end]`."""
        return self.place(start, end) if self.place else f"{self.line}:{self.column + start}"

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The pieces of the line; none if it is a sentence."""
        return () if _is_long_prose(self.text) else pieces(self.text)

    def having(self, *shapes: Shape) -> list[Piece]:
        """Return the pieces of these shapes."""
        return [piece for piece in self.pieces if piece.shape in shapes]

    def printed(self, piece: Piece) -> str:
        """Return the text of a piece, exactly."""
        return self.text[piece.start : piece.end]

    @cached_property
    def words(self) -> str:
        """All words of the line that belong to no label, joined by blanks."""
        return " ".join(self.printed(piece) for piece in self.pieces if piece.shape == "words")

    @cached_property
    def is_prose(self) -> bool:
        """Whether the line is a sentence or part of one, and no row of a table."""
        if not self.pieces:
            return True
        count = word_count(self.words)
        return count >= 6 or (count >= 3 and bool(self.having("label")) and _in_a_sentence(self))

    @cached_property
    def is_fact(self) -> bool:
        """Whether the line is, or begins with, a caption of the fact box."""
        caption = label_text(self.words)
        return caption in FACTS or any(
            caption.startswith(f"{fact} ") for fact in ("population", "area", "gini", "gdp")
        )

    @cached_property
    def has_number(self) -> bool:
        """Whether the line shows a number with decimals."""
        return any(piece.shape == "number" for piece in self.pieces)


def _in_a_sentence(segment: Segment) -> bool:
    """Return whether a label of the line runs on in lower case, as in a sentence."""
    return any(word[:1].islower() for word in segment.words.split())


def _is_long_prose(text: str) -> bool:
    if len(text) < 70:
        return False
    digits = sum(mark.isdigit() for mark in text)
    if digits == 0:
        return text.count(" ") >= 9 and not _ends_glued(text)
    return digits * 12 < len(text) and text.count(" ") >= 12 and "ountries" not in text


def _ends_glued(text: str) -> bool:
    found = [piece for piece in pieces(text) if piece.shape == "label"] if len(text) < 200 else []
    return bool(found) and found[-1].end >= len(text.rstrip()) and text[found[-1].start - 1].islower()


def segments_of(text: str) -> Iterator[Segment]:
    """Yield the lines of `text` that are not blank; CRLF and form feeds end a line too."""
    for number, line in enumerate(text.split("\n"), start=1):
        for column, part in _parts(line.rstrip("\r")):
            if part.strip():
                yield Segment(number, column, part, heading=part.lstrip().startswith("#"))


def _parts(line: str) -> Iterator[tuple[int, str]]:
    at = 1
    for part in line.split("\f"):
        yield at, part
        at += len(part) + 1
