"""From the readings of a package to its other tables and its descriptor, byte for byte."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ocdataset.establish import Sheet, Witness, establish
from ocdataset.package.corrections import refuse_wrong_corrections
from ocdataset.package.descriptor import descriptor_text, metadata
from ocdataset.package.package import below
from ocdataset.package.records.project_records import project_records
from ocdataset.package.sheet_tables import ROWS_OF, reading_rows
from ocdataset.read.reading import Reading
from ocdataset.reference.counted import counted
from ocdataset.reference.errors import PackageError
from ocdataset.reference.files import opened
from ocdataset.reference.location import DESCRIPTOR
from ocdataset.reference.rows import Row, csv_text, header_of, read_rows, write_whole
from ocdataset.reference.schemas import field_names, table_schema
from ocdataset.reference.unfinished import sweep

BUILT = (*ROWS_OF, "readings")


def build(root: Path) -> dict[str, bytes]:
    """Return every generated file of the package at `root`, made from its readings alone.

    Parameters
    ----------
    root : Path
        A package folder; of its tables only `sources` and `readings` and the hand-kept ones are read.

    Returns
    -------
    dict of str to bytes
        Content by path below the root: the built tables and the descriptor; of the project itself also
        the records that others cite and find it by.

    Raises
    ------
    PackageError
        If the readings or the metadata are not there, or do not hold what they should.
    """
    return package_files(root, established_sheets(root))


def established_sheets(root: Path) -> list[Sheet]:
    """Return what the readings of a package establish, a sheet a country and edition.

    Raises
    ------
    PackageError
        If the readings or sources are not there, a reading names no source, or a correction cannot
        be obeyed.
    """
    sources = _rows(root, "sources")
    if any(row["reader"] == "workbook" for row in sources):
        raise PackageError(
            f"{root}: its figures were imported from a workbook and not established from readings, so "
            "there is nothing to build; import the workbook again into a new folder"
        )
    readings = _rows(root, "readings")
    refuse_wrong_corrections(readings, sources)
    return establish_all(sources, readings)


def establish_all(sources: Iterable[Row], readings: Iterable[Row]) -> list[Sheet]:
    """Return the sheets that rows of readings establish, in the order of edition and country.

    Parameters
    ----------
    sources, readings : iterable of Row
        Rows of the tables of these names.
    """
    by_country = _witnesses_by_country(sources, readings)
    every = [sheet for witnesses in by_country.values() for sheet in establish_country(witnesses)]
    return sorted(every, key=lambda sheet: (sheet.edition, sheet.country))


def _witnesses_by_country(
    sources: Iterable[Row], readings: Iterable[Row]
) -> dict[str, dict[tuple[int, str], list[Witness]]]:
    listed = {row["source_id"]: row for row in sources}
    witnesses: dict[str, dict[tuple[int, str], list[Witness]]] = {}
    for row in readings:
        source = listed.get(row["source_id"])
        if source is None:
            raise PackageError(f"readings: the source {row['source_id']!r} is not in the table sources")
        if not (source["country"] and source["edition"]):
            raise PackageError(f"sources: {row['source_id']} has readings, but no country or edition")
        key = int(source["edition"]), source["country"]
        found = witnesses.setdefault(source["country"], {}).setdefault(key, [])
        found.append(_witness(row, source["reader"]))
    return witnesses


def establish_country(witnesses: Mapping[tuple[int, str], list[Witness]]) -> list[Sheet]:
    """Return a country's sheets, the earliest first: a later one is tied to it by printed changes.

    Parameters
    ----------
    witnesses : mapping
        By edition and country, the witnesses to each sheet of one country.
    """
    others: dict[int, Mapping[str, int]] = {}
    sheets = []
    for (edition, country), found in sorted(witnesses.items(), key=lambda item: item[0]):
        sheet = establish(country, edition, found, other_editions=dict(others))
        others[edition] = {
            measure: cell.value for measure, cell in sheet.cells.items() if cell.value is not None
        }
        sheets.append(sheet)
    return sheets


def _witness(row: Row, reader: str) -> Witness:
    try:
        line, position, printed_row = int(row["line"]), int(row["position"]), int(row["row"])
    except ValueError:
        raise PackageError(
            f"readings, {row['source_id']}: line {row['line']!r}, position {row['position']!r} and "
            f"row {row['row']!r} must be whole numbers"
        ) from None
    printed: Any = (row["locator"], printed_row, row["kind"], row["as_printed"], row["reason"])
    reading = Reading(line, position, *printed)
    return Witness(row["source_id"], reader, reading, row["correction"])


def package_files(root: Path, sheets: Iterable[Sheet]) -> dict[str, bytes]:
    """Return the generated files of a package, and of the project its records, for established sheets."""
    sheets = list(sheets)
    rows = {table: rows(sheets) for table, rows in ROWS_OF.items()}
    rows["readings"] = reading_rows(sheets, _rows(root, "readings"))
    files = {f"data/{table}.csv": table_bytes(table, rows[table]) for table in BUILT}
    described = with_descriptor(root, files)
    return described | project_records(root, json.loads(described[DESCRIPTOR]))


def with_descriptor(root: Path, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the generated files of a package with the descriptor that fits them and the others at `root`."""
    described = metadata(root)
    data = {table: files.get(f"data/{table}.csv") or _content(root, table) for table in described["tables"]}
    return {**files, DESCRIPTOR: descriptor_text(root, described, data).encode()}


def table_bytes(table: str, rows: Iterable[Mapping[str, object]]) -> bytes:
    """Return the content of a table's file."""
    return csv_text(field_names(table_schema(table)), rows).encode()


def differences(root: Path, files: Mapping[str, bytes]) -> list[str]:
    """Return a line for each generated file whose content on disk is not what it should be."""
    lines = []
    for path, content in files.items():
        file = below(root, path, f"{root}: the path {path!r}")
        if not file.is_file():
            lines.append(f"{path}: missing; the readings give {counted(len(content.splitlines()), 'line')}")
            continue
        found = file.read_bytes()
        if found != content:
            lines.append(_first_difference(path, found, content))
    return lines


def _first_difference(path: str, found: bytes, expected: bytes) -> str:
    before, after = found.split(b"\n"), expected.split(b"\n")
    pairs = zip(before, after, strict=False)
    number = next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(before), len(after)))
    shown = [
        lines[number].decode(errors="replace").strip() if number < len(lines) else "(end of file)"
        for lines in (before, after)
    ]
    return f"{path}, line {number + 1}: found {shown[0]!r}, the readings give {shown[1]!r}"


def write_files(root: Path, files: Mapping[str, bytes]) -> list[str]:
    """Write those of `files` whose content changes, each whole; return their paths.

    Raises
    ------
    PackageError
        If the folder cannot be written to.
    """
    written = []
    for path, content in files.items():
        file = below(root, path, f"{root}: the path {path!r}")
        try:
            sweep(file.parent)
            if file.is_file() and file.read_bytes() == content:
                continue
            write_whole(file, content)
        except OSError as error:
            raise PackageError(
                f"{file}: cannot be written ({error.strerror}); choose a folder that you may write to"
            ) from None
        written.append(path)
    return written


def _content(root: Path, table: str) -> bytes:
    path = _path(root, table)
    try:
        with opened(path) as file:
            return file.read()
    except OSError as error:
        raise PackageError(f"{path}: cannot be read ({error.strerror})") from None


def _path(root: Path, table: str) -> Path:
    """Return where the rows of a table are, which is never outside the package."""
    return below(root, f"data/{table}.csv", f"{root}: the path 'data/{table}.csv'")


def _rows(root: Path, table: str) -> list[Row]:
    path = _path(root, table)
    try:
        rows = read_rows(path)
    except OSError as error:
        raise PackageError(f"{path}: cannot be read ({error.strerror})") from None
    except ValueError as error:
        raise PackageError(str(error)) from None
    expected = field_names(table_schema(table))
    # a file of which nothing is left but a wrong line has no rows either: nothing is to be made of it
    if (list(rows[0]) if rows else header_of(path)) != expected:
        raise PackageError(f"{path}, line 1: the columns must be {', '.join(expected)}")
    return rows
