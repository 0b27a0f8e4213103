"""What one would write with Pandera on pandas: columns, keys, references and averages of every table."""

import json
import sys
from pathlib import Path

import pandas as pd

import ocdataset as oc
from ocdataset.reference.compositions import compositions

KEY = ["edition", "country", "measure"]


def misses(frame: pd.DataFrame, fields: list[str], other: pd.DataFrame, referred: list[str]) -> int:
    """Return how many references find no row."""
    used = frame[fields].dropna().drop_duplicates()
    known = other[referred].drop_duplicates().set_axis(fields, axis=1).astype(used.dtypes.to_dict())
    return int((used.merge(known, on=fields, how="left", indicator=True)["_merge"] == "left_only").sum())


def wrong_averages(scores: pd.DataFrame, averages: pd.DataFrame) -> int:
    """Return how many averages are not the mean of the exact values of their children."""
    weights = pd.DataFrame(
        [
            (year, parent, leaf, share, divisor, len(shares))
            for year, tree in compositions().items()
            for parent in tree.parents
            for shares, divisor in [tree.weights(parent)]
            for leaf, share in shares.items()
        ],
        columns=["tree", "parent", "measure", "weight", "divisor", "leaves"],
    )
    hundredths = (scores["value"] * 100).round().astype("int64")
    plain = pd.DataFrame({name: scores[name] for name in KEY}).astype({"edition": "int64"})
    plain = plain.assign(hundredths=hundredths, tree=plain["edition"].clip(upper=2025))
    joined = plain.merge(weights, on=["tree", "measure"])
    joined["total"] = joined["hundredths"] * joined["weight"]
    groups = joined.groupby(["edition", "country", "parent", "divisor", "leaves"], as_index=False)
    exact = groups.agg(total=("total", "sum"), scored=("total", "size"))
    exact = exact[exact["scored"] == exact["leaves"]]
    given = averages.astype({"edition": "int64"}).merge(
        exact, left_on=KEY, right_on=["edition", "country", "parent"]
    )
    rounded = (2 * given["total"] + given["divisor"]) // (2 * given["divisor"])
    return int((rounded != (given["value"] * 100).round().astype("int64")).sum())


def main(folder: str) -> None:
    """Check every table."""
    package = oc.open(folder)
    frames = {table: package.load(table) for table in package.tables()}
    found = 0
    for table, frame in frames.items():
        package.schema(table).validate(frame, lazy=True)
        schema = json.loads(Path(folder, "schemas", f"{table}.json").read_text(encoding="utf-8"))
        for key in schema.get("foreignKeys", []):
            other = frames[key["reference"]["resource"] or table]
            found += misses(frame, key["fields"], other, key["reference"]["fields"])
    print(found + wrong_averages(frames["scores"], frames["averages"]))


main(sys.argv[1])
