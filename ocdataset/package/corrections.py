"""What a person enters as the correction of a reading: one that cannot be obeyed is refused by its line."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from ocdataset.arithmetic.averages import admitted_sum
from ocdataset.arithmetic.composition import Composition
from ocdataset.establish.page.numerals import change_of, numeral
from ocdataset.establish.page.results.ranks import why_no_rank
from ocdataset.establish.page.search.criminality import criminality_of
from ocdataset.read.page.lines.labels import label_text, measure_of
from ocdataset.read.page.lines.lexing import RANK, plain
from ocdataset.reference.compositions import compositions
from ocdataset.reference.errors import PackageError
from ocdataset.reference.folding import three_closest
from ocdataset.reference.names import measure_labels
from ocdataset.reference.rows import Row

_FIRST_LINE: Final = 2


def refuse_wrong_corrections(readings: Iterable[Row], sources: Iterable[Row]) -> None:
    """Refuse readings of which a correction is none: no half point, no average, no rank, no label.

    Raises
    ------
    PackageError
        In one line: the line of the table, what is entered, what was expected.
    """
    editions = {row["source_id"]: int(row["edition"] or 0) for row in sources}
    for line, row in enumerate(readings, start=_FIRST_LINE):
        if not row["correction"]:
            continue
        edition = editions.get(row["source_id"], 0)
        wrong = _WRONG.get(row["kind"], _wrong_elsewhere)(row, edition)
        if wrong:
            raise PackageError(
                f"data/readings.csv, line {line}: the correction {row['correction']!r} {wrong}"
            )


def _wrong_number(row: Row, edition: int) -> str:
    known, measure = numeral(row["correction"]), row["measure"]
    if known.average is None:
        return "is no number from 1.00 to 10.00 with two decimals; enter what the page prints"
    tree = compositions().get(edition)
    is_average = tree is not None and measure in tree.children
    if tree and is_average and not _is_average(tree, measure, known.average):
        return f"is the average of no half points, as scores are; enter what is printed for {measure}"
    if is_average or not measure:
        return ""
    if known.steps is None or not known.plain:
        return f"is no half point, as scores are (1.00, 1.50 ... 10.00); enter what is printed for {measure}"
    return ""


def _is_average(tree: Composition, measure: str, value: int) -> bool:
    """Return whether a value, in hundredths, is the average of some scores."""
    if measure in tree.components:
        return admitted_sum(value, len(tree.children[measure])) is not None
    count, others = (len(tree.children[part]) for part in tree.children[measure])
    sums, other_sums = (range(2 * one, 20 * one + 1) for one in (count, others))
    return any(criminality_of(one, count, other, others) == value for one in sums for other in other_sums)


def _wrong_rank(row: Row, edition: int) -> str:
    found = RANK.fullmatch(plain(row["correction"]).strip())
    if not found:
        return "is no rank; write it as the page does: 7th of 193 countries, 2nd of 46 Asian countries"
    why = why_no_rank(found, edition)
    return f"is no rank that can be printed: {why}" if why else ""


def _wrong_label(row: Row, _: int) -> str:
    meant, printed = measure_of(row["correction"]), measure_of(row["as_printed"])
    if meant and printed not in (None, meant):
        return (
            f"is another label than the page prints to the letter, {row['as_printed']!r}: a correction says "
            "what is printed; if a number stands by the wrong label, correct the number"
        )
    if meant:
        return ""
    closest = three_closest(label_text(row["correction"]), measure_labels().values())
    return f"is no label of the Index, whole as it is; the closest are {', '.join(closest)}"


def _wrong_change(row: Row, _: int) -> str:
    known = change_of(row["correction"]) is not None or row["correction"].strip().casefold() in ("n/a", "na")
    return "" if known else "is no change; write it as the page does: -0.50, 1.00 or n/a"


def _wrong_elsewhere(row: Row, _: int) -> str:
    return (
        f"stands next to a {row['kind']}, of which none is taken; correct a number, label, rank or change"
        + ("; whose sheet it is stands in data/sources.csv" if row["kind"] == "name" else "")
    )


_WRONG: Final[Mapping[str, Callable[[Row, int], str]]] = {
    "number": _wrong_number,
    "rank": _wrong_rank,
    "label": _wrong_label,
    "change": _wrong_change,
}
