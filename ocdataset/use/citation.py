"""Citations of the dataset and of the original, in the styles that people and programs read."""

import json
from collections.abc import Iterable, Iterator
from typing import Literal, get_args

from ocdataset.package.package import Package
from ocdataset.package.records.bibtex import as_bibtex
from ocdataset.package.records.items import Item, dataset_item, edition_items, source_items, year_of
from ocdataset.reference.errors import Misuse, UnknownName

Style = Literal["text", "bibtex", "csl-json"]
What = Literal["dataset", "source", "both"]


def cite(package: Package, of: str | None = None, what: What = "both", style: Style = "text") -> str:
    """Return citations; `Dataset.cite` describes the parameters."""
    if of in get_args(Style):
        of, style = None, of  # type: ignore[assignment]
    for name, value, known in (("style", style, get_args(Style)), ("what", what, get_args(What))):
        if value not in known:
            raise Misuse(f"{name} is one of {', '.join(known)}, not {value!r}")
    if of is not None and of not in package.tables:
        raise UnknownName(f"table or style ({', '.join(get_args(Style))})", of, package.tables)
    items = [dataset_item(package.descriptor)] if what != "source" else []
    items += [] if what == "dataset" else _sources(package, of)
    if style == "csl-json":
        return json.dumps(items, indent=2, ensure_ascii=False)
    return "\n".join((as_text if style == "text" else as_bibtex)(item) for item in items)


def cite_editions(package: Package, editions: Iterable[str]) -> str:
    """Return a citation, as text, of the dataset and of these editions of the Index."""
    return "\n".join(map(as_text, (dataset_item(package.descriptor), *edition_items(package, editions))))


def as_text(item: Item) -> str:
    """Return an item as a line of text."""
    author = ", ".join(one["literal"] for one in item["author"])
    detail = f" (version {item['version']}) [Data set]" if item["type"] == "dataset" else ""
    place = f" {item['publisher-place']}." if "publisher-place" in item else ""
    address = f"https://doi.org/{item['DOI']}" if "DOI" in item else item.get("URL", "")
    return f"{author or item['title']} ({year_of(item)}). {item['title']}{detail}.{place} {address}".strip()


def _sources(package: Package, of: str | None) -> list[Item]:
    """Return the documents that a table was taken from; of all tables, the editions held."""
    if of is None:
        held = {row["edition"] for row in package.rows("scores")} if "scores" in package.tables else set()
        return edition_items(package, held)
    return source_items(package, _named(package, of)) if "sources" in package.tables else []


def _named(package: Package, table: str) -> Iterator[str]:
    """Give the sources that the rows of a table name, or that the units behind them do."""
    rows = package.rows(table)
    if rows and "source_id" in rows[0]:
        yield from (row["source_id"] for row in rows)
    elif rows and {"unit_id", "statement_id"} & set(rows[0]):
        yield from (row["source_id"] for row in package.rows("units"))
