"""Checks that need no more than a single row: all of a table's are made in one pass over it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import narwhals as nw

from ocdataset.arithmetic.half_points import hundredths_text
from ocdataset.check.frames.engines import ROW
from ocdataset.check.frames.exact_tables import ExactTables, Found, Table
from ocdataset.check.phases import cells
from ocdataset.check.report import Violation
from ocdataset.reference.schemas import Schema

MOST_SHOWN = 200
"""Characters of a cell that a finding shows."""
Worded = str | Callable[[Found], str]


@dataclass(frozen=True)
class RowCheck:
    """A check of a cell that needs nothing beyond its row.

    Parameters
    ----------
    rule, column : str
        The rule it is a part of, and the column that it blames.
    reads : tuple of str
        All columns that it looks at.
    fault : Expr
        Whether the row breaks it; missing counts as no.
    found, expected : str or callable
        In words, or what puts a row into words.
    """

    rule: str
    column: str
    reads: tuple[str, ...]
    fault: nw.Expr
    found: Worded
    expected: Worded


def breaks(checks: Iterable[RowCheck]) -> nw.Expr:
    """Return whether a row breaks any of several checks."""
    return nw.any_horizontal(*(check.fault for check in checks), ignore_nulls=True)


def cell_checks(table: Table) -> Iterator[RowCheck]:
    """Give the checks that every cell could be cast."""
    for field in table.schema["fields"]:
        kind = field.get("type", "string")
        if kind != "string":
            fault = cells.uncast(field, table.types[field["name"]])
            name = field["name"]
            yield RowCheck(cells.RULE, name, (name,), fault, _repr_of(cells.RAW + name), cells.EXPECTED[kind])


def _repr_of(column: str) -> Callable[[Found], str]:
    return lambda row: repr(row[column])


def cell_words(schema: Schema, column: str) -> Callable[[Found], str]:
    """Return what puts a cell into words: a number as the Index prints it, a text between quotes."""
    kind = next(field.get("type", "string") for field in schema["fields"] if field["name"] == column)

    def in_words(row: Found) -> str:
        cell = row[column]
        if cell is None:
            return "nothing"
        return hundredths_text(cell) if kind == "number" else str(cell) if kind == "integer" else repr(cell)

    return in_words


def row_violations(tables: ExactTables, table: str, checks: Sequence[RowCheck]) -> list[Violation]:
    """Return what breaks the checks in a table, by check and key; of an unsound row its cells only."""
    held = tables.tables[table]
    casts = list(cell_checks(held))
    every = [*casts, *checks]
    if not every:
        return []
    fault = breaks(every)
    if not tables.counts_with(table, fault):
        return []
    broken = tables.cells(table).filter(fault)
    flags = [check.fault.alias(f"fault {at}") for at, check in enumerate(every)]
    rows = tables.collected(broken.with_columns(*flags))
    unsound = [any(row[f"fault {at}"] for at in range(len(casts))) for row in rows]
    if any(unsound):
        tables.leave_out(table, breaks(casts))
    return [
        _violation(held, check, row)
        for at, check in enumerate(every)
        for row, uncast in zip(rows, unsound, strict=True)
        if row[f"fault {at}"] and (at < len(casts) or not uncast)
    ]


def _violation(table: Table, check: RowCheck, row: Found) -> Violation:
    found = check.found if isinstance(check.found, str) else check.found(row)
    expected = check.expected if isinstance(check.expected, str) else check.expected(row)
    return replace(violation_at(table, row, check.column, found, expected), rule=check.rule)


def violation_at(table: Table, row: Found, column: str, found: str, expected: str) -> Violation:
    """Return a violation in a row of a table, of a rule that whoever asked for it names.

    Where the row is none that the file has, it is blamed by its key alone.
    """
    cell = _raw(row, column) if column in row else None
    return Violation(
        "",
        table=table.name,
        key=_shortened(key_words(table, row)),
        column=column,
        found=_shortened(found),
        expected=expected,
        source=_shortened(origin(row)),
        row=row.get(ROW, -1) + 1,
        cell="" if cell is None else _shortened(str(cell)),
    )


def _shortened(text: str) -> str:
    """Return a text of which a reader needs no more than the beginning and the length."""
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}... ({len(text):,} characters)"


def key_words(table: Table, row: Found) -> str:
    """Return the primary key of a row in words, as the file has it."""
    return " ".join("" if _raw(row, name) is None else str(_raw(row, name)) for name in table.key)


def _raw(row: Found, name: str) -> Any:
    return row.get(cells.RAW + name, row[name])


def in_words(row: Mapping[str, Any], *columns: str) -> str:
    """Return cells of a row in words."""
    return " ".join("nothing" if row[name] is None else str(row[name]) for name in columns)


def origin(row: Mapping[str, Any]) -> str:
    """Return the source and locator of a row."""
    return " ".join(str(row[name]) for name in ("source_id", "locator") if row.get(name))
