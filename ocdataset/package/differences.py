"""What differs between two packages, or releases of the workbook: by key, never by row."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Final

from ocdataset.establish.workbook.establishing import EstablishedWorkbook, establish_workbook
from ocdataset.establish.workbook.findings import faults
from ocdataset.package.figures_of_files import Value, values_of_csv, values_of_sheet
from ocdataset.package.package import Package, open_package
from ocdataset.package.workbook.importing import established_or_refused, known_figures
from ocdataset.package.workbook.tables import workbook_tables
from ocdataset.read.workbook.reading import read_workbook
from ocdataset.reference.counted import counted
from ocdataset.reference.errors import Misuse
from ocdataset.reference.files import what_is_at
from ocdataset.reference.names import reference_table
from ocdataset.reference.plain_text import one_line
from ocdataset.reference.schemas import field_names, table_schema

# what a table says, and not where it was read
FACTS: Final = (
    "editions",
    "countries",
    "measures",
    "composition",
    "regions",
    "placements",
    "scores",
    "averages",
    "ranks",
)
PROVENANCE: Final = frozenset({"source_id", "locator", "as_printed", "method", "status", "candidates"})
LABELS: Final = "labels as printed"
HAND_KEPT: Final = ("countries", "measures", "regions")

Key = tuple[str, ...]
Keyed = Mapping[Key, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Change:
    """A key that both have with different content.

    Parameters
    ----------
    table, column : str
    key : tuple of str
    before, after : str
    """

    table: str
    key: Key
    column: str
    before: str
    after: str

    def __str__(self) -> str:
        """Return the change as one line."""
        # texts as printed may differ in nothing but blanks
        before, after = (
            repr(text) if self.table == LABELS else text or "nothing" for text in (self.before, self.after)
        )
        return f"{' '.join(self.key)} {self.column}: {before} -> {after}"


@dataclass(frozen=True)
class Comparison:
    """What differs between two sides.

    Parameters
    ----------
    before, after : str
        What was compared.
    compared : mapping of str to int
        How many keys both have, by table.
    changed : tuple of Change
    gone, added : tuple
        Table and key of what only the first, and only the second has.
    """

    before: str
    after: str
    compared: Mapping[str, int]
    changed: tuple[Change, ...]
    gone: tuple[tuple[str, Key], ...]
    added: tuple[tuple[str, Key], ...]

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return not (self.changed or self.gone or self.added)

    @property
    def quotable(self) -> str:
        """The one line that a reader can quote."""
        cells = ", ".join(f"{table} {count:,}" for table, count in self.compared.items() if count)
        verdict = (
            "no difference"
            if self.same
            else f"{len(self.changed)} changed, {len(self.gone)} gone, {len(self.added)} added"
        )
        return f"{self.before} -> {self.after}: {verdict}; rows compared: {cells or 'nothing'}."

    def to_json(self) -> str:
        """Return the comparison as a JSON object."""
        content = {"same": self.same, "summary": self.quotable} | asdict(self)
        return json.dumps(content, indent=2, ensure_ascii=False)

    def to_text(self, most: int | None = 10) -> str:
        """Return the comparison as text, at most so many lines of each kind a table."""
        return "\n".join(map(one_line, self._lines(most)))

    def _lines(self, most: int | None) -> Iterator[str]:
        for table in (*FACTS, LABELS):
            changes = [change for change in self.changed if change.table == table]
            yield from _listed(f"{table}: {len(changes)} changed", map(str, changes), most)
            for word, keys in (("gone", self.gone), ("added", self.added)):
                found = [key for name, key in keys if name == table]
                yield from _listed(f"{table}: {len(found)} {word}", _keys_in_words(found, most), most)
        yield self.quotable


def _listed(heading: str, lines: Iterable[str], most: int | None) -> Iterator[str]:
    shown = list(lines)
    if shown:
        yield heading
        yield from (f"  {line}" for line in shown[:most])
        if most is not None and len(shown) > most:
            yield f"  +{len(shown) - most} more (--all shows them)"


def _keys_in_words(keys: Sequence[Key], most: int | None) -> list[str]:
    """Return each key as a line, or how many there are of each edition if there are many."""
    if most is None or len(keys) <= most:
        return [" ".join(key) for key in keys]
    return [f"{first}: {counted(count, 'row')}" for first, count in Counter(key[0] for key in keys).items()]


def compare(
    before: Path,
    after: Path,
    *,
    countries: Iterable[str] | None = None,
    common: bool = False,
    known: Iterable[Package] = (),
) -> Comparison:
    """Return what differs between two packages, workbooks or CSV files, in any mixture.

    Of a CSV file and of a faulty workbook, scores and averages are compared as they are printed.

    Parameters
    ----------
    before, after : Path
        The folder of a package, its descriptor, a workbook, or a CSV file of figures.
    countries : iterable of str, optional
        ISO codes; only what is said of these countries is compared then.
    common : bool
        Whether to compare only the keys that both have, as a part with the whole.
    known : iterable of Package, optional
        As in `import_workbook`.

    Raises
    ------
    DatasetError
        If one of them is no package, and no file of which an edition and its figures can be told.
    """
    wanted = None if countries is None else frozenset(countries)
    packages = list(known)
    sides = [_tables(path, packages) for path in (before, after)]
    compared: dict[str, int] = {}
    changed: list[Change] = []
    gone: list[tuple[str, Key]] = []
    added: list[tuple[str, Key]] = []
    for table in (*FACTS, LABELS):
        if any(table not in side for side in sides):
            continue
        one, other = (_of_countries(table, side[table], wanted) for side in sides)
        both = [key for key in one if key in other]
        compared[table] = len(both)
        changed += [change for key in both for change in _changes(table, key, one[key], other[key])]
        if not common:
            gone += [(table, key) for key in one if key not in other]
            added += [(table, key) for key in other if key not in one]
    return Comparison(str(before), str(after), compared, tuple(changed), tuple(gone), tuple(added))


def _changes(table: str, key: Key, one: Mapping[str, str], other: Mapping[str, str]) -> Iterator[Change]:
    for column, value in one.items():
        if value != other.get(column, ""):
            yield Change(table, key, column, value, other.get(column, ""))


def _of_countries(table: str, rows: Keyed, wanted: frozenset[str] | None) -> Keyed:
    if wanted is None:
        return rows
    names = ("kind", "edition", "code") if table == LABELS else tuple(table_schema(table)["primaryKey"])
    column = "code" if table == LABELS else "country"
    if column not in names:
        return {}
    place = names.index(column)
    return {key: row for key, row in rows.items() if key[place] in wanted}


def _tables(path: Path, known: Iterable[Package]) -> dict[str, Keyed]:
    if what_is_at(path) == "nothing":
        raise Misuse(f"{path}: no such file or folder; give a package, a workbook or a CSV file of figures")
    if path.is_file() and path.suffix.casefold() in (".csv", ".tsv", ".txt"):
        return _of_values(values_of_csv(path))
    if path.is_file() and path.suffix != ".json":
        established = establish_workbook(read_workbook(path), known_figures(known))
        if not faults(established.findings):
            return _of_workbook(established)
        if not established.sheets:
            established_or_refused(path, known)
        # what follows from the figures of a faulty workbook is not to be had: they are compared as printed
        return _of_values(chain.from_iterable(map(values_of_sheet, established.sheets)))
    package = open_package(path)
    held = [table for table in FACTS if table in package.tables]
    return {table: _keyed(table, package.rows(table)) for table in held}


def _of_values(values: Iterable[Value]) -> dict[str, Keyed]:
    tables: dict[str, dict[Key, Mapping[str, str]]] = {"scores": {}, "averages": {}}
    for table, key, cells in values:
        tables[table].setdefault(key, cells)
    return dict(tables)


def _of_workbook(established: EstablishedWorkbook) -> dict[str, Keyed]:
    made = workbook_tables(established.sheets, "workbook")
    rows: dict[str, Iterable[Mapping[str, Any]]] = {table: reference_table(table) for table in HAND_KEPT}
    rows |= {table: found for table, found in made.items() if table in FACTS}
    tables = {table: _keyed(table, rows[table]) for table in FACTS}
    return tables | {LABELS: dict(_labels(established))}


def _keyed(table: str, rows: Iterable[Mapping[str, Any]]) -> Keyed:
    schema = table_schema(table)
    key = schema["primaryKey"]
    said = [name for name in field_names(schema) if name not in PROVENANCE and name not in key]
    return {
        tuple(str(row[name]) for name in key): {name: str(row.get(name, "")) for name in said} for row in rows
    }


def _labels(established: EstablishedWorkbook) -> Iterator[tuple[Key, Mapping[str, str]]]:
    """Give the headers, names and regions of a workbook as it prints them."""
    for sheet in established.sheets:
        edition = str(sheet.edition)
        for measure, column in sheet.columns.measures.items():
            yield ("header", edition, measure), {"label": sheet.columns.headers[column].text}
        for row in sheet.rows:
            if row.name is not None:
                yield ("name", edition, row.country), {"label": row.name.text}
        for country, placed in sheet.placements.items():
            yield ("region", edition, country), {"label": placed.as_printed}
