"""Rules of scores and averages."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from ocdataset.arithmetic.half_points import hundredths_text
from ocdataset.check.frames.exact_tables import ExactTables
from ocdataset.check.phases.keys import doubled
from ocdataset.check.phases.row_checks import RowCheck, violation_at
from ocdataset.check.report import Violation

KEY = ("edition", "country", "measure")

_VALUE = nw.col("value")

HALF_POINT = RowCheck(
    "",
    "value",
    ("value",),
    (_VALUE % 50 != 0) | (_VALUE < 100) | (_VALUE > 1000),
    lambda row: hundredths_text(row["value"]),
    "one of 1.0, 1.5, ... 10.0",
)
"""A score off the grid 1.0, 1.5, ... 10.0."""


def complete_sheet(tables: ExactTables) -> Iterator[Violation]:
    """Give each indicator that a sheet lacks, has twice, or has of another edition."""
    scores, key, held = tables.frame("scores"), list(KEY), tables.tables["scores"]
    leaves = tables.like(tables.composition_tables.leaves())
    sheets = scores.select("edition", "country").unique()
    expected = (
        sheets.join(tables.tree_of_edition, on="edition", how="inner")
        .join(leaves, on="tree", how="inner")
        .select(*KEY)
    )
    for row in tables.collected(expected.join(scores.select(*KEY).unique(), on=key, how="anti")):
        yield violation_at(held, row, "measure", "nothing", "one row of this indicator")
    for row in tables.findings(scores.join(expected, on=key, how="anti")):
        yield violation_at(held, row, "measure", "a row", "only indicators of the edition")
    for second, _ in doubled(tables, scores, key):
        yield violation_at(held, second, "measure", "several rows", "one row of this indicator")


def whole_sheets_hold(tables: ExactTables) -> tuple[()]:  # noqa: ARG001
    """Give no score: the rule holds on whole sheets, or needs no more than their sums."""
    return ()


def published_average(tables: ExactTables) -> Iterator[Violation]:
    """Give each average that is not the exact mean of its children rounded half up."""
    if not tables.once(_compared).off:
        return
    for row in tables.collected(_beside_exact(tables).filter(_OFF)):
        expected = f"{hundredths_text(row['exact'])}, the mean of the exact values of its children"
        found = hundredths_text(row["value"])
        yield violation_at(tables.tables["averages"], row, "value", found, expected)


def reproduced(tables: ExactTables) -> int:
    """Return how many averages that a source prints are computed from the scores."""
    return tables.once(_compared).printed


@dataclass(frozen=True)
class _Compared:
    """How many averages can be computed and are printed, and how many are not what is computed."""

    printed: int
    off: int


_OFF = nw.col("exact") != _VALUE


def _compared(tables: ExactTables) -> _Compared:
    """Return how the averages compare, counted in one pass."""
    marks = {"printed": nw.col("status") != "derived", "off": _OFF}
    ones = [nw.when(mark).then(nw.lit(1)).otherwise(nw.lit(0)).alias(name) for name, mark in marks.items()]
    counted = tables.engine.rows(_beside_exact(tables).select(*ones).select(nw.col(*marks).sum()))[0]
    return _Compared(int(counted["printed"] or 0), int(counted["off"] or 0))


def _beside_exact(tables: ExactTables) -> nw.LazyFrame[Any]:
    """Return the averages that can be computed, beside their exact value rounded half up.

    They are those that are given, of which every indicator below has a score.
    """
    rounded = (2 * nw.col("total") + nw.col("divisor")) // (2 * nw.col("divisor"))
    given = tables.frame("averages").filter(~_VALUE.is_null())
    return given.join(
        tables.exact_sums,
        left_on=["edition", "country", "measure"],
        right_on=["edition", "country", "parent"],
        how="inner",
    ).with_columns(rounded.alias("exact"))
