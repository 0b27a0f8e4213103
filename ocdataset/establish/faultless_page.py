"""Pages without a fault: each measure once in each source, and every average reproduced by its scores."""

from collections.abc import Sequence

from ocdataset.arithmetic.averages import admitted_sum
from ocdataset.arithmetic.composition import Composition
from ocdataset.establish.evidence import Evidence
from ocdataset.establish.numerals import numeral
from ocdataset.establish.outcomes import Ledger
from ocdataset.establish.printed_ranks import printed_ranks
from ocdataset.establish.search.tie import criminality_of
from ocdataset.establish.sheet import Cell, Sheet, Witness
from ocdataset.establish.sheet_rows import Row


def faultless_sheet(country: str, evidence: Evidence, witnesses: Sequence[Witness]) -> Sheet | None:
    """Return the sheet of a page on which there is nothing to decide; None for every other page.

    What it returns is what the search for accounts leads to: the one account that has no fault.

    Parameters
    ----------
    country : str
    evidence : Evidence
    witnesses : sequence of Witness
        All readings of the sheet.
    """
    rows = [] if evidence.loose else _rows_with_numbers(evidence)
    values = _values(evidence.tree, rows)
    if not values:
        return None
    ledger = Ledger()
    numbers: dict[str, tuple[Witness, ...]] = {}
    for row in rows:
        before = numbers.get(row.measure, ())
        numbers[row.measure] = (*before, *row.numbers)
        ledger.note(row.numbers[0], row.measure, "repeated" if before else "taken")
        for one in row.changes:
            ledger.note(one, row.measure, "unused")
        if row.residue:
            ledger.note_bar(row, row.measure, values[row.measure])
    ranks, fates = printed_ranks(evidence.rows, evidence.tree.edition)
    ledger.note_labels(evidence.rows)
    ledger.note_ranks(evidence.rows, fates)
    ledger.note_names(evidence.others, country)
    return Sheet(
        country=country,
        edition=evidence.tree.edition,
        cells={
            measure: Cell(measure, values[measure], "printed", (), numbers[measure])
            for measure in evidence.tree.measures
        },
        ranks=ranks,
        outcomes=ledger.outcomes(witnesses),
        methods={one.source_id: one.method for one in witnesses},
    )


def _rows_with_numbers(evidence: Evidence) -> Sequence[Row]:
    """Return the rows that have numbers, if each is a measure's label with one number; else none."""
    found: list[Row] = []
    spread = changed = False
    for row in evidence.rows:
        if len(row.numbers) == 1 and row.measure and row.labels and not row.by_order:
            if row.numbers[0].correction:
                return ()
            changed = changed or bool(row.changes)
            spread = spread or (not row.changes and row.spread)
            found.append(row)
        elif row.numbers or row.elsewhere or (row.measure and (row.changes or row.residue)):
            return ()
    # where changes are printed below scores, a lone number may be a change
    return () if changed and spread else found


def _values(tree: Composition, rows: Sequence[Row]) -> dict[str, int]:
    """Return the value of each measure in hundredths, if every source prints all of them alike; else none."""
    shown: dict[str, dict[str, int]] = {}
    for row in rows:
        known = numeral(row.numbers[0].text)
        of_source = shown.setdefault(row.source, {})
        if row.measure in of_source:
            return {}
        if row.measure in tree.children:
            if known.average is None:
                return {}
            of_source[row.measure] = known.average
        elif known.steps is None or not known.plain or (row.residue and row.bar not in (None, known.steps)):
            return {}
        else:
            of_source[row.measure] = 50 * known.steps
    first, *others = shown.values() or ({},)
    if len(first) < len(tree.measures) or any(other != first for other in others):
        return {}
    return first if _bears_out_averages(tree, first) else {}


def _bears_out_averages(tree: Composition, values: dict[str, int]) -> bool:
    """Return whether every average is that of the scores below it."""
    sums = {part: sum([values[cell] for cell in tree.children[part]]) // 50 for part in tree.components}
    if any(admitted_sum(values[part], len(tree.children[part])) != total for part, total in sums.items()):
        return False
    head = tree.roots[0]
    markets, actors = tree.children[head]
    sizes = len(tree.children[markets]), len(tree.children[actors])
    return criminality_of(sums[markets], sizes[0], sums[actors], sizes[1]) == values[head]
