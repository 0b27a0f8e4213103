"""The change of measures between two editions, as published and like for like."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal, get_args

from ocdataset.arithmetic.changes import Comparison, Contribution, NothingInCommon, change_of
from ocdataset.arithmetic.composition import Composition
from ocdataset.package.package import Package
from ocdataset.reference.errors import Misuse, NotHeld
from ocdataset.reference.names import measure_label
from ocdataset.reference.notices import warn
from ocdataset.use.answers.answer import Answer, Column
from ocdataset.use.answers.held import listed, measure_of, sheet_countries, some, tell_of_open
from ocdataset.use.answers.what_if import averages, chance_above, told_apart
from ocdataset.use.asked import countries_asked, edition_asked, measures_asked, shown
from ocdataset.use.figures import Figures

By = Literal["measure", "indicator"]

_KEY: Final[dict[str, Column]] = {
    "from_edition": "whole",
    "to_edition": "whole",
    "country": "text",
    "measure": "text",
}
BY_MEASURE: Final[dict[str, Column]] = _KEY | {
    "published": "points",
    "common": "points",
    "composition": "points",
    "sign_disagrees": "flag",
    "beyond_noise": "flag",
}
BY_INDICATOR: Final[dict[str, Column]] = _KEY | {
    "indicator": "text",
    "kind": "text",
    "contribution": "points",
}


def change(
    package: Package,
    start: Any,
    end: Any,
    measures: str | Sequence[str] = "criminality",
    *,
    countries: str | Sequence[str] | None = None,
    by: By = "measure",
) -> Answer:
    """Return changes between two editions; `Dataset.change` describes the parameters."""
    if not isinstance(by, str) or by not in get_args(By):
        raise Misuse(f"by is 'measure' or 'indicator', not {shown(by)}")
    figures = Figures(package)
    first, last = edition_asked(package, start), edition_asked(package, end)
    if first == last:
        raise Misuse(f"a change is between two editions, and both are {first}")
    asked = [
        measure_of(figures, measure, first, last) for measure in some("measure", measures_asked(measures))
    ]
    named = None if countries is None else some("country", countries_asked(countries))
    found = _countries(figures, (first, last), named)
    rows: list[tuple[Any, ...]] = []
    for measure in asked:
        whole = figures.complete(first, measure).keys() & figures.complete(last, measure).keys()
        complete = [country for country in found if country in whole]
        tell_of_open([country for country in found if country not in complete], measure)
        rows += _rows(figures, first, last, measure, complete, by)
    places = {country: at for at, country in enumerate(found)}
    return Answer(
        BY_MEASURE if by == "measure" else BY_INDICATOR, sorted(rows, key=lambda row: places[row[2]])
    )


def _countries(figures: Figures, editions: tuple[int, int], asked: list[str] | None) -> list[str]:
    """Return the countries with a sheet in both editions, and tell of those with one in one only."""
    held = [sheet_countries(figures, edition, asked) for edition in editions]
    both = [country for country in held[0] if country in held[1]]
    left_out = sorted(set(held[0]) ^ set(held[1]))
    if not both:
        raise NotHeld(
            f"the package in use has no country with sheets of both {editions[0]} and {editions[1]}"
        )
    if left_out:
        warn(
            f"left out, for they have a sheet in one of {editions[0]} and {editions[1]} only: "
            f"{listed(left_out)}"
        )
    return both


def _rows(
    figures: Figures, first: int, last: int, measure: str, countries: list[str], by: By
) -> list[tuple[Any, ...]]:
    old, new = figures.sheets[first], figures.sheets[last]
    try:
        parts = {
            country: Comparison(
                figures.tree(first), figures.tree(last), old[country], new[country]
            ).contributions(measure)
            for country in countries
        }
    except NothingInCommon as error:
        raise Misuse(
            f"{first} and {last} share no indicator of {measure_label(str(error))}, so no change is defined"
        ) from None
    key = (first, last)
    if by == "indicator":
        return [
            (*key, country, measure, one.indicator, one.kind, one.value)
            for country in countries
            for one in parts[country]
        ]
    beyond = _beyond_noise(figures, first, last, measure, parts)
    changes = {country: change_of(found) for country, found in parts.items()}
    return [
        (*key, country, measure, one.published, one.common, one.composition, one.sign_disagrees, noted)
        for (country, one), noted in zip(changes.items(), beyond, strict=True)
    ]


def _beyond_noise(
    figures: Figures, first: int, last: int, measure: str, parts: Mapping[str, Sequence[Contribution]]
) -> list[bool]:
    """Return whether each country's like-for-like change has one sign in 95 % of its what-if."""
    if not parts:
        return []
    tree = common_tree(figures.tree(last), next(iter(parts.values())))
    was, now = (
        averages(tree, measure, [figures.sheets[edition][country] for country in parts])
        for edition in (first, last)
    )
    return [told_apart(*chance_above(now, at, was, at)) for at in range(len(parts))]


def common_tree(tree: Composition, parts: Sequence[Contribution]) -> Composition:
    """Return a composition of those indicators only that contributions say two editions share."""
    shared = {one.indicator for one in parts if one.kind == "shared"}

    def kept(child: str) -> bool:
        return any(leaf in shared for leaf in tree.leaves(child))

    children = {parent: tuple(filter(kept, group)) for parent, group in tree.children.items()}
    return Composition(tree.edition, {parent: group for parent, group in children.items() if group})
