"""The records at the top of the project, made from its one hand-written record and its code version."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from ocdataset.package.package import Package
from ocdataset.package.records.croissant import croissant
from ocdataset.package.records.deposit import citation_cff, zenodo
from ocdataset.package.records.schema_org import schema_org

PROJECT: Final = "pyproject.toml"


def project_records(root: Path, descriptor: Mapping[str, Any]) -> dict[str, bytes]:
    """Return the records of a project by path: none where `root` is no project, but a package alone.

    Parameters
    ----------
    root : Path
        A folder; it is a project where it holds `pyproject.toml`.
    descriptor : mapping
        The descriptor of its package.
    """
    if not (root / PROJECT).is_file():
        return {}
    project = tomllib.loads((root / PROJECT).read_text(encoding="utf-8"))["project"]
    package = Package(root, descriptor)
    texts = {
        "CITATION.cff": citation_cff(package, project["version"]),
        ".zenodo.json": zenodo(package, project["version"]),
        "schema-org.jsonld": schema_org(package, project["version"]),
        "croissant.json": croissant(package, project["version"]),
    }
    return {path: text.encode() for path, text in texts.items()}
