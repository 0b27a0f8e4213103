"""The dataset in the words of schema.org, as search engines for data read them."""

import json
from typing import Any

from ocdataset.package.package import Package
from ocdataset.package.records.deposit import held_editions, licence
from ocdataset.package.records.items import edition_items

LICENCES = {"CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/"}


def schema_org(package: Package, code_version: str) -> str:
    """Return the JSON-LD of a schema.org `Dataset`."""
    content = {"@context": "https://schema.org/", **dataset_words(package)}
    content["creativeWorkStatus"] = f"Made and checked with ocdataset {code_version}"
    content["distribution"] = [
        {
            "@type": "DataDownload",
            "name": resource["title"],
            "contentUrl": resource["path"],
            "encodingFormat": resource["mediatype"],
            "contentSize": f"{resource['bytes']} B",
            "sha256": resource["hash"].removeprefix("sha256:"),
        }
        for resource in package.descriptor["resources"]
    ]
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def dataset_words(package: Package) -> dict[str, Any]:
    """Return what schema.org and Croissant say alike of the dataset."""
    given = package.descriptor
    record = given["citation"]
    words: dict[str, Any] = {
        "@type": "Dataset",
        "name": given["name"],
        "alternateName": given["title"],
        "description": given["description"],
        "version": package.version,
        "license": LICENCES[licence(package)],
        "url": record["url"],
        "datePublished": record["released"],
        "keywords": given["keywords"],
        "inLanguage": "en",
        "creator": [{"@type": "Organization", "name": author["name"]} for author in record["authors"]],
        "isBasedOn": [
            {"@type": "Report", "name": item["title"], "url": item["URL"]}
            for item in edition_items(package, held_editions(package))
        ],
    }
    if record["doi"]:
        words["identifier"] = f"https://doi.org/{record['doi']}"
    return words
