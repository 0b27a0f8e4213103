"""An index with its number right above its label, where all others stand below theirs, as on the website.

Here 2.96 is resilience; had it been lost, 6.00 would stand above the label too, and be of the label
before::

    Foreign actors
    5.00
    Private sector actors
    6.00
    2.96
    Resilience score
    Political leadership and governance
    2.50
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from ocdataset.establish.page.layouts.changes import Changes
from ocdataset.establish.page.layouts.pairing import Pair
from ocdataset.establish.page.tokens import Token

Captions = Literal["plain", "captions", "captions but for lost ones"]
CAPTIONS: Final[tuple[Captions, ...]] = ("plain", "captions", "captions but for lost ones")
"""No index stands so; each does; or each but where the label before would have no number then."""


class Captioned(NamedTuple):
    """How the indexes of a page stand: those paired so, the tokens left, with which changes, the faults."""

    captions: Captions
    pairs: list[Pair]
    rest: Sequence[Token]
    ways: Sequence[Changes]
    faults: int


def captioned(tokens: Sequence[Token], printed: Sequence[Changes]) -> Iterator[Captioned]:
    """Yield how the indexes of a page may stand, for each way in which it may print changes.

    It is a fault to take an index for the last number of a column, where its own may be lost.
    """
    yield Captioned("plain", [], tokens, printed, 0)
    if not any(one.is_headline for one in tokens):
        return
    behind = [changes for changes in printed if changes == "after"]
    for ways in (behind, [changes for changes in printed if changes != "after"]):
        found: list[list[Pair]] = [[]]
        for captions in CAPTIONS[1:] if ways else ():
            pairs, rest = _paired(tokens, captions, changes_follow=ways is behind)
            if pairs not in found:
                found.append(pairs)
                faults = sum(ways is not behind and _ends_column(tokens, one.number) for one in pairs)
                yield Captioned(captions, pairs, rest, ways, faults)


def _paired(
    tokens: Sequence[Token], captions: Captions, *, changes_follow: bool
) -> tuple[list[Pair], list[Token]]:
    """Pair each index with the number right above it that stands by no label, and take both away."""
    labelled = {one.row for one in tokens if one.measure}
    pairs: list[Pair] = []
    rest: list[Token] = []
    for one in tokens:
        if one.is_headline:
            named = [other for other in rest[-3:] if other.kind != "label" or other.measure]
            number, change = _above(named, changes_follow)
            is_own = number is not None and number.row == one.row
            is_lost = captions == CAPTIONS[-1] and not is_own and _follows_label(named, number)
            if number and not is_lost and (is_own or number.row not in labelled):
                pairs.append(Pair(one, number, change))
                rest = rest[: rest.index(number)]
                continue
        rest.append(one)
    return pairs, rest


def _ends_column(tokens: Sequence[Token], number: Token | None) -> bool:
    """Return whether two numbers stand before a number, of which one at most is of the label before."""
    if number is None or any(one.kind == "label" and one.row == number.row for one in tokens):
        return False
    before = [one for one in tokens if one.at < number.at and one.kind != "change"]
    return len(before) > 1 and all(one.kind == "number" for one in before[-2:])


def _follows_label(tokens: Sequence[Token], number: Token | None) -> bool:
    """Return whether a number may be that of the label right before it."""
    return any(before.kind == "label" and one is number for before, one in pairwise(tokens))


def _above(tokens: Sequence[Token], changes_follow: bool) -> tuple[Token | None, Token | None]:
    """Return the number that ends the tokens, and the change behind it."""
    last = tokens[-1] if tokens else None
    if last is None or last.kind == "label":
        return None, None
    before = tokens[-2] if len(tokens) > 1 else None
    if last.kind == "change" or (changes_follow and before and before.kind == "number"):
        return (before, last) if before and before.kind == "number" else (None, None)
    return last, None
