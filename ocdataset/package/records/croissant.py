"""The dataset in Croissant 1.1, as loaders of data for machine learning read it."""

import json
from typing import Any, Final

from ocdataset.package.package import Package
from ocdataset.package.records.schema_org import dataset_words

CONTEXT: Final[dict[str, Any]] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "arrayShape": "cr:arrayShape",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "containedIn": "cr:containedIn",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "description": {"@container": "@language"},
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isArray": "cr:isArray",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "name": {"@container": "@language"},
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""The official context of Croissant 1.1; readers compare it key by key."""

TYPES: Final = {"integer": "sc:Integer", "number": "sc:Float", "string": "sc:Text"}


def croissant(package: Package, code_version: str) -> str:
    """Return the JSON-LD of a Croissant 1.1 dataset: a file and a record set for each table."""
    words = dataset_words(package)
    content = {
        "@context": CONTEXT,
        **words,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        "citeAs": f"{words['creator'][0]['name']}. {words['alternateName']} (version {package.version}; made "
        f"and checked with ocdataset {code_version}). {words['url']}",
        "distribution": [_file(resource) for resource in package.descriptor["resources"]],
        "recordSet": [_record_set(package, table) for table in package.tables],
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _file(resource: dict[str, Any]) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": f"{resource['name']}.csv",
        "name": f"{resource['name']}.csv",
        "description": resource["description"],
        "contentUrl": resource["path"],
        "contentSize": f"{resource['bytes']} B",
        "encodingFormat": resource["mediatype"],
        "sha256": resource["hash"].removeprefix("sha256:"),
    }


def _record_set(package: Package, table: str) -> dict[str, Any]:
    schema = package.schema(table)
    references = {
        key["fields"][0]: f"{key['reference']['resource']}/{key['reference']['fields'][0]}"
        for key in schema.get("foreignKeys", [])
        if len(key["fields"]) == 1 and key["reference"]["resource"] != table
    }
    return {
        "@type": "cr:RecordSet",
        "@id": table,
        "name": table,
        "description": schema["description"],
        "key": [{"@id": f"{table}/{name}"} for name in schema["primaryKey"]],
        "field": [_field(table, field, references.get(field["name"])) for field in schema["fields"]],
    }


def _field(table: str, field: dict[str, Any], reference: str | None) -> dict[str, Any]:
    described: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{table}/{field['name']}",
        "name": f"{table}/{field['name']}",
        "description": field["description"],
        "dataType": TYPES[field["type"]],
        "source": {"fileObject": {"@id": f"{table}.csv"}, "extract": {"column": field["name"]}},
    }
    if reference:
        described["references"] = {"field": {"@id": reference}}
    return described
