"""The different trees of measures among many editions, as columns of small tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ocdataset.arithmetic.composition import Composition

Columns = dict[str, list[Any]]


@dataclass(frozen=True)
class CompositionTables:
    """Compositions, each tree once, however many editions share it.

    Parameters
    ----------
    trees : sequence of Composition
    tree_of_edition : mapping of int to int
        The place of an edition's tree in `trees`.
    """

    trees: Sequence[Composition]
    tree_of_edition: Mapping[int, int]

    @classmethod
    def of(cls, compositions: Mapping[int, Composition]) -> "CompositionTables":
        """Return the trees of compositions by edition."""
        places: dict[tuple[tuple[str, tuple[str, ...]], ...], int] = {}
        trees: list[Composition] = []
        tree_of_edition = {}
        for edition, composition in compositions.items():
            shape = tuple(composition.children.items())
            if shape not in places:
                places[shape] = len(trees)
                trees.append(composition)
            tree_of_edition[edition] = places[shape]
        return cls(trees, tree_of_edition)

    def editions(self) -> Columns:
        """Return which tree each edition has: edition, tree."""
        return {"edition": list(self.tree_of_edition), "tree": list(self.tree_of_edition.values())}

    def leaves(self) -> Columns:
        """Return the indicators of each tree: tree, measure."""
        pairs = [(at, leaf) for at, tree in enumerate(self.trees) for leaf in tree.indicators]
        return {"tree": [at for at, _ in pairs], "measure": [leaf for _, leaf in pairs]}

    def weights(self) -> Columns:
        """Return each parent as a weighted sum: tree, parent, measure, weight, divisor, leaves."""
        names = ("tree", "parent", "measure", "weight", "divisor", "leaves")
        rows = []
        for at, tree in enumerate(self.trees):
            for parent in tree.parents:
                shares, divisor = tree.weights(parent)
                rows += [(at, parent, leaf, share, divisor, len(shares)) for leaf, share in shares.items()]
        return {name: [row[place] for row in rows] for place, name in enumerate(names)}

    @cached_property
    def component_of(self) -> Mapping[str, str]:
        """The parent of each indicator; empty if it has several among the trees."""
        found: dict[str, str] = {}
        for tree in self.trees:
            for leaf in tree.indicators:
                if found.setdefault(leaf, tree.parent_of[leaf]) != tree.parent_of[leaf]:
                    return {}
        return found
