"""The ranks that a page prints, given where they fit their scopes and all layouts agree whose they are."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final, Literal, NamedTuple

from ocdataset.establish.page.layouts.reading import UNUSUAL
from ocdataset.establish.sheet import Outcome, Rank, Scope
from ocdataset.establish.witness import Witness
from ocdataset.read.page.lines.labels import HEADLINES, measure_of
from ocdataset.read.page.lines.lexing import RANK, plain
from ocdataset.read.page.lines.titles import region_named
from ocdataset.reference.names import reference_table, region_labels

_SCOPES: Final[tuple[Scope, ...]] = ("world", "continent", "region")


class _Printed(NamedTuple):
    """A printed rank, of whichever index; `rank` is 0 where it cannot be one of its scope."""

    scope: Scope
    place: str
    rank: int
    out_of: int
    witness: Witness


@cache
def _sizes() -> Mapping[str, tuple[Scope, int]]:
    """Return the scope of each place, and how many countries it has, or 0 if that is not known."""
    found: dict[str, tuple[Scope, int]] = {}
    for row in reference_table("regions"):
        scope: Scope = "continent" if row["level"] == "continent" else "region"
        found[row["region"]] = scope, int(row["countries"] or 0)
    return found


def printed_ranks(witnesses: Sequence[Witness], edition: int) -> tuple[tuple[Rank, ...], dict[int, Outcome]]:
    """Return the ranks that fit, and by `id` of each witness to a rank what became of it."""
    read: list[Rank] = []
    fates: dict[int, Outcome] = {}
    for source in dict.fromkeys(one.source_id for one in witnesses):
        own = [one for one in witnesses if one.source_id == source]
        given, open_ones = _of_source(own, edition)
        read += given
        fates |= {id(one): "open" for one in open_ones}
    found: dict[tuple[str, Scope], list[Rank]] = {}
    for rank in read:
        found.setdefault((rank.measure, rank.scope), []).append(rank)
    given_ranks: dict[tuple[str, Scope], Rank] = {}
    for key, ranks in found.items():
        agreed = len({(rank.rank, rank.out_of, rank.place) for rank in ranks}) == 1
        for at, rank in enumerate(ranks):
            fates[id(rank.witness)] = ("repeated" if at else "taken") if agreed else "open"
        if agreed:
            given_ranks[key] = ranks[0]
    for key in _misfits(given_ranks):
        for rank in found[key]:
            fates[id(rank.witness)] = "open"
        del given_ranks[key]
    ordered = [
        given_ranks[measure, scope]
        for measure in ("criminality", "resilience")
        for scope in _SCOPES
        if (measure, scope) in given_ranks
    ]
    return tuple(ordered), fates


def _of_source(witnesses: Sequence[Witness], edition: int) -> tuple[list[Rank], list[Witness]]:
    """Return the ranks of a source on which the layouts with the fewest faults agree, and the others."""
    ordered = sorted(witnesses)
    printed = [
        one for one in (_printed(one, edition) for one in ordered if one.reading.kind == "rank") if one
    ]
    heads = [
        (one.reading.row, one.reading.position, measure)
        for one in ordered
        if one.reading.kind == "label" and (measure := measure_of(one.text)) in HEADLINES
    ]
    if not printed or not heads:
        return [], [one.witness for one in printed]
    layouts = [_below(printed, heads), _above(printed, heads), _in_order(printed, heads)]
    costs = [_faults(printed, owners, heads) for owners in layouts]
    costs[1] += UNUSUAL
    best = [owners for owners, cost in zip(layouts, costs, strict=True) if cost == min(costs)]
    given, left = [], []
    for at, one in enumerate(printed):
        owner = {owners[at] for owners in best}
        measure = owner.pop() if len(owner) == 1 else ""
        if measure and one.rank:
            given.append(Rank(measure, one.scope, one.place, one.rank, one.out_of, one.witness))
        else:
            left.append(one.witness)
    return given, left


Heads = Sequence[tuple[int, int, str]]
Owners = list[str]


def _below(printed: Sequence[_Printed], heads: Heads) -> Owners:
    """Give each rank to the headline before it, as the website prints them."""
    return [
        next((head for row, at, head in reversed(heads) if (row, at) < _place(one)), "") for one in printed
    ]


def _above(printed: Sequence[_Printed], heads: Heads) -> Owners:
    """Give each rank to the headline behind it."""
    return [next((head for row, at, head in heads if (row, at) > _place(one)), "") for one in printed]


def _in_order(printed: Sequence[_Printed], heads: Heads) -> Owners:
    """Give the ranks of a scope to the headlines in order, where there are as many of them.

    Two headlines side by side have their ranks side by side below them.
    """
    measures = list(dict.fromkeys(head for _, _, head in heads))
    owners: Owners = [""] * len(printed)
    for scope in _SCOPES:
        own = [at for at, one in enumerate(printed) if one.scope == scope]
        if len(own) == len(measures):
            for at, measure in zip(own, measures, strict=True):
                owners[at] = measure
    return owners


def _place(one: _Printed) -> tuple[int, int]:
    return one.witness.reading.row, one.witness.reading.position


def _faults(printed: Sequence[_Printed], owners: Owners, heads: Heads) -> int:
    """Return how many ranks have no headline or another of their scope, and how many headlines none."""
    kept: dict[tuple[str, Scope], int] = {}
    faults = owners.count("")
    for one, owner in zip(printed, owners, strict=True):
        if owner:
            faults += kept.setdefault((owner, one.scope), one.rank) != one.rank
    return faults + len({head for _, _, head in heads} - set(owners))


def _printed(witness: Witness, edition: int) -> _Printed | None:
    found = RANK.search(plain(witness.text))
    scope, size = _scope(found, edition) if found else ("", 0)
    if found is None or not scope:
        return None
    rank, out_of = int(found["own"]), int(found["of"])
    fits = 1 <= rank <= out_of and (not size or out_of == size)
    return _Printed(scope, _place_of(found), rank if fits else 0, out_of, witness)


def _place_of(found: re.Match[str]) -> str:
    """Return the place that a rank is of, or "" for the world."""
    return " ".join((found["in"] or found["whose"] or "").split())


def _scope(found: re.Match[str], edition: int) -> tuple[Scope | Literal[""], int]:
    """Return the scope of a rank, "" where there is no such place, and its size, 0 where it is not known."""
    place = _place_of(found)
    if not place:
        return "world", _size_of_world(edition)
    region = region_named(place)
    return _sizes()[region] if region else ("", 0)


def _size_of_world(edition: int) -> int:
    sizes = {int(row["edition"]): int(row["countries"]) for row in reference_table("editions")}
    return sizes.get(edition, 0)


def why_no_rank(found: re.Match[str], edition: int) -> str:
    """Return why a line that looks like a rank can be none, or "".

    Examples
    --------
    >>> why_no_rank(RANK.fullmatch("200th of 193 countries"), 2023)
    'it is beyond 193'
    >>> why_no_rank(RANK.fullmatch("2nd of 45 Asian countries"), 2023)
    'there are 46 countries in Asia'
    """
    scope, size = _scope(found, edition)
    rank, out_of = int(found["own"]), int(found["of"])
    if not scope:
        return f"the Index has no region {_place_of(found)!r}"
    if size and out_of != size:
        where = region_labels()[region_named(_place_of(found))] if scope != "world" else "the world"
        return f"there are {size} countries in {where}"
    return "" if 1 <= rank <= out_of else f"it is beyond {out_of}" if rank else "ranks begin with 1"


def _misfits(given: Mapping[tuple[str, Scope], Rank]) -> set[tuple[str, Scope]]:
    """Return the ranks of which a smaller scope's is worse than a larger one's."""
    found: set[tuple[str, Scope]] = set()
    for (measure, scope), rank in given.items():
        for larger in _SCOPES[: _SCOPES.index(scope)]:
            other = given.get((measure, larger))
            if other and (rank.rank > other.rank or rank.out_of > other.out_of):
                found |= {(measure, scope), (measure, larger)}
    return found
