"""How each answer is worded as text of at most 80 columns."""

from collections.abc import Callable, Sequence
from typing import Final

from ocdataset.cli.answer_rendering import (
    Row,
    Shown,
    country,
    label_of,
    mark,
    measure,
    points,
    signed,
    whole,
)
from ocdataset.package.package import Package
from ocdataset.reference.counted import counted
from ocdataset.reference.names import country_code, country_labels, measure_code, region_labels
from ocdataset.use.asked import edition_asked
from ocdataset.use.comparability import warning_of

WHAT_IF: Final = (
    "What-if: each indicator half a point lower, the same or higher, with equal chance. "
    "The Index publishes no error; this is none."
)


def unlike(package: Package, measures: Sequence[str], edition: str) -> tuple[str, ...]:
    """Return what is to be known before figures of an edition are compared with those of another."""
    year = edition_asked(package, edition)
    said = (warning_of(package, measure_code(measure), year) for measure in measures)
    return tuple(f"{line} `ocdataset change` compares them." for line in dict.fromkeys(said) if line)


CHANGES: Final = (
    *country(),
    signed("published", "published"),
    signed("like for like", "common"),
    mark("", "sign_disagrees", "signs differ"),
    mark("", "beyond_noise", "!"),
)
CHANGES_NOTES: Final = (
    "like for like: over the indicators that both editions have. !: a what-if gives it this sign "
    "with a chance of 95 % or more.",
    WHAT_IF,
)
BY_INDICATOR: Final = (
    measure("indicator", "indicator"),
    Shown("in both editions", lambda row: {"shared": "yes"}.get(row["kind"], str(row["kind"]))),
    signed("contribution", "contribution"),
)


def measure_title(row: Row) -> str:
    """Return the title of changes by measure."""
    return f"{label_of(row['measure'])}, {row['from_edition']} to {row['to_edition']}, in points"


def indicator_title(row: Row) -> str:
    """Return the title of what the indicators contribute in a country."""
    return f"{country_labels().get(row['country'], row['country'])}: {measure_title(row)}"


RANKS: Final = (
    Shown("rank", lambda row: f"{row['rank']}{'=' if row['tied'] else ' '}", right=True),
    *country(),
    points("value", "value"),
)
INTERVALS: Final = (
    Shown("what-if", lambda row: f"{row['low']}-{row['high']}", right=True),
    whole("median", "median"),
)


def rank_title(row: Row) -> str:
    """Return the title of ranks within a scope."""
    scope = "the world" if row["within"] == "world" else region_labels().get(row["group"], row["group"])
    return f"{label_of(row['measure'])}, {row['edition']}, {scope} ({counted(row['out_of'], 'country')})"


def rank_notes(interval: float | None) -> tuple[str, ...]:
    """Return what the marks of ranks mean."""
    ties = "=: another country has exactly the same value."
    return (ties,) if interval is None else (f"{ties} The interval holds {interval:.0%}.", WHAT_IF)


QUADRANTS: Final = (
    *country(),
    points("criminality", "criminality"),
    points("resilience", "resilience"),
    Shown("", lambda row: str(row["quadrant"])),
    points("margin", "margin"),
    Shown("leaves", lambda row: f"{row['leaves']:.0%}", right=True),
)
QUADRANTS_NOTES: Final = (
    "LL, LH, HL, HH: low or high criminality, then resilience; high is 5.50 or more. margin: points "
    "to the nearest border. leaves: the chance to lie in another quadrant, in a what-if.",
    WHAT_IF,
)


def quadrant_title(row: Row) -> str:
    """Return the title of quadrants."""
    return f"Quadrants, {row['edition']}"


SENSITIVITY: Final = (
    Shown("scenario", lambda row: str(row["scenario"]).replace("_", " ")),
    points("mean", "mean_move"),
    whole("most", "max_move"),
    Shown("of", lambda row: _first_two(row["country"].split())),
    whole("same", "unchanged"),
)
SENSITIVITY_NOTES: Final = (
    "mean, most: places that ranks move. of: the countries that move most. same: how many keep their rank.",
)


def _first_two(codes: list[str]) -> str:
    return " ".join(codes[:2]) + (f" +{len(codes) - 2}" if codes[2:] else "")


SIMILAR: Final = (*country(), points("distance", "distance"), measure("differs most in", "differs_most"))
SIMILAR_NOTES: Final = (
    "distance: points between the indicators, averaged as the Index averages; 0 if all are the same.",
)


def similar_title(name: str, edition: str, on: str) -> Callable[[Row], str]:
    """Return the title of similar countries."""
    label = country_labels()[country_code(name)]
    return lambda _: f"Nearest to {label}, {edition}, by {label_of(measure_code(on))}"


COMPARED_NOTES: Final = (
    "apart: a what-if gives the difference this sign with a chance of 95 % or more.",
    WHAT_IF,
)


def compared(a: str, b: str) -> tuple[Shown, ...]:
    """Return the columns of two countries side by side."""
    return (
        measure("measure", "measure"),
        points(country_code(a), "a"),
        points(country_code(b), "b"),
        signed("difference", "difference"),
        mark("", "told_apart", "apart"),
    )


def compared_title(a: str, b: str, edition: str) -> Callable[[Row], str]:
    """Return the title of two countries side by side."""
    names = " and ".join(country_labels()[country_code(one)] for one in (a, b))
    return lambda _: f"{names}, {edition}"


GROUPS: Final = (
    Shown("group", lambda row: str(row["label"])),
    whole("countries", "countries"),
    points("mean", "mean"),
    points("least", "least"),
    points("most", "most"),
)


def group_title(row: Row) -> str:
    """Return the title of means of groups."""
    return f"{label_of(row['measure'])}, {row['edition']}"
