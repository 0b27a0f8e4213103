"""The exact values behind published averages, from the scores of the package."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ocdataset.arithmetic.composition import Composition
from ocdataset.arithmetic.half_points import half_points
from ocdataset.package.package import Package
from ocdataset.reference.compositions import compositions_of

if TYPE_CHECKING:
    import narwhals as nw

Sheet = tuple[int, str]


def with_exact_values(package: Package, frame: "nw.DataFrame[Any]") -> "nw.DataFrame[Any]":
    """Return a frame of averages with `exact_fraction` and `exact_value` beside the published value.

    A pandas frame holds fractions as they are; the others have no such type, and hold them as text.
    """
    import narwhals as nw

    keys = zip(*(frame[name].to_list() for name in ("edition", "country", "measure")), strict=True)
    exact = exact_values(package, keys)
    as_objects = frame.implementation.is_pandas()
    fractions = exact if as_objects else [None if value is None else str(value) for value in exact]
    floats = [None if value is None else float(value) for value in exact]
    place = frame.columns.index("value") + 1
    added = ("exact_fraction", "exact_value")
    return frame.with_columns(
        nw.new_series(
            added[0], fractions, nw.Object if as_objects else nw.String, backend=frame.implementation
        ),
        nw.new_series(added[1], floats, nw.Float64, backend=frame.implementation),
    ).select(*frame.columns[:place], *added, *frame.columns[place:])


def exact_values(package: Package, keys: Iterable[tuple[int, str, str]]) -> list[Fraction | None]:
    """Return the exact value for each edition, country and measure; None where a score is missing."""
    trees = compositions_of(package.rows("composition"))
    sheets: dict[Sheet, dict[str, int]] = {}
    for row in package.rows("scores"):
        if row["value"]:
            sheet = sheets.setdefault((int(row["edition"]), row["country"]), {})
            sheet[row["measure"]] = half_points(row["value"])
    return [
        _exact(trees[edition], sheets.get((edition, country), {}), measure)
        for edition, country, measure in keys
    ]


def _exact(tree: Composition, scores: Mapping[str, int], measure: str) -> Fraction | None:
    if not all(leaf in scores for leaf in tree.leaves(measure)):
        return None
    return tree.exact(measure, scores)
