"""Citations of the dataset and of the original."""

import json
from collections.abc import Mapping
from typing import Any, Literal, get_args

from ocdataset.package.package import Package
from ocdataset.reference.errors import DatasetError

Style = Literal["text", "bibtex", "csl-json"]
What = Literal["dataset", "source", "both"]

PUBLISHER = "Global Initiative Against Transnational Organized Crime"


def cite(package: Package, style: Style = "text", what: What = "both") -> str:
    """Return citations in a style: of the dataset, of the Index's editions that it holds, or both.

    Raises
    ------
    DatasetError
        If the style or what to cite is unknown.
    """
    for name, value, known in (("style", style, get_args(Style)), ("what", what, get_args(What))):
        if value not in known:
            raise DatasetError(f"{name} is one of {', '.join(known)}, not {value!r}")
    items = []
    if what in ("dataset", "both"):
        items.append(_dataset(package))
    if what in ("source", "both"):
        items += _editions(package)
    if style == "csl-json":
        return json.dumps(items, indent=2, ensure_ascii=False)
    return "\n".join((_text if style == "text" else _bibtex)(item) for item in items)


def _dataset(package: Package) -> Mapping[str, Any]:
    return {
        "id": "ocdataset",
        "type": "dataset",
        "title": package.descriptor.get("title", package.descriptor.get("name", "")),
        "author": [{"literal": "The ocdataset contributors"}],
        "version": package.version,
        "issued": {"date-parts": [[int(package.version.split(".")[0])]]},
    }


def _editions(package: Package) -> list[Mapping[str, Any]]:
    held = {row["edition"] for row in package.rows("scores")}
    return [
        {
            "id": f"ocindex{row['edition']}",
            "type": "report",
            "title": row["title"],
            "author": [{"literal": PUBLISHER}],
            "publisher": PUBLISHER,
            "publisher-place": "Geneva",
            "issued": {"date-parts": [[int(row["edition"])]]},
            "URL": f"https://ocindex.net/{row['edition']}",
        }
        for row in package.rows("editions")
        if row["edition"] in held
    ]


def _text(item: Mapping[str, Any]) -> str:
    author, year = item["author"][0]["literal"], item["issued"]["date-parts"][0][0]
    detail = f" (version {item['version']}) [Data set]" if "version" in item else ""
    place = f" {item['publisher-place']}. {item['URL']}" if "URL" in item else ""
    return f"{author} ({year}). {item['title']}{detail}.{place}"


def _bibtex(item: Mapping[str, Any]) -> str:
    fields = {
        "author": "{" + item["author"][0]["literal"] + "}",
        "title": "{" + item["title"] + "}",
        "year": str(item["issued"]["date-parts"][0][0]),
    }
    if "version" in item:
        fields["version"] = item["version"]
    if "URL" in item:
        fields |= {"address": item["publisher-place"], "url": item["URL"]}
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@{'misc' if item['type'] == 'dataset' else 'book'}{{{item['id']},\n{body}}}"
