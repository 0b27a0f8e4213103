"""Rules that tie every value to the text it was transcribed from."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import narwhals as nw

from ocdataset.check.frames.exact_tables import ExactTables
from ocdataset.check.phases.row_checks import RowCheck, in_words, origin
from ocdataset.check.report import Violation
from ocdataset.check.rules.printed_text import not_as_printed

PLACED = ("scores", "averages", "ranks", "placements", "readings")
Lines = list[str] | Mapping[str, str]

REPAIR_KEY = ("source_id", "edition", "country", "measure")

_PRINTED = nw.col("as_printed")
_NOWHERE = "nothing"


def place_checks(columns: list[str]) -> Iterator[RowCheck]:
    """Give the checks that a value names its source, its place and the text that it stands in."""
    source, place = nw.col("source_id"), nw.col("locator")
    unplaced = ~_PRINTED.is_null() & place.is_null()
    yield RowCheck("provenance", "source_id", source.is_null(), _NOWHERE, "the source of the value")
    yield RowCheck(
        "provenance", "locator", ~source.is_null() & unplaced, _NOWHERE, "the place of the text as printed"
    )
    if "status" in columns:
        unquoted = nw.col("status").is_in(["printed", "aligned"]) & _PRINTED.is_null()
        yield RowCheck(
            "provenance",
            "as_printed",
            ~source.is_null() & unquoted,
            _NOWHERE,
            "the text that a printed value stands in",
        )


def quotations(tables: ExactTables) -> Iterator[Violation]:
    """Give each quotation that its place in a source at hand does not hold."""
    texts = {source: _lines(path) for source, path in tables.sources_at_hand.items()}
    if not texts:
        return
    for name in PLACED:
        if name not in tables.tables:
            continue
        quoted = tables.frame(name).filter(nw.col("source_id").is_in(list(texts)), ~_PRINTED.is_null())
        key = tables.tables[name].key
        for row in tables.collected(quoted, *key):
            fault = _misquoted(row, texts[row["source_id"]])
            if fault:
                column, found, expected = fault
                yield Violation(
                    "provenance",
                    table=name,
                    key=in_words(row, *key),
                    column=column,
                    found=found,
                    expected=expected,
                    source=origin(row),
                )


def _lines(path: Path) -> Lines | None:
    """Return the lines of a source that is text, or the cells of one that is a workbook, else None."""
    try:
        return path.read_bytes().decode("utf-8-sig").split("\n")
    except UnicodeDecodeError:
        from ocdataset.check.rules.workbook_quotes import quotes_of

        return quotes_of(path)


def _misquoted(
    row: dict[str, Any], lines: list[str] | Mapping[str, str] | None
) -> tuple[str, str, str] | None:
    if lines is None or not row["locator"]:
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
    key = list(REPAIR_KEY)
    repairs = tables.frame("repairs")
    needed = []
    for name in ("scores", "averages", "placements"):
        if name == "placements" and not {"placements", "regions"} <= set(tables.tables):
            continue
        differing = tables.engine.held(_differing(tables, name))
        needed.append(differing.select(*key))
        unexplained = differing.join(repairs.select(*key).unique(), on=key, how="anti")
        for row in tables.collected(unexplained, *key[1:]):
            yield Violation(
                "repair_needed",
                table=name,
                key=in_words(row, *(key[1:3] if name == "placements" else key[1:])),
                column="region" if name == "placements" else "value",
                found=f"{row['given']}, printed {row['as_printed'] or 'nowhere'}",
                expected="a row in repairs that says why",
                source=origin(row),
            )
    rest = repairs.filter(nw.col("rule") != "override")
    for row in tables.collected(rest.join(nw.concat(needed).unique(), on=key, how="anti"), *key):
        yield Violation(
            "repair_needed",
            table="repairs",
            key=in_words(row, *REPAIR_KEY),
            column="as_given",
            found=f"{row['as_given'] or ''}, printed {row['as_printed'] or ''}",
            expected="a value that differs from the print; drop the repair",
        )


def _differing(tables: ExactTables, name: str) -> nw.LazyFrame[Any]:
    """Return the rows of a table that give something else than is simply printed, in words as `given`."""
    columns = (*REPAIR_KEY, "locator", "as_printed", "given")
    rows = tables.frame(name)
    if name != "placements":
        given = nw.concat_str(nw.col("status"), nw.lit(" value"))
        read = nw.col("status").is_in(["printed", "aligned"])
        is_text = tables.tables[name].types["value"] == nw.String
        differing = not_as_printed(rows.filter(read), is_text)
        others = rows.filter(~read, nw.col("status") != "not_in_edition")
        both = [one.with_columns(given.alias("given")).select(*columns) for one in (differing, others)]
        return nw.concat(both)
    labels = tables.frame("regions").select("region", nw.col("label").alias("known"))
    labelled = rows.filter(~_PRINTED.is_null()).join(labels, on="region", how="left")
    other = labelled.filter(nw.col("known").is_null() | (nw.col("known") != _PRINTED))
    renamed = other.with_columns(nw.col("region").alias("given"), nw.lit("region").alias("measure"))
    return renamed.select(*columns)
