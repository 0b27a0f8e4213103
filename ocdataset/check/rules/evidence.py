"""Rules that tie every value to the text it was transcribed from."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import narwhals as nw

from ocdataset.arithmetic.half_points import hundredths_text
from ocdataset.check.frames.engines import ROW
from ocdataset.check.frames.exact_tables import ExactTables
from ocdataset.check.phases.cells import exact_cell, matches
from ocdataset.check.phases.row_checks import RowCheck, violation_at
from ocdataset.check.report import Violation
from ocdataset.check.rules.printed_text import not_as_printed
from ocdataset.reference.files import LARGEST_SOURCE, content_of

PLACED = ("scores", "averages", "ranks", "placements", "readings")
READ = ("printed", "aligned")
WITHOUT_VALUE = ("unresolved", "not_in_edition")
Frame = nw.LazyFrame[Any]
Lines = list[str] | Mapping[str, str]

REPAIR_KEY = ("source_id", "edition", "country", "measure")

_PRINTED, _VALUE = nw.col("as_printed"), nw.col("value")
_NOWHERE = "nothing"


_PLACE = r"([0-9]+:[0-9]+|p[0-9]+:-?[0-9]+,-?[0-9]+,-?[0-9]+,-?[0-9]+)"
LOCATOR = rf"^(.+![A-Z]+[0-9]+|{_PLACE}( {_PLACE})*)$"
"""Line and column, page and box, each of them several where several places are quoted; or sheet and cell."""


def place_checks(columns: list[str]) -> Iterator[RowCheck]:
    """Give the checks that a value names its source, its place and the text that it stands in."""
    source, place = nw.col("source_id"), nw.col("locator")
    unplaced = ~_PRINTED.is_null() & place.is_null()
    yield RowCheck("", "source_id", ("source_id",), source.is_null(), _NOWHERE, "the source of the value")
    yield RowCheck(
        "",
        "locator",
        ("source_id", "locator", "as_printed"),
        ~source.is_null() & unplaced,
        _NOWHERE,
        "the place of the text as printed",
    )
    yield RowCheck(
        "",
        "locator",
        ("locator",),
        ~matches(place, LOCATOR),
        lambda row: repr(row["locator"]),
        "line:column, sheet!cell or page:box",
    )
    if "status" in columns:
        unquoted = nw.col("status").is_in(READ) & _PRINTED.is_null()
        yield RowCheck(
            "",
            "as_printed",
            ("source_id", "status", "as_printed"),
            ~source.is_null() & unquoted,
            _NOWHERE,
            "the text that a printed value stands in",
        )


def evidence(tables: ExactTables) -> Iterator[Violation]:
    """Give each value whose source, as far as it is at hand or described, does not bear it."""
    yield from _other_methods(tables)
    yield from quotations(tables)


def _other_methods(tables: ExactTables) -> Iterator[Violation]:
    """Give each value that is said to be read in another way than its source is."""
    for name in ("scores", "averages", "ranks"):
        for row in tables.findings(_read_otherwise(tables, name)):
            expected = f"{row['reader'] or 'nothing'}, the reader of {row['source_id']}"
            yield violation_at(tables.tables[name], row, "method", row["method"], expected)


def _read_otherwise(tables: ExactTables, name: str) -> Frame:
    readers = tables.frame("sources").select("source_id", "reader")
    reader = nw.col("reader")
    read = tables.frame(name).join(readers, on="source_id", how="inner")
    return read.filter(reader.is_null() | (reader != nw.col("method")), ~nw.col("method").is_null())


def bearing_on_evidence(tables: ExactTables) -> Iterator[Frame]:
    """Give the scores that are read in another way than their source, or whose source is at hand."""
    yield _read_otherwise(tables, "scores")
    if tables.sources_at_hand:
        yield tables.frame("scores").filter(nw.col("source_id").is_in(list(tables.sources_at_hand)))


def status_checks(columns: list[str]) -> Iterator[RowCheck]:
    """Give the checks that a status says whether there is a value, and of what kind it is."""
    status = nw.col("status")
    if "rank" in columns:
        quoted = (status == "derived") & ~_PRINTED.is_null()
        reads = ("status", "as_printed")
        yield RowCheck("", "status", reads, quoted, "derived", "printed, for a text is quoted")
        return
    without = status.is_in(WITHOUT_VALUE)
    value, candidates = nw.col("value"), nw.col("candidates")
    reads = ("status", "value")
    yield RowCheck("", "value", reads, ~without & value.is_null(), _NOWHERE, "a value, as the status says")
    yield RowCheck("", "status", reads, without & ~value.is_null(), _status, "a status of rows with a value")
    open_ = ~candidates.is_null() & (status != "unresolved")
    expected = "candidates where the status is unresolved"
    yield RowCheck("", "candidates", ("status", "candidates"), open_, _candidates, expected)


def _status(row: Mapping[str, Any]) -> str:
    return str(row["status"])


def _candidates(row: Mapping[str, Any]) -> str:
    return repr(row["candidates"])


def aligned_without_readings(tables: ExactTables) -> Iterator[Violation]:
    """Give each value said to be paired with its label by order of whose source no reading is given."""
    if "readings" not in tables.tables:
        return
    for name in ("scores", "averages"):
        for row in tables.findings(_aligned_elsewhere(tables, name)):
            expected = "printed: nothing of its source was paired by order"
            yield violation_at(tables.tables[name], row, "status", "aligned", expected)


def _aligned_elsewhere(tables: ExactTables, name: str) -> Frame:
    read = tables.frame("readings").select("source_id").unique()
    aligned = tables.frame(name).filter(nw.col("status") == "aligned")
    return aligned.join(read, on="source_id", how="anti")


def bearing_on_status(tables: ExactTables) -> Iterator[Frame]:
    """Give the scores said to be aligned of whose source no reading is given."""
    if "readings" in tables.tables:
        yield _aligned_elsewhere(tables, "scores")


def quotations(tables: ExactTables) -> Iterator[Violation]:
    """Give each quotation that its place in a source at hand does not hold."""
    texts = {source: _lines(path) for source, path in tables.sources_at_hand.items()}
    if not texts:
        return
    for name in PLACED:
        if name not in tables.tables:
            continue
        quoted = tables.frame(name).filter(nw.col("source_id").is_in(list(texts)), ~_PRINTED.is_null())
        for row in tables.collected(quoted):
            fault = _misquoted(row, texts[row["source_id"]])
            if fault:
                yield violation_at(tables.tables[name], row, *fault)


def _lines(path: Path) -> Lines | None:
    """Return the lines of a source that is text, or the cells of one that is a workbook, else None."""
    try:
        return content_of(path, LARGEST_SOURCE).decode("utf-8-sig").split("\n")
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
        if not (line.isdecimal() and column.isdecimal()):
            return None
        start = int(column) - 1
        found = lines[int(line) - 1][start : start + len(text)] if int(line) <= len(lines) else ""
        if found != text:
            return "as_printed", repr(text), f"the text at {place} of the source, {found!r}"
    return None


def repair_needed(tables: ExactTables) -> Iterator[Violation]:
    """Give each repair that repairs nothing or something else, and each difference without one."""
    yield from other_repairs(tables)
    key = list(REPAIR_KEY)
    repairs = tables.frame("repairs")
    needed = []
    for name in ("scores", "averages", "placements"):
        if name == "placements" and not {"placements", "regions"} <= set(tables.tables):
            continue
        differing = tables.engine.held(_differing(tables, name))
        needed.append(differing.select(*key))
        unexplained = differing.join(repairs.select(*key).unique(), on=key, how="anti")
        for row in tables.collected(unexplained):
            column = "region" if name == "placements" else "value"
            found = f"{row['given']}, printed {row['as_printed'] or 'nowhere'}"
            expected = "a row in repairs that says why"
            yield violation_at(tables.tables[name], row, column, found, expected)
    rest = repairs.filter(nw.col("rule") != "override")
    for row in tables.collected(rest.join(nw.concat(needed).unique(), on=key, how="anti")):
        found = f"{row['as_given'] or ''}, printed {row['as_printed'] or ''}"
        expected = "a value that differs from the print; drop the repair"
        yield violation_at(tables.tables["repairs"], row, "as_given", found, expected)


def bearing_on_repairs(tables: ExactTables) -> Iterator[Frame]:
    """Give the scores of sheets that have a repair, and those that are not simply read."""
    repaired = tables.frame("repairs").select("edition", "country").unique()
    scores = tables.frame("scores")
    yield scores.join(repaired, on=["edition", "country"], how="semi")
    yield scores.filter(~nw.col("status").is_in(list(READ)))


OTHER_RULE = RowCheck(
    "",
    "rule",
    ("measure", "rule"),
    (nw.col("measure") == "region") != (nw.col("rule") == "region_harmonised"),
    lambda row: str(row["rule"]),
    "region_harmonised for a region, and for a region alone",
)
"""A repair of a value by a rule for regions, or the other way about."""


def other_repairs(tables: ExactTables) -> Iterator[Violation]:
    """Give each repair that gives or quotes something else than the row that it repairs."""
    casts = tables.engine.casts_missing
    amount = exact_cell(nw.col("as_given"), "number", nw.String(), casts_missing=casts).alias("amount")
    repairs = tables.frame("repairs").with_columns(amount)
    for name in ("scores", "averages", "placements"):
        if name in tables.tables:
            yield from _other_repairs(tables, name, repairs)


def _other_repairs(tables: ExactTables, name: str, repairs: Frame) -> Iterator[Violation]:
    is_region = name == "placements"
    given = nw.col("region" if is_region else "value").alias("given")
    measure = nw.lit("region").alias("measure") if is_region else nw.col("measure")
    printed = _PRINTED.alias("printed")
    values = tables.frame(name).select(*REPAIR_KEY[:3], measure, given, printed)
    both = repairs.join(values, on=list(REPAIR_KEY), how="inner")
    held = tables.tables["repairs"]
    for row in tables.findings(both.filter(_differ("given", "as_given" if is_region else "amount"))):
        value = row["given"] if is_region or row["given"] is None else hundredths_text(row["given"])
        expected = f"{value or 'nothing'}, as in {name}"
        yield violation_at(held, row, "as_given", row["as_given"] or "nothing", expected)
    if "readings" not in tables.tables:
        return
    # what is read of a page may be quoted together with what stands around it; a cell stands alone
    of_pages = tables.frame("readings").select("source_id").unique()
    cells = both.join(of_pages, on="source_id", how="anti").filter(_differ("printed", "as_printed"))
    for row in tables.findings(cells):
        expected = f"{row['printed'] or ''!r}, as in {name}"
        yield violation_at(held, row, "as_printed", repr(row["as_printed"] or ""), expected)


def _differ(one: str, other: str) -> nw.Expr:
    """Return whether two columns differ, a missing cell being like a missing one only."""
    first, second = nw.col(one), nw.col(other)
    return (first.is_null() != second.is_null()) | (first != second).fill_null(False)


def _differing(tables: ExactTables, name: str) -> Frame:
    """Return the rows of a table that give something else than is simply printed, in words as `given`."""
    columns = (ROW, *REPAIR_KEY, "locator", "as_printed", "given")
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
