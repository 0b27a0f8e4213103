"""The scores with a row a country and edition and a column an indicator."""

from dataclasses import dataclass

from ocdataset.package.package import Package
from ocdataset.use.export.typed_table import Cell


@dataclass(frozen=True, slots=True)
class Wide:
    """Scores side by side; an average never stands among its own parts.

    Parameters
    ----------
    measures : list of str
        The indicators, in the order in which the Index prints them.
    rows : list of list
        Edition, country, and a score or None for each of the measures.
    """

    measures: list[str]
    rows: list[list[Cell]]


def wide_scores(package: Package) -> Wide:
    """Return the scores of a package side by side."""
    scores: dict[tuple[int, str], dict[str, Cell]] = {}
    for row in package.rows("scores"):
        sheet = scores.setdefault((int(row["edition"]), row["country"]), {})
        sheet[row["measure"]] = float(row["value"]) if row["value"] else None
    held = {measure for sheet in scores.values() for measure in sheet}
    measures = [row["measure"] for row in package.rows("measures") if row["measure"] in held]
    rows: list[list[Cell]] = [
        [edition, country, *(sheet.get(measure) for measure in measures)]
        for (edition, country), sheet in sorted(scores.items())
    ]
    return Wide(measures, rows)
