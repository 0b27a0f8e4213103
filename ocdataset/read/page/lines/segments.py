"""Lines of a source, with what is needed to find a piece of one again."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from ocdataset.read.page.lines.labels import (
    FACTS,
    columns_of,
    is_like_label,
    is_set_in_letters,
    label_text,
    nearest_measure,
    tiles,
)
from ocdataset.read.page.lines.lexing import Piece, Shape, pieces, plain, word_count
from ocdataset.read.page.lines.titles import edition_in, name_in


class Looks(NamedTuple):
    """What a line looks like, whatever stands around it.

    Parameters
    ----------
    pieces : tuple of Piece
        None if it is plainly a long sentence.
    shapes : frozenset of str
        The shapes among the pieces.
    words : str
        All words that belong to no label, joined by blanks.
    is_prose : bool
        Whether it is a sentence or part of one, and no row of a table.
    is_fact : bool
        Whether it is, or begins with, a caption of the fact box.
    name : Piece or None
        The name of a country or region, where it is all that the line or title says.
    is_heading : bool
        Whether the source marks it up as a heading.
    is_numbered : bool
        Whether it begins with a number, and words or a label follow.
    edition : Piece or None
        Where a title names the Index with its year, as a figure.
    """

    pieces: tuple[Piece, ...]
    shapes: frozenset[Shape]
    words: str
    is_prose: bool
    is_fact: bool
    name: Piece | None
    is_heading: bool
    is_numbered: bool
    edition: Piece | None

    def having(self, *shapes: Shape) -> list[Piece]:
        """Return the pieces of these shapes."""
        return [piece for piece in self.pieces if piece.shape in shapes]

    @property
    def has_number(self) -> bool:
        """Whether the line shows a number with decimals."""
        return "number" in self.shapes


@lru_cache(maxsize=65536)
def looks(text: str) -> Looks:
    """Return what a line looks like.

    Examples
    --------
    >>> looks("Flora crimes 6.50").is_prose, looks("The flora crimes of the year were many").is_prose
    (False, True)
    """
    found = _pieces(text)
    shapes = frozenset(piece.shape for piece in found)
    runs_of_words = [text[piece.start : piece.end] for piece in found if piece.shape == "words"]
    words = " ".join(runs_of_words)
    prose = not found or _is_sentence(words, "label" in shapes)
    prose = prose or ("label" not in shapes and "number" in shapes and _runs_on(runs_of_words))
    if prose and "number" in shapes and "://" not in words:
        prose = not (_is_list(found, words) or _are_garbled_labels(runs_of_words))
    # labels whose letters stand apart are many short words
    prose = prose and not (bool(runs_of_words) and all(map(tiles, runs_of_words)))
    prose = prose and not _are_labels_in_columns(found, text)
    return Looks(
        pieces=found,
        shapes=shapes,
        words=words,
        is_prose=prose,
        is_fact=bool(words) and not prose and _is_fact(words, labelled="label" in shapes),
        name=None if shapes & {"label", "rank", "number"} else name_in(text, is_prose=prose),
        is_heading=text.lstrip().startswith("#"),
        is_numbered=len(found) > 1
        and found[0].shape in ("number", "whole")
        and found[1].shape in ("label", "words"),
        edition=edition_in(text, numbered="number" in shapes) if "figure" in shapes else None,
    )


def _is_list(found: Sequence[Piece], words: str) -> bool:
    """Return whether a line has many labels and numbers, and hardly a word that is neither."""
    labels = sum(piece.shape == "label" for piece in found)
    return labels >= 5 <= sum(piece.shape == "number" for piece in found) and word_count(words) <= labels


def _are_labels_in_columns(found: Sequence[Piece], text: str) -> bool:
    """Return whether wide gaps part a line into labels and parts of labels: those of cards side by side."""
    runs = [plain(text[piece.start : piece.end]) for piece in found if piece.shape == "words"]
    cells = [run[start:end] for run in runs for start, end in columns_of(run)]
    return len(cells) > len(runs) and all(map(is_like_label, cells))


def _are_garbled_labels(runs_of_words: Sequence[str]) -> bool:
    """Return whether words are labels of several columns, each of them garbled."""
    return all(map(nearest_measure, runs_of_words))


_CELL: Final = re.compile(r"\||\t|\s{3,}")


def _pieces(text: str) -> tuple[Piece, ...]:
    """Return the pieces of a line, but for those in cells of a table that hold a sentence."""
    if len(text) < _LONG:
        return pieces(text)
    bounds = [0, *(at for found in _CELL.finditer(text) for at in found.span()), len(text)]
    if len(bounds) == 2:
        return () if _is_long_prose(text) else pieces(text)
    parts = [text[start:end] for start, end in pairwise(bounds)]
    cells = [" " * len(part) if _is_prose_cell(part) else part for part in parts]
    return pieces("".join(cells))


def _is_prose_cell(cell: str) -> bool:
    if len(cell) < 30 or "ountries" in cell:
        return False
    found = pieces(cell)
    words = " ".join(cell[piece.start : piece.end] for piece in found if piece.shape == "words")
    labelled = any(piece.shape == "label" for piece in found)
    return not any(piece.shape == "number" for piece in found) and _is_sentence(words, labelled)


def _is_sentence(words: str, labelled: bool) -> bool:
    if "://" in words:  # an address is a part of the page's text
        return True
    if is_set_in_letters(words):
        return False
    count = word_count(words)
    runs_on = labelled and any(word[:1].islower() for word in words.split())
    return count >= 6 or (count >= 3 and runs_on)


# of other countries, printed beside or below the scores of this one
_AVERAGE: Final = re.compile(r"(?i)\b(?:average|avg|mean|median)\b")


def _runs_on(runs_of_words: Sequence[str]) -> bool:
    """Return whether words before and behind a number go on in lower case, as within a sentence."""
    lower = all(words[:1].islower() for words in runs_of_words)
    return lower and len(runs_of_words) > 1 and word_count(" ".join(runs_of_words)) > 2


def _is_fact(words: str, *, labelled: bool) -> bool:
    caption = label_text(words)
    if not labelled and _AVERAGE.search(words):
        return True
    return caption in FACTS or caption.startswith(("population ", "area ", "gini ", "gdp "))


class Segment(NamedTuple):
    """A line, or the part of a line that the page sets apart.

    Parameters
    ----------
    line, column : int
        Where its first character stands in the source, both from 1.
    text : str
        Exactly as in the source.
    looks : Looks
        What the text looks like.
    place : callable, optional
        The locator of a stretch of `text`, where it is not line and column.
    """

    line: int
    column: int
    text: str
    looks: Looks
    place: Callable[[int, int], str] | None = None


_LONG: Final = 70
_DECIMAL: Final = re.compile(r"\d[.,]\d")


def _is_long_prose(text: str) -> bool:
    digits = sum(map(str.isdigit, text))
    words = len(text.split())
    if digits == 0:
        return words >= 10 and not _ends_glued(text) and not _is_row_of_labels(text)
    return digits * 12 < len(text) and words >= 13 and "ountries" not in text and not _DECIMAL.search(text)


def _is_row_of_labels(text: str) -> bool:
    """Return whether a line is labels and nothing else: those of a row of cards."""
    shapes = [piece.shape for piece in pieces(text)] if len(text) < 200 else []
    return shapes.count("label") > 1 and set(shapes) == {"label"}


def _ends_glued(text: str) -> bool:
    found = [piece for piece in pieces(text) if piece.shape == "label"] if len(text) < 200 else []
    return bool(found) and found[-1].end >= len(text.rstrip()) and text[found[-1].start - 1].islower()


def segments_of(text: str) -> list[Segment]:
    """Return the lines of `text` that are not blank; CRLF and form feeds end a line too."""
    lines = enumerate(text.split("\n"), start=1)
    if "\f" not in text and "\r" not in text:
        return [Segment(number, 1, line, looks(line)) for number, line in lines if line.strip()]
    found = []
    for number, line in lines:
        at = 1
        for part in line.rstrip("\r").split("\f"):
            if part.strip():
                found.append(Segment(number, at, part, looks(part)))
            at += len(part) + 1
    return found
