"""Rules that tie every value to the text it was transcribed from."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ocdataset.arithmetic.half_points import hundredths
from ocdataset.check.exact_tables import ExactTables
from ocdataset.check.report import Violation
from ocdataset.check.score_rules import in_words, origin

VALUED = ("scores", "averages", "ranks")


def provenance(tables: ExactTables) -> Iterator[Violation]:
    """Give each value without a source or place, and each quotation that its place does not hold."""
    texts = {source: _lines(path) for source, path in tables.sources_at_hand.items()}
    for name in (*VALUED, "readings"):
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


def _lines(path: Path) -> list[str] | None:
    """Return the lines of a source that is text, else None."""
    try:
        return path.read_bytes().decode("utf-8-sig").split("\n")
    except UnicodeDecodeError:
        return None


def _unplaced(row: dict[str, Any]) -> tuple[str, str, str] | None:
    if not row["source_id"]:
        return "source_id", "nothing", "the source of the value"
    if row["as_printed"] and not row["locator"]:
        return "locator", "nothing", "the place of the text as printed"
    if row.get("status") in ("printed", "aligned") and not row["as_printed"]:
        return "as_printed", "nothing", "the text that a printed value stands in"
    return None


def _misquoted(row: dict[str, Any], lines: list[str] | None) -> tuple[str, str, str] | None:
    if lines is None or not row["as_printed"]:
        return None
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
    repaired = {(row["source_id"], row["measure"]): row for row in tables.rows("repairs")}
    needed = set()
    for name in ("scores", "averages"):
        for row in tables.rows(name):
            key = row["source_id"], row["measure"]
            if not differs(row):
                continue
            needed.add(key)
            if key not in repaired:
                yield Violation(
                    "repair_needed",
                    table=name,
                    key=in_words(row, "edition", "country", "measure"),
                    column="value",
                    found=f"{row['status']} value, printed {row['as_printed'] or 'nowhere'}",
                    expected="a row in repairs that says why",
                    line=row["line"],
                    source=origin(row),
                )
    for key, row in repaired.items():
        if key not in needed and row["rule"] != "override":
            yield Violation(
                "repair_needed",
                table="repairs",
                key=" ".join(key),
                column="as_given",
                found=f"{row['as_given']}, printed {row['as_printed']}",
                expected="a value that differs from the print; drop the repair",
                line=row["line"],
            )


def differs(row: dict[str, Any]) -> bool:
    """Return whether a value is not simply the number printed."""
    if row["status"] not in ("printed", "aligned"):
        return row["status"] != "not_in_edition"
    try:
        return bool(hundredths(row["as_printed"] or "") != row["value"])
    except ValueError:
        return True
