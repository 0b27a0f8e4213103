"""What is said of a value that is not simply the number beside its label, in plain words."""

from collections.abc import Mapping, Sequence
from typing import Final

from ocdataset.arithmetic.composition import Composition
from ocdataset.arithmetic.half_points import hundredths_text
from ocdataset.establish.page.certificate import MOST_READINGS, Unheard
from ocdataset.establish.sheet import Rule
from ocdataset.reference.names import measure_labels

Mean = tuple[int, int, int]


def rule_for(
    tree: Composition,
    measure: str,
    value: int | None,
    *,
    shown: bool,
    read_as: bool,
    corrected: bool,
    complete: bool,
) -> Rule:
    """Return the rule by which a value that is not simply printed is given or left open."""
    if corrected:
        return "override"
    if value is None:
        return "several_fit" if shown else "not_shown"
    if read_as:
        return "read_as"
    if measure in tree.children and complete:
        return "mean_of_scores"
    return "forced_by_average"


def given_text(value: int | None) -> str:
    """Return a value as the Index prints it, or "".

    Examples
    --------
    >>> given_text(100), given_text(None)
    ('1.00', '')
    """
    return "" if value is None else hundredths_text(value)


def points(half_points: int) -> str:
    """Return a sum of half points in points.

    Examples
    --------
    >>> points(43)
    '21.5'
    """
    return f"{half_points // 2}.{half_points % 2 * 5}"


def reason_for(
    tree: Composition,
    measure: str,
    rule: Rule,
    value: int | None,
    printed: str,
    candidates: Sequence[int],
    mean: Mean | None,
) -> str:
    """Return the rule spelt out for one value."""
    given = given_text(value)
    beside = (
        f"the page prints {printed.replace('|', ' and ')} next to its label"
        if printed
        else ("the page prints no number next to its label")
    )
    label = measure_labels()[tree.parent_of.get(measure, measure)]
    if rule == "override":
        return f"a person corrected the reading {printed} to {given or 'a number that does not settle it'}"
    if rule == "read_as":
        return f"{printed} can only be a garbled {given}"
    if rule == "mean_of_scores":
        below = (
            "its two components" if measure in tree.roots and measure not in tree.components else "its scores"
        )
        return f"the page prints no such average that fits; {given} is the mean of {below}"
    if rule == "forced_by_average" and measure in tree.children:
        return f"{beside}; the other printed averages leave only {given}"
    if rule == "forced_by_average" and mean:
        average, total, count = mean
        return (
            f"{beside}; the printed mean {hundredths_text(average)} of {count} {label.lower()} scores "
            f"admits one sum only, {points(total)}, and the other scores leave {given}"
        )
    if rule == "forced_by_average":
        return f"{beside}; the other printed numbers leave only {given}"
    some = ", ".join(hundredths_text(one) for one in candidates[:6])
    more = f" and {len(candidates) - 6} more" if len(candidates) > 6 else ""
    if rule == "not_shown":
        return f"{beside}; {len(candidates)} values fit: {some}{more}"
    return f"{beside}, which the printed averages do not settle; {len(candidates)} values fit: {some}{more}"


def of_another_edition(country: str, edition: int, measures: Sequence[str]) -> str:
    """Return the line that says that a page shows measures which its edition does not have.

    Examples
    --------
    >>> of_another_edition("PRK", 2021, ["financial_crimes"])
    'PRK 2021: the page shows financial_crimes, which 2021 does not have; check the edition'
    """
    some = ", ".join(measures[:3]) + (f" and {len(measures) - 3} more" if len(measures) > 3 else "")
    return f"{country} {edition}: the page shows {some}, which {edition} does not have; check the edition"


def of_two_sheets(country: str, edition: int) -> str:
    """Return the line that says that a page prints two numbers beside most labels.

    Examples
    --------
    >>> of_two_sheets("PRK", 2023)
    'PRK 2023: the page prints different numbers next to many labels, as two sheets do; give one sheet'
    """
    return (
        f"{country} {edition}: the page prints different numbers next to many labels, as two sheets do; "
        "give one sheet"
    )


_UNHEARD: Final[Mapping[Unheard, tuple[str, str]]] = {
    "too long": (
        f"it shows more than {MOST_READINGS} labels and numbers, and is not searched",
        "give the page of one sheet",
    ),
    "too many faults": (
        "the cheapest account of it has more faults than are believed",
        "check that each number stands with its label, and what was misread",
    ),
    "of another edition": (
        "it prints averages over indicators that this edition does not have",
        "check the edition",
    ),
    "disproved": (
        "its averages contradict the scores as they stand by their labels, and none proves them",
        "check that each number stands with its label",
    ),
}


def unheard_text(why: Unheard) -> str:
    """Return why no account of a page is heard, in words.

    Examples
    --------
    >>> unheard_text("too long")
    'it shows more than 1000 labels and numbers, and is not searched'
    """
    return _UNHEARD[why][0]


def of_no_account(country: str, edition: int, why: Unheard) -> str:
    """Return the line that says that no account of a page is heard, why, and what to do.

    Examples
    --------
    >>> of_no_account("PRK", 2023, "of another edition")[58:]
    'it prints averages over indicators that this edition does not have; check the edition'
    """
    because, advice = _UNHEARD[why]
    return f"{country} {edition}: the page is not believed and no value is given: {because}; {advice}"


def component_contradiction(
    country: str, edition: int, measure: str, count: int, total: int, average: int
) -> str:
    """Return the line that says that scores contradict the mean printed for them, both within 80 columns.

    Examples
    --------
    >>> component_contradiction("PRK", 2023, "criminal_actors", 5, 40, 390)[:65]
    'PRK 2023 Criminal actors: sum 20.0 / 5 = mean 4.00, printed 3.90;'
    """
    found = hundredths_text((100 * total + count) // (2 * count))
    label = measure_labels()[measure]
    return (
        f"{country} {edition} {label}: sum {points(total)} / {count} = mean {found}, "
        f"printed {hundredths_text(average)}; one of these numbers is wrong, check the page"
    )


def criminality_contradiction(country: str, edition: int, computed: int, printed: int) -> str:
    """Return the line that says that criminality contradicts its components."""
    return (
        f"{country} {edition} Criminality: its scores give {hundredths_text(computed)}, "
        f"printed {hundredths_text(printed)}; one of these numbers is wrong, check the page"
    )
