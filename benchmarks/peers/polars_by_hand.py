"""What one would write in polars: keys, half points and averages of the scores, nothing else."""

import sys

import polars as pl

from ocdataset.reference.compositions import compositions

folder = sys.argv[1]
scores, averages, composition, countries = (
    pl.scan_csv(f"{folder}/data/{table}.csv", schema_overrides={"candidates": pl.String})
    for table in ("scores", "averages", "composition", "countries")
)
weights = pl.LazyFrame(
    [
        (year, parent, leaf, share, divisor, len(shares))
        for year, tree in compositions().items()
        for parent in tree.parents
        for shares, divisor in [tree.weights(parent)]
        for leaf, share in shares.items()
    ],
    schema=["tree", "parent", "measure", "weight", "divisor", "leaves"],
    orient="row",
)
KEY = ["edition", "country", "measure"]
value = pl.col("value")
cents = (value * 100).round().cast(pl.Int64)
exact = (
    scores.with_columns(pl.min_horizontal("edition", pl.lit(2025)).alias("tree"), cents.alias("cents"))
    .join(weights, on=["tree", "measure"])
    .group_by("edition", "country", "parent", "divisor", "leaves")
    .agg((pl.col("cents") * pl.col("weight")).sum().alias("total"), pl.len().alias("scored"))
    .filter(pl.col("scored") == pl.col("leaves"))
)
rounded = (2 * pl.col("total") + pl.col("divisor")) // (2 * pl.col("divisor"))
QUERIES = (
    scores.group_by(KEY).len().filter(pl.col("len") > 1),
    averages.group_by(KEY).len().filter(pl.col("len") > 1),
    scores.filter((value * 2 != (value * 2).floor()) | (value < 1) | (value > 10)),
    scores.join(composition, on=["edition", "measure"], how="anti"),
    scores.join(countries, on="country", how="anti"),
    averages.join(exact, left_on=KEY, right_on=["edition", "country", "parent"]).filter(rounded != cents),
)
print([len(frame) for frame in pl.collect_all(QUERIES, engine="streaming")])
