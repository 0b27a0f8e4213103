"""What of an answer the package in use holds, and a line for what it does not."""

from collections.abc import Sequence

from ocdataset.reference.errors import Misuse, NotHeld
from ocdataset.reference.names import measure_label
from ocdataset.reference.notices import warn
from ocdataset.use.asked import measure_asked
from ocdataset.use.figures import Figures


def measure_of(figures: Figures, measure: str, *editions: int) -> str:
    """Return the code of a measure that each of the editions has.

    Raises
    ------
    UnknownName
        If the Index has no such measure.
    Misuse
        If an edition does not have it.
    """
    code = measure_asked(measure)
    for edition in editions:
        if code not in figures.tree(edition).measures:
            having = [str(one) for one, tree in figures.trees.items() if code in tree.measures]
            raise Misuse(
                f"{measure_label(code)} is not in the edition {edition}; it is in {', '.join(having)}"
            )
    return code


def sheet_countries(figures: Figures, edition: int, countries: Sequence[str] | None) -> list[str]:
    """Return the countries asked for, all of which have a sheet in an edition; default all that have one.

    Raises
    ------
    NotHeld
        If the package in use has no sheet of one of them, or none of the edition.
    """
    held = figures.sheets.get(edition, {})
    if not held:
        others = ", ".join(map(str, figures.sheets)) or "none"
        raise NotHeld(f"the package in use holds no scores of the edition {edition} (it holds {others})")
    missing = [country for country in countries or () if country not in held]
    if missing:
        raise NotHeld(f"the package in use has no sheet of {listed(missing)} in the edition {edition}")
    return list(held) if countries is None else list(countries)


def some(kind: str, names: Sequence[str]) -> list[str]:
    """Return names of which there is one at least.

    Raises
    ------
    Misuse
        If there is none.
    """
    if not names:
        raise Misuse(f"no {kind} is named")
    return list(names)


def tell_of_open(countries: Sequence[str], measure: str) -> None:
    """Warn of countries that an answer leaves out because a score of theirs is open."""
    if countries:
        warn(f"left out, for a score below {measure_label(measure)} is open: {listed(countries)}")


def listed(names: Sequence[str]) -> str:
    """Return the first five of some names, and how many more there are."""
    return ", ".join(names[:5]) + _more(names[5:])


def _more(rest: Sequence[str]) -> str:
    return f" and {len(rest)} more" if rest else ""
