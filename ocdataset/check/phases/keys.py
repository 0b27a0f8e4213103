"""The fourth phase: primary keys and references between tables."""

from collections.abc import Iterator, Mapping
from typing import Any

import narwhals as nw

from ocdataset.check.frames.exact_tables import ExactTables, Table
from ocdataset.check.frames.line_numbers import DOUBLED
from ocdataset.check.phases.row_checks import RowCheck, in_words
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
            empty,
            lambda row: in_words(row, *table.key),
            "a primary key without empty cells",
        )


def doubled_keys(tables: ExactTables, table: str) -> Iterator[Violation]:
    """Give each primary key that several rows have."""
    key = tables.tables[table].key
    if not key or tables.empty(table):
        return
    counted = _filled(tables.cells(table), key).group_by(*key).agg(nw.len().alias("times"))
    for row in tables.collected(counted.filter(nw.col("times") > 1), *key):
        yield _violation(tables.tables[table], row, key, f"{DOUBLED}; {row['times']} rows have it")


def loose_references(tables: ExactTables, table: str) -> Iterator[Violation]:
    """Give each reference that finds nothing."""
    held = tables.tables[table]
    if tables.empty(table):
        return
    for reference in held.schema.get("foreignKeys", []):
        yield from _loose(tables, held, reference)


def _loose(tables: ExactTables, table: Table, reference: Mapping[str, Any]) -> Iterator[Violation]:
    fields = list(reference["fields"])
    other = reference["reference"]["resource"] or table.name
    if other not in tables.tables:
        return
    referred = list(reference["reference"]["fields"])
    known = tables.cells(other).select(
        *(nw.col(there).alias(here) for there, here in zip(referred, fields, strict=True))
    )
    own = _filled(tables.cells(table.name), fields).select(*dict.fromkeys([*table.key, *fields]))
    for row in tables.collected(own.join(known.unique(), on=fields, how="anti"), *table.key):
        yield _violation(table, row, fields, f"a row of {other}")


def _filled(frame: nw.LazyFrame[Any], columns: list[str]) -> nw.LazyFrame[Any]:
    return frame.filter(*(~nw.col(name).is_null() for name in columns))


def _violation(table: Table, row: Mapping[str, Any], fields: list[str], expected: str) -> Violation:
    return Violation(
        RULE,
        table=table.name,
        key=in_words(row, *table.key),
        column="+".join(fields),
        found=in_words(row, *fields),
        expected=expected,
    )
