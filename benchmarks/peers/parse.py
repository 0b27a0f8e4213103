"""Only parse every table of a package: `parse.py LIBRARY FOLDER`."""

import sys
from pathlib import Path


def main(library: str, folder: str) -> None:
    """Read every CSV file and count the cells of each column that are there."""
    paths = sorted(Path(folder, "data").glob("*.csv"))
    if library == "polars":
        import polars as pl

        for path in paths:
            pl.scan_csv(path, infer_schema=False).select(pl.all().count()).collect(engine="streaming")
    elif library == "duckdb":
        import duckdb

        duckdb.execute("set enable_progress_bar = false")
        for path in paths:
            duckdb.sql(
                f"select count(columns(*)) from read_csv('{path}', all_varchar = true, delim = ',', "  # noqa: S608
                """quote = '"', header = true)"""
            ).fetchall()
    else:
        from pyarrow import csv

        for path in paths:
            csv.read_csv(path)


main(*sys.argv[1:])
