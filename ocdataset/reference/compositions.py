"""The compositions of the editions, from the table of that name."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from ocdataset.arithmetic.composition import Composition
from ocdataset.reference.errors import PackageError
from ocdataset.reference.names import reference_table

_DEEPEST = 20


def compositions_of(rows: Iterable[Mapping[str, Any]]) -> dict[int, Composition]:
    """Return the composition of each edition in rows of a composition table."""
    children: dict[int, dict[str, list[tuple[int, str]]]] = {}
    parents: dict[tuple[int, str], str] = {}
    for row in rows:
        edition, measure, parent = int(row["edition"]), row["measure"], row["parent"]
        if parents.setdefault((edition, measure), parent) != parent:
            raise PackageError(
                f"composition: {measure} of {edition} is averaged into several; correct data/composition.csv"
            )
        tree = children.setdefault(edition, {})
        tree.setdefault(row["parent"], []).append((int(row["position"]), row["measure"]))
    for (edition, measure), parent in parents.items():
        above = parent
        for _ in range(_DEEPEST):
            if not above or above == measure:
                break
            above = parents.get((edition, above), "")
        if above:
            raise PackageError(
                f"composition: {measure} of {edition} is below itself or too deep; correct composition.csv"
            )
    return {edition: Composition(edition, _in_order(tree)) for edition, tree in children.items()}


def _in_order(tree: Mapping[str, list[tuple[int, str]]]) -> dict[str, tuple[str, ...]]:
    """Return the children of each parent, roots first, so that the tree keeps their order."""
    children = {parent: tuple(measure for _, measure in sorted(group)) for parent, group in tree.items()}
    roots = children.pop("", ())
    return {root: children.pop(root) for root in roots if root in children} | children


@cache
def compositions() -> Mapping[int, Composition]:
    """Return the composition of every edition that the shipped package knows.

    Examples
    --------
    >>> {year: len(tree.indicators) for year, tree in compositions().items()}
    {2021: 26, 2023: 32, 2025: 32}
    """
    return compositions_of(reference_table("composition"))
