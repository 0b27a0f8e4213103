"""The rule that holds the merged coding of a narrative against the codings that it was merged from."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

from ocdataset.check.frames.engines import ROW
from ocdataset.check.frames.exact_tables import ExactTables
from ocdataset.check.report import Violation
from ocdataset.check.rules.narrative.rules import whole_rows
from ocdataset.package.narrative.codings import TABLES, Coding, codings_by_coder
from ocdataset.package.narrative.merging import Merged, merge
from ocdataset.reference.rows import Row
from ocdataset.reference.schemas import field_names, table_schema

RULE: Final = "narrative_codings"


def narrative_codings(tables: ExactTables) -> Iterator[Violation]:
    """Give all that the merged coding has otherwise than the codings and the decisions give it."""
    coded = {f"coded_{table}": list(texts(tables, f"coded_{table}")) for table in TABLES}
    if not coded["coded_statements"]:
        return
    roles = {row["coder"]: row["role"] for row in whole_rows(tables, "coders")}
    by_coder = codings_by_coder(coded)
    codings = [coding for coder, coding in by_coder.items() if roles.get(coder) == "coder"]
    merged = merge(codings, texts(tables, "adjudications"))
    yield from _open(merged)
    units = {unit for coding in codings for unit in coding.statements}
    for table in TABLES:
        yield from _otherwise(tables, table, merged.coding, units)


def texts(tables: ExactTables, table: str) -> Iterator[Row]:
    """Give the whole rows of a table as text, numbers as they are written."""
    schema = table_schema(table)
    numbers = {field["name"] for field in schema["fields"] if field["type"] == "number"}
    for row in whole_rows(tables, table):
        yield {name: _text(row[name], hundredths=name in numbers) for name in field_names(schema)}


def _text(cell: Any, *, hundredths: bool) -> str:
    if cell is None or not hundredths:
        return "" if cell is None else str(cell)
    whole, rest = divmod(int(cell), 100)
    return f"{whole}.{rest:02}".rstrip("0").rstrip(".")


def _open(merged: Merged) -> Iterator[Violation]:
    for one in merged.undecided:
        yield Violation(
            RULE,
            table="adjudications",
            key=f"{one.unit_id} {one.group} {one.field}",
            column="value",
            found=" against ".join(written or "nothing" for written in one.written),
            expected="a decision between them",
        )
    for row in merged.idle:
        yield Violation(
            RULE,
            table="adjudications",
            key=f"{row['unit_id']} {row['group']} {row['field']}",
            column="value",
            found=f"{row['verdict']} {row['value']}",
            expected="something that the coders wrote differently, or otherwise than this; drop it",
        )


def _otherwise(tables: ExactTables, table: str, merged: Coding, units: set[str]) -> Iterator[Violation]:
    shipped = [row for row in texts(tables, table) if _unit(row) in units]
    given = merged.rows(table)
    if table == "statement_terms":
        yield from _sets_apart(table, shipped, given)
        return
    key = "statement_id" if table == "statements" else "relation_id"
    expected = {row[key]: row for row in given}
    numbers = {row[key]: row[ROW] + 1 for row in whole_rows(tables, table)}
    for row in shipped:
        other = expected.pop(row[key], None)
        if other is None:
            told = "no such row: nobody wrote or decided it"
            yield replace(_violation(table, row[key], key, "a row", told), row=numbers[row[key]])
            continue
        for name, cell in row.items():
            if cell != other[name]:
                told = f"{other[name] or 'nothing'}, as decided"
                found = _violation(table, row[key], name, cell or "nothing", told)
                yield replace(found, row=numbers[row[key]])
    for lost in expected:
        yield _violation(table, lost, key, "no such row", "the row that the codings and decisions give")


def _sets_apart(table: str, shipped: Iterable[Row], given: Iterable[Row]) -> Iterator[Violation]:
    one, two = ({tuple(row.values()) for row in rows} for rows in (shipped, given))
    for statement, term, role in sorted(one - two):
        yield _violation(table, statement, "term_id", f"{term}/{role}", "not it: nobody wrote or decided it")
    for statement, term, role in sorted(two - one):
        yield _violation(table, statement, "term_id", "nothing", f"{term}/{role}, as written or decided")


def _unit(row: Row) -> str:
    return row["statement_id"].rpartition("-s")[0]


def _violation(table: str, key: str, column: str, found: str, expected: str) -> Violation:
    return Violation(RULE, table=table, key=key, column=column, found=found, expected=expected)
