"""The exact values behind published averages, from the scores of the package."""

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ocdataset.package.package import Package
from ocdataset.use.figures import Figures

if TYPE_CHECKING:
    import narwhals as nw


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
    figures = Figures(package)
    values: dict[tuple[int, str], dict[str, Fraction]] = {}
    exact = []
    for edition, country, measure in keys:
        if (edition, measure) not in values:
            values[edition, measure] = figures.values(edition, measure)
        exact.append(values[edition, measure].get(country))
    return exact
