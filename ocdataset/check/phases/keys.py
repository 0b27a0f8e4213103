"""The fourth phase: primary keys and references between tables."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import narwhals as nw

from ocdataset.check.frames.exact_tables import ExactTables, Table
from ocdataset.check.phases.row_checks import RowCheck, in_words, violation_at
from ocdataset.check.phases.schema_shape import kind_of
from ocdataset.check.report import Violation

RULE = "keys"
SENTENCE = "Every primary key is complete and unique, and every reference finds its row."


def key_checks(table: Table) -> Iterator[RowCheck]:
    """Give the check that a primary key is complete."""
    if table.key:
        empty = nw.any_horizontal(*(nw.col(name).is_null() for name in table.key), ignore_nulls=True)
        yield RowCheck(
            RULE,
            "+".join(table.key),
            tuple(table.key),
            empty,
            lambda row: in_words(row, *table.key),
            "a primary key without empty cells",
        )


def key_violations(tables: ExactTables, table: str) -> Iterator[Violation]:
    """Give each primary key that several rows have, and each reference that finds nothing."""
    held = tables.tables[table]
    if tables.empty(table):
        return
    asked: list[tuple[nw.LazyFrame[Any], Callable[[], Iterator[Violation]]]] = []
    if held.key:
        filled = _filled(tables.cells(table), held.key)
        shared = _shared(filled, held.key)
        asked.append((shared, partial(_doubled_keys, tables, held, filled, shared)))
    for reference in held.schema.get("foreignKeys", []):
        other = reference["reference"]["resource"] or table
        if other in tables.tables:
            found = loose(tables, held, reference)
            asked.append((found, partial(_loose_references, tables, held, found, reference, other)))
    numbers = tables.numbers([frame for frame, _ in asked])
    for number, (_, violations) in zip(numbers, asked, strict=True):
        if number:
            yield from violations()


def _doubled_keys(
    tables: ExactTables, table: Table, filled: nw.LazyFrame[Any], shared: nw.LazyFrame[Any]
) -> Iterator[Violation]:
    for row, times in _seconds(tables, filled, shared, table.key):
        yield _violation(table, row, table.key, f"a key of its own; {times} rows have it")


def _loose_references(
    tables: ExactTables, table: Table, found: nw.LazyFrame[Any], reference: Mapping[str, Any], other: str
) -> Iterator[Violation]:
    for row in tables.collected(found):
        yield _violation(table, row, list(reference["fields"]), f"a row of {other}")


def doubled(
    tables: ExactTables, rows: nw.LazyFrame[Any], key: list[str]
) -> Iterator[tuple[Mapping[str, Any], int]]:
    """Give the second of the rows that share a key, and how many they are."""
    shared = _shared(rows, key)
    if any(tables.numbers([shared])):
        yield from _seconds(tables, rows, shared, key)


def _shared(rows: nw.LazyFrame[Any], key: list[str]) -> nw.LazyFrame[Any]:
    """Return each key that several rows have."""
    return rows.group_by(*key).agg(nw.len().alias("times")).filter(nw.col("times") > 1)


def _seconds(
    tables: ExactTables, rows: nw.LazyFrame[Any], shared: nw.LazyFrame[Any], key: list[str]
) -> Iterator[tuple[Mapping[str, Any], int]]:
    sharing: dict[tuple[Any, ...], list[Mapping[str, Any]]] = {}
    for row in tables.collected(rows.join(shared.select(*key), on=key, how="semi")):
        sharing.setdefault(tuple(row[name] for name in key), []).append(row)
    yield from ((same[1], len(same)) for same in sharing.values())


def loose(tables: ExactTables, table: Table, reference: Mapping[str, Any]) -> nw.LazyFrame[Any]:
    """Return the rows of a table of which a reference finds nothing in a table that is there."""
    fields = list(reference["fields"])
    other = reference["reference"]["resource"] or table.name
    referred = list(reference["reference"]["fields"])
    kinds, others = _kinds(table), _kinds(tables.tables[other])
    pairs = list(zip(referred, fields, strict=True))
    # what is of two types is compared as text: engines differ in what they make of it
    unlike = {here for there, here in pairs if others[there] != kinds[here]}
    known = tables.cells(other).select(
        *(_as_text(nw.col(there), here in unlike).alias(here) for there, here in pairs)
    )
    own = _filled(tables.cells(table.name), fields)
    own = own.with_columns(*(_as_text(nw.col(name), name in unlike).alias(name) for name in fields))
    return own.join(known.unique(), on=fields, how="anti")


def _kinds(table: Table) -> Mapping[str, str]:
    return {field["name"]: kind_of(field) for field in table.schema["fields"]}


def _as_text(cell: nw.Expr, unlike: bool) -> nw.Expr:
    return cell.cast(nw.String) if unlike else cell


def _filled(frame: nw.LazyFrame[Any], columns: list[str]) -> nw.LazyFrame[Any]:
    return frame.filter(*(~nw.col(name).is_null() for name in columns))


def _violation(table: Table, row: Mapping[str, Any], fields: list[str], expected: str) -> Violation:
    found = violation_at(table, row, "+".join(fields), in_words(row, *fields), expected)
    return replace(found, rule=RULE, source="")
