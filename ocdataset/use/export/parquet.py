"""Parquet: a whole package whose tables are Parquet files, which every call and verb takes."""

import hashlib
import json
from pathlib import Path
from typing import Any

from ocdataset.package.package import Package
from ocdataset.reference.location import DESCRIPTOR
from ocdataset.use.export.typed_table import TypedTable, typed_table

MEDIA_TYPE = "application/vnd.apache.parquet"


def write_parquet(package: Package, citation: str, folder: Path) -> None:
    """Write a package with Parquet tables, each column with its title, unit and description."""
    (folder / "data").mkdir()
    resources = []
    for resource in package.descriptor["resources"]:
        table = typed_table(package, resource["name"])
        file = folder / "data" / f"{table.name}.parquet"
        _write_table(table, citation, file)
        resources.append({**resource, **_described(file), "schema": f"schemas/{table.name}.json"})
        _write_json(folder / "schemas" / f"{table.name}.json", table.schema)
    for resource in resources:
        resource.pop("encoding", None)
    _write_json(folder / DESCRIPTOR, {**package.descriptor, "resources": resources})


def _described(file: Path) -> dict[str, Any]:
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    return {
        "path": f"data/{file.name}",
        "format": "parquet",
        "mediatype": MEDIA_TYPE,
        "bytes": file.stat().st_size,
        "hash": f"sha256:{digest}",
    }


def _write_table(table: TypedTable, citation: str, file: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    types = {"integer": pa.int64(), "number": pa.float64()}
    fields = [
        pa.field(
            field["name"],
            types.get(field.get("type", "string"), pa.string()),
            metadata={name: str(field[name]) for name in ("title", "unit", "description") if name in field},
        )
        for field in table.fields
    ]
    schema = pa.schema(fields, metadata={"citation": citation, "primaryKey": json.dumps(table.key)})
    columns = [pa.array(table.column(field.name), type=field.type) for field in fields]
    parquet.write_table(pa.Table.from_arrays(columns, schema=schema), file, compression="zstd")


def _write_json(path: Path, content: object) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
