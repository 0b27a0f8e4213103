"""From what the cheapest accounts leave to the cells of a sheet."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ocdataset.establish.page.certificate import Certificate
from ocdataset.establish.page.domains import Domains
from ocdataset.establish.page.evidence.gathering import agrees
from ocdataset.establish.page.evidence.rows import Row
from ocdataset.establish.page.numerals import garbles, numeral, prints
from ocdataset.establish.page.results.contradictions import contradictions
from ocdataset.establish.page.results.outcomes import Ledger
from ocdataset.establish.page.results.ranks import printed_ranks
from ocdataset.establish.page.results.repairing import Repairing
from ocdataset.establish.sheet import Cell, Outcome, Sheet, Status
from ocdataset.establish.witness import Witness


class SheetCells:
    """Turns what the accounts leave into cells, repairs and outcomes.

    Parameters
    ----------
    country : str
    certificate : Certificate
    witnesses : sequence of Witness
        All readings of the sheet.
    """

    def __init__(self, country: str, certificate: Certificate, witnesses: Sequence[Witness]) -> None:
        self.country, self.certificate, self.witnesses = country, certificate, witnesses
        self.page, self.found = certificate.page, certificate.found
        page = self.page
        self.left = Domains(page, self.found, certificate.criminality)
        self.repairing = Repairing(page, self.left, witnesses)
        self.ledger = Ledger()
        self._shown: dict[str, Mapping[str, int]] = {}

    def sheet(self) -> Sheet:
        """Return the whole sheet."""
        tree, page = self.page.tree, self.page
        plain = self._plainly_printed()
        cells = {measure: plain.get(measure) or self._cell(measure) for measure in tree.measures}
        ranks, fates = printed_ranks(self.witnesses, tree.edition)
        self._note_rest(cells, fates)
        repairs = self.repairing.found
        return Sheet(
            country=self.country,
            edition=tree.edition,
            cells=cells,
            ranks=ranks,
            repairs=tuple(repairs[measure] for measure in tree.measures if measure in repairs),
            outcomes=self.ledger.outcomes(self.witnesses),
            contradictions=tuple(
                contradictions(self.country, page, self.found.faults, self.certificate.why, cells)
            ),
            methods={one.source_id: one.method for one in self.witnesses},
        )

    def _cell(self, measure: str) -> Cell:
        values = self.left.of(measure)
        beside = self.page.evidence.beside.get(measure, ())
        shown = [row for row in beside if row.numbers or row.bar is not None]
        rows = self._by_weight(measure, shown)
        if len(values) == 1:
            return self._given(measure, values[0], rows)
        self._note_rows(rows, measure, None)
        self.repairing.repair(measure, shown, values, ())
        witnesses = tuple(one for row in rows for one in row.numbers)
        return Cell(measure, None, "unresolved", tuple(values), witnesses)

    def _plainly_printed(self) -> dict[str, Cell]:
        """Return the cells of measures whose labels have one number each, as printed, and a bar at most."""
        page, only, note = self.page, self.left.only, self.ledger.note
        averages = page.tree.children
        found = {}
        for measure, rows in page.evidence.beside.items():
            value = only(measure)
            if value is None or not self._is_plain(rows, value, is_average=measure in averages):
                continue
            first, *others = self._by_weight(measure, rows) if len(rows) > 1 else rows
            note(first.numbers[0], measure, "taken")
            for row in others:
                note(row.numbers[0], measure, "repeated")
            for row in rows:
                if row.residue:
                    self.ledger.note_bar(row, measure, value)
            witnesses = (first.numbers[0], *[row.numbers[0] for row in others])
            found[measure] = Cell(measure, value, "printed", (), witnesses)
        return found

    def _is_plain(self, rows: Sequence[Row], value: int, *, is_average: bool) -> bool:
        """Return whether rows are of a source each, with one number beside a label that prints the value."""
        if len(rows) > 1 and len({row.source for row in rows}) < len(rows):
            return False
        page = self.page
        for row in rows:
            if len(row.numbers) != 1 or self._is_by_order(row) or not row.labels:
                return False
            one = row.numbers[0]
            if one.correction or not prints(one.reading.as_printed, value, is_average):
                return False
            if page.changeful and page.may_be_a_change(row):
                return False
        return True

    def _is_by_order(self, row: Row) -> bool:
        """Return whether order alone pairs a number and its label under a layout that is heard."""
        if row.by_order or len(self.certificate.heard) < 2:
            return row.by_order
        return any(
            other.by_order and other.numbers == row.numbers
            for page in self.certificate.heard
            for other in page.evidence.beside.get(row.measure, ())
        )

    def _given(self, measure: str, value: int, rows: Sequence[Row]) -> Cell:
        status, witnesses, read_as = self._evidence_for(measure, value, rows)
        self._note_rows(rows, measure, value)
        for at, one in enumerate(witnesses):
            if status in ("printed", "aligned"):
                self.ledger.note(one, measure, "repeated" if at else "taken")
        shown = tuple(one for row in rows for one in row.numbers)
        corrected = any(one.correction for one in shown)
        if status == "derived" or read_as or corrected:
            self.repairing.repair(measure, rows, [value], witnesses, read_as=read_as, corrected=corrected)
        return Cell(measure, value, status, (), witnesses if witnesses else shown)

    def _by_weight(self, measure: str, rows: list[Row]) -> list[Row]:
        """Order rows so that those of the source that shows most of the component come first."""
        if len({row.source for row in rows}) < 2:
            return rows
        shown = self._shown_of(self.page.tree.parent_of.get(measure, measure))
        return sorted(rows, key=lambda row: -shown.get(row.source, 0))

    def _shown_of(self, parent: str) -> Mapping[str, int]:
        """Return how many measures of a component each source shows."""
        shown = self._shown.get(parent)
        if shown is None:
            beside = self.page.evidence.beside
            group = self.page.tree.children.get(parent, ())
            shown = Counter(
                source for name in group for source in {row.source for row in beside.get(name, ())}
            )
            self._shown[parent] = shown
        return shown

    def _evidence_for(
        self, measure: str, value: int, rows: Sequence[Row]
    ) -> tuple[Status, tuple[Witness, ...], bool]:
        """Return the status of a value, the witnesses to it, and whether its text is a garble of it."""
        is_average = measure in self.page.tree.children
        divided = _divided(rows) if not is_average else frozenset()
        usable = [
            row
            for row in rows
            if row.source not in divided and not self._is_by_order(row) and not self.page.may_be_a_change(row)
        ]
        exact = [one for row in usable for one in row.numbers if prints(one.text, value, is_average)]
        if exact:
            return "printed", tuple(exact), False
        if not is_average:
            garbled = [one for row in usable for one in row.numbers if garbles(one.text, value)]
            bars = [
                one for row in usable for one in row.residue if not row.numbers and row.bar == value // 50
            ]
            if garbled or bars:
                return "printed", tuple(garbled or bars[-1:]), True
        return self._evidence_by_order(measure, value, rows)

    def _evidence_by_order(
        self, measure: str, value: int, rows: Sequence[Row]
    ) -> tuple[Status, tuple[Witness, ...], bool]:
        is_average = measure in self.page.tree.children
        takers = sorted(self.found.takers.get(self.page.places[measure], ()))
        by_order = [one for row in rows if self._is_by_order(row) for one in row.numbers]
        by_order += [self.page.evidence.unlabelled[at].witness for at in takers]
        aligned = [one for one in by_order if prints(one.text, value, is_average)]
        if aligned:
            return "aligned", tuple(aligned[:1]), False
        garbled = [one for one in by_order if not is_average and garbles(one.text, value)]
        if garbled:
            return "aligned", tuple(garbled[:1]), True
        return "derived", (), False

    def _note_rows(self, rows: Iterable[Row], measure: str, value: int | None) -> None:
        is_average = measure in self.page.tree.children
        for row in rows:
            self.ledger.note_row(row, measure, value, is_average=is_average)

    def _note_rest(self, cells: Mapping[str, Cell], fates: Mapping[int, Outcome]) -> None:
        """Note what became of labels, changes, ranks, names and the numbers that were left over."""
        rows = self.page.evidence.rows
        self.ledger.note_labels(rows)
        self.ledger.note_ranks(self.witnesses, fates)
        for row in rows:
            for one in row.changes:
                self.ledger.note(one, row.measure, self._fate_of_change(one, row.measure, cells))
        self._note_unlabelled(cells)
        self.ledger.note_names(self.page.evidence.others, self.country)

    def _note_unlabelled(self, cells: Mapping[str, Cell]) -> None:
        """Note which numbers taken out of their rows may yet be the value of a cell that is left open."""
        for one in self.page.evidence.unlabelled:
            is_open = any(cells[measure].value is None for measure in one.measures)
            self.ledger.note_rest(one.witness, "open" if is_open else "unused")

    def _fate_of_change(self, one: Witness, measure: str, cells: Mapping[str, Cell]) -> Outcome:
        if measure not in self.page.before or measure in self.page.tree.children:
            return "unused"
        cell = cells.get(measure)
        if cell is None or cell.value is None:
            return "unused"
        fits = agrees(one.text, cell.value, self.page.before[measure])
        return "unused" if fits is None else "checked" if fits else "overruled"


def _divided(rows: Iterable[Row]) -> frozenset[str]:
    """Return the sources that print different numbers beside one label."""
    seen: dict[str, set[int | None]] = {}
    for row in rows:
        for one in row.numbers:
            seen.setdefault(row.source, set()).add(numeral(one.text).steps)
    return frozenset(source for source, values in seen.items() if len(values) > 1)
