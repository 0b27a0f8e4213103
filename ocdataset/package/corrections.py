"""What a person enters as the correction of a reading: one that cannot be obeyed is refused by its line."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from ocdataset.establish.page.numerals import change_of, numeral
from ocdataset.read.page.lines.labels import label_text, measure_of
from ocdataset.read.page.lines.lexing import RANK
from ocdataset.reference.compositions import compositions
from ocdataset.reference.errors import PackageError
from ocdataset.reference.folding import three_closest
from ocdataset.reference.names import measure_labels
from ocdataset.reference.rows import Row

_FIRST_LINE: Final = 2


def refuse_wrong_corrections(readings: Iterable[Row]) -> None:
    """Refuse readings of which a correction is none: no half point, no average, no rank, no label.

    Raises
    ------
    PackageError
        In one line: the line of the table, what is entered, what was expected.
    """
    for line, row in enumerate(readings, start=_FIRST_LINE):
        if not row["correction"]:
            continue
        wrong = _WRONG.get(row["kind"], _wrong_elsewhere)(row)
        if wrong:
            raise PackageError(
                f"data/readings.csv, line {line}: the correction {row['correction']!r} {wrong}"
            )


def _wrong_number(row: Row) -> str:
    known, measure = numeral(row["correction"]), row["measure"]
    is_average = any(measure in tree.children for tree in compositions().values())
    if known.average is None:
        return "is no number from 1.00 to 10.00 with two decimals; enter what the page prints"
    if is_average or not measure:
        return ""
    if known.steps is None or not known.plain:
        return f"is no half point, as scores are (1.00, 1.50 ... 10.00); enter what is printed for {measure}"
    return ""


def _wrong_rank(row: Row) -> str:
    if RANK.fullmatch(row["correction"].strip()):
        return ""
    return "is no rank; write it as the page does: 7th of 193 countries, 2nd of 46 Asian countries"


def _wrong_label(row: Row) -> str:
    meant, printed = measure_of(row["correction"]), measure_of(row["as_printed"])
    if meant and printed not in (None, meant):
        return f"is not what stands there: the page prints {row['as_printed']!r} to the letter; mend numbers"
    if meant:
        return ""
    closest = three_closest(label_text(row["correction"]), measure_labels().values())
    return f"is no label of the Index; the closest are {', '.join(closest)}"


def _wrong_change(row: Row) -> str:
    known = change_of(row["correction"]) is not None or row["correction"].strip().casefold() in ("n/a", "na")
    return "" if known else "is no change; write it as the page does: -0.50, 1.00 or n/a"


def _wrong_elsewhere(row: Row) -> str:
    return (
        f"stands beside a {row['kind']}, of which none is taken; correct a number, label, rank or change"
        + ("; whose sheet it is stands in data/sources.csv" if row["kind"] == "name" else "")
    )


_WRONG: Final[Mapping[str, Callable[[Row], str]]] = {
    "number": _wrong_number,
    "rank": _wrong_rank,
    "label": _wrong_label,
    "change": _wrong_change,
}
