"""What became of each reading of a sheet."""

from collections.abc import Iterable, Mapping

from ocdataset.establish.page.evidence.rows import Row
from ocdataset.establish.page.numerals import garbles, prints
from ocdataset.establish.sheet import Outcome
from ocdataset.establish.witness import Witness
from ocdataset.read.page.lines.labels import label_text
from ocdataset.reference.names import country_names

Outcomes = Mapping[tuple[str, int, int], tuple[str, Outcome]]


class Ledger:
    """Keeps for each reading the measure it was found to belong to, or "", and what became of it."""

    def __init__(self) -> None:
        self._noted: dict[int, tuple[str, Outcome]] = {}

    def note(self, witness: Witness, measure: str, outcome: Outcome) -> None:
        """Note what became of a reading; the last word counts."""
        self._noted[id(witness)] = measure, outcome

    def note_rest(self, witness: Witness, outcome: Outcome) -> None:
        """Note what became of a reading of which nothing was noted."""
        self._noted.setdefault(id(witness), ("", outcome))

    def note_row(self, row: Row, measure: str, value: int | None, *, is_average: bool) -> None:
        """Note what became of the numbers and the bar of a row, given the value of its measure."""
        for one in row.numbers:
            fits = value is not None and (prints(one.text, value, is_average) or garbles(one.text, value))
            self.note(one, measure, "open" if value is None else "repeated" if fits else "overruled")
        self.note_bar(row, measure, value)

    def note_bar(self, row: Row, measure: str, value: int | None) -> None:
        """Note what became of the residue of a row, given the value of its measure."""
        length = str(value // 10) if value is not None and row.bar == value // 50 else ""
        for one in row.residue:
            if not one.text.isdecimal():
                self.note(one, measure, "taken")
            elif one.text == length:
                self.note(one, measure, "checked")
            else:
                self.note(one, measure, "unused")

    def note_labels(self, rows: Iterable[Row]) -> None:
        """Note of each label of a measure whether it is the first."""
        labelled: set[str] = set()
        for row in rows:
            measure = row.measure
            if measure:
                for at, one in enumerate(row.labels):
                    self.note(one, measure, "repeated" if measure in labelled and at == 0 else "taken")
                labelled.add(measure)

    def note_ranks(self, witnesses: Iterable[Witness], fates: Mapping[int, Outcome]) -> None:
        """Note what became of each rank, by the `id` of its witness."""
        for one in witnesses:
            if one.reading.kind == "rank":
                self.note(one, "", fates.get(id(one), "unused"))

    def note_names(self, others: Iterable[Witness], country: str) -> None:
        """Note which of the readings in no row are the name of the country."""
        for one in others:
            if one.reading.kind == "name" and country_names().get(label_text(one.text)) == country:
                self.note(one, "", "taken")

    def outcomes(self, witnesses: Iterable[Witness]) -> Outcomes:
        """Return what became of each of these readings, by source, line and position."""
        noted = self._noted
        unused: tuple[str, Outcome] = "", "unused"
        return {
            (source, reading.line, reading.position): noted.get(id(witness), unused)
            for witness in witnesses
            for source, _, reading, _ in (witness,)
        }
