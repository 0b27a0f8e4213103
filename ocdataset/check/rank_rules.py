"""Rules of ranks."""

from collections.abc import Iterator
from typing import Any

import narwhals as nw

from ocdataset.check.exact_tables import ExactTables, collected
from ocdataset.check.report import Violation
from ocdataset.check.score_rules import in_words, origin

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
        line=row["line"],
        source=origin(row),
    )


def rank_bounds(tables: ExactTables) -> Iterator[Violation]:
    """Give each rank beyond its out-of, and each out-of that is not the size of its scope."""
    ranks = tables.frame("ranks")
    beyond = (nw.col("rank") < 1) | (nw.col("rank") > nw.col("out_of"))
    for row in collected(ranks.filter(beyond), *KEY):
        yield _violation("rank_bounds", row, "rank", f"a rank from 1 to {row['out_of']}")
    sized = ranks.join(_sizes(tables), on=["edition", "country", "scope"], how="inner")
    wrong = ((nw.col("scope") == "region") & (nw.col("out_of") > nw.col("size"))) | (
        (nw.col("scope") != "region") & (nw.col("out_of") != nw.col("size"))
    )
    for row in collected(sized.filter(wrong), *KEY):
        limit = "at most " if row["scope"] == "region" else ""
        yield _violation("rank_bounds", row, "out_of", f"{limit}{row['size']}, the size of the scope")


def _sizes(tables: ExactTables) -> nw.LazyFrame[Any]:
    """Return the size of each scope of a country; of a region, the size of its continent."""
    size = nw.col("countries").alias("size")
    placed = tables.frame("placements").select("edition", "country", "continent")
    world = tables.frame("ranks").select("edition", "country").unique()
    world = world.join(tables.frame("editions").select("edition", size), on="edition", how="inner")
    continents = tables.frame("regions").filter(nw.col("level") == "continent").select("region", size)
    continent = placed.join(continents, left_on="continent", right_on="region", how="inner")
    columns = ("edition", "country", "scope", "size")
    return nw.concat(
        [
            world.with_columns(nw.lit("world").alias("scope")).select(*columns),
            continent.with_columns(nw.lit("continent").alias("scope")).select(*columns),
            continent.with_columns(nw.lit("region").alias("scope")).select(*columns),
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
        for row in collected(paired.filter(nw.col("rank") > nw.col("wider")), *KEY):
            yield _violation("rank_scope", row, "rank", f"at most {row['wider']}, the rank in the {larger}")


def _ranked(tables: ExactTables) -> nw.LazyFrame[Any]:
    """Return printed ranks beside computed ones, where every country of the edition is scored."""
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
    placed = complete.join(
        tables.frame("placements").select("edition", "country", "continent", "region"),
        on=["edition", "country"],
        how="left",
    ).with_columns(nw.lit("world").alias("world"))
    frames = [_ranked_within(placed, scope) for scope in SCOPES]
    ranks = tables.frame("ranks").with_columns(nw.col("measure").alias("parent"))
    return ranks.join(nw.concat(frames), on=["edition", "country", "parent", "scope"], how="inner")


def _ranked_within(placed: nw.LazyFrame[Any], scope: str) -> nw.LazyFrame[Any]:
    """Return the computed rank of each country within a scope, and how many share it."""
    group = ["edition", "parent", scope]
    within = placed.filter(~nw.col(scope).is_null())
    levels = within.group_by(*group, "total").agg(nw.len().alias("sharing"))
    higher = (
        levels.join(levels, on=group, how="inner", suffix="_other")
        .filter(nw.col("total_other") > nw.col("total"))
        .group_by(*group, "total")
        .agg(nw.col("sharing_other").sum().alias("higher"))
    )
    computed = levels.join(higher, on=[*group, "total"], how="left")
    return (
        within.join(computed, on=[*group, "total"], how="inner")
        .with_columns((nw.col("higher").fill_null(0) + 1).alias("computed"), nw.lit(scope).alias("scope"))
        .select("edition", "country", "parent", "scope", "computed", "sharing")
    )


def rank_order(tables: ExactTables) -> Iterator[Violation]:
    """Give each rank that is not 1 + the number strictly higher, ties split by round-off apart."""
    off = (nw.col("rank") < nw.col("computed")) | (
        nw.col("rank") > nw.col("computed") + nw.col("sharing") - 1
    )
    for row in collected(_ranked(tables).filter(off), *KEY):
        yield _violation("rank_order", row, "rank", f"{row['computed']}, 1 + the number strictly higher")


def tie_notes(tables: ExactTables) -> Iterator[str]:
    """Give each exact tie that the publisher's round-off split."""
    split = (nw.col("rank") > nw.col("computed")) & (
        nw.col("rank") <= nw.col("computed") + nw.col("sharing") - 1
    )
    for row in collected(_ranked(tables).filter(split), *KEY):
        yield (
            f"{in_words(row, *KEY)}: printed {row['rank']}, computed {row['computed']}; an exact tie "
            f"of {row['sharing']} countries, split by round-off on the publisher's side"
        )
