"""The codebook: what a table, a column or a measure is, from the schemas and the measures table."""

from collections.abc import Iterator, Mapping
from typing import Any

from ocdataset.package.package import Package
from ocdataset.reference.compositions import compositions_of
from ocdataset.reference.counted import counted
from ocdataset.reference.errors import UnknownName
from ocdataset.reference.folding import fold
from ocdataset.reference.names import measure_names
from ocdataset.use.asked import text_asked
from ocdataset.use.comparability import unlike_editions


def describe(package: Package, name: str) -> str:
    """Return what a table, a column (`scores.value` or `value`) or a measure is, as text.

    Raises
    ------
    UnknownName
        If the package has nothing of that name.
    """
    if text_asked("table, column or measure", name) in package.tables:
        return "\n".join(_table_lines(package, name))
    code = measure_names().get(fold(name))
    if code is not None:
        return "\n".join(_measure_lines(package, code))
    lines = [line for table, field in _columns(package, name) for line in _column_lines(table, field)]
    if lines:
        return "\n".join(lines)
    known = [
        *package.tables,
        *(row["measure"] for row in package.rows("measures")),
        *_column_names(package),
    ]
    raise UnknownName("table, column or measure", name, known)


def _column_names(package: Package) -> Iterator[str]:
    for table in package.tables:
        for field in package.schema(table)["fields"]:
            yield field["name"]


def _columns(package: Package, name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    wanted, _, column = name.rpartition(".")
    for table in package.tables:
        for field in package.schema(table)["fields"]:
            if field["name"] == column and wanted in ("", table):
                yield table, field


def _table_lines(package: Package, table: str) -> Iterator[str]:
    schema = package.schema(table)
    yield f"{table}: {schema['title']} ({counted(len(package.rows(table)), 'row')})"
    yield schema["description"]
    yield f"key: {', '.join(schema['primaryKey'])}"
    for field in schema["fields"]:
        yield f"  {field['name']} ({field['type']}): {field['description']}"
    for key in schema.get("foreignKeys", []):
        other = key["reference"]["resource"] or table
        yield f"  {', '.join(key['fields'])} -> {other} ({', '.join(key['reference']['fields'])})"


def _column_lines(table: str, field: Mapping[str, Any]) -> Iterator[str]:
    yield f"{table}.{field['name']} ({field['type']}): {field['description']}"
    for constraint, bound in field.get("constraints", {}).items():
        shown = ", ".join(map(str, bound)) if isinstance(bound, list) else bound
        yield f"  {constraint}: {shown}"


def _measure_lines(package: Package, code: str) -> Iterator[str]:
    row = next(row for row in package.rows("measures") if row["measure"] == code)
    direction = row["direction"].replace("_", " ")
    yield f"{code}: {row['label']} ({row['level']}; {direction})"
    if row.get("definition"):
        yield f"{row['definition']} (our words; the publisher's: {row['definition_url']})"
    yield from _not_like_for_like(package, code)
    if row["theme"]:
        yield f"theme: {row['theme'].replace('_', ' ')}"
    yield from _concordances(package, code)
    for place in package.rows("composition"):
        if place["measure"] == code:
            parent = f"place {place['position']} of {place['parent']}" if place["parent"] else "a root"
            yield f"edition {place['edition']}: {parent}"
    yield from _parts(package, code)


def _concordances(package: Package, code: str) -> Iterator[str]:
    table = "measure_concordances"
    for row in package.rows(table) if table in package.tables else ():
        if row["measure"] == code:
            checked = "" if row["checked"] == "yes" else ", not checked against the scheme"
            note = f" {row['note']}" if row["note"] else ""
            yield f"{row['scheme'].upper()} {row['code']} ({row['relation']}{checked}).{note}"


def _not_like_for_like(package: Package, code: str) -> Iterator[str]:
    """Give what is to be known before editions are compared: which lacks the measure, which is unlike."""
    trees = compositions_of(package.rows("composition"))
    without = [str(edition) for edition, tree in trees.items() if code not in tree.measures]
    if without:
        yield f"not in edition {', '.join(without)}"
    for one, other, said in unlike_editions(package, code):
        yield f'{said} oc.change({one}, {other}, "{code}") gives the change on both bases'


def _parts(package: Package, code: str) -> Iterator[str]:
    parts: dict[str, list[str]] = {}
    for place in package.rows("composition"):
        if place["parent"] == code:
            parts.setdefault(place["edition"], []).append(place["measure"])
    for edition, measures in parts.items():
        yield f"edition {edition}: mean of {len(measures)}: {', '.join(measures)}"
