"""What stands at the foot of the pictures, and the names that they use."""

from fractions import Fraction
from typing import Final

from ocdataset.arithmetic.averages import round_half_up
from ocdataset.arithmetic.half_points import hundredths_text
from ocdataset.package.package import Package
from ocdataset.reference.compositions import compositions_of
from ocdataset.reference.errors import DatasetError, Misuse

OUTLINES: Final = "Outlines: Natural Earth, after visionscarto; no statement on borders."
HIGH: Final = "High is bad for criminality, good for resilience."


def source_line(package: Package, *editions: int) -> str:
    """Return where the figures come from and their version.

    Examples
    --------
    >>> from ocdataset.package.package import open_package
    >>> source_line(open_package(), 2021, 2023)
    'Source: Global Organized Crime Index 2021 and 2023 (GI-TOC); ocdataset, data version 2026.1.'
    """
    years = " and ".join(str(edition) for edition in editions)
    return (
        f"Source: Global Organized Crime Index {years} (GI-TOC); ocdataset, data version {package.version}."
    )


def country_names(package: Package) -> dict[str, str]:
    """Return the Index's own name of each country by its code."""
    return {row["country"]: row["name"] for row in package.rows("countries")}


def measures_in_order(package: Package, edition: int) -> list[dict[str, str]]:
    """Return the rows of the table `measures` that an edition has, in printing order.

    Raises
    ------
    Misuse
        If there is no such edition.
    """
    trees = compositions_of(package.rows("composition"))
    if edition not in trees:
        raise Misuse(f"no edition {edition}; the Index has {', '.join(map(str, sorted(trees)))}")
    present = set(trees[edition].measures)
    return [row for row in package.rows("measures") if row["measure"] in present]


def values_of(package: Package, edition: int) -> dict[tuple[str, str], float]:
    """Return each value of an edition, scores and published averages, by country and measure.

    Raises
    ------
    DatasetError
        If the package has none.
    """
    found = {
        (row["country"], row["measure"]): float(row["value"])
        for table in ("scores", "averages")
        for row in package.rows(table)
        if row["edition"] == str(edition) and row["value"]
    }
    if not found:
        held = sorted({row["edition"] for row in package.rows("averages")})
        raise DatasetError(f"the package in use has no values of {edition}; it has {', '.join(held)}")
    return found


def as_the_index_prints(value: Fraction) -> str:
    """Return an exact value to two decimals, rounded half up as the Index does and Python does not.

    Examples
    --------
    >>> as_the_index_prints(Fraction(41, 8)), f"{41 / 8:.2f}"
    ('5.13', '5.12')
    """
    return hundredths_text(round_half_up(value))
