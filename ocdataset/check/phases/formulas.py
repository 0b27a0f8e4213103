"""Cells of text that a spreadsheet would run, which a reader of the file is told of."""

from collections.abc import Iterator

from ocdataset.check.frames.exact_tables import ExactTables
from ocdataset.check.phases.row_checks import key_words
from ocdataset.reference.counted import counted
from ocdataset.reference.formulas import is_formula

_SHOWN = 60


def formula_notes(tables: ExactTables, table: str) -> Iterator[str]:
    """Give a warning for each column of free text with cells that a spreadsheet would run."""
    held = tables.tables[table]
    if held.formulas is None or not tables.counts(table).formulas:
        return
    rows = tables.collected(tables.cells(table).filter(held.formulas))
    for name in held.free_texts:
        found = [row for row in rows if row[name] is not None and is_formula(row[name])]
        if found:
            cells = "a cell that" if len(found) == 1 else f"{counted(len(found), 'cell')}, the first of which"
            shown = repr(found[0][name][:_SHOWN])
            yield (
                f"{table} {key_words(held, found[0])} {name}: {cells} a spreadsheet would run as a formula, "
                f"{shown}; open the file as text, or `ocdataset export excel`, which keeps it as text"
            )
