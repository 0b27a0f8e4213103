"""Rules of ranks."""

from collections.abc import Iterator
from typing import Any

import narwhals as nw

from ocdataset.check.frames.exact_tables import ExactTables
from ocdataset.check.phases.row_checks import RowCheck, in_words, violation_at
from ocdataset.check.report import Violation

KEY = ("edition", "country", "measure", "scope")
PLACE = ["edition", "country"]
SCOPES = ("world", "continent", "region")


def _violation(tables: ExactTables, row: dict[str, Any], column: str, expected: str) -> Violation:
    return violation_at(tables.tables["ranks"], row, column, str(row[column]), expected)


BEYOND_OUT_OF = RowCheck(
    "",
    "rank",
    ("rank", "out_of"),
    (nw.col("rank") < 1) | (nw.col("rank") > nw.col("out_of")),
    lambda row: str(row["rank"]),
    lambda row: f"a rank from 1 to {row['out_of']}",
)
"""A rank beyond its out-of."""


def scope_sizes(tables: ExactTables) -> Iterator[Violation]:
    """Give each out-of that is not the size of its scope.

    The size of a region is known where every country of the edition is placed; elsewhere it is no
    larger than its continent.
    """
    off = {"": nw.col("out_of") != nw.col("size"), "at most ": nw.col("out_of") > nw.col("size")}
    for limit, sized in (("", _sized(tables)), ("at most ", _bounded(tables))):
        for row in tables.findings(sized.filter(off[limit])):
            yield _violation(tables, row, "out_of", f"{limit}{row['size']}, the size of the scope")


def _sized(tables: ExactTables) -> nw.LazyFrame[Any]:
    """Return ranks beside the size of their scope, where it is known."""
    size, scope = nw.col("countries").alias("size"), nw.col("scope")
    ranks = tables.frame("ranks")
    editions = tables.frame("editions").select("edition", size)
    placed = tables.frame("placements").select("edition", "country", "region")
    counted = placed.group_by("edition").agg(nw.len().alias("placed"))
    whole = counted.join(editions, on="edition", how="inner").filter(nw.col("placed") == nw.col("size"))
    regions = placed.join(whole.select("edition"), on="edition", how="inner")
    regions = regions.group_by("edition", "region").agg(nw.len().alias("size"))
    of_region = placed.join(regions, on=["edition", "region"], how="inner")
    of_region = of_region.select("edition", "country", nw.col("size").cast(nw.Int64))
    return nw.concat(
        [
            ranks.filter(scope == "world").join(editions, on="edition", how="inner"),
            ranks.filter(scope == "continent").join(_continents(tables), on=PLACE, how="inner"),
            ranks.filter(scope == "region").join(of_region, on=PLACE, how="inner"),
        ]
    )


def _bounded(tables: ExactTables) -> nw.LazyFrame[Any]:
    """Return the ranks within regions beside the size of the continent."""
    ranks = tables.frame("ranks").filter(nw.col("scope") == "region")
    return ranks.join(_continents(tables), on=PLACE, how="inner")


def _continents(tables: ExactTables) -> nw.LazyFrame[Any]:
    """Return the size of the continent of each country: edition, country, size."""
    sizes = tables.frame("regions").filter(nw.col("level") == "continent")
    sizes = sizes.select("region", nw.col("countries").alias("size"))
    placed = tables.frame("placements").select("edition", "country", "continent")
    placed = placed.join(sizes, left_on="continent", right_on="region", how="inner")
    return placed.select("edition", "country", "size")


def placement(tables: ExactTables) -> Iterator[Violation]:
    """Give each placement in a continent that is not the one of its region, or in no region."""
    of_region = tables.frame("regions").select("region", "level", nw.col("continent").alias("around"))
    placed = tables.frame("placements").join(of_region, on="region", how="inner")
    wrong = (nw.col("level") != "region") | (nw.col("around") != nw.col("continent"))
    for row in tables.findings(placed.filter(wrong)):
        at_fault = "region" if row["level"] != "region" else "continent"
        expected = "a region, no continent" if at_fault == "region" else f"{row['around']}, around its region"
        found = str(row[at_fault])
        yield violation_at(tables.tables["placements"], row, at_fault, found, expected)


def rank_scope(tables: ExactTables) -> Iterator[Violation]:
    """Give each rank that is worse than the rank of the same country in a larger scope."""
    ranks = tables.frame("ranks")
    for smaller, larger in zip(SCOPES[1:], SCOPES[:-1], strict=True):
        wide = ranks.filter(nw.col("scope") == larger).select(
            "edition", "country", "measure", nw.col("rank").alias("wider")
        )
        narrow = ranks.filter(nw.col("scope") == smaller)
        paired = narrow.join(wide, on=["edition", "country", "measure"], how="inner")
        for row in tables.findings(paired.filter(nw.col("rank") > nw.col("wider"))):
            yield _violation(tables, row, "rank", f"at most {row['wider']}, the rank in the {larger}")


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
    found = tables.findings(off)
    if not found:
        return []
    sharing = {scope: nw.len().over("edition", "parent", scope, "total") for scope in SCOPES}
    ties = _beside(tables, "sharing", sharing).filter(nw.col("sharing") > 1).select(*KEY, "sharing")
    sizes = {tuple(row[name] for name in KEY): row["sharing"] for row in tables.collected(ties)}
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
            yield _violation(tables, row, "rank", f"{row['computed']}, 1 + the number strictly higher")


def tie_notes(tables: ExactTables) -> Iterator[str]:
    """Give each exact tie that the publisher's round-off split."""
    for row in tables.once(_off_ranks):
        if _split_tie(row):
            yield (
                f"{in_words(row, *KEY)}: printed {row['rank']}, computed {row['computed']}; an exact tie "
                f"of {row['sharing']} countries, split by round-off on the publisher's side"
            )
