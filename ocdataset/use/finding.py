"""Finding measures, tables and columns by a word that says what they are about."""

from collections.abc import Iterator
from typing import Final

from ocdataset.package.package import Package
from ocdataset.reference.errors import Misuse
from ocdataset.reference.folding import fold, three_closest
from ocdataset.reference.notices import warn
from ocdataset.use.answers.answer import Answer, Column
from ocdataset.use.asked import shown

COLUMNS: Final[dict[str, Column]] = {"kind": "text", "name": "text", "label": "text", "description": "text"}

Entry = tuple[str, str, str, str]
"""Kind, name, label, description."""


def find(package: Package, word: str) -> Answer:
    """Return what says a word; `Dataset.find` describes it."""
    wanted = fold(word).split() if isinstance(word, str) else []
    if not wanted:
        raise Misuse(f"a word to find is text, such as 'laundering', not {shown(word)}")
    entries = list(_entries(package))
    found = [entry for entry, said in entries if all(one in said for one in wanted)]
    if not found:
        close = ", ".join(three_closest(word, (entry[1] for entry, _ in entries)))
        warn(f"no measure, table or column says {word!r}; the names closest to it are {close}")
    found.sort(key=lambda entry: not all(one in _called(entry) for one in wanted))
    return Answer(COLUMNS, found)


def _called(entry: Entry) -> str:
    """Return what something is called, folded: what is called by a word stands before what mentions it."""
    return fold(f"{entry[1].rpartition('.')[2]} {entry[2]}")


def _entries(package: Package) -> Iterator[tuple[Entry, str]]:
    """Give everything that can be found, with all that is said of it, folded."""
    spellings: dict[str, list[str]] = {}
    for row in package.rows("spellings"):
        if row["kind"] == "measure":
            spellings.setdefault(row["code"], []).append(row["spelling"])
    for row in package.rows("measures"):
        entry = ("measure", row["measure"], row["label"], row.get("definition", ""))
        yield entry, fold(" ".join((*entry[1:], row["theme"], *spellings.get(row["measure"], ()))))
    for table in package.tables:
        schema = package.schema(table)
        entry = ("table", table, schema.get("title", ""), schema.get("description", ""))
        yield entry, fold(" ".join(entry[1:]))
    for table in package.tables:
        for field in package.schema(table)["fields"]:
            named = f"{table}.{field['name']}"
            entry = ("column", named, field.get("title", ""), field.get("description", ""))
            yield entry, fold(" ".join((field["name"], *entry[2:])))
