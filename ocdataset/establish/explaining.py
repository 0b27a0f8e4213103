"""The proof of a value in plain words."""

from collections.abc import Iterable, Iterator, Sequence

from ocdataset.arithmetic.averages import admitted_sum
from ocdataset.arithmetic.half_points import hundredths_text
from ocdataset.establish.reasons import points
from ocdataset.establish.sheet import Cell, Sheet, Witness
from ocdataset.reference.compositions import compositions
from ocdataset.reference.errors import UnknownName
from ocdataset.reference.names import measure_labels

_HOW = {
    "printed": "the number stands beside its label",
    "aligned": "numbers and labels stand apart on the page; they were paired by their order alone",
    "derived": "no number beside its label can be taken; the value follows from the averages",
    "unresolved": "several values fit, so none is given",
}


def explain(sheet: Sheet, measure: str) -> list[str]:
    r"""Return the proof of a value of a sheet, a plain line for each step.

    What is printed where, which average forces what, which other values were possible, and why
    they are out.

    Parameters
    ----------
    sheet : Sheet
    measure : str
        Code of a measure of the edition.

    Raises
    ------
    UnknownName
        If the edition has no such measure.

    Examples
    --------
    >>> cells = {"resilience": Cell("resilience", None, "unresolved", (100, 104))}
    >>> tree = compositions()[2023]
    >>> cells["prevention"] = Cell("prevention", None, "unresolved", (100, 150))
    >>> print("\n".join(explain(Sheet("PRK", 2023, cells), "prevention")))
    PRK 2023, Prevention: open, one of 1.00, 1.50
    Printed: nothing beside its label.
    How: several values fit, so none is given.
    """
    tree = compositions()[sheet.edition]
    if measure not in sheet.cells:
        raise UnknownName(f"measure of {sheet.edition}", measure, sheet.cells)
    cell = sheet.cells[measure]
    lines = [f"{sheet.country} {sheet.edition}, {measure_labels()[measure]}: {_verdict(cell)}"]
    lines.append(_printed(sheet, cell))
    lines.append(f"How: {_HOW[cell.status]}.")
    lines += [f"Why: {repair.reason}." for repair in sheet.repairs if repair.measure == measure]
    children = tree.children.get(measure)
    lines += (
        _average(sheet, measure, children)
        if children
        else _in_its_mean(sheet, tree.parent_of[measure], measure)
    )
    return lines


def _verdict(cell: Cell) -> str:
    if cell.value is not None:
        return hundredths_text(cell.value)
    return f"open, one of {_listed(cell.candidates)}"


def _listed(values: Sequence[int]) -> str:
    shown = ", ".join(hundredths_text(value) for value in values[:19])
    return f"{shown} and {len(values) - 19} more" if len(values) > 19 else shown


def _printed(sheet: Sheet, cell: Cell) -> str:
    witnesses: Iterable[Witness] = cell.witnesses
    places = [
        f"{one.reading.as_printed} at {one.reading.locator} of {one.source_id}{_fate(sheet, one)}"
        for one in witnesses
    ]
    return f"Printed: {'; '.join(places)}." if places else "Printed: nothing beside its label."


def _fate(sheet: Sheet, witness: Witness) -> str:
    key = witness.source_id, witness.reading.line, witness.reading.position
    _, outcome = sheet.outcomes.get(key, ("", ""))
    corrected = f", corrected to {witness.correction}" if witness.correction else ""
    return f" ({outcome}{corrected})" if outcome else corrected


def _average(sheet: Sheet, measure: str, children: Sequence[str]) -> Iterator[str]:
    values = [sheet.cells[child].value for child in children]
    known = [hundredths_text(value) for value in values if value is not None]
    names = ", ".join(f"{measure_labels()[child]} {_verdict(sheet.cells[child])}" for child in children[:2])
    if len(children) == 2:
        yield f"Its parts: {names}; it is the mean of their exact values, rounded half up."
    elif len(known) == len(children):
        total = sum(value or 0 for value in values) // 50
        mean = _verdict(sheet.cells[measure])
        yield f"Its {len(children)} scores sum to {points(total)}; the mean, rounded half up, is {mean}."
    else:
        yield f"Of its {len(children)} scores {len(known)} are established."


def _in_its_mean(sheet: Sheet, parent: str, measure: str) -> Iterator[str]:
    """Say what the printed mean of the component forces, and what is out because of it."""
    tree = compositions()[sheet.edition]
    mean = sheet.cells[parent].value
    group = tree.children[parent]
    label = measure_labels()[parent].lower()
    if mean is None:
        return
    total = admitted_sum(mean, len(group))
    if total is None:
        return
    yield (
        f"The mean of {label}, {hundredths_text(mean)} of {len(group)} scores, "
        f"admits one sum only: {points(total)}."
    )
    firm = [one for one in group if one != measure and sheet.cells[one].status in ("printed", "aligned")]
    rest = total - sum((sheet.cells[one].value or 0) // 50 for one in firm)
    others = len(group) - len(firm) - 1
    yield (
        f"The {len(firm)} other scores that the page shows leave {points(rest)} for this one"
        + (f" and {others} more, each 1.00 at least and 10.00 at most." if others else ".")
    )
    low, high = max(2, rest - 20 * others), min(20, rest - 2 * others)
    yield from _outcome(sheet.cells[measure], low, high)


def _outcome(cell: Cell, low: int, high: int) -> Iterator[str]:
    out = sorted(
        {
            one.reading.as_printed
            for one in cell.witnesses
            if cell.value is not None and one.reading.as_printed != hundredths_text(cell.value)
        }
    )
    if low == high:
        yield f"So only {hundredths_text(50 * low)} is possible."
    elif low < high and cell.value is None:
        yield f"By the mean alone it could be {hundredths_text(50 * low)} to {hundredths_text(50 * high)}."
    if out:
        yield f"Out because the sum would not be met: {', '.join(out)}."
