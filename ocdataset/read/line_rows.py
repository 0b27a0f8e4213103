"""The rows of one line: what its pieces are read as, and which of them stand together."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from ocdataset.read.groups import Row, row_of
from ocdataset.read.labels import THEMES, is_beginning, label_text, likeness
from ocdataset.read.lexing import Piece, Shape, plain
from ocdataset.read.reading import Kind
from ocdataset.read.segments import Looks, Segment, looks
from ocdataset.reference.compositions import compositions
from ocdataset.reference.names import country_names

_KINDS: Final[Mapping[Shape, Kind]] = {
    "words": "label",
    "label": "label",
    "figure": "context",
    "rank": "rank",
    "change": "change",
}
# a line with more labels than a page has columns is running text, and its ends tell what stands first
_COLUMNS: Final = 3

_YEARS: Final = frozenset(map(str, compositions()))

Columns = Literal["label, number", "number, label", "label, number, number, label", ""]
"""What stands first in the lines of several labels; "" where they do not agree, or there are none."""


def columns_of(segments: Iterable[Segment]) -> Columns:
    """Return what stands first in the lines of several labels, if most of them agree."""
    several = [segment.looks for segment in segments if segment.looks.ends]
    facing = sum(_values(one) == _FACING for one in several)
    if facing >= _FEWEST and 2 * facing > len(several):
        return "label, number, number, label"
    ends = Counter([one.ends for one in several])
    label_first, number_first = ends["LN"], ends["NL"]
    broken = ends["LL"] + ends["NN"]
    if label_first > number_first + broken:
        return "label, number"
    return "number, label" if number_first > label_first + broken else ""


_FEWEST: Final = 3
_FACING: Final = ["label", "number", "number", "label"]


def _values(found: Looks) -> list[Shape]:
    return [piece.shape for piece in found.pieces if piece.shape in ("label", "number")]


@lru_cache(maxsize=65536)
def rows_by_itself(text: str, changes: bool, columns: Columns = "") -> tuple[Row, ...] | None:
    """Return the rows of a line whose kinds do not hang on the lines around it, else None.

    Parameters
    ----------
    text : str
    changes : bool
        Whether a second number beside a label is its change from the edition before.
    columns : str
        What stands first in the lines of several labels.

    Examples
    --------
    >>> row, other = rows_by_itself("Flora crimes 6.50 Fauna crimes 2.00", False, "label, number")
    >>> [(one.kind, one.printed) for one in other.marks]
    [('label', 'Fauna crimes'), ('number', '2.00')]
    >>> rows_by_itself("FL0RA CRIMFS 6.50", False), rows_by_itself("65", False)
    (None, None)
    """
    found = looks(text)
    title: list[tuple[Piece, Kind]] = [(found.edition, "context")] if found.edition else []
    if found.name:
        title.append((found.name, "name"))
    if title:
        return (row_of(text, sorted(title, key=lambda mark: mark[0].start)),)
    if found.is_fact:
        return context_of(text)
    if found.is_prose:
        return _glued(text, found)
    parts = _split(found, columns)
    if any(_hangs_on_neighbours(found, part) for part in parts):
        return None
    return _rows(text, parts, (None, None), changes=changes)


def rows_between(
    text: str, before: Looks | None, after: Looks | None, *, changes: bool, columns: Columns = ""
) -> tuple[Row, ...]:
    """Return the rows of a line of a table, given the lines around it."""
    return _rows(text, _split(looks(text), columns), (before, after), changes=changes)


def context_of(text: str) -> tuple[Row, ...]:
    """Return the figures of a line of the fact box, as a row if there are any."""
    figures = looks(text).having("number", "whole", "figure")
    return (row_of(text, [(piece, "context") for piece in figures]),) if figures else ()


def name_of(text: str) -> Row:
    """Return the row of a line that is nothing but a name."""
    shown = plain(text).replace("\ufeff", " ")
    start = len(shown) - len(shown.lstrip())
    return row_of(text, [(Piece("words", start, start + len(shown.strip())), "name")])


def label_part(text: str) -> Row:
    """Return the row of one of the lines over which a label is wrapped."""
    found = looks(text)
    return row_of(
        text, [(piece, _kind(piece, behind=not found.has_number, second=False)) for piece in found.pieces]
    )


def _glued(text: str, found: Looks) -> tuple[Row, ...]:
    """Return the label that is glued to the end of a sentence, if there is one."""
    for piece in found.having("label"):
        glued = piece.start > 0 and text[piece.start - 1].islower()
        if glued and not text[piece.end :].strip():
            return (row_of(text, [(piece, "label")]),)
    return ()


def _hangs_on_neighbours(found: Looks, part: Sequence[Piece]) -> bool:
    shapes = {piece.shape for piece in part}
    unnamed = "words" in shapes and found.has_number and shapes.isdisjoint(("label", "rank"))
    return unnamed or (len(found.pieces) == 1 and "whole" in shapes)


def _split(found: Looks, columns: Columns) -> list[list[Piece]]:
    """Part a line with several labels into its rows, whichever side the numbers stand on."""
    labels = found.having("label")
    if columns == "label, number, number, label" and found.has_number:
        return _facing(found)
    if len(labels) < 2:
        return [list(found.pieces)]
    valued = found.having("label", "number")
    numbers_first = columns == "number, label"
    agreed = columns and found.ends != ("LN" if numbers_first else "NL")
    if found.has_number and (not agreed or (len(labels) > _COLUMNS and valued[0].shape == valued[-1].shape)):
        return [[piece] for piece in found.pieces]
    parts: list[list[Piece]] = [[]]
    for piece in found.pieces:
        held = any(one.shape == "label" for one in parts[-1])
        numbered = any(one.shape == "number" for one in parts[-1])
        fresh = piece.shape == "label" and (held or (numbered and not numbers_first))
        bar = piece.shape == "whole" and held and numbered
        closed = numbers_first and held and piece.shape in ("number", "whole")
        if fresh or bar or closed:
            bars = _bars_before(parts[-1]) if fresh else []
            parts.append(bars)
        parts[-1].append(piece)
    return parts


def _facing(found: Looks) -> list[list[Piece]]:
    """Part a line between two numbers that stand side by side, each with its label at the other side."""
    pieces = found.pieces
    if [shape for shape, after in pairwise(_values(found)) if shape == after] != ["number"]:
        return [[piece] for piece in pieces] if len(found.having("label")) > 1 else [list(pieces)]
    second = next(at for at in range(1, len(pieces)) if pieces[at].shape == "number" == pieces[at - 1].shape)
    return [list(pieces[:second]), list(pieces[second:])]


def _bars_before(part: list[Piece]) -> list[Piece]:
    """Take back the whole numbers at the end of a part: they belong to the bar of the next label."""
    bars: list[Piece] = []
    while len(part) > 1 and part[-1].shape == "whole" and any(one.shape == "number" for one in part):
        bars.insert(0, part.pop())
    return bars


Neighbours = tuple[Looks | None, Looks | None]


class _Line(NamedTuple):
    """A line with what it looks like, and the lines before and behind it."""

    text: str
    looks: Looks
    neighbours: Neighbours

    def printed(self, piece: Piece) -> str:
        return self.text[piece.start : piece.end]

    @property
    def beside(self) -> list[Looks]:
        return [one for one in self.neighbours if one is not None]


def _rows(
    text: str, parts: Iterable[Sequence[Piece]], neighbours: Neighbours, *, changes: bool
) -> tuple[Row, ...]:
    line = _Line(text, looks(text), neighbours)
    read = [_read(line, part, changes=changes) for part in parts]
    return tuple(row_of(text, found) for found in read if found)


def _read(line: _Line, part: Sequence[Piece], *, changes: bool) -> list[tuple[Piece, Kind]]:
    """Return what the pieces of a row are read as; none of them if words beside them name nothing."""
    shapes = {piece.shape for piece in part}
    decimals = [piece for piece in part if piece.shape == "number"]
    read: list[tuple[Piece, Kind]] = []
    seen_label = False
    kind: Kind | None
    for piece in part:
        if piece in decimals[1:] and _is_in_brackets(line, piece) and not _is_in_brackets(line, decimals[0]):
            kind = "residue"
        elif piece.shape == "words":
            beside = shapes & {"label", "rank"}
            kind = _cell_kind(line, piece) if beside else _word_kind(line, piece)
        elif piece.shape == "whole":
            behind = seen_label and ("label" in shapes or has_lost_its_point(line.printed(piece)))
            kind = "number" if behind and not decimals else _whole_kind(line, piece)
        else:
            kind = _kind(piece, behind=False, second=_is_change(line, piece, decimals, changes=changes))
        seen_label = seen_label or kind == "label"
        if kind:
            read.append((piece, kind))
    named = "label" in shapes or any(kind in ("label", "residue", "rank") for _, kind in read)
    if named or "words" not in shapes:
        return read
    # the years in the head of a table say whose columns they stand over
    years = [(piece, kind) for piece, kind in read if line.printed(piece) in _YEARS]
    return years if len(years) > 1 and shapes == {"words", "figure"} else []


def _kind(piece: Piece, *, behind: bool, second: bool) -> Kind:
    if piece.shape == "whole":
        return "number" if behind else "residue"
    if piece.shape == "number":
        return "change" if second else "number"
    return _KINDS[piece.shape]


_CELL_ENDS: Final = ("", '"', ",", ";", "|", "\t")


def _cell_kind(line: _Line, piece: Piece) -> Kind | None:
    """Return whether words beside a label are the name of a country in a cell of its own."""
    before = line.text[: piece.start].rstrip(" ")[-1:]
    behind = line.text[piece.end :].lstrip(" .)")[:1]
    in_cell = before in _CELL_ENDS and behind in _CELL_ENDS and (before or behind)
    return "name" if in_cell and label_text(line.printed(piece)) in country_names() else None


def _is_in_brackets(line: _Line, piece: Piece) -> bool:
    """Return whether a number stands in brackets of its own: of an earlier edition, or a change."""
    return line.text[: piece.start].rstrip()[-1:] in ("(", "[") and line.text[piece.end :].lstrip()[:1] in (
        ")",
        "]",
    )


def _is_change(line: _Line, piece: Piece, decimals: list[Piece], *, changes: bool) -> bool:
    """Return whether a number is the change printed behind the score, glued to it or not."""
    if piece.shape != "number" or piece is decimals[0]:
        return False
    first = decimals[decimals.index(piece) - 1]
    glued = piece.start == first.end
    differs = line.printed(piece) != line.printed(first)
    return (changes and glued) or (differs and (changes or glued))


def _word_kind(line: _Line, piece: Piece) -> Kind | None:
    """Return whether words that are no label look like one, or are the rest of one."""
    words = line.printed(piece)
    if label_text(words) in THEMES or len(words.split()) > _LONGEST:
        return None
    has_number = line.looks.has_number
    beginning = is_beginning(words)
    if has_number and beginning and len(words.split()) == 1:
        return "residue"
    alike = likeness(words)
    if (alike and (has_number or alike[0][0] >= 50)) or beginning:
        return "label"
    in_table = any(one.has_number and not one.is_prose and one.having("label") for one in line.beside)
    return "label" if has_number and in_table and words[:1].isupper() else None


# words in a label, at most, with one more for a garbled blank
_LONGEST: Final = 7


def _whole_kind(line: _Line, piece: Piece) -> Kind | None:
    """Return whether a whole number is a score that lost its point or something of the bars."""
    shapes = line.looks.shapes
    if shapes == {"whole", "change"} and len(line.looks.having("whole")) == 1:
        return "number"
    if len(line.looks.having("number")) >= 2 and not shapes & {"label", "words", "rank"}:
        return "number"
    if len(line.looks.pieces) > 1:
        return "residue"
    in_column = any(len(one.pieces) <= 2 and one.has_number for one in line.beside)
    beside = in_column or _is_lone_label(line.neighbours[0])
    return "number" if beside and has_lost_its_point(line.printed(piece)) else None


def has_lost_its_point(whole: str) -> bool:
    """Return whether a whole number can be a score without its point: 65 or 650.

    Examples
    --------
    >>> has_lost_its_point("65"), has_lost_its_point("7")
    (True, False)
    """
    value = int(whole)
    return value in range(10, 101, 5) or value in range(100, 1001, 50)


def _is_lone_label(found: Looks | None) -> bool:
    return found is not None and not found.is_prose and len(found.pieces) == 1 and "label" in found.shapes
