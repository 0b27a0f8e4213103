"""What was asked of a table and is not in it, told in one line: an empty answer is easily overlooked."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final

from ocdataset.package.package import Package
from ocdataset.reference.compositions import compositions_of
from ocdataset.reference.counted import counted
from ocdataset.reference.errors import HOW_TO_GET_ALL
from ocdataset.reference.names import measure_label
from ocdataset.reference.notices import warn
from ocdataset.reference.schemas import field_names
from ocdataset.use.narrative import coded_profiles

Wanted = Mapping[str, Sequence[Any] | None]
Values = Mapping[str, Collection[Any]]

OF_COUNTRIES: Final = ("scores", "averages", "ranks", "placements")
"""The tables that an import fills for all countries."""
SHOWN: Final = 6


def tell_of_missing_rows(package: Package, table: str, wanted: Wanted, held: Values, found: Values) -> None:
    """Warn of values that were asked for and have no row in the answer.

    Parameters
    ----------
    package : Package
    table : str
    wanted : mapping
        What was asked for, by column; None where all was.
    held, found : mapping
        What the table and the answer have in the columns asked about.
    """
    lines = list(_lines(package, table, wanted, held, found))
    if lines:
        warn("; ".join(lines))


def _lines(package: Package, table: str, wanted: Wanted, held: Values, found: Values) -> Iterator[str]:
    unnamed = [column for column, values in wanted.items() if values is not None and not values]
    if unnamed:
        yield f"no {unnamed[0]} is named, so there are no rows"
        return
    elsewhere = _not_in_editions(package, table, wanted)
    yield from elsewhere.values()
    missing = {
        column: [one for one in wanted[column] or () if one not in values and one not in elsewhere]
        for column, values in found.items()
    }
    absent = {column: [one for one in ones if one not in held[column]] for column, ones in missing.items()}
    for column, ones in absent.items():
        if ones:
            yield f"the table {table} has no rows of {_listed(ones)}; it has {_held(held[column])}"
    if table in OF_COUNTRIES and (absent.get("country") or absent.get("edition")):
        yield HOW_TO_GET_ALL
    elif not any(absent.values()) and not elsewhere and any(missing.values()):
        apart = next(ones for ones in missing.values() if ones)
        yield f"the table {table} has no rows of {_listed(apart)} among those asked for"


def _not_in_editions(package: Package, table: str, wanted: Wanted) -> dict[str, str]:
    """Return the measures that an edition asked for does not have, each with a line that says so."""
    if not wanted["edition"] or not {"edition", "measure"} <= set(field_names(package.schema(table))):
        return {}
    trees, lines = compositions_of(package.rows("composition")), {}
    for measure in wanted["measure"] or ():
        without = [one for one in wanted["edition"] if one in trees and measure not in trees[one].measures]
        having = [edition for edition, tree in trees.items() if measure in tree.measures]
        if without:
            there = f"it is in {_listed(having)}"
            lines[measure] = f"{measure_label(measure)} is not in the edition {_listed(without)}; {there}"
    return lines


def tell_of_missing_narratives(package: Package, table: str) -> None:
    """Warn that a table of narratives has no row of what was asked for."""
    coded = ", ".join(f"{country} {edition}" for country, edition in coded_profiles(package))
    if coded:
        warn(f"the table {table} has no rows of what is asked for; the narratives coded are {coded}")
    else:
        warn(
            f"the table {table} is empty: the package has no coded narratives; importing a workbook keeps "
            "those of the package in use"
        )


def _held(values: Collection[Any]) -> str:
    known = sorted({value for value in values if value is not None})
    if not known:
        return "none at all"
    return f"{_listed(known)} only" if len(known) <= SHOWN else f"{counted(len(known), 'other')}"


def _listed(values: Sequence[Any]) -> str:
    more = f" and {len(values) - SHOWN} more" if len(values) > SHOWN else ""
    return ", ".join(map(str, values[:SHOWN])) + more
