"""Pieces of a page that stand together."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from ocdataset.read.labels import HEADLINES, measure_of
from ocdataset.read.lexing import Piece
from ocdataset.read.reading import Kind
from ocdataset.read.segments import Segment

Member = tuple[Segment, Piece, Kind]
_NOT_BARE: Final = frozenset({"label", "rank", "name", "residue"})


class Group:
    """Pieces that stand together, each with its line; `top` and `at` number the first and last line."""

    __slots__ = ("_headline", "at", "bare_label", "bare_number", "kinds", "members", "top")

    def __init__(self, at: int, members: Sequence[Member] = ()) -> None:
        self.top = at
        self.members: list[Member] = []
        self.add(at, members)

    def add(self, at: int, members: Iterable[Member]) -> None:
        """Take in members that stand on line `at`."""
        self.at = at
        self.members += members
        self.kinds, self.bare_number, self.bare_label = _traits(tuple([kind for _, _, kind in self.members]))
        self._headline: bool | None = None

    def has(self, *kinds: Kind) -> bool:
        """Return whether the group holds any of these kinds."""
        return not self.kinds.isdisjoint(kinds)

    @property
    def headline(self) -> bool:
        """Whether it is the caption of an index, which the website prints below its number."""
        if self._headline is None:
            self._headline = "label" in self.kinds and any(
                kind == "label" and measure_of(segment.printed(piece)) in HEADLINES
                for segment, piece, kind in self.members
            )
        return self._headline

    @property
    def printed(self) -> str:
        """What it prints."""
        return " ".join(segment.printed(piece) for segment, piece, _ in self.members)


@lru_cache(maxsize=4096)
def _traits(kinds: tuple[Kind, ...]) -> tuple[frozenset[Kind], bool, bool]:
    """Return the kinds of a group once each, and whether it is a bare number, and a bare label."""
    found = frozenset(kinds)
    bare_number = "number" in found and found.isdisjoint(_NOT_BARE)
    return found, bare_number, "label" in found and found.isdisjoint(("number", "change"))
