"""The fourth phase: primary keys and references between tables."""

from collections.abc import Iterator, Mapping

from ocdataset.check.cells import CellValue, Table
from ocdataset.check.report import Violation

RULE = "keys"
SENTENCE = "Every primary key is complete and unique, and every reference finds its row."


def key_violations(tables: Mapping[str, Table]) -> Iterator[Violation]:
    """Give each row whose primary key is broken, and each reference that finds nothing."""
    for table in tables.values():
        yield from _primary_key_violations(table)
        yield from _reference_violations(table, tables)


def _keys(table: Table, fields: list[str]) -> list[tuple[CellValue, ...]]:
    return list(zip(*(table.columns[name] for name in fields), strict=True))


def _primary_key_violations(table: Table) -> Iterator[Violation]:
    fields = list(table.schema.get("primaryKey", []))
    first: dict[tuple[CellValue, ...], int] = {}
    if not fields:
        return
    for line, key in zip(table.lines, _keys(table, fields), strict=True):
        if None in key:
            yield _violation(table, line, key, fields, "a primary key without empty cells")
        elif key in first:
            yield _violation(table, line, key, fields, f"a key of its own; line {first[key]} has it")
        else:
            first[key] = line


def _reference_violations(table: Table, tables: Mapping[str, Table]) -> Iterator[Violation]:
    for reference in table.schema.get("foreignKeys", []):
        fields = list(reference["fields"])
        other = tables.get(reference["reference"]["resource"] or table.name)
        if other is None:
            continue
        known = set(_keys(other, list(reference["reference"]["fields"])))
        for line, key in zip(table.lines, _keys(table, fields), strict=True):
            if None not in key and key not in known:
                yield _violation(table, line, key, fields, f"a row of {other.name}")


def _violation(
    table: Table, line: int, key: tuple[CellValue, ...], fields: list[str], expected: str
) -> Violation:
    return Violation(
        RULE,
        table=table.name,
        column="+".join(fields),
        found=" ".join("nothing" if part is None else str(part) for part in key),
        expected=expected,
        line=line,
    )
