"""The ranks that a page prints, given only where they fit their scopes."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final

from ocdataset.establish.sheet import Outcome, Rank, Scope, Witness
from ocdataset.establish.sheet_rows import Row
from ocdataset.read.labels import HEADLINES
from ocdataset.read.lexing import plain
from ocdataset.reference.folding import fold
from ocdataset.reference.names import reference_table, region_names

_RANK: Final = re.compile(
    r"(\d{1,3})\s*(?:st|nd|rd|th)\s+(?:out\s+)?of\s+(?:the\s+)?(\d{1,3})\s+(.*?)\s*countries"
    r"(?:\s+in\s+(?:the\s+)?(.+))?",
    re.IGNORECASE | re.DOTALL,
)
_SCOPES: Final[tuple[Scope, ...]] = ("world", "continent", "region")


@cache
def _sizes() -> Mapping[str, tuple[Scope, int]]:
    """Return the scope of each place, and how many countries it has, or 0 if that is not known."""
    found: dict[str, tuple[Scope, int]] = {}
    for row in reference_table("regions"):
        scope: Scope = "continent" if row["level"] == "continent" else "region"
        found[row["region"]] = scope, int(row["countries"] or 0)
    return found


def printed_ranks(rows: Sequence[Row], edition: int) -> tuple[tuple[Rank, ...], dict[int, Outcome]]:
    """Return the ranks that fit, and by `id` of each witness to a rank what became of it."""
    read = list(_read(rows, edition))
    fates: dict[int, Outcome] = {}
    found: dict[tuple[str, Scope], list[Rank]] = {}
    for rank in read:
        found.setdefault((rank.measure, rank.scope), []).append(rank)
    given: dict[tuple[str, Scope], Rank] = {}
    for key, ranks in found.items():
        agreed = len({(rank.rank, rank.out_of, rank.place) for rank in ranks}) == 1
        for at, rank in enumerate(ranks):
            fates[id(rank.witness)] = ("repeated" if at else "taken") if agreed else "open"
        if agreed:
            given[key] = ranks[0]
    for key in _misfits(given):
        for rank in found[key]:
            fates[id(rank.witness)] = "open"
        del given[key]
    ordered = [
        given[measure, scope]
        for measure in ("criminality", "resilience")
        for scope in _SCOPES
        if (measure, scope) in given
    ]
    return tuple(ordered), fates


def _read(rows: Sequence[Row], edition: int) -> Iterable[Rank]:
    """Yield the ranks of the index whose headline stands nearest before them in their source, else behind."""
    world = next(
        (int(row["countries"]) for row in reference_table("editions") if int(row["edition"]) == edition), 0
    )
    headlines = [row for row in rows if row.measure in HEADLINES]
    nearest = {row.source: row.measure for row in reversed(headlines)}
    for row in rows:
        if row.measure in HEADLINES:
            nearest[row.source] = row.measure
        for witness in row.ranks:
            rank = _rank(witness, nearest.get(witness.source_id, ""), world)
            if rank is not None:
                yield rank


def _rank(witness: Witness, measure: str, world: int) -> Rank | None:
    found = _RANK.search(plain(witness.text))
    if found is None or not measure:
        return None
    rank, out_of = int(found[1]), int(found[2])
    place = (found[4] or found[3] or "").strip()
    scope: Scope = "world"
    size = world
    if place:
        region = region_names().get(fold(place))
        if region is None:
            return None
        scope, size = _sizes()[region]
    if not 1 <= rank <= out_of or (size and out_of != size):
        return None
    return Rank(measure, scope, place, rank, out_of, witness)


def _misfits(given: Mapping[tuple[str, Scope], Rank]) -> set[tuple[str, Scope]]:
    """Return the ranks of which a smaller scope's is worse than a larger one's."""
    found: set[tuple[str, Scope]] = set()
    for (measure, scope), rank in given.items():
        for larger in _SCOPES[: _SCOPES.index(scope)]:
            other = given.get((measure, larger))
            if other and (rank.rank > other.rank or rank.out_of > other.out_of):
                found |= {(measure, scope), (measure, larger)}
    return found
