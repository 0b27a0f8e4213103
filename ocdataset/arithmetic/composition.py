"""The tree of measures of an edition: which are averaged into which."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm

from ocdataset.arithmetic.averages import mean


@dataclass(frozen=True)
class Composition:
    """The measures of one edition as a tree; a parent is the mean of its children's exact values.

    Parameters
    ----------
    edition : int
    children : mapping of str to tuple of str
        The children of each parent, in the order in which the Index prints them.

    Examples
    --------
    >>> children = {"criminality": ("markets", "actors"), "markets": ("a", "b"), "actors": ("c",)}
    >>> tree = Composition(2021, children)
    >>> tree.roots, tree.leaves("criminality")
    (('criminality',), ('a', 'b', 'c'))
    >>> tree.exact("criminality", {"a": 17, "b": 3, "c": 20})
    Fraction(15, 2)
    """

    edition: int
    children: Mapping[str, tuple[str, ...]]

    @cached_property
    def parents(self) -> tuple[str, ...]:
        """Every averaged measure, in printing order."""
        return tuple(measure for measure in self.measures if measure in self.children)

    @cached_property
    def indicators(self) -> tuple[str, ...]:
        """Every scored measure, in printing order."""
        return tuple(measure for measure in self.measures if measure not in self.children)

    @cached_property
    def components(self) -> tuple[str, ...]:
        """The parents whose children are all indicators, in printing order."""
        return tuple(
            parent
            for parent in self.parents
            if not any(child in self.children for child in self.children[parent])
        )

    @cached_property
    def roots(self) -> tuple[str, ...]:
        """The measures that are averaged into none."""
        below = {child for group in self.children.values() for child in group}
        return tuple(parent for parent in self.children if parent not in below)

    @cached_property
    def measures(self) -> tuple[str, ...]:
        """All measures, each parent before its children."""
        return tuple(measure for root in self.roots for measure in self._walk(root))

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The place of each measure in printing order, from 0."""
        return {measure: at for at, measure in enumerate(self.measures)}

    @cached_property
    def parent_of(self) -> Mapping[str, str]:
        """The parent of each measure that has one."""
        return {child: parent for parent, group in self.children.items() for child in group}

    def _walk(self, measure: str) -> Iterator[str]:
        yield measure
        for child in self.children.get(measure, ()):
            yield from self._walk(child)

    def leaves(self, measure: str) -> tuple[str, ...]:
        """Return the indicators below `measure`, or the indicator itself."""
        return tuple(below for below in self._walk(measure) if below not in self.children)

    def exact(self, measure: str, scores: Mapping[str, int]) -> Fraction:
        """Return the exact value of `measure` in points, from indicator scores in half points.

        Raises
        ------
        KeyError
            If an indicator below `measure` has no score.
        """
        if measure not in self.children:
            return Fraction(scores[measure], 2)
        return mean(self.exact(child, scores) for child in self.children[measure])

    def weights(self, measure: str) -> tuple[Mapping[str, int], int]:
        """Return whole-number weights of the indicators below `measure`, and their divisor.

        The exact value of `measure` is the weighted sum of its indicators over the divisor.

        Examples
        --------
        >>> tree = Composition(2021, {"c": ("m", "n"), "m": ("a", "b"), "n": ("d",)})
        >>> tree.weights("c")
        ({'a': 1, 'b': 1, 'd': 2}, 4)
        """
        shares = dict(self._shares(measure, Fraction(1)))
        divisor = lcm(*(share.denominator for share in shares.values()))
        return {leaf: int(share * divisor) for leaf, share in shares.items()}, divisor

    def _shares(self, measure: str, share: Fraction) -> Iterator[tuple[str, Fraction]]:
        group = self.children.get(measure)
        if group is None:
            yield measure, share
            return
        for child in group:
            yield from self._shares(child, share / len(group))
