"""From what the cheapest accounts leave to cells, repairs, outcomes and contradictions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ocdataset.arithmetic.averages import admitted_sum
from ocdataset.establish import reasons
from ocdataset.establish.component_search import Outcome as Found
from ocdataset.establish.criminality_tie import criminality_of
from ocdataset.establish.evidence import Row, agrees, of_two_sheets
from ocdataset.establish.numerals import numeral
from ocdataset.establish.pricing import Page
from ocdataset.establish.printed_ranks import printed_ranks
from ocdataset.establish.sheet import Cell, Outcome, Repair, Sheet, Status, Witness
from ocdataset.establish.sums import ANY, members
from ocdataset.read.labels import label_text
from ocdataset.reference.names import country_names


@dataclass
class Verdicts:
    """Turns what the accounts leave into cells, repairs and outcomes."""

    country: str
    page: Page
    found: Found
    witnesses: Sequence[Witness]
    repairs: dict[str, Repair] = field(default_factory=dict)
    outcomes: dict[tuple[str, int, int], tuple[str, Outcome]] = field(default_factory=dict)

    def sheet(self) -> Sheet:
        """Return the whole sheet."""
        tree, page = self.page.tree, self.page
        cells = {measure: self._cell(measure) for measure in tree.measures}
        ranks, fates = printed_ranks(page.evidence.rows, tree.edition)
        self._settle_rest(cells, fates)
        return Sheet(
            country=self.country,
            edition=tree.edition,
            cells=cells,
            ranks=ranks,
            repairs=tuple(self.repairs[measure] for measure in tree.measures if measure in self.repairs),
            outcomes=self.outcomes,
            contradictions=tuple(self._contradictions(cells)),
        )

    def _cell(self, measure: str) -> Cell:
        values = self._values(measure)
        rows = [
            row for row in self.page.evidence.beside.get(measure, ()) if row.numbers or row.bar is not None
        ]
        if len(values) == 1:
            plain = self._plainly_printed(measure, values[0], rows)
            return plain or self._given(measure, values[0], rows)
        witnesses = tuple(one for row in self._by_weight(measure, rows) for one in row.numbers)
        self._settle(measure, rows, None)
        self._repair(measure, rows, None, len(values), (), values)
        return Cell(measure, None, "unresolved", tuple(values), witnesses)

    def _values(self, measure: str) -> list[int]:
        """Return the values of a measure that the cheapest accounts leave, in hundredths, ascending."""
        tree, found = self.page.tree, self.found
        place = self.page.places[measure]
        if measure not in tree.children:
            bits = found.values.get(place, ANY) if found.faults >= 0 else ANY
            if bits & bits - 1 == 0:
                return [(bits.bit_length() - 1) * 50]
            return [steps * 50 for steps in members(bits)]
        if measure in tree.components:
            count = len(tree.children[measure])
            sums = self._sums(measure)
            return sorted({_rounded(total, count) for total in sums})
        return self._criminality_values(measure)

    def _sums(self, measure: str) -> Iterable[int]:
        count = len(self.page.tree.children[measure])
        bits = self.found.sums.get(self.page.places[measure]) if self.found.faults >= 0 else None
        return members(bits) if bits else range(2 * count, 20 * count + 1)

    def _criminality_values(self, measure: str) -> list[int]:
        markets, actors = self.page.tree.children[measure]
        count, others = (len(self.page.tree.children[name]) for name in (markets, actors))
        headed = self.page.printed_criminality or 0 in self.found.takers
        if self.found.faults >= 0 and headed:
            pairs: Iterable[tuple[int, int]] = self.found.pairs
        else:
            right = list(self._sums(actors))
            pairs = ((left, one) for left in self._sums(markets) for one in right)
        return sorted({criminality_of(left, count, one, others) for left, one in pairs})

    def _by_weight(self, measure: str, rows: Sequence[Row]) -> list[Row]:
        """Order rows so that those of the source that shows most of the component come first."""
        if len({row.source for row in rows}) < 2:
            return list(rows)
        tree = self.page.tree
        group = tree.children.get(tree.parent_of.get(measure, measure), ())
        shown: dict[str, int] = {}
        for name in group:
            for source in {row.source for row in self.page.evidence.beside.get(name, ())}:
                shown[source] = shown.get(source, 0) + 1
        return sorted(rows, key=lambda row: -shown.get(row.source, 0))

    def _given(self, measure: str, value: int, rows: Sequence[Row]) -> Cell:
        ordered = self._by_weight(measure, rows)
        status, witnesses, read_as = self._evidence_for(measure, value, ordered)
        self._settle(measure, rows, value)
        for at, one in enumerate(witnesses):
            if status in ("printed", "aligned"):
                self._note(one, measure, "repeated" if at else "taken")
        shown = tuple(one for row in ordered for one in row.numbers)
        corrected = any(one.correction for one in shown)
        if status == "derived" or read_as or corrected:
            self._repair(measure, ordered, value, 1, witnesses, (), read_as=read_as, corrected=corrected)
        return Cell(measure, value, status, (), witnesses if witnesses else shown)

    def _plainly_printed(self, measure: str, value: int, rows: Sequence[Row]) -> Cell | None:
        """Return the cell of a measure with one number beside its label and nothing else, if it is that."""
        if len(rows) != 1:
            return None
        row = rows[0]
        if len(row.numbers) != 1 or row.residue or row.by_order or not row.labels:
            return None
        one = row.numbers[0]
        agreed = _prints(one, value, measure in self.page.tree.children)
        if not agreed or one.correction or self.page.may_be_a_change(row):
            return None
        self._note(one, measure, "taken")
        return Cell(measure, value, "printed", (), (one,))

    def _evidence_for(
        self, measure: str, value: int, rows: Sequence[Row]
    ) -> tuple[Status, tuple[Witness, ...], bool]:
        """Return the status of a value, the witnesses to it, and whether its text is a garble of it."""
        is_average = measure in self.page.tree.children
        divided = _divided(rows) if not is_average else frozenset()
        usable = [
            row
            for row in rows
            if row.source not in divided and not row.by_order and not self.page.may_be_a_change(row)
        ]
        exact = [one for row in usable for one in row.numbers if _prints(one, value, is_average)]
        if exact:
            return "printed", tuple(exact), False
        if not is_average:
            garbled = [one for row in usable for one in row.numbers if _garbles(one, value)]
            bars = [
                one for row in usable for one in row.residue if not row.numbers and row.bar == value // 50
            ]
            if garbled or bars:
                return "printed", tuple(garbled or bars[-1:]), True
        takers = sorted(self.found.takers.get(self.page.places[measure], ()))
        loose = [one for row in rows if row.by_order for one in row.numbers]
        loose += [self.page.evidence.loose[at].witness for at in takers]
        aligned = [one for one in loose if _prints(one, value, is_average)]
        if aligned:
            return "aligned", tuple(aligned[:1]), False
        garbled = [one for one in loose if not is_average and _garbles(one, value)]
        if garbled:
            return "aligned", tuple(garbled[:1]), True
        return "derived", (), False

    def _repair(
        self,
        measure: str,
        rows: Sequence[Row],
        value: int | None,
        fitting: int,
        witnesses: Sequence[Witness],
        candidates: Sequence[int],
        *,
        read_as: bool = False,
        corrected: bool = False,
    ) -> None:
        tree = self.page.tree
        source = next((row.source for row in rows if row.numbers), "") or (
            witnesses[0].source_id if witnesses else self._nearest_source(measure)
        )
        of_source = [row for row in rows if row.source == source and row.numbers]
        printed = "|".join(row.printed for row in of_source)
        if not of_source and witnesses:
            printed = "|".join(one.reading.as_printed for one in witnesses)
        rule = reasons.rule_for(
            tree, measure, value, shown=bool(printed), read_as=read_as, corrected=corrected,
            complete=all(len(self._values(child)) == 1 for child in tree.children.get(measure, ())),
        )  # fmt: skip
        self.repairs[measure] = Repair(
            source_id=source,
            measure=measure,
            as_printed=printed,
            as_given=reasons.given_text(value),
            rule=rule,
            reason=reasons.reason_for(
                tree, measure, rule, value, printed, candidates, self._mean_text(measure)
            ),
            fitting=max(1, fitting),
        )

    def _nearest_source(self, measure: str) -> str:
        """Return the source that shows most of the component of a measure."""
        tree = self.page.tree
        parent = tree.parent_of.get(measure, measure)
        counts: dict[str, int] = {}
        for name in (parent, *tree.children.get(parent, ()), *tree.children.get(measure, ())):
            for row in self.page.evidence.beside.get(name, ()):
                counts[row.source] = counts.get(row.source, 0) + 1
        return max(sorted(counts), key=lambda source: counts[source], default=_main_source(self.witnesses))

    def _mean_text(self, measure: str) -> tuple[int, int, int] | None:
        """Return the value, sum in half points and size of the component of a measure, if it is one sum."""
        tree = self.page.tree
        parent = tree.parent_of.get(measure, measure)
        if parent not in tree.components:
            return None
        sums = list(self._sums(parent))
        count = len(tree.children[parent])
        return (_rounded(sums[0], count), sums[0], count) if len(sums) == 1 else None

    def _settle(self, measure: str, rows: Iterable[Row], value: int | None) -> None:
        """Note what became of the readings in the rows of a measure."""
        is_average = measure in self.page.tree.children
        for row in rows:
            for one in row.numbers:
                fits = value is not None and (_prints(one, value, is_average) or _garbles(one, value))
                self._note(one, measure, "open" if value is None else "repeated" if fits else "overruled")
            for one in row.residue:
                if not one.text.isdigit():
                    self._note(one, measure, "taken")
                elif value is not None and row.bar == value // 50 and one.text == str(value // 10):
                    self._note(one, measure, "checked")
                else:
                    self._note(one, measure, "unused")

    def _note(self, witness: Witness, measure: str, outcome: Outcome) -> None:
        self.outcomes[_key(witness)] = measure, outcome

    def _settle_rest(self, cells: Mapping[str, Cell], fates: Mapping[int, str]) -> None:
        """Note what became of labels, changes, ranks, names and all that was of no use."""
        labelled: set[str] = set()
        for row in self.page.evidence.rows:
            for one in row.labels:
                again = row.measure in labelled and one is row.labels[0]
                self._note(one, row.measure, ("repeated" if again else "taken") if row.measure else "unused")
            labelled.add(row.measure)
            for one in row.changes:
                self._note(one, row.measure, self._fate_of_change(one, row.measure, cells))
            for one in row.ranks:
                fate = fates.get(id(one), "unused")
                self._note(one, "", fate)  # type: ignore[arg-type]
            for one in [*row.numbers, *row.residue]:
                self.outcomes.setdefault(_key(one), ("", "unused"))
        for loose in self.page.evidence.loose:
            self.outcomes.setdefault(
                _key(loose.witness), ("", "open" if self._is_open(loose.measures, cells) else "unused")
            )
        for one in self.page.evidence.others:
            named = one.reading.kind == "name" and country_names().get(label_text(one.text)) == self.country
            self._note(one, "", "taken" if named else "unused")

        for one in self.witnesses:
            self.outcomes.setdefault(_key(one), ("", "unused"))

    def _is_open(self, measures: Iterable[str], cells: Mapping[str, Cell]) -> bool:
        return any(cells[measure].value is None for measure in measures)

    def _fate_of_change(self, one: Witness, measure: str, cells: Mapping[str, Cell]) -> Outcome:
        cell = cells.get(measure)
        if cell is None or cell.value is None or measure in self.page.tree.children:
            return "unused"
        fits = agrees(one.text, cell.value, self.page.before.get(measure))
        return "unused" if fits is None else "checked" if fits else "overruled"

    def _contradictions(self, cells: Mapping[str, Cell]) -> Iterable[str]:
        tree = self.page.tree
        strange = {row.elsewhere for row in self.page.evidence.rows if row.elsewhere}
        if strange:
            yield reasons.of_another_edition(self.country, tree.edition, sorted(strange))
        if of_two_sheets(self.page.evidence):
            yield reasons.of_two_sheets(self.country, tree.edition)
            return
        for measure in tree.components:
            group = tree.children[measure]
            open_cells = any(cells[cell].value is None for cell in group) or cells[measure].value is None
            if self.found.faults != 0 and open_cells and all(self._shown(cell) for cell in group):
                line = self._component_contradiction(measure)
                if line:
                    yield line
        yield from self._criminality_contradiction(cells)

    def _component_contradiction(self, measure: str) -> str:
        tree = self.page.tree
        group = tree.children[measure]
        steps = [self._shown(cell) for cell in group]
        total = sum(one for one in steps if one)
        for average in self.page.averages(measure):
            if admitted_sum(average, len(group)) != total:
                return reasons.component_contradiction(
                    self.country, tree.edition, measure, len(group), total, average
                )
        return ""

    def _criminality_contradiction(self, cells: Mapping[str, Cell]) -> Iterable[str]:
        tree = self.page.tree
        head = self.page.head
        groups = [tree.children[name] for name in tree.children[head]]
        shown = [[self._shown(cell) for cell in group] for group in groups]
        if not all(all(steps) for steps in shown):
            return
        totals = [sum(one or 0 for one in steps) for steps in shown]
        computed = criminality_of(totals[0], len(groups[0]), totals[1], len(groups[1]))
        for printed in self.page.printed_criminality:
            if printed != computed and cells[head].value != printed:
                yield reasons.criminality_contradiction(self.country, tree.edition, computed, printed)
                return

    def _shown(self, measure: str) -> int | None:
        """Return the score printed beside a label, in half points, or None."""
        for row in self.page.evidence.beside.get(measure, ()):
            for one in row.numbers:
                steps = numeral(one.text).steps
                if steps is not None:
                    return steps
        return None


def _main_source(witnesses: Iterable[Witness]) -> str:
    counts: dict[str, int] = {}
    for one in witnesses:
        counts[one.source_id] = counts.get(one.source_id, 0) + 1
    return max(sorted(counts), key=lambda source: counts[source], default="")


def _key(witness: Witness) -> tuple[str, int, int]:
    return witness.source_id, witness.reading.line, witness.reading.position


def _rounded(total: int, count: int) -> int:
    """Return the mean of `count` scores that sum to `total` half points, in hundredths, half up."""
    return (100 * total + count) // (2 * count)


def _prints(witness: Witness, value: int, is_average: bool) -> bool:
    known = numeral(witness.text)
    return known.average == value if is_average else known.plain and known.steps == value // 50


def _garbles(witness: Witness, value: int) -> bool:
    known = numeral(witness.text)
    return (
        not known.plain
        and any(cost == 1 and bits >> value // 50 & 1 for cost, bits in known.costs[:1])
        and (known.costs[0][1] != ANY)
    )


def _divided(rows: Iterable[Row]) -> frozenset[str]:
    """Return the sources that print different numbers beside one label."""
    seen: dict[str, set[int | None]] = {}
    for row in rows:
        for one in row.numbers:
            seen.setdefault(row.source, set()).add(numeral(one.text).steps)
    return frozenset(source for source, values in seen.items() if len(values) > 1)
