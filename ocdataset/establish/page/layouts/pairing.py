"""What a layout makes of a page: pairs of labels and numbers, and a fault for each token that breaks it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ocdataset.establish.page.tokens import Token


class Pair(NamedTuple):
    """A label with its number, and its change where the page prints one.

    `is_beside` says that number and label are neighbours with nothing of the like between; else their
    order alone pairs them. `again` are further numbers on the line of the label, of which one may be meant.
    """

    label: Token
    number: Token | None
    change: Token | None = None
    is_beside: bool = True
    again: tuple[Token, ...] = ()


class Run(NamedTuple):
    """Labels and numbers of which some are lost: any of the numbers may be any of the labels', in order."""

    labels: tuple[Token, ...]
    numbers: tuple[Token, ...]


@dataclass(slots=True)
class Pairing:
    """A page as a layout has it.

    Parameters
    ----------
    layout : str
        Its name.
    pairs : list of Pair
    labels, numbers : list of Token
        Those that are left over.
    single : list of Token
        Numbers left over that stand where a label is lost: they belong to no label farther off.
    runs : list of Run
    faults : int
        What of the page the layout does not account for.
    limit : int
        With more faults than these nobody asks on.
    repeated : frozenset of str
        Measures that the page labels more than once: one of their labels without a number is no fault.
    """

    layout: str
    limit: int
    repeated: frozenset[str]
    pairs: list[Pair] = field(default_factory=list)
    labels: list[Token] = field(default_factory=list)
    numbers: list[Token] = field(default_factory=list)
    single: list[Token] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    faults: int = 0

    @property
    def is_out(self) -> bool:
        """Whether the layout has more faults than anybody asks for."""
        return self.faults > self.limit

    def missing(self, tokens: Sequence[Token]) -> list[Token]:
        """Return the tokens that are a fault if they are left over."""
        return [
            one
            for one in tokens
            if one.kind == "number"
            or (one.kind == "label" and one.measure and one.measure not in self.repeated)
        ]

    def leave(self, tokens: Sequence[Token], faults: int | None = None) -> None:
        """Leave tokens over: a fault each, or as many as are given."""
        self.labels += [one for one in tokens if one.kind == "label"]
        self.numbers += [one for one in tokens if one.kind == "number"]
        self.faults += len(self.missing(tokens)) if faults is None else faults
