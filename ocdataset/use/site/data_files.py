"""The package itself and a file a country, beside the pages."""

import json
from pathlib import Path

from ocdataset.package.package import Package
from ocdataset.reference.errors import PackageError
from ocdataset.reference.formulas import kept_as_text
from ocdataset.reference.location import DESCRIPTOR
from ocdataset.reference.rows import Row, csv_text
from ocdataset.use.site.facts import Facts

LICENCE = "LICENSE-DATA"
COLUMNS = (
    "table",
    "edition",
    "country",
    "measure",
    "scope",
    "value",
    "rank",
    "out_of",
    "status",
    "candidates",
    "source_id",
    "locator",
    "as_printed",
    "method",
)


def package_files(package: Package) -> dict[str, bytes]:
    """Return the files of a package that its descriptor names, by their place in it, byte for byte.

    Raises
    ------
    PackageError
        If one of them is missing.
    """
    paths = []
    for resource in package.descriptor["resources"]:
        paths.append(package.path(resource["name"]))
        if isinstance(resource.get("schema"), str):
            paths.append(package.inside(resource["schema"], f"schema of {resource['name']!r}"))
    if (package.root / LICENCE).is_file():
        paths.append(package.root / LICENCE)
    copied = {path.relative_to(package.root).as_posix(): _content(path) for path in paths}
    return copied | {DESCRIPTOR: _descriptor(package)}


def _descriptor(package: Package) -> bytes:
    """Return the descriptor byte for byte where its file has its usual name, else written anew."""
    usual = package.root / DESCRIPTOR
    if usual.is_file():
        content = _content(usual)
        if json.loads(content) == package.descriptor:
            return content
    return (json.dumps(package.descriptor, indent=2, ensure_ascii=False) + "\n").encode()


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise PackageError(f"{path}: cannot be read ({error.strerror})") from None


def country_files(facts: Facts, code: str) -> dict[str, bytes]:
    """Return the figures of a country as CSV and JSON, by their place."""
    rows: list[Row] = []
    for edition in facts.editions:
        for row in facts.values.get((edition, code), {}).values():
            level = facts.measures.get(row["measure"], {}).get("level")
            rows.append({"table": "scores" if level == "indicator" else "averages", **row})
        rows += [{"table": "ranks", **row} for row in facts.ranks.get((edition, code), [])]
    filled = [dict.fromkeys(COLUMNS, "") | row for row in rows]
    csv = csv_text(COLUMNS, [{name: kept_as_text(row[name]) for name in COLUMNS} for row in filled])
    record = {
        "country": code,
        "name": facts.countries[code],
        "data_version": facts.package.version,
        "rows": [{key: value for key, value in row.items() if value != ""} for row in rows],
    }
    text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    return {f"data/countries/{code}.csv": csv.encode(), f"data/countries/{code}.json": text.encode()}
