"""The pages as a reader without styles and scripts has them."""

from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path

EMPTY = {"meta", "link", "br", "img", "input", "path"}


@dataclass
class Element:
    """An element with what is in it."""

    tag: str
    attributes: dict[str, str]
    children: "list[Element | str]" = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def all(self, tag: str = "") -> "list[Element]":
        found = [self] if not tag or self.tag == tag else []
        for child in self.children:
            if isinstance(child, Element):
                found += child.all(tag)
        return found

    def first(self, tag: str) -> "Element | None":
        return next(iter(self.all(tag)), None)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {key: value or "" for key, value in attrs})
        self.open[-1].children.append(element)
        if tag not in EMPTY or (tag == "path" and "data-c" in element.attributes):
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Element(tag, {key: value or "" for key, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        names = [element.tag for element in self.open]
        if tag in names[1:]:
            del self.open[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read(path: Path) -> Element:
    """Return the document of a page, which is read anew only if it has changed."""
    told = path.stat()
    return _read(path, told.st_mtime_ns, told.st_size)


@lru_cache(maxsize=300)
def _read(path: Path, _changed: int, _size: int) -> Element:
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    return reader.root


def proof(row: Element) -> dict[str, str]:
    """Return what a row of a country page says of a number."""
    number, where = row.all("td")

    def text(tag: str) -> str:
        found = where.first(tag)
        return "" if found is None else found.text

    (source,) = (a for a in where.all("a") if a.attributes["href"].startswith("#source-"))
    return {
        "shown": number.text.split()[0],
        "of": number.text,
        "status": text("b"),
        "as_printed": text("q"),
        "locator": text("code"),
        "source_id": source.text,
    }
