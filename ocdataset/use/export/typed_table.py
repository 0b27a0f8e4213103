"""A table with its cells as numbers, text and nothing, and what its schema says of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from ocdataset.package.package import Package
from ocdataset.reference.errors import PackageError
from ocdataset.reference.schemas import Schema, field_names

Cell = int | float | str | None
KINDS: Final[Mapping[str, type]] = {"integer": int, "number": float}


@dataclass(frozen=True, slots=True)
class TypedTable:
    """A table to export.

    Parameters
    ----------
    name : str
    schema : mapping
        Its Table Schema.
    rows : list of tuple
        The cells in the order of the fields; the empty cell is None.
    """

    name: str
    schema: Schema
    rows: list[tuple[Cell, ...]]

    @property
    def names(self) -> list[str]:
        """The names of the columns."""
        return field_names(self.schema)

    @property
    def fields(self) -> list[dict[str, Any]]:
        """The columns as the schema describes them."""
        fields: list[dict[str, Any]] = self.schema["fields"]
        return fields

    @property
    def key(self) -> list[str]:
        """The primary key."""
        return list(self.schema.get("primaryKey", []))

    def column(self, name: str) -> list[Cell]:
        """Return the cells of a column."""
        at = self.names.index(name)
        return [row[at] for row in self.rows]


def typed_table(package: Package, table: str) -> TypedTable:
    """Return a table of a package with typed cells.

    Raises
    ------
    PackageError
        If a cell is not of the type of its column.
    """
    schema = package.schema(table)
    kinds = [(field["name"], KINDS.get(field.get("type", "string"), str)) for field in schema["fields"]]
    try:
        rows = [
            tuple([kind(row[name]) if row[name] != "" else None for name, kind in kinds])
            for row in package.rows(table)
        ]
    except (ValueError, KeyError) as error:
        raise PackageError(f"{package.path(table)}: {error}; run: ocdataset validate") from None
    return TypedTable(table, schema, rows)


def in_order_of_reference(package: Package) -> list[TypedTable]:
    """Return every table, those that others refer to before these."""
    ordered: dict[str, None] = {}

    def visit(table: str) -> None:
        for other in _referred_to(package, table):
            if other not in ordered and other != table:
                visit(other)
        ordered.setdefault(table)

    for table in package.tables:
        visit(table)
    return [typed_table(package, table) for table in ordered]


def _referred_to(package: Package, table: str) -> Iterator[str]:
    for key in package.schema(table).get("foreignKeys", []):
        if key["reference"]["resource"] in package.tables:
            yield key["reference"]["resource"]


def about(package: Package, citation: str) -> list[tuple[str, str]]:
    """Return what a file says of itself where its format has no place for it, as names and texts."""
    given = package.descriptor
    rights = sorted({str(one["rights"]) for one in given["resources"] if "rights" in one})
    licences = {one["name"] for entry in given["resources"] for one in entry.get("licenses", [])}
    return [
        ("title", str(given.get("title", ""))),
        ("description", str(given.get("description", ""))),
        ("data_version", package.version),
        *(("citation", line) for line in citation.splitlines()),
        ("licence of our own work", ", ".join(sorted(licences))),
        *(("rights", line) for line in rights),
        ("missing value", "an empty cell, or what the format has for it; the column status says why"),
    ]
