"""From the lines of a page to its readings: what each piece of a line looks like, by itself.

Nothing is paired here: which number belongs to which label is decided later, under every layout that
can be read into the page.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from ocdataset.read.page.lines.change_tables import is_table_of_changes
from ocdataset.read.page.lines.labels import (
    THEMES,
    columns_of,
    is_like_label,
    is_set_in_letters,
    label_parts,
    label_text,
    tiles,
)
from ocdataset.read.page.lines.lexing import Piece, plain
from ocdataset.read.page.lines.numbering import without_numbering
from ocdataset.read.page.lines.segments import Looks, Segment, looks
from ocdataset.read.page.lines.wrapped_names import wrapped_names
from ocdataset.read.reading import Kind, Reading, Reason
from ocdataset.reference.names import country_names, measure_names

# words in a label, at most, with one more for a garbled blank
_LONGEST: Final = 8


class Mark(NamedTuple):
    """A stretch of a line, from `start` up to `end`, and how it is read."""

    start: int
    end: int
    kind: Kind
    reason: Reason = ""


def readings_of(segments: Sequence[Segment], *, title: str = "") -> tuple[Reading, ...]:
    """Return the readings of a score page, in the order of their lines and positions.

    Parameters
    ----------
    segments : sequence of Segment
        The lines of the page that are not blank.
    title : str
        A line that is the country's name although no list of names has it, or "".
    """
    numbered, segments = segments, without_numbering(segments)
    names = wrapped_names(segments)
    found = list(_numbering(numbered, segments))
    fact = False
    for at, segment in enumerate(segments):
        look, text = segment.looks, segment.text
        if at in names or (title == text and not look.is_fact):
            row = next((first for first, lines in names.items() if at in lines), at)
            found += _read(segment, row + 1, _whole_line(text))
            continue
        if fact and not look.shapes & {"label", "rank"} and not look.is_prose:
            found += _read(segment, at + 1, _figures(look))
            fact = False
            continue
        is_fact = look.is_fact and not _begins_label(look, _at(segments, at + 1))
        fact = is_fact and (look.edition is not None or not _figures(look))
        if is_fact and not (look.name or look.edition):
            found += _read(segment, at + 1, _figures(look))
            continue
        near = segments[at - 1].looks if at else None, _at(segments, at + 1)
        found += _read(segment, at + 1, _marks(text, near))
    found.sort()
    if is_table_of_changes(segments):
        return tuple([one._replace(kind="change") if one.kind == "number" else one for one in found])
    return tuple(found)


def _numbering(numbered: Sequence[Segment], segments: Sequence[Segment]) -> Iterator[Reading]:
    """Yield the numbers of rows that are left out of their lines."""
    for at, (before, after) in enumerate(zip(numbered, segments, strict=True)):
        if before is not after:
            piece = before.looks.pieces[0]
            yield from _read(before, at + 1, [Mark(piece.start, piece.end, "unplaced", "numbering")])


def _begins_label(look: Looks, below: Looks | None) -> bool:
    """Return whether the words of a line go on below as a label does: Government, and transparency there."""
    joined = label_text(f"{look.words} {below.words}") if below else ""
    return joined in label_parts() or joined in measure_names()


def _at(segments: Sequence[Segment], at: int) -> Looks | None:
    return segments[at].looks if at < len(segments) else None


def _read(segment: Segment, row: int, marks: Sequence[Mark]) -> Iterator[Reading]:
    line, column, text, _, place = segment
    for start, end, kind, reason in marks:
        locator = f"{line}:{column + start}" if place is None else place(start, end)
        yield Reading(line, column + start, locator, row, kind, text[start:end], reason)


def _whole_line(text: str) -> list[Mark]:
    shown = plain(text).replace("\ufeff", " ")
    start = len(shown) - len(shown.lstrip())
    return [Mark(start, start + len(shown.strip()), "name")]


def _figures(look: Looks) -> list[Mark]:
    figures = [Mark(start, end, "context") for _, start, end in look.having("number", "whole", "figure")]
    return sorted(
        [*figures, *[mark for mark in _unplaced(look, "fact_box") if mark.start not in _starts(figures)]]
    )


def _starts(marks: Sequence[Mark]) -> set[int]:
    return {mark.start for mark in marks}


def _unplaced(look: Looks, reason: Reason) -> list[Mark]:
    """Return the numbers and labels of a line that belongs to no layout."""
    return [Mark(start, end, "unplaced", reason) for _, start, end in look.having("number", "label")]


def _marks(text: str, near: tuple[Looks | None, Looks | None]) -> list[Mark]:
    look = looks(text)
    shapes = look.shapes
    if (len(look.pieces) == 1 and "whole" in shapes) or shapes == {"whole", "change"}:
        piece = look.having("whole")[0]
        is_number = has_lost_its_point(text[piece.start : piece.end]) and _in_column(near, shapes)
        marks = [Mark(piece.start, piece.end, "number" if is_number else "residue")]
        return sorted([*marks, *[Mark(start, end, "change") for _, start, end in look.having("change")]])
    return list(_marks_by_itself(text))


def _in_column(near: tuple[Looks | None, Looks | None], shapes: frozenset[str]) -> bool:
    """Return whether a whole number on a line of its own stands among labels and numbers."""
    beside = [one for one in near if one is not None and not one.is_prose]
    return "change" in shapes or any(
        one.shapes <= {"label"} or (one.has_number and (len(one.pieces) <= 2 or one.shapes <= {"number"}))
        for one in beside
        if one.pieces
    )


@lru_cache(maxsize=65536)
def _marks_by_itself(text: str) -> tuple[Mark, ...]:
    """Return what the pieces of a line are read as, whatever stands around it."""
    look = looks(text)
    title = [Mark(*look.edition[1:], "context")] if look.edition else []
    if look.name:
        title.append(Mark(*look.name[1:], "name"))
    if title:
        return tuple(sorted([*title, *_unplaced(look, "title")]))
    if look.is_prose:
        return _of_sentence(text, look)
    return tuple(_kinds(text, look))


def _of_sentence(text: str, look: Looks) -> tuple[Mark, ...]:
    """Return what a sentence shows: the label that is glued to its end, and numbers, with labels beside."""
    glued = [
        Mark(start, end, "label")
        for _, start, end in look.having("label")
        if start > 0 and text[start - 1].islower() and not text[end:].strip()
    ]
    others = _unplaced(look, "sentence") if look.has_number else []
    return tuple(sorted([*glued, *[mark for mark in others if mark.start not in _starts(glued)]]))


def _kinds(text: str, look: Looks) -> Iterator[Mark]:
    decimals = look.having("number")
    first_label = next((one.start for one in look.pieces if one.shape == "label"), len(text))
    for piece in look.pieces:
        shape, start, end = piece
        printed = text[start:end]
        if shape == "words":
            yield from _words(text, piece, look)
        elif shape == "whole":
            behind = start > first_label
            beside = look.shapes & {"label", "words"}
            bare = look.shapes <= {"number", "whole"}
            garbled = has_lost_its_point(printed) and ((beside and not decimals) or bare)
            is_score = garbled or (behind and not decimals and len(printed) <= 2)
            yield Mark(start, end, "number" if is_score else "residue")
        elif shape == "number":
            bracketed = _is_in_brackets(text, piece) and not _is_in_brackets(text, decimals[0])
            yield Mark(start, end, "residue" if bracketed else "number")
        else:
            yield Mark(start, end, _KINDS[shape])


_KINDS: Final[dict[str, Kind]] = {"label": "label", "figure": "context", "rank": "rank", "change": "change"}


def _is_in_brackets(text: str, piece: Piece) -> bool:
    """Return whether a number stands in brackets of its own: of an earlier edition, or a change."""
    before, behind = text[: piece.start].rstrip()[-1:], text[piece.end :].lstrip()[:1]
    return before in ("(", "[") and behind in (")", "]")


def _words(text: str, piece: Piece, look: Looks) -> Iterator[Mark]:
    """Yield what words that are no label by the letter are read as: labels, a name, or residue."""
    start, end = piece.start, piece.end
    words = text[start:end]
    folded = label_text(words)
    beside = look.shapes & {"label", "rank", "number", "whole"}
    if look.shapes & {"label", "rank", "number"} and folded in country_names() and _in_cell(text, piece):
        yield Mark(start, end, "name")
    elif folded in THEMES:
        return
    elif tiled := tiles(words):
        for first, last in tiled:
            yield Mark(start + first, start + last, "label")
    elif len(columns := columns_of(plain(words))) > 1:
        for first, last in columns:
            yield from _words(text, Piece("words", start + first, start + last), look)
    elif (len(words.split()) <= _LONGEST or is_set_in_letters(words)) and is_like_label(words):
        yield Mark(start, end, "label")
    elif beside and "number" in look.shapes:
        yield Mark(start, end, "label" if _may_be_label(words, look) else "residue")


def _may_be_label(words: str, look: Looks) -> bool:
    return (
        not look.shapes & {"label", "rank"}
        and len(words.split()) <= _LONGEST
        and words[:1].isupper()
        and sum(map(str.isalpha, words)) >= 4
    )


_CELL_ENDS: Final = ("", '"', ",", ";", "|", "\t")


def _in_cell(text: str, piece: Piece) -> bool:
    before = text[: piece.start].rstrip(" ")[-1:]
    behind = text[piece.end :].lstrip(" .)")[:1]
    return before in _CELL_ENDS and behind in _CELL_ENDS and bool(before or behind)


def has_lost_its_point(whole: str) -> bool:
    """Return whether a whole number can be a score without its point: 65 or 650.

    Examples
    --------
    >>> has_lost_its_point("65"), has_lost_its_point("7")
    (True, False)
    """
    value = int(whole) if len(whole) <= 4 else 0
    return value in range(10, 101, 5) or value in range(100, 1001, 50)
