"""What can be cited, as items of CSL-JSON: the dataset, the editions of the Index, and single documents."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from ocdataset.package.package import Package

PUBLISHER: Final = "Global Initiative Against Transnational Organized Crime"
PLACE: Final = "Geneva"
Item = dict[str, Any]


def dataset_item(described: Mapping[str, Any]) -> Item:
    """Return the dataset as an item, from its metadata or its descriptor."""
    record = described.get("citation", {})
    version = str(described.get("version", ""))
    item: Item = {
        "id": str(described.get("name", "dataset")),
        "type": "dataset",
        "title": str(described.get("title") or described.get("name", "")),
        "author": [{"literal": author["name"]} for author in record.get("authors", [])],
        "version": version,
        "issued": {"date-parts": [_date(record.get("released") or version.split(".")[0])]},
        "accessed": _today(),
    }
    if record.get("url"):
        item["URL"] = record["url"]
    if record.get("doi"):
        item["DOI"] = record["doi"]
    return item


def edition_items(package: Package, editions: Iterable[str]) -> list[Item]:
    """Return the editions of the Index as items, in the order of the table `editions`."""
    wanted = set(editions)
    rows = package.rows("editions") if "editions" in package.tables else []
    return [
        {
            "id": f"ocindex{row['edition']}",
            "type": "report",
            "title": row["title"],
            "author": [{"literal": PUBLISHER}],
            "publisher": PUBLISHER,
            "publisher-place": PLACE,
            "issued": {"date-parts": [_date(row["edition"])]},
            "URL": f"https://ocindex.net/{row['edition']}",
            "accessed": _today(),
        }
        for row in rows
        if row["edition"] in wanted
    ]


def source_items(package: Package, sources: Iterable[str]) -> list[Item]:
    """Return documents of the table `sources` as items, in its order."""
    wanted = set(sources)
    return [_source_item(row) for row in package.rows("sources") if row["source_id"] in wanted]


def _source_item(row: Mapping[str, str]) -> Item:
    item: Item = {
        "id": row["source_id"],
        "type": "webpage" if row["reader"] == "country_page" else "report",
        "title": row["title"],
        "author": [{"literal": row["publisher"]}],
        "publisher": row["publisher"],
        "publisher-place": PLACE,
        "accessed": _today(),
        "note": f"SHA-256 of the copy read: {row['sha256']}",
    }
    if row["edition"]:
        item["issued"] = {"date-parts": [_date(row["edition"])]}
    if row["url"]:
        item["URL"] = row["url"]
    return item


def year_of(item: Item) -> str:
    """Return the year in which an item was issued, or "n.d."."""
    return str(item["issued"]["date-parts"][0][0]) if "issued" in item else "n.d."


def _date(text: str) -> list[int]:
    return [int(part) for part in text.split("-")]


def _today() -> dict[str, Any]:
    today = datetime.now(UTC).date()
    return {"date-parts": [[today.year, today.month, today.day]]}
