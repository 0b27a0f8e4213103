"""Rows of a page: which labels and numbers stand together, by place alone."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from ocdataset.read.groups import Group, Member
from ocdataset.read.labels import (
    THEMES,
    is_beginning,
    label_text,
    likeness,
)
from ocdataset.read.lexing import Piece, Shape, plain
from ocdataset.read.pairing import paired, without_false_changes
from ocdataset.read.reading import Kind, Reading
from ocdataset.read.segments import Segment, looks
from ocdataset.reference.names import measure_names

_KINDS: Final[Mapping[Shape, Kind]] = {
    "words": "label",
    "label": "label",
    "figure": "context",
    "rank": "rank",
    "change": "change",
}


def readings_of(segments: Sequence[Segment], *, changes: bool, title: str = "") -> tuple[Reading, ...]:
    """Return the readings of a score page.

    Parameters
    ----------
    segments : sequence of Segment
        The lines of the page that are not blank.
    changes : bool
        Whether a second number beside a label is its change from the edition before.
    title : str
        A line that is the country's name although no list of names has it, or "".
    """
    groups = _groups(segments, changes=changes, title=title)
    groups = _without_tail(segments, groups)
    return tuple(_numbered(without_false_changes(paired(groups, changes=changes))))


def _groups(segments: Sequence[Segment], *, changes: bool, title: str) -> list[Group]:
    groups: list[Group] = []
    taken = _wrapped(segments)
    fact = False
    for at, segment in enumerate(segments):
        if at in taken:
            groups += [_joined(segments, taken[at], at)] if taken[at] else []
            fact = False
            continue
        if fact and not segment.having("label", "rank") and not segment.looks.is_prose:
            groups += _context(at, segment)
            fact = False
            continue
        fact = segment.looks.is_fact
        if segment.looks.edition:
            groups.append(Group(at, [(segment, segment.looks.edition, "context")]))
        elif fact:
            groups += _context(at, segment)
            fact = not segment.having("number", "whole", "figure")
        elif segment.looks.is_prose:
            groups += _glued(at, segment)
        else:
            groups += _tabular(at, segment, segments, changes=changes, title=title)
    return groups


def _context(at: int, segment: Segment) -> list[Group]:
    figures = segment.having("number", "whole", "figure")
    return [Group(at, [(segment, piece, "context") for piece in figures])] if figures else []


def _glued(at: int, segment: Segment) -> list[Group]:
    """Return the label that is glued to the end of a sentence, if there is one."""
    for piece in segment.having("label"):
        glued = piece.start > 0 and segment.text[piece.start - 1].islower()
        if glued and not segment.text[piece.end :].strip():
            return [Group(at, [(segment, piece, "label")])]
    return []


def _wrapped(segments: Sequence[Segment]) -> dict[int, tuple[int, ...]]:
    """Return the lines over which a label is wrapped: at the first of them all, at the others none."""
    found: dict[int, tuple[int, ...]] = {}
    for at, segment in enumerate(segments):
        if not segment.looks.is_fragment or at in found or len(segment.looks.words) < 3:
            continue
        for beyond in range(at + 1, min(at + 4, len(segments))):
            lines = tuple(one for one in range(at, beyond + 1) if segments[one].looks.words)
            if not segments[beyond].looks.is_fragment:
                if segments[beyond].looks.is_prose or segments[beyond].having("label", "rank"):
                    break
                continue
            parts = [segments[one].looks.words for one in lines]
            if any(label_text(glue.join(parts)) in measure_names() for glue in (" ", "")):
                found |= dict.fromkeys(range(at, beyond + 1), ())
                found[at] = tuple(range(at, beyond + 1))
                break
    return found


def _joined(segments: Sequence[Segment], lines: tuple[int, ...], at: int) -> Group:
    return Group(
        at,
        [
            (segment, piece, _kind(piece, behind=not segment.has_number, second=False))
            for segment in (segments[line] for line in lines)
            for piece in segment.looks.pieces
        ],
    )


def _kind(piece: Piece, *, behind: bool, second: bool) -> Kind:
    if piece.shape == "whole":
        return "number" if behind else "residue"
    if piece.shape == "number":
        return "change" if second else "number"
    return _KINDS[piece.shape]


def _tabular(
    at: int, segment: Segment, segments: Sequence[Segment], *, changes: bool, title: str
) -> list[Group]:
    if (title and segment.text == title) or segment.looks.is_name:
        shown = plain(segment.text).replace("\ufeff", " ")
        start = len(shown) - len(shown.lstrip())
        whole = Piece("words", start, start + len(shown.strip()))
        return [Group(at, [(segment, whole, "name")])]
    settled = _settled(segment.text, changes)
    if settled is not None:
        return [Group(at, [(segment, piece, kind) for piece, kind in part]) for part in settled]
    groups = [_group(at, segment, part, segments, changes=changes) for part in _split(segment)]
    return [group for group in groups if group.members]


@lru_cache(maxsize=65536)
def _settled(text: str, changes: bool) -> tuple[tuple[tuple[Piece, Kind], ...], ...] | None:
    """Return the rows of a line whose kinds do not hang on the lines around it, else None."""
    found = looks(text)
    if found.shapes & {"words", "whole", "figure"}:
        return None
    segment = Segment(1, 1, text, found)
    return tuple(
        tuple((piece, kind) for _, piece, kind in _group(0, segment, part, (), changes=changes).members)
        for part in _split(segment)
    )


def _split(segment: Segment) -> list[list[Piece]]:
    """Part a line with several labels into its rows, whichever side the numbers stand on."""
    labels = segment.having("label")
    if len(labels) < 2:
        return [list(segment.looks.pieces)]
    valued = [piece for piece in segment.looks.pieces if piece.shape in ("label", "number")]
    numbers_first = valued[0].shape == "number" and valued[-1].shape == "label"
    if len(labels) > _COLUMNS and valued[0].shape == valued[-1].shape:
        return [[piece] for piece in segment.looks.pieces]
    parts: list[list[Piece]] = [[]]
    for piece in segment.looks.pieces:
        held = any(one.shape == "label" for one in parts[-1])
        fresh = piece.shape == "label" and held and not numbers_first
        bar = piece.shape == "whole" and held and any(one.shape == "number" for one in parts[-1])
        closed = numbers_first and held and piece.shape in ("number", "whole")
        if (fresh and parts[-1][-1].shape == "label") or fresh or bar or closed:
            bars = _bars_before(parts[-1]) if fresh else []
            parts.append(bars)
        parts[-1].append(piece)
    return parts


# a line with more labels than a page has columns is running text, and its ends tell what stands first
_COLUMNS: Final = 3


def _bars_before(part: list[Piece]) -> list[Piece]:
    """Take back the whole numbers at the end of a part: they belong to the bar of the next label."""
    bars: list[Piece] = []
    while len(part) > 1 and part[-1].shape == "whole" and any(one.shape == "number" for one in part):
        bars.insert(0, part.pop())
    return bars


def _group(
    at: int, segment: Segment, part: list[Piece], segments: Sequence[Segment], *, changes: bool
) -> Group:
    members: list[Member] = []
    labelled = any(piece.shape == "label" for piece in part)
    decimals = [piece for piece in part if piece.shape == "number"]
    ranked = any(piece.shape == "rank" for piece in part)
    seen_label = False
    for piece in part:
        if piece.shape == "words":
            kind = None if labelled or ranked else _word_kind(at, segment, piece, segments)
        elif piece.shape == "whole":
            kind = _whole_kind(at, segment, piece, segments, labelled and seen_label, bool(decimals))
        else:
            second = _is_change(segment, piece, decimals, changes=changes)
            kind = _kind(piece, behind=False, second=second)
        seen_label = seen_label or kind == "label"
        if kind:
            members.append((segment, piece, kind))
    group = Group(at, members)
    if not labelled and not group.has("label", "residue", "rank") and _words_beside(part):
        return Group(at)
    return group


def _words_beside(part: list[Piece]) -> bool:
    return any(piece.shape == "words" for piece in part)


def _is_change(segment: Segment, piece: Piece, decimals: list[Piece], *, changes: bool) -> bool:
    """Return whether a number is the change printed behind the score, glued to it or not."""
    if piece.shape != "number" or piece is decimals[0]:
        return False
    first = decimals[decimals.index(piece) - 1]
    glued = piece.start == first.end
    return (changes or glued) and segment.printed(piece) != segment.printed(first)


def _word_kind(at: int, segment: Segment, piece: Piece, segments: Sequence[Segment]) -> Kind | None:
    """Return whether words that are no label look like one, or are the rest of one."""
    words = segment.printed(piece)
    if label_text(words) in THEMES or word_count_above(words, 7):
        return None
    beginning = is_beginning(words)
    if segment.has_number and beginning and len(words.split()) == 1:
        return "residue"
    alike = likeness(words)
    if (alike and (segment.has_number or alike[0][0] >= 50)) or beginning:
        return "label"
    beside = (segments[one] for one in (at - 1, at + 1) if 0 <= one < len(segments))
    in_table = any(one.has_number and not one.looks.is_prose and one.having("label") for one in beside)
    return "label" if segment.has_number and in_table and words[:1].isupper() else None


def word_count_above(text: str, limit: int) -> bool:
    """Return whether `text` has more than `limit` words."""
    return len(text.split()) > limit


def _whole_kind(
    at: int, segment: Segment, piece: Piece, segments: Sequence[Segment], behind: bool, decimals: bool
) -> Kind | None:
    if behind and not decimals:
        return "number"
    shapes = segment.looks.shapes
    column = len(segment.having("number")) >= 2 and not shapes & {"label", "words", "rank"}
    if len(segment.having("whole")) == 1 and shapes <= {"whole", "change"} and len(shapes) == 2:
        return "number"
    if len(segment.looks.pieces) > 1 and not column:
        return "residue"
    if column:
        return "number"
    beside = [segments[one] for one in (at - 1, at + 1) if 0 <= one < len(segments)]
    value = int(segment.printed(piece))
    lost_point = value in range(10, 101, 5) or value in range(100, 1001, 50)
    in_column = lost_point and any(len(one.looks.pieces) <= 2 and one.has_number for one in beside)
    return "number" if in_column or (lost_point and _below_label(at, segments)) else None


def _below_label(at: int, segments: Sequence[Segment]) -> bool:
    before = segments[at - 1] if at else None
    return (
        before is not None
        and not before.looks.is_prose
        and len(before.looks.pieces) == 1
        and bool(before.having("label"))
    )


def _without_tail(segments: Sequence[Segment], groups: list[Group]) -> list[Group]:
    """Leave out labels behind the last number once a sentence follows: headings of the narrative."""
    last = max((at for at, group in enumerate(groups) if group.has("number", "rank")), default=-1)
    prose = next(
        (
            at
            for at in range(groups[last].at + 1 if last >= 0 else 0, len(segments))
            if segments[at].looks.is_prose
        ),
        len(segments),
    )
    return [
        group
        for at, group in enumerate(groups)
        if at <= last or (group.at < prose and group.has("label", "context"))
    ]


def _numbered(groups: Sequence[Group]) -> list[Reading]:
    found = [
        Reading(
            segment.line,
            segment.column + piece.start,
            f"{segment.line}:{segment.column + piece.start}"
            if segment.place is None
            else segment.place(piece.start, piece.end),
            row,
            kind,
            segment.text[piece.start : piece.end],
        )
        for row, group in enumerate(groups, start=1)
        for segment, piece, kind in group.members
    ]
    found.sort()
    return found
