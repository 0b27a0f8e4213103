"""A data package on disk: its descriptor, its tables and where they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from ocdataset.reference.errors import PackageError, UnknownName
from ocdataset.reference.extras import require_extra
from ocdataset.reference.files import (
    LARGEST_AS_ROWS,
    MOST_COLUMNS,
    MOST_TABLES,
    json_object,
    refuse_larger,
    what_is_at,
)
from ocdataset.reference.location import DESCRIPTOR, shipped_package
from ocdataset.reference.rows import HELD_IN_PARTS, Row, read_rows
from ocdataset.reference.schemas import Schema


@dataclass(frozen=True)
class Package:
    """A package of the same kind as the shipped one.

    Parameters
    ----------
    root : Path
        The folder that holds `datapackage.json`.
    descriptor : mapping
        The descriptor as read.
    """

    root: Path
    descriptor: Mapping[str, Any]

    @property
    def tables(self) -> list[str]:
        """The names of the tables, in the order of the descriptor."""
        return [resource["name"] for resource in self.descriptor["resources"]]

    @property
    def version(self) -> str:
        """The version of the data."""
        return str(self.descriptor.get("version", ""))

    def resource(self, table: str) -> Mapping[str, Any]:
        """Return the description of a table in the descriptor.

        Raises
        ------
        UnknownName
            If the package has no such table.
        """
        for resource in self.descriptor["resources"]:
            if resource["name"] == table:
                found: Mapping[str, Any] = resource
                return found
        raise UnknownName("table", table, self.tables)

    def path(self, table: str) -> Path:
        """Return where the data of a table are.

        Raises
        ------
        PackageError
            If the descriptor gives no single path, or one outside the package.
        UnfitFile
            If there is something else than a file, such as a pipe, which no library is to wait for.
        """
        path = self.inside(self.resource(table).get("path"), f"resource {table!r}")
        what_is_at(path)
        return path

    def schema(self, table: str) -> Schema:
        """Return the Table Schema of a table.

        Raises
        ------
        PackageError
            If it is not there or not JSON.
        """
        given = self.resource(table).get("schema")
        if not isinstance(given, dict):
            path = self.inside(given, f"schema of {table!r}")
            given = read_json(path, f"schema of {table!r}")
        fields = given.get("fields")
        if isinstance(fields, list) and len(fields) > MOST_COLUMNS:
            raise PackageError(
                f"{self.root}: the schema of {table!r} has {len(fields):,} fields, more than {MOST_COLUMNS:,}"
            )
        return given

    def rows(self, table: str) -> list[Row]:
        """Return the rows of a table as text.

        Raises
        ------
        PackageError
            If the file is missing or cannot be read as a table.
        """
        path = self.path(table)
        try:
            return _parquet_rows(path, self.schema(table)) if path.suffix == ".parquet" else read_rows(path)
        except FileNotFoundError:
            raise PackageError(f"{path}: the data of table {table!r} are missing") from None
        except (ValueError, OSError) as error:
            raise PackageError(str(error)) from None

    def inside(self, path: object, what: str) -> Path:
        """Return `path` below the root, or refuse it.

        Raises
        ------
        PackageError
            If it is no relative path inside the package.
        """
        if not isinstance(path, str) or not path:
            raise PackageError(
                f"{self.root / DESCRIPTOR}: the {what} has no path; give one relative file path"
            )
        return below(self.root, path, f"{self.root / DESCRIPTOR}: the path {path!r} of the {what}")


def below(root: Path, path: str, called: str) -> Path:
    """Return a path below a folder, to which no link and no step leads out of it.

    Parameters
    ----------
    root : Path
    path : str
    called : str
        What a refusal begins with.

    Raises
    ------
    PackageError
        If it is not relative, or leads outside.
    """
    parts = PurePosixPath(path)
    try:
        inside = (root / parts).resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError, ValueError):  # a link to itself, a NUL
        inside = False
    if not inside or parts.is_absolute() or "//" in path or "\\" in path:
        raise PackageError(f"{called} leads outside the package; give a path below the descriptor")
    return root / parts


def open_package(path: Path | str | None = None) -> Package:
    """Return the package at `path`: its folder or its `datapackage.json`; default the shipped one.

    Raises
    ------
    PackageError
        If there is no readable descriptor with named resources.

    Examples
    --------
    >>> open_package().tables[:3]
    ['sources', 'editions', 'countries']
    """
    place = shipped_package() if path is None else Path(path)
    file = place / DESCRIPTOR if what_is_at(place) == "folder" else place
    if what_is_at(file) == "nothing":
        raise PackageError(f"{file}: no such file; give the folder of a data package")
    descriptor = read_json(file, "descriptor")
    resources = descriptor.get("resources")
    if not isinstance(resources, list) or not resources:
        raise PackageError(f"{file}: the descriptor names no resources")
    if len(resources) > MOST_TABLES:
        raise PackageError(
            f"{file}: the descriptor names {len(resources):,} resources, more than {MOST_TABLES:,}"
        )
    for resource in resources:
        if not isinstance(resource, dict) or not isinstance(resource.get("name"), str):
            raise PackageError(f"{file}: a resource has no name")
    return Package(file.parent, descriptor)


def rows_of_parquet(path: Path) -> int:
    """Return how many rows a Parquet file says it has, without reading them."""
    from pyarrow.parquet import read_metadata

    return int(read_metadata(path).num_rows)


def _parquet_rows(path: Path, schema: Schema) -> list[Row]:
    """Return the rows of a Parquet file as a CSV file would have them."""
    require_extra("arrow", f"{path}: Parquet")
    from pyarrow.parquet import read_table

    refuse_larger(path, LARGEST_AS_ROWS, HELD_IN_PARTS, rows=rows_of_parquet(path))
    kinds = {field["name"]: field.get("type", "string") for field in schema["fields"]}
    return [
        {
            name: "" if cell is None else f"{cell:.2f}" if kinds.get(name) == "number" else str(cell)
            for name, cell in row.items()
        }
        for row in read_table(path).to_pylist()
    ]


def read_json(path: Path, what: str) -> dict[str, Any]:
    """Return the object that a JSON file of a package holds; `what` it is called in a refusal.

    Raises
    ------
    PackageError
        If it is missing, cannot be read, or is no JSON object within bounds.
    """
    try:
        return json_object(path)
    except FileNotFoundError:
        raise PackageError(f"{path}: the {what} is missing") from None
    except OSError as error:
        raise PackageError(f"{path}: the {what} cannot be read ({error.strerror})") from None
    except ValueError as error:
        raise PackageError(f"{path}: the {what} is {error}") from None
