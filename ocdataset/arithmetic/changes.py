"""The change of a measure between two editions, taken apart into what is like for like and what is not.

An edition may average other indicators than the one before. The difference of two published averages
then mixes what happened with what was counted; here each is exact, and they add up.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from ocdataset.arithmetic.averages import mean
from ocdataset.arithmetic.composition import Composition

Kind = Literal["shared", "added", "dropped"]
Scores = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Contribution:
    """What an indicator contributes to the published change of a measure, in points.

    Parameters
    ----------
    indicator : str
    kind : {"shared", "added", "dropped"}
        Whether both editions have it, only the later named, or only the earlier named.
    value : Fraction
    """

    indicator: str
    kind: Kind
    value: Fraction


@dataclass(frozen=True, slots=True)
class Change:
    """The change of a measure on both bases, in points.

    Parameters
    ----------
    published : Fraction
        The difference of the exact averages.
    common : Fraction
        The difference over the indicators that both editions have.
    """

    published: Fraction
    common: Fraction

    @property
    def composition(self) -> Fraction:
        """The part of the published change that is due to other indicators being averaged."""
        return self.published - self.common

    @property
    def sign_disagrees(self) -> bool:
        """Whether the published change and the like-for-like one have strictly opposite signs."""
        return self.published * self.common < 0


class NothingInCommon(ValueError):
    """A measure of which two editions share no indicator."""


@dataclass(frozen=True)
class Comparison:
    """Two sheets of a country, each with the composition of its edition.

    Parameters
    ----------
    before, after : Composition
    old, new : mapping of str to int
        Scores in half points, by indicator.

    Examples
    --------
    The average rises only because an indicator was added; like for like, nothing changed.

    >>> before, after = Composition(2021, {"m": ("a",)}), Composition(2023, {"m": ("a", "b")})
    >>> compared = Comparison(before, after, {"a": 6}, {"a": 6, "b": 10})
    >>> change = compared.change("m")
    >>> change.published, change.common, change.composition
    (Fraction(1, 1), Fraction(0, 1), Fraction(1, 1))
    >>> [(one.indicator, one.kind, str(one.value)) for one in compared.contributions("m")]
    [('a', 'shared', '0'), ('b', 'added', '1')]
    """

    before: Composition
    after: Composition
    old: Scores
    new: Scores

    def change(self, measure: str) -> Change:
        """Return the change of a measure on both bases.

        Raises
        ------
        NothingInCommon
            If the editions share no indicator of a mean on the way.
        KeyError
            If a score is missing.
        """
        return change_of(self.contributions(measure))

    def contributions(self, measure: str) -> list[Contribution]:
        """Return what each indicator contributes; together, the published change exactly.

        A shared one contributes its own change, an added one how far it lies from the mean of the
        shared ones in the new edition, a dropped one the same in the old edition, negated; each
        weighted as the Index averages.

        Raises
        ------
        NothingInCommon
            If the editions share no indicator of a mean on the way.
        KeyError
            If a score is missing.
        """
        return list(self._walk(measure, Fraction(1)))

    def _walk(self, measure: str, share: Fraction) -> Iterator[Contribution]:
        if measure not in self.before.children and measure not in self.after.children:
            change = Fraction(self.new[measure] - self.old[measure], 2)
            yield Contribution(measure, "shared", share * change)
            return
        was, now = self.before.children.get(measure, ()), self.after.children.get(measure, ())
        shared = [child for child in now if child in was]
        if not shared:
            raise NothingInCommon(measure)
        for child in shared:
            yield from self._walk(child, share / len(shared))
        yield from _beside(self.after, self.new, now, shared, "added", share / len(now))
        yield from _beside(self.before, self.old, was, shared, "dropped", -share / len(was))


def _beside(
    tree: Composition, scores: Scores, group: Iterable[str], shared: list[str], kind: Kind, share: Fraction
) -> Iterator[Contribution]:
    """Give what the indicators of an edition contribute that the other edition does not have."""
    level = mean(tree.exact(child, scores) for child in shared)
    for child in group:
        if child in shared:
            continue
        weights, divisor = tree.weights(child)
        for leaf, weight in weights.items():
            distance = Fraction(scores[leaf], 2) - level
            yield Contribution(leaf, kind, share * Fraction(weight, divisor) * distance)


def change_of(contributions: Iterable[Contribution]) -> Change:
    """Return the change that contributions add up to."""
    listed = list(contributions)
    common = sum((one.value for one in listed if one.kind == "shared"), Fraction(0))
    return Change(sum((one.value for one in listed), Fraction(0)), common)


def signed_hundredths(change: Fraction) -> int:
    """Return a change in hundredths, rounded half away from zero.

    Examples
    --------
    >>> signed_hundredths(Fraction(-13, 40)), signed_hundredths(Fraction(13, 40))
    (-33, 33)
    """
    size = (abs(change) * 100 + Fraction(1, 2)).__floor__()
    return -size if change < 0 else size


def printed_changes(change: Fraction) -> tuple[int, ...]:
    """Return the hundredths that the publisher may print for a change: one, or two at an exact half.

    At an exact half its pages round either way, by binary round-off: -13/40 is printed as -0.33,
    -3/40 as -0.08 for one country and as -0.07 for another.

    Examples
    --------
    >>> printed_changes(Fraction(-13, 40)), printed_changes(Fraction(7, 16))
    ((-33, -32), (44,))
    """
    rounded = signed_hundredths(change)
    if (change * 200).denominator == 1 and (change * 100).denominator == 2:
        return rounded, rounded - (1 if change > 0 else -1)
    return (rounded,)
