"""Which editions average other indicators than others, so that their averages are not like for like."""

from collections.abc import Iterator
from itertools import pairwise

from ocdataset.package.package import Package
from ocdataset.reference.compositions import compositions_of


def unlike_editions(package: Package, measure: str) -> Iterator[tuple[int, int, str]]:
    """Give each two editions in a row that average other indicators, with a sentence that says so."""
    trees = compositions_of(package.rows("composition"))
    having = [edition for edition in sorted(trees) if measure in trees[edition].measures]
    for one, other in pairwise(having):
        before, after = (set(trees[edition].leaves(measure)) for edition in (one, other))
        if before != after:
            yield (
                one,
                other,
                f"{one} and {other} are not like for like: they average {len(before)} and {len(after)} "
                f"indicators, {len(before & after)} of them the same.",
            )


def warning_of(package: Package, measure: str, edition: int) -> str:
    """Return a sentence if figures of an edition are not like for like with those next to it, or "".

    Examples
    --------
    >>> from ocdataset.package.package import open_package
    >>> warning_of(open_package(), "criminality", 2021).partition(":")[0]
    '2021 and 2023 are not like for like'
    >>> warning_of(open_package(), "resilience", 2021)
    ''
    """
    return " ".join(said for one, other, said in unlike_editions(package, measure) if edition in (one, other))
