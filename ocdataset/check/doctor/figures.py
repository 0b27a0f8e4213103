"""What the doctor asks of figures, whether they come from a workbook or from a CSV file."""

from collections.abc import Iterator, Mapping

from ocdataset.arithmetic.half_points import score_text
from ocdataset.establish.workbook.establishing import Known
from ocdataset.establish.workbook.figures import Figures
from ocdataset.establish.workbook.findings import Finding
from ocdataset.read.workbook.grid import Grid, GridCell
from ocdataset.reference.counted import counted
from ocdataset.reference.names import country_labels, measure_label


def known_differences(grid: Grid, edition: int, figures: Figures, known: Known) -> Iterator[Finding]:
    """Give each score that a package known beforehand gives otherwise."""
    others = known.scores.get(edition, {})
    for (country, measure), steps in figures.scores.items():
        other = others.get((country, measure))
        if other is not None and other != steps:
            place = grid.locator(figures.cells[country, measure])
            found = (
                f"{score_text(steps)} for {measure_label(measure)} of {country_labels()[country]} {edition}"
            )
            yield Finding("differing_value", place, found, f"{score_text(other)}, as known", fault=False)


def rank_findings(
    grid: Grid, measure: str, printed: Mapping[str, GridCell], exact: Mapping[str, int]
) -> Iterator[Finding]:
    """Give ranks that are not one more than the number of countries strictly higher.

    Ranks that count rows are said to be so, in one finding.
    """
    given = {country: cell for country, cell in printed.items() if country in exact}
    wrong = {country: cell for country, cell in given.items() if _rank(cell) != exact[country]}
    if not wrong:
        return
    by_row = sorted(_rank(cell) for cell in given.values()) == list(range(1, len(given) + 1))
    first_country, first = next(iter(wrong.items()))
    example = (
        f"{country_labels()[first_country]} is given {first.text}, 1 + the number strictly higher is "
        f"{exact[first_country]}"
    )
    why = "they count rows, and ties do not share the best rank" if by_row else "they do not follow"
    found = f"{len(wrong)} of {counted(len(given), 'rank')} by {measure_label(measure)}: {why} ({example})"
    yield Finding("naive_rank", grid.locator(first), found)


def _rank(cell: GridCell) -> int:
    text = cell.text.strip().removesuffix(".0")
    return int(text) if text.isdecimal() and len(text) < 6 else 0
