"""The tables that the rules see: numbers as whole hundredths, in a frame of any engine."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import narwhals as nw

from ocdataset.arithmetic.composition import Composition
from ocdataset.check.cells import Table
from ocdataset.reference.compositions import compositions_of


@dataclass(frozen=True)
class ExactTables:
    """The sound rows of a package's tables, for rules.

    Parameters
    ----------
    tables : mapping of str to Table
    sources_at_hand : mapping of str to Path
        The files of those sources that the user has, by source.
    """

    tables: Mapping[str, Table]
    sources_at_hand: Mapping[str, Path] = field(default_factory=dict)

    def frame(self, table: str) -> nw.LazyFrame[Any]:
        """Return a table as a lazy frame; every number is a whole number of hundredths."""
        import pandas as pd

        found = self.tables[table]
        data = {}
        for column in found.schema["fields"]:
            cells = [
                cell for cell, sound in zip(found.columns[column["name"]], found.sound, strict=True) if sound
            ]
            whole = column.get("type", "string") != "string"
            data[column["name"]] = pd.Series(cells, dtype="Int64" if whole else "str")
        data["line"] = pd.Series(
            [line for line, sound in zip(found.lines, found.sound, strict=True) if sound], dtype="Int64"
        )
        return nw.from_native(pd.DataFrame(data)).lazy()

    def rows(self, table: str) -> Iterator[dict[str, Any]]:
        """Give the sound rows of a table, with the line of the file as `line`."""
        found = self.tables[table]
        for row, line, sound in zip(found.rows(), found.lines, found.sound, strict=True):
            if sound:
                yield row | {"line": line}

    def like(self, columns: Mapping[str, list[Any]]) -> nw.LazyFrame[Any]:
        """Return a small frame of the engine that the tables are in."""
        import pandas as pd

        return nw.from_native(pd.DataFrame(dict(columns)).convert_dtypes()).lazy()

    @cached_property
    def compositions(self) -> dict[int, Composition]:
        """The compositions in the package's own table."""
        rows = [{name: str(value or "") for name, value in row.items()} for row in self.rows("composition")]
        return compositions_of(rows)

    @cached_property
    def weights(self) -> nw.LazyFrame[Any]:
        """Each parent as a weighted sum: edition, parent, measure, weight, divisor, leaves."""
        columns: dict[str, list[Any]] = {
            name: [] for name in ("edition", "parent", "measure", "weight", "divisor", "leaves")
        }
        for edition, tree in self.compositions.items():
            for parent in tree.parents:
                shares, divisor = tree.weights(parent)
                for leaf, share in shares.items():
                    entry = (edition, parent, leaf, share, divisor, len(shares))
                    for name, value in zip(columns, entry, strict=True):
                        columns[name].append(value)
        return self.like(columns)

    @cached_property
    def exact_sums(self) -> nw.LazyFrame[Any]:
        """The exact value of each parent whose indicators all have a score.

        Columns edition, country, parent, total, divisor: the value is total over divisor, in
        hundredths.
        """
        scored = self.frame("scores").filter(~nw.col("value").is_null())
        weighted = scored.join(self.weights, on=["edition", "measure"], how="inner")
        summed = (
            weighted.with_columns((nw.col("value") * nw.col("weight")).alias("share"))
            .group_by("edition", "country", "parent", "divisor", "leaves")
            .agg(nw.col("share").sum().alias("total"), nw.len().alias("scored"))
        )
        return summed.filter(nw.col("scored") == nw.col("leaves")).select(
            "edition", "country", "parent", "total", "divisor"
        )


def collected(frame: nw.LazyFrame[Any], *order: str) -> Iterator[dict[str, Any]]:
    """Give the rows of a frame, sorted."""
    yield from frame.collect().sort(*order).rows(named=True)
