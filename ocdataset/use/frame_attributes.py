"""What a pandas frame says of itself: how to cite it, the version of its data, and its units."""

from typing import TYPE_CHECKING, Any

from ocdataset.package.package import Package
from ocdataset.use.citation import cite_editions

if TYPE_CHECKING:
    import pandas as pd


def attributes(package: Package, table: str, frame: "pd.DataFrame") -> dict[str, Any]:
    """Return the `attrs` of a frame of a table; nothing depends on them.

    Returns
    -------
    dict
        `citation` (text: of the dataset, and of the editions of the Index in the frame),
        `data_version`, `table` and `units` (by column, where a column has one).
    """
    return {
        "citation": cite_editions(package, _editions(frame)),
        "data_version": package.version,
        "table": table,
        "units": {
            field["name"]: field["unit"] for field in package.schema(table)["fields"] if "unit" in field
        },
    }


def _editions(frame: "pd.DataFrame") -> set[str]:
    if "edition" in frame.columns:
        return {str(year) for year in frame["edition"].unique()}
    if "edition" in frame.index.names:
        return {str(year) for year in frame.index.unique("edition")}
    return set()
