"""What archives read: CITATION.cff, and Zenodo's form of a deposit."""

import json
from typing import Any

import yaml

from ocdataset.package.package import Package
from ocdataset.package.records.items import Item, edition_items


def citation_cff(package: Package, code_version: str) -> str:
    """Return `CITATION.cff` 1.2.0: of the dataset, referring to its code and the editions of the Index."""
    given = package.descriptor
    record = given["citation"]
    content: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": record["message"],
        "type": "dataset",
        "title": given["title"],
        "abstract": given["description"],
        "authors": [*map(dict, record["authors"])],
        "version": package.version,
        "date-released": record["released"],
        "url": record["url"],
        "license": licence(package),
        "keywords": given["keywords"],
        "references": [
            {
                "type": "software",
                "title": "ocdataset, the tool that makes and checks the dataset",
                "authors": [*map(dict, record["authors"])],
                "version": code_version,
                "license": "MIT",
            },
            *map(_reference, edition_items(package, held_editions(package))),
        ],
    }
    if record["doi"]:
        content["doi"] = record["doi"]
    text: str = yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=110)
    return f"# Made from data/package.json by `ocdataset build .`; do not edit\n{text}"


def _reference(item: Item) -> dict[str, Any]:
    return {
        "type": "report",
        "title": item["title"],
        "authors": [{"name": author["literal"]} for author in item["author"]],
        "year": item["issued"]["date-parts"][0][0],
        "url": item["URL"],
    }


def zenodo(package: Package, code_version: str) -> str:
    """Return `.zenodo.json` in the legacy form of a deposit, the only one that Zenodo takes from a file."""
    given = package.descriptor
    record = given["citation"]
    rights = sorted({one["rights"] for one in given["resources"] if "rights" in one})
    content = {
        "upload_type": "dataset",
        "title": given["title"],
        "description": f"<p>{given['description']}</p>",
        "creators": record["authors"],
        "version": package.version,
        "publication_date": record["released"],
        "language": "eng",
        "access_right": "open",
        "license": licence(package).lower(),
        "keywords": given["keywords"],
        "notes": " ".join([*rights, f"Made and checked with ocdataset {code_version} (MIT licence)."]),
        "related_identifiers": [
            {
                "identifier": item["URL"],
                "relation": "isDerivedFrom",
                "resource_type": "publication-report",
            }
            for item in edition_items(package, held_editions(package))
        ],
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def licence(package: Package) -> str:
    """Return the SPDX identifier of the licence of our own work in the data."""
    (name,) = {one["name"] for entry in package.descriptor["resources"] for one in entry.get("licenses", [])}
    return str(name)


def held_editions(package: Package) -> set[str]:
    """Return the editions of which the package holds scores."""
    return {row["edition"] for row in package.rows("scores")}
