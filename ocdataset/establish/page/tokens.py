"""Tokens: the labels, numbers and changes of a source in reading order, as layouts see them."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final, Literal

from ocdataset.establish.page.numerals import numeral
from ocdataset.establish.page.search.sums import ANY
from ocdataset.establish.witness import Witness
from ocdataset.read.page.lines.labels import (
    HEADLINES,
    label_text,
    measure_of,
    measure_spelt,
    nearest_measure,
    squeezed,
)
from ocdataset.reference.names import measure_names

Parts = tuple[Witness, ...]
"""The readings of which a label is made, where it is wrapped several."""
_BOX: Final = re.compile(r"p(\d+):(-?\d+),-?\d+,(-?\d+),-?\d+")


@dataclass(frozen=True, slots=True, eq=False)
class Token:
    """A label, number or change of a page.

    Parameters
    ----------
    kind : str
    at : int
        Its place in reading order.
    row : int
        The line of the page, or the block of a web page, that it stands on.
    left, right : int
        Where it begins and ends on that line: columns of a text, points of a PDF.
    witnesses : tuple of Witness
        The readings of which it is made: of a wrapped label, several.
    measure : str
        What a label names, or "" where it is too garbled to say.
    """

    kind: Literal["label", "number", "change"]
    at: int
    row: int
    left: int
    right: int
    witnesses: tuple[Witness, ...]
    measure: str = ""

    @property
    def is_headline(self) -> bool:
        """Whether it is the label of an index, which the website prints below its number."""
        return self.measure in HEADLINES

    @property
    def text(self) -> str:
        """The text to go by."""
        return " ".join([one.text for one in self.witnesses])

    @property
    def can_be_value(self) -> bool:
        """Whether a number can be a score or an average at all, garbled or not."""
        known = numeral(self.text)
        return known.steps is not None or known.average is not None or known.costs[0][1] != ANY


def extent(one: Witness) -> tuple[int, int]:
    """Return where a reading begins and ends on its line.

    Examples
    --------
    >>> from ocdataset.read import Reading
    >>> extent(Witness("page", "text_layer", Reading(3, 5, "3:5", 3, "number", "6.50")))
    (5, 9)
    >>> extent(Witness("page", "pdf_sheet", Reading(3, 5, "p1:40,700,60,710", 3, "number", "6.50")))
    (40, 60)
    """
    box = _BOX.match(one.reading.locator)
    if box:
        return int(box[2]), int(box[3])
    return one.reading.position, one.reading.position + len(one.reading.as_printed)


def tokens_of(witnesses: Iterable[Witness], residue: Collection[Witness] = ()) -> list[Token]:
    """Return the tokens of one source, in reading order; labels over several lines are one.

    Changes on the line of a rank are those of the rank, and no tokens; nor is the residue.
    """
    ordered = sorted(witnesses)
    left_out = set(residue)
    ranked = {one.reading.row for one in ordered if one.reading.kind == "rank"}
    labels = _anchored(_labels([one for one in ordered if one.reading.kind == "label"]), ordered)
    found: list[Token] = []
    for one in ordered:
        kind = one.reading.kind
        if kind == "label":
            parts = labels.get(id(one))
            if parts:
                found.append(_token("label", len(found), parts, _measure(parts), one))
        elif one not in left_out and (
            kind == "number" or (kind == "change" and one.reading.row not in ranked)
        ):
            found.append(_token(kind, len(found), (one,)))
    return _without_headings(_without_sentences(found))


def _without_sentences(tokens: list[Token]) -> list[Token]:
    """Leave out lines whose labels have small letters where those of the page have capitals: sentences."""
    labels = [one for one in tokens if one.kind == "label" and measure_of(one.text)]
    small = {one.row for one in labels if one.text[:1].islower()}
    if not small or sum(one.row in small for one in labels) * 3 > len(labels):
        return tokens
    return [one for one in tokens if one.row not in small]


def _without_headings(tokens: list[Token]) -> list[Token]:
    """Leave out labels behind all numbers that the page has shown before: they head its narrative."""
    end = max([one.at for one in tokens if one.kind != "label"], default=len(tokens))
    shown = {one.measure for one in tokens if one.at < end}
    return [one for one in tokens if one.at < end or one.kind != "label" or one.measure not in shown]


def _token(
    kind: Literal["label", "number", "change"],
    at: int,
    parts: tuple[Witness, ...],
    measure: str = "",
    anchor: Witness | None = None,
) -> Token:
    place = anchor or parts[0]
    left, right = extent(place)
    return Token(kind, at, place.reading.row, left, right, parts, measure)


def _anchored(labels: Mapping[int, Parts], ordered: Sequence[Witness]) -> dict[int, Parts]:
    """Return labels by the `id` of the part that stands for the whole: the first that a number follows.

    In cards side by side the first lines of all labels come before the last line of any with its number:
    `Political leadership and    Prevention 2.50`, and below it `governance 4.00`.
    """
    numbered = {
        id(one)
        for one, behind in pairwise(ordered)
        if behind.reading.kind == "number" and behind.reading.row == one.reading.row
    }
    uneven = _uneven_rows(labels.values(), numbered)
    return {
        id(next((part for part in parts if id(part) in numbered), parts[0])): parts
        for parts in labels.values()
        if parts[0].reading.row not in uneven
    }


def _uneven_rows(labels: Iterable[Parts], numbered: Collection[int]) -> set[int]:
    """Return the lines with labels side by side of which some go on below and some do not.

    Where no number stands behind a line of them, those of the short labels come before those of the long
    ones, or among their last lines: order tells of none whose it is.
    """
    rows: dict[int, set[bool]] = {}
    for parts in labels:
        if not any(id(part) in numbered for part in parts):
            rows.setdefault(parts[0].reading.row, set()).add(len(parts) > 1)
    return {row for row, lengths in rows.items() if len(lengths) > 1}


def _measure(parts: Sequence[Witness]) -> str:
    corrected = next((measure for one in parts if one.correction and (measure := measure_of(one.text))), "")
    if corrected:
        return corrected
    text = " ".join([one.text for one in parts])
    return measure_names().get(label_text(text), "") or nearest_measure(text)


_MOST_LINES: Final = 4


def _labels(labels: Sequence[Witness]) -> dict[int, Parts]:
    """Return the parts of each label by the `id` of its first; what is a later part is no label.

    A label that names nothing by itself goes on below it, where the two together are one: on the line
    below that, if columns stand side by side, in the column that it shares.
    """
    rows = [list(group) for _, group in groupby(labels, key=lambda one: one.reading.row)]
    found: dict[int, Parts] = {}
    taken: set[int] = set()
    for at, row in enumerate(rows):
        for one in row:
            if id(one) in taken:
                continue
            parts: Parts = (one,)
            below = rows[at + 1 : at + _MOST_LINES]
            if not measure_names().get(label_text(one.text)):
                parts = _continued(one, below, taken)
            elif one.correction:
                parts = _rest_of_corrected(one, below)
            found[id(one)] = parts
            taken |= {id(part) for part in parts[1:]}
    return found


def _rest_of_corrected(first: Witness, below: Sequence[Sequence[Witness]]) -> Parts:
    """Return a label that a person wrote out whole, with the lines of it that the page prints below."""
    parts: Parts = (first,)
    rest = squeezed(first.text)[0][len(squeezed(first.reading.as_printed)[0]) :]
    for row in below:
        ended = [one for one in row if rest.startswith(squeezed(one.text)[0])]
        if not rest or not ended:
            break
        parts = (*parts, ended[0])
        rest = rest[len(squeezed(ended[0].text)[0]) :]
    return parts


def _continued(first: Witness, below: Sequence[Sequence[Witness]], taken: set[int]) -> Parts:
    parts: Parts = (first,)
    best = parts
    for row in below:
        if row[0].reading.row - parts[-1].reading.row > _MOST_LINES:
            break
        # in the column that it shares, else where a line of running text begins
        near = sorted(row, key=lambda one: not _overlap(first, one))
        free = [one for one in near if id(one) not in taken and not measure_names().get(label_text(one.text))]
        ended = [one for one in free if measure_spelt(_joined((*parts, one)))]
        if ended:
            best = parts = (*parts, ended[0])
        elif free and (len(row) == 1 or _overlap(first, free[0])):
            parts = (*parts, free[0])
        else:
            break
    return best


def _joined(parts: Parts) -> str:
    return " ".join([one.text for one in parts])


def _overlap(first: Witness, second: Witness) -> bool:
    (left, right), (other_left, other_right) = extent(first), extent(second)
    return min(right, other_right) > max(left, other_left)
