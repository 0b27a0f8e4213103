"""Pieces of a page that stand together."""

from collections.abc import Iterable, Sequence
from typing import Final

from ocdataset.read.labels import HEADLINES, measure_of
from ocdataset.read.lexing import Piece
from ocdataset.read.reading import Kind
from ocdataset.read.segments import Segment

Member = tuple[Segment, Piece, Kind]
_NOT_BARE: Final = frozenset({"label", "rank", "name", "residue"})


class Group:
    """Pieces that stand together, each with its line; `top` and `at` number the first and last line."""

    __slots__ = ("at", "bare_label", "bare_number", "kinds", "members", "top")

    def __init__(self, at: int, members: Sequence[Member] = ()) -> None:
        self.top = self.at = at
        self.members: list[Member] = []
        self.kinds: set[Kind] = set()
        self.bare_number = self.bare_label = False
        if members:
            self.add(at, members)

    def add(self, at: int, members: Iterable[Member]) -> None:
        """Take in members that stand on line `at`."""
        self.at = at
        self.members += members
        self.kinds = {kind for _, _, kind in self.members}
        self.bare_number = "number" in self.kinds and not self.kinds & _NOT_BARE
        self.bare_label = "label" in self.kinds and not self.kinds & {"number", "change"}

    def has(self, *kinds: Kind) -> bool:
        """Return whether the group holds any of these kinds."""
        return not self.kinds.isdisjoint(kinds)

    @property
    def headline(self) -> bool:
        """Whether it is the caption of an index, which the website prints below its number."""
        return any(
            kind == "label" and measure_of(segment.printed(piece)) in HEADLINES
            for segment, piece, kind in self.members
        )
