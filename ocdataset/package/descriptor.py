"""The descriptor, made from the hand-written package metadata, the Table Schemas and the files."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ocdataset.package.package import below, read_json
from ocdataset.reference.errors import PackageError

METADATA = "data/package.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


def metadata(root: Path) -> dict[str, Any]:
    """Return the hand-written metadata of a package: its titles, contributors, rights and tables.

    Raises
    ------
    PackageError
        If it is missing, no JSON, or does not name the tables and the rights in them.
    """
    content = read_json(below(root, METADATA, f"{root}: the path {METADATA!r}"), "metadata")
    tables, rights = content.get("tables"), content.get("rights")
    kinds = list(tables.values()) if isinstance(tables, dict) else [None]
    if not isinstance(rights, dict) or not all(isinstance(kind, str) and kind in rights for kind in kinds):
        raise PackageError(f"{root / METADATA}: must name its tables, and the rights in each")
    return content


def descriptor_text(root: Path, metadata: Mapping[str, Any], data: Mapping[str, bytes | Path]) -> str:
    """Return `datapackage.json` for the tables of a package.

    Parameters
    ----------
    root : Path
        Where the schemas are.
    metadata : mapping
        The hand-written metadata; its `tables` are listed in the order of the descriptor.
    data : mapping of str to bytes or Path
        The content of each table's file; or the file, where it is too large for memory or no CSV.
    """
    rights = metadata["rights"]
    descriptor: dict[str, Any] = {"$schema": PROFILE}
    descriptor |= {key: value for key, value in metadata.items() if key not in ("tables", "rights")}
    descriptor["resources"] = [
        _resource(root, table, rights[kind], data[table]) for table, kind in metadata["tables"].items()
    ]
    return json.dumps(descriptor, indent=2, ensure_ascii=False) + "\n"


def _resource(root: Path, table: str, rights: Mapping[str, Any], content: bytes | Path) -> dict[str, Any]:
    place = f"schemas/{table}.json"
    schema = read_json(below(root, place, f"{root}: the path {place!r}"), f"schema of {table!r}")
    if not {"title", "description"} <= set(schema):
        raise PackageError(f"{root / place}: a schema needs a title and a description")
    parquet = isinstance(content, Path) and content.suffix == ".parquet"
    size, digest = _measured(content)
    form = {"format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
    if parquet:
        form = {"format": "parquet", "mediatype": "application/vnd.apache.parquet"}
    return {
        "name": table,
        "type": "table",
        "title": schema["title"],
        "description": schema["description"],
        "path": f"data/{table}.{form['format']}",
        **form,
        "bytes": size,
        "hash": f"sha256:{digest}",
        "schema": f"schemas/{table}.json",
        **rights,
    }


def _measured(content: bytes | Path) -> tuple[int, str]:
    """Return the size and the SHA-256 of a file or its content."""
    if isinstance(content, bytes):
        return len(content), hashlib.sha256(content).hexdigest()
    with content.open("rb") as file:
        return content.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest()
