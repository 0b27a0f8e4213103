"""The proof of a value in plain words, from the certificate of its page."""

from collections.abc import Iterable, Iterator, Sequence

from ocdataset.arithmetic.half_points import hundredths_text
from ocdataset.establish.page.results.certificate_words import Certified
from ocdataset.establish.sheet import Cell, Sheet
from ocdataset.establish.witness import Witness
from ocdataset.read.page.lines.labels import measure_of
from ocdataset.reference.compositions import compositions
from ocdataset.reference.errors import UnknownName
from ocdataset.reference.names import measure_labels

_HOW = {
    "printed": "the number stands next to its label",
    "aligned": "numbers and labels stand apart on the page; they were paired by their order alone",
    "derived": "no number next to its label can be taken; the value follows from the other numbers",
    "unresolved": "several values fit, so none is given",
}
_NOT_IN_CERTIFICATE = ("override", "read_as")
"""The rules of a repair that the certificate does not spell out itself."""
_EXCHANGE = "An exchange of two scores would keep the mean, so the mean cannot show one."


def explain(sheet: Sheet, measure: str) -> list[str]:
    r"""Return the proof of a value of a sheet, a plain line for each step.

    What is printed where, which layouts remain, what the cheapest accounts cost, which average admits
    which sum, which values are out and because of what. Nothing is said that was not computed.

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
    >>> cells["prevention"] = Cell("prevention", None, "unresolved", (100, 150))
    >>> print("\n".join(explain(Sheet("PRK", 2023, cells), "prevention")))
    PRK 2023, Prevention: open, one of 1.00, 1.50
    Printed: nothing next to its label.
    How: several values fit, so none is given.
    """
    return Proofs(sheet).of(measure)


class Proofs:
    """The proofs of the values of a sheet, whose certificate is searched once for all of them."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.certified = Certified(sheet.certify()) if sheet.certify else None

    def of(self, measure: str) -> list[str]:
        """Return the proof of a measure; raise UnknownName if the edition has no such measure."""
        sheet = self.sheet
        if measure not in sheet.cells:
            raise UnknownName(f"measure of {sheet.edition}", measure, sheet.cells)
        cell = sheet.cells[measure]
        lines = [f"{sheet.country} {sheet.edition}, {measure_labels()[measure]}: {_value_of(cell)}"]
        lines.append(_printed(sheet, cell))
        lines += _not_placed(sheet, measure)
        if sheet.is_heard:
            lines.append(f"How: {_HOW[cell.status]}.")
        if cell.status == "aligned" and measure not in compositions()[sheet.edition].children:
            lines.append(_EXCHANGE)
        told = None if self.certified is None else _NOT_IN_CERTIFICATE
        lines += [
            f"Why: {repair.reason}."
            for repair in sheet.repairs
            if repair.measure == measure and (told is None or repair.rule in told)
        ]
        return lines + (self.certified.lines(sheet, cell) if self.certified else [])


def _value_of(cell: Cell) -> str:
    if cell.value is not None:
        return hundredths_text(cell.value)
    return f"open, one of {_listed(cell.candidates)}"


def _listed(values: Sequence[int]) -> str:
    shown = ", ".join(hundredths_text(value) for value in values[:19])
    return f"{shown} and {len(values) - 19} more" if len(values) > 19 else shown


def _printed(sheet: Sheet, cell: Cell) -> str:
    places = list(_places(sheet, cell.witnesses))
    return f"Printed: {'; '.join(places)}." if places else "Printed: nothing next to its label."


_TAKEN_FOR = {"sentence": "a sentence", "title": "a title", "fact_box": "a fact", "numbering": "numbering"}


def _not_placed(sheet: Sheet, measure: str) -> Iterator[str]:
    """Say which numbers stand beside the label in lines that no layout has, so that no account uses them."""
    labelled = {(one.source_id, one.reading.row) for one in sheet.unplaced if measure_of(one.text) == measure}
    for one in sheet.unplaced:
        if (one.source_id, one.reading.row) in labelled and not measure_of(one.text):
            line = _TAKEN_FOR[one.reading.reason]
            yield (
                f"Not used: {one.reading.as_printed} at {one.reading.locator} of {one.source_id}, "
                f"in a line that was taken for {line}."
            )


def _places(sheet: Sheet, witnesses: Iterable[Witness]) -> Iterator[str]:
    for one in witnesses:
        yield f"{one.reading.as_printed} at {one.reading.locator} of {one.source_id}{_fate(sheet, one)}"


def _fate(sheet: Sheet, witness: Witness) -> str:
    key = witness.source_id, witness.reading.line, witness.reading.position
    _, outcome = sheet.outcomes.get(key, ("", ""))
    corrected = f", corrected to {witness.correction}" if witness.correction else ""
    return f" ({outcome}{corrected})" if outcome else corrected
