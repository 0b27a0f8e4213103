"""Rules of ranks."""

from collections.abc import Iterator
from typing import Any

import narwhals as nw

from ocdataset.check.frames.exact_tables import ExactTables
from ocdataset.check.phases.row_checks import RowCheck, in_words, origin
from ocdataset.check.report import Violation

KEY = ("edition", "country", "measure", "scope")
SCOPES = ("world", "continent", "region")


def _violation(rule: str, row: dict[str, Any], column: str, expected: str) -> Violation:
    return Violation(
        rule,
        table="ranks",
        key=in_words(row, *KEY),
        column=column,
        found=str(row[column]),
        expected=expected,
        source=origin(row),
    )


BEYOND_OUT_OF = RowCheck(
    "rank_bounds",
    "rank",
    (nw.col("rank") < 1) | (nw.col("rank") > nw.col("out_of")),
    lambda row: str(row["rank"]),
    lambda row: f"a rank from 1 to {row['out_of']}",
)
"""A rank beyond its out-of."""


def scope_sizes(tables: ExactTables) -> Iterator[Violation]:
    """Give each out-of that is not the size of its scope."""
    wrong = ((nw.col("scope") == "region") & (nw.col("out_of") > nw.col("size"))) | (
        (nw.col("scope") != "region") & (nw.col("out_of") != nw.col("size"))
    )
    for row in tables.findings(_sized(tables).filter(wrong), *KEY):
        limit = "at most " if row["scope"] == "region" else ""
        yield _violation("rank_bounds", row, "out_of", f"{limit}{row['size']}, the size of the scope")


def _sized(tables: ExactTables) -> nw.LazyFrame[Any]:
    """Return ranks beside the size of their scope; of a region, the size of its continent."""
    size, scope = nw.col("countries").alias("size"), nw.col("scope")
    ranks = tables.frame("ranks")
    editions = tables.frame("editions").select("edition", size)
    continents = tables.frame("regions").filter(nw.col("level") == "continent").select("region", size)
    placed = tables.frame("placements").select("edition", "country", "continent")
    placed = placed.join(continents, left_on="continent", right_on="region", how="inner")
    placed = placed.select("edition", "country", "size")
    return nw.concat(
        [
            ranks.filter(scope == "world").join(editions, on="edition", how="inner"),
            ranks.filter(scope.is_in(SCOPES[1:])).join(placed, on=["edition", "country"], how="inner"),
        ]
    )


def rank_scope(tables: ExactTables) -> Iterator[Violation]:
    """Give each rank that is worse than the rank of the same country in a larger scope."""
    ranks = tables.frame("ranks")
    for smaller, larger in zip(SCOPES[1:], SCOPES[:-1], strict=True):
        wide = ranks.filter(nw.col("scope") == larger).select(
            "edition", "country", "measure", nw.col("rank").alias("wider")
        )
        narrow = ranks.filter(nw.col("scope") == smaller)
        paired = narrow.join(wide, on=["edition", "country", "measure"], how="inner")
        for row in tables.findings(paired.filter(nw.col("rank") > nw.col("wider")), *KEY):
            yield _violation("rank_scope", row, "rank", f"at most {row['wider']}, the rank in the {larger}")


def _placed(tables: ExactTables) -> nw.LazyFrame[Any]:
    """Return the exact value and scopes of each country, where every country of the edition is scored."""
    roots = nw.col("parent").is_in(["criminality", "resilience"])
    sums = tables.exact_sums.filter(roots)
    full = (
        sums.group_by("edition", "parent")
        .agg(nw.len().alias("scored"))
        .join(tables.frame("editions").select("edition", "countries"), on="edition", how="inner")
        .filter(nw.col("scored") == nw.col("countries"))
        .select("edition", "parent")
    )
    complete = sums.join(full, on=["edition", "parent"], how="inner")
    placements = tables.frame("placements").select("edition", "country", "continent", "region")
    placed = complete.join(placements, on=["edition", "country"], how="left")
    return tables.engine.held(placed.with_columns(nw.lit("world").alias("world")))


def _off_ranks(tables: ExactTables) -> list[dict[str, Any]]:
    """Return the ranks that are not 1 + the number strictly higher, beside what they should be."""
    higher = nw.col("total").rank("min", descending=True)
    computed = {scope: higher.over("edition", "parent", scope).cast(nw.Int64) for scope in SCOPES}
    off = _beside(tables, "computed", computed).filter(nw.col("rank") != nw.col("computed"))
    found = tables.findings(off, *KEY)
    if not found:
        return []
    sharing = {scope: nw.len().over("edition", "parent", scope, "total") for scope in SCOPES}
    ties = _beside(tables, "sharing", sharing).filter(nw.col("sharing") > 1).select(*KEY, "sharing")
    sizes = {tuple(row[name] for name in KEY): row["sharing"] for row in tables.collected(ties, *KEY)}
    return [row | {"sharing": sizes.get(tuple(row[name] for name in KEY), 1)} for row in found]


def _beside(tables: ExactTables, name: str, of_scope: dict[str, nw.Expr]) -> nw.LazyFrame[Any]:
    """Return the printed ranks beside what is computed of the countries in their scope."""
    computed = tables.once(_placed).select(
        "edition",
        "country",
        nw.col("parent").alias("measure"),
        *SCOPES[1:],
        *(computed.alias(f"in_{scope}") for scope, computed in of_scope.items()),
    )
    chosen = nw.when(nw.col("scope") == "world").then(nw.col("in_world"))
    for scope in SCOPES[1:]:
        chosen = chosen.when(nw.col("scope") == scope, ~nw.col(scope).is_null()).then(nw.col(f"in_{scope}"))
    printed = tables.frame("ranks").join(computed, on=["edition", "country", "measure"], how="inner")
    return printed.with_columns(chosen.alias(name))


def _split_tie(row: dict[str, Any]) -> bool:
    """Return whether a rank is one that round-off on the publisher's side gives at an exact tie."""
    return bool(row["computed"] < row["rank"] <= row["computed"] + row["sharing"] - 1)


def rank_order(tables: ExactTables) -> Iterator[Violation]:
    """Give each rank that is not 1 + the number strictly higher, ties split by round-off apart."""
    for row in tables.once(_off_ranks):
        if not _split_tie(row):
            yield _violation("rank_order", row, "rank", f"{row['computed']}, 1 + the number strictly higher")


def tie_notes(tables: ExactTables) -> Iterator[str]:
    """Give each exact tie that the publisher's round-off split."""
    for row in tables.once(_off_ranks):
        if _split_tie(row):
            yield (
                f"{in_words(row, *KEY)}: printed {row['rank']}, computed {row['computed']}; an exact tie "
                f"of {row['sharing']} countries, split by round-off on the publisher's side"
            )
