"""Rules of scores and averages."""

from collections.abc import Iterator
from typing import Any

import narwhals as nw

from ocdataset.arithmetic.half_points import hundredths_text
from ocdataset.check.exact_tables import ExactTables, collected
from ocdataset.check.report import Violation

KEY = ("edition", "country", "measure")


def in_words(row: dict[str, Any], *columns: str) -> str:
    """Return the key of a row in words."""
    return " ".join(str(row[name]) for name in columns)


def origin(row: dict[str, Any]) -> str:
    """Return the source and locator of a row."""
    return " ".join(str(row[name]) for name in ("source_id", "locator") if row.get(name))


def half_point(tables: ExactTables) -> Iterator[Violation]:
    """Give each score off the grid 1.0, 1.5, ... 10.0."""
    value = nw.col("value")
    off = (value % 50 != 0) | (value < 100) | (value > 1000)
    scored = tables.frame("scores").filter(~value.is_null())
    for row in collected(scored.filter(off), *KEY):
        yield Violation(
            "half_point",
            table="scores",
            key=in_words(row, *KEY),
            column="value",
            found=hundredths_text(row["value"]),
            expected="one of 1.0, 1.5, ... 10.0",
            line=row["line"],
            source=origin(row),
        )


def complete_sheet(tables: ExactTables) -> Iterator[Violation]:
    """Give each indicator that a sheet lacks, has twice, or has of another edition."""
    leaves = tables.like(
        {
            "edition": [year for year, tree in tables.compositions.items() for _ in tree.indicators],
            "measure": [leaf for tree in tables.compositions.values() for leaf in tree.indicators],
        }
    )
    scores = tables.frame("scores").select(*KEY)
    sheets = scores.select("edition", "country").unique()
    expected = sheets.join(leaves, on="edition", how="inner")
    counted = scores.group_by(*KEY).agg(nw.len().alias("times"))
    faults = (
        (expected.join(scores, on=list(KEY), how="anti"), "nothing", "one row of this indicator"),
        (
            scores.unique().join(expected, on=list(KEY), how="anti"),
            "a row",
            "only indicators of the edition",
        ),
        (counted.filter(nw.col("times") > 1), "several rows", "one row of this indicator"),
    )
    for frame, found, wanted in faults:
        for row in collected(frame, *KEY):
            yield Violation(
                "complete_sheet",
                table="scores",
                key=in_words(row, *KEY),
                column="measure",
                found=found,
                expected=wanted,
            )


def published_average(tables: ExactTables) -> Iterator[Violation]:
    """Give each average that is not the exact mean of its children rounded half up."""
    rounded = (2 * nw.col("total") + nw.col("divisor")) // (2 * nw.col("divisor"))
    published = reproducible(tables).with_columns(rounded.alias("exact"))
    for row in collected(published.filter(nw.col("exact") != nw.col("value")), *KEY):
        yield Violation(
            "published_average",
            table="averages",
            key=in_words(row, *KEY),
            column="value",
            found=hundredths_text(row["value"]),
            expected=f"{hundredths_text(row['exact'])}, the mean of the exact values of its children",
            line=row["line"],
            source=origin(row),
        )


def reproducible(tables: ExactTables) -> nw.LazyFrame[Any]:
    """Return the averages that can be computed: given, and every indicator below has a score."""
    given = tables.frame("averages").filter(~nw.col("value").is_null())
    return given.join(
        tables.exact_sums,
        left_on=["edition", "country", "measure"],
        right_on=["edition", "country", "parent"],
        how="inner",
    )


def reproduced(tables: ExactTables) -> int:
    """Return how many averages that a source prints are computed from the scores."""
    printed = reproducible(tables).filter(nw.col("status") != "derived")
    return len(printed.collect())
