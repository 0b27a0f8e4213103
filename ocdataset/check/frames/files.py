"""The files of a package as tables of an engine, or what keeps them from being such."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

import narwhals as nw

from ocdataset.check.frames.csv_shape import has_endless_line, header, is_doubtful, misshapen
from ocdataset.check.frames.engines import Engine, Form
from ocdataset.check.frames.exact_tables import Counts, Table
from ocdataset.check.phases import cells
from ocdataset.check.phases.schema_shape import as_checked
from ocdataset.check.report import Violation
from ocdataset.reference.errors import Unreadable
from ocdataset.reference.files import LONGEST_LINE
from ocdataset.reference.schemas import Schema, field_names

_WHOLE: Final[dict[Form, str]] = {
    "csv": "a CSV file, UTF-8, rows as wide as the header",
    "parquet": "a whole Parquet file",
}


@dataclass(frozen=True)
class Files:
    """The files of a package, wherever they are.

    Parameters
    ----------
    tables : list of str
        The names of the tables, in the order of the descriptor.
    schemas : mapping of str to Schema
        The Table Schemas as tables are checked by them, by name.
    given_types : mapping of str to mapping
        The types that the fields of a table are declared to have.
    places : mapping of str to str
        The path or URL of a table's file, by name.
    """

    tables: list[str]
    schemas: Mapping[str, Schema]
    given_types: Mapping[str, Mapping[str, str]]
    places: Mapping[str, str]

    @classmethod
    def of(cls, tables: list[str], schema: Callable[[str], Schema], place: Callable[[str], str]) -> "Files":
        """Return the files of a package whose schemas and places are looked up by table."""
        given = {table: schema(table) for table in tables}
        return cls(
            tables,
            {table: as_checked(given[table]) for table in tables},
            {
                table: {field["name"]: str(field.get("type", "string")) for field in given[table]["fields"]}
                for table in tables
            },
            {table: place(table) for table in tables},
        )

    def form(self, table: str) -> Form:
        """Return the form of a table's file."""
        return "parquet" if self.places[table].endswith(".parquet") else "csv"

    def local_csv(self, table: str) -> Path | None:
        """Return the file of a table, if it is CSV and on this machine."""
        place = self.places[table]
        return Path(place) if self.form(table) == "csv" and "://" not in place else None


def open_tables(
    files: Files, engine: Engine, small: Mapping[str, Engine] = MappingProxyType({})
) -> tuple[dict[str, Table], list[Violation]]:
    """Return the tables of a package, and what is wrong with those that are none.

    Parameters
    ----------
    files : Files
    engine : Engine
        What opens them.
    small : mapping of str to Engine
        What opens some of them instead.
    """
    opened: dict[str, Table] = {}
    faults: dict[str, list[Violation]] = {}
    for name in files.tables:
        try:
            found = _header_faults(files, name)
            if not found:
                opened[name] = open_table(files, small.get(name, engine), name)
                found = _type_faults(opened[name], files.given_types[name])
        except (Unreadable, ValueError) as error:
            found = [_unreadable(files, name, str(error))]
        if found:
            faults[name] = found
    if not faults:
        return opened, []
    # some engines see only later that a row is too short: all are told of the same
    late = {name: _misshapen(files, name) for name in files.tables if name not in faults}
    return opened, [one for name in files.tables for one in faults.get(name, late.get(name, []))]


def open_table(files: Files, engine: Engine, name: str) -> Table:
    """Return a table of a package in an engine.

    Raises
    ------
    Unreadable
        If it cannot be read.
    """
    schema, form = files.schemas[name], files.form(name)
    frame = engine.read(files.places[name], form, field_names(schema))
    return Table(name, schema, frame, files.local_csv(name), form == "csv", engine.casts_missing)


def _header_faults(files: Files, name: str) -> list[Violation]:
    """Return what is wrong with the header of a CSV file: engines would take columns by their places."""
    path, names = files.local_csv(name), field_names(files.schemas[name])
    found = names if path is None else header(path)
    if path is not None and has_endless_line(path):
        raise ValueError(f"{path}: a line is longer than {LONGEST_LINE:,} bytes")
    return [] if found == names else [_columns_fault(name, found, names)]


def doubts(files: Files) -> list[Violation]:
    """Return the violations of misshapen CSV files whose rows an engine might tell apart in its own way.

    If there are any, all files that are misshapen are told of, as where the tables cannot be opened.
    """
    paths = {name: files.local_csv(name) for name in files.tables}
    doubtful = [name for name, path in paths.items() if path is not None and is_doubtful(path)]
    if not any(_misshapen(files, name) for name in doubtful):
        return []
    return [one for name in files.tables for one in _misshapen(files, name)]


def _unreadable(files: Files, name: str, error: str) -> Violation:
    return next(
        iter(_misshapen(files, name)), cells.unreadable_violation(name, error, _WHOLE[files.form(name)])
    )


def _misshapen(files: Files, name: str) -> list[Violation]:
    """Return the violation of a CSV file of another shape than its header, if it is such."""
    path = files.local_csv(name)
    reason = None if path is None else misshapen(path, field_names(files.schemas[name]))
    return [] if reason is None else [cells.unreadable_violation(name, reason, _WHOLE["csv"])]


def filled_up(files: Files, engine: Engine, filled: Mapping[str, Counts]) -> list[Violation]:
    """Return the violations of files with a short row, if an engine fills such a row up.

    Its last cell is then missing, as an empty one is: what the table looks like cannot tell them apart.
    """
    if not engine.fills_short_rows:
        return []
    last = {name: field_names(files.schemas[name])[-1] for name in filled}
    doubtful = [name for name, counts in filled.items() if counts.filled[last[name]] < counts.rows]
    return [one for name in doubtful for one in _misshapen(files, name)]


def _columns_fault(name: str, found: list[str], names: list[str]) -> Violation:
    return cells.header_violation(name, f"the columns {', '.join(found)}", f"the columns {', '.join(names)}")


def _type_faults(table: Table, given_types: Mapping[str, str]) -> list[Violation]:
    """Return what is wrong with the columns of a file that has types."""
    names = field_names(table.schema)
    if list(table.types) != names:
        return [_columns_fault(table.name, list(table.types), names)]
    return [
        cells.header_violation(
            table.name,
            f"{field['name']} as {table.types[field['name']]}",
            f"a column of type {given_types[field['name']]}",
        )
        for field in table.schema["fields"]
        if not _fits(table.types[field["name"]], field["type"], given_types[field["name"]])
    ]


def _fits(dtype: nw.dtypes.DType, kind: str, given: str) -> bool:
    if dtype in (nw.String, nw.Categorical) or isinstance(dtype, nw.Enum):
        return True
    if kind != given:
        # a type of which only the texts are checked
        return dtype.is_numeric() or dtype.is_temporal() or dtype == nw.Boolean
    return kind != "string" and dtype.is_numeric()


def unreadable(files: Files, error: Unreadable) -> list[Violation]:
    """Return the violations of all files that are misshapen, or of the one that an engine names."""
    found = [one for name in files.tables for one in _misshapen(files, name)]
    if found:
        return found
    named = [name for name in files.tables if files.places[name] in str(error)] or files.tables
    return [cells.unreadable_violation(named[0], str(error), _WHOLE[files.form(named[0])])]
