"""What the lines of a page say, and which of them stand together."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from ocdataset.read.labels import HEADLINES, measure_of
from ocdataset.read.lexing import Piece
from ocdataset.read.reading import Kind
from ocdataset.read.segments import Segment

_NOT_BARE: Final[frozenset[Kind]] = frozenset({"label", "rank", "name", "residue"})


class Mark(NamedTuple):
    """A stretch of a line, from `start` up to `end`, and how it is read."""

    start: int
    end: int
    kind: Kind
    printed: str


class Traits(NamedTuple):
    """What stands together, in short.

    Parameters
    ----------
    kinds : frozenset of str
        The kinds among the marks.
    bare_number : bool
        Whether it is a number that misses its label.
    bare_label : bool
        Whether it is a label that misses its number.
    headline : bool
        Whether it is the caption of an index, which the website prints below its number.
    small : bool
        Whether its labels are whole and begin with a small letter, as within a sentence.
    """

    kinds: frozenset[Kind]
    bare_number: bool
    bare_label: bool
    headline: bool
    small: bool


class Row(NamedTuple):
    """What a line, or a part of it, says: the same wherever the line stands."""

    marks: tuple[Mark, ...]
    traits: Traits


def row_of(text: str, found: Iterable[tuple[Piece, Kind]]) -> Row:
    """Return the row that these pieces of a line make."""
    return row_of_marks([Mark(start, end, kind, text[start:end]) for (_, start, end), kind in found])


def row_of_marks(marks: Sequence[Mark]) -> Row:
    """Return the row that these marks make."""
    labels = [one.printed for one in marks if one.kind == "label"]
    headline = any(measure_of(label) in HEADLINES for label in labels)
    small = bool(labels) and all(label[0].islower() and measure_of(label) for label in labels)
    return Row(tuple(marks), _traits(frozenset([one.kind for one in marks]), headline, small))


@lru_cache(maxsize=1024)
def _traits(kinds: frozenset[Kind], headline: bool, small: bool) -> Traits:
    return Traits(
        kinds,
        bare_number="number" in kinds and kinds.isdisjoint(_NOT_BARE),
        bare_label="label" in kinds and kinds.isdisjoint(("number", "change")),
        headline=headline,
        small=small,
    )


class Group:
    """Rows that stand together, each with its line; `top` and `at` number the first and last line."""

    __slots__ = ("at", "bare_label", "bare_number", "headline", "kinds", "parts", "small", "top")

    def __init__(self, at: int, segment: Segment, row: Row) -> None:
        self.top = self.at = at
        self.parts = [(segment, row)]
        self.kinds, self.bare_number, self.bare_label, self.headline, self.small = row.traits

    def add(self, other: "Group") -> None:
        """Take in what stands next on the page."""
        self.at = other.at
        self.parts += other.parts
        self.kinds, self.bare_number, self.bare_label, self.headline, self.small = _traits(
            self.kinds | other.kinds, self.headline or other.headline, self.small and other.small
        )

    def split(self) -> Iterator["Group"]:
        """Yield a group for each mark."""
        for segment, row in self.parts:
            for mark in row.marks:
                yield Group(self.at, segment, row_of_marks([mark]))

    @property
    def marks(self) -> list[Mark]:
        """What the lines say, all together."""
        return [mark for _, row in self.parts for mark in row.marks]

    @property
    def printed(self) -> str:
        """What it prints."""
        return " ".join([mark.printed for mark in self.marks])

    def is_beside(self, second: "Group", reach: int = 1) -> bool:
        """Return whether `second` begins on the same line as this ends, or at most `reach` lines below."""
        return second.top - self.at <= reach

    def has(self, *kinds: Kind) -> bool:
        """Return whether the group holds any of these kinds."""
        return not self.kinds.isdisjoint(kinds)

    def reread(self, kind_of: Callable[[Mark], Kind]) -> None:
        """Read each mark anew, as what `kind_of` says."""
        self.parts = [
            (segment, row_of_marks([mark._replace(kind=kind_of(mark)) for mark in row.marks]))
            for segment, row in self.parts
        ]
        kinds = frozenset([mark.kind for mark in self.marks])
        self.kinds, self.bare_number, self.bare_label, self.headline, _ = _traits(kinds, self.headline, False)
