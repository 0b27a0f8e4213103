"""What one would write with dataframely on polars: columns and primary key of the scores, nothing else."""

import sys

import dataframely as dy
import polars as pl


class Scores(dy.Schema):
    """The columns of the table `scores`."""

    edition = dy.Int64(primary_key=True, min=2021)
    country = dy.String(primary_key=True, regex="^[A-Z]{3}$")
    measure = dy.String(primary_key=True, regex="^[a-z][a-z0-9_]*$")
    value = dy.Float64(nullable=True, min=1, max=10)
    status = dy.String(regex="^(printed|aligned|derived|unresolved|not_in_edition)$")


frame = pl.scan_csv(f"{sys.argv[1]}/data/scores.csv").select(Scores.column_names())
print(Scores.validate(frame.collect(engine="streaming"), cast=True).height)
