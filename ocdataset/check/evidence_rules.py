"""Rules that tie every value to the text it was transcribed from."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ocdataset.arithmetic.printed import prints
from ocdataset.check.exact_tables import ExactTables
from ocdataset.check.report import Violation
from ocdataset.check.score_rules import in_words, origin
from ocdataset.check.workbook_quotes import Quotes, quotes_of

VALUED = ("scores", "averages", "ranks")
REPAIR_KEY = ("source_id", "edition", "country", "measure")


def provenance(tables: ExactTables) -> Iterator[Violation]:
    """Give each value without a source or place, and each quotation that its place does not hold."""
    texts = {source: _lines(path) for source, path in tables.sources_at_hand.items()}
    for name in (*VALUED, "placements", "readings"):
        if name not in tables.tables:
            continue
        key = tables.tables[name].schema["primaryKey"]
        for row in tables.rows(name):
            fault = _unplaced(row) or _misquoted(row, texts.get(row["source_id"]))
            if fault:
                column, found, expected = fault
                yield Violation(
                    "provenance",
                    table=name,
                    key=in_words(row, *key),
                    column=column,
                    found=found,
                    expected=expected,
                    line=row["line"],
                    source=origin(row),
                )


def _lines(path: Path) -> list[str] | Quotes | None:
    """Return the lines of a source that is text, or the cells of one that is a workbook, else None."""
    try:
        return path.read_bytes().decode("utf-8-sig").split("\n")
    except UnicodeDecodeError:
        return quotes_of(path)


def _unplaced(row: dict[str, Any]) -> tuple[str, str, str] | None:
    if not row["source_id"]:
        return "source_id", "nothing", "the source of the value"
    if row["as_printed"] and not row["locator"]:
        return "locator", "nothing", "the place of the text as printed"
    if row.get("status") in ("printed", "aligned") and not row["as_printed"]:
        return "as_printed", "nothing", "the text that a printed value stands in"
    return None


def _misquoted(row: dict[str, Any], lines: list[str] | Quotes | None) -> tuple[str, str, str] | None:
    if lines is None or not row["as_printed"]:
        return None
    if isinstance(lines, Mapping):
        found = lines.get(row["locator"], "")
        right = found == row["as_printed"]
        return None if right else ("as_printed", repr(row["as_printed"]), f"the cell's text, {found!r}")
    places = row["locator"].split()
    quoted = [row["as_printed"]] if len(places) == 1 else row["as_printed"].split("|")
    for place, text in zip(places, quoted, strict=False):
        line, _, column = place.partition(":")
        if not (line.isdigit() and column.isdigit()):
            return None
        start = int(column) - 1
        found = lines[int(line) - 1][start : start + len(text)] if int(line) <= len(lines) else ""
        if found != text:
            return "as_printed", repr(text), f"the text at {place} of the source, {found!r}"
    return None


def repair_needed(tables: ExactTables) -> Iterator[Violation]:
    """Give each repair that repairs nothing, and each difference that no repair explains."""
    repaired = {tuple(row[name] for name in REPAIR_KEY): row for row in tables.rows("repairs")}
    needed = set()
    for name, key, row, given in _differences(tables):
        needed.add(key)
        if key not in repaired:
            yield Violation(
                "repair_needed",
                table=name,
                key=" ".join(str(part) for part in key[1:]),
                column="region" if name == "placements" else "value",
                found=f"{given}, printed {row['as_printed'] or 'nowhere'}",
                expected="a row in repairs that says why",
                line=row["line"],
                source=origin(row),
            )
    for key, row in repaired.items():
        if key not in needed and row["rule"] != "override":
            yield Violation(
                "repair_needed",
                table="repairs",
                key=in_words(row, *REPAIR_KEY),
                column="as_given",
                found=f"{row['as_given']}, printed {row['as_printed']}",
                expected="a value that differs from the print; drop the repair",
                line=row["line"],
            )


def _differences(tables: ExactTables) -> Iterator[tuple[str, tuple[Any, ...], dict[str, Any], str]]:
    """Give the table, key, row and what is given of everything that is not simply as printed."""
    for name in ("scores", "averages"):
        for row in tables.rows(name):
            if differs(row):
                yield name, tuple(row[part] for part in REPAIR_KEY), row, f"{row['status']} value"
    if not {"placements", "regions"} <= set(tables.tables):
        return
    labels = {row["region"]: row["label"] for row in tables.rows("regions")}
    for row in tables.rows("placements"):
        if row["as_printed"] and row["as_printed"] != labels.get(row["region"]):
            yield "placements", (*(row[part] for part in REPAIR_KEY[:-1]), "region"), row, row["region"]


def differs(row: dict[str, Any]) -> bool:
    """Return whether a value is not simply the number printed, rounded or not."""
    if row["status"] not in ("printed", "aligned"):
        return bool(row["status"] != "not_in_edition")
    return not prints(row["as_printed"] or "", row["value"])
