"""Random sheets, and the tokens that a page prints of them."""

import random
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Literal, NamedTuple

from ocdataset.arithmetic.averages import round_half_up
from ocdataset.arithmetic.composition import Composition
from ocdataset.arithmetic.half_points import hundredths_text
from ocdataset.reference.compositions import compositions
from ocdataset.reference.names import measure_labels

Averages = Literal["printed", "absent", "labels only"]
Changes = Literal["none", "after", "block"]
AVERAGES: tuple[Averages, ...] = ("printed", "printed", "printed", "absent", "labels only")
CHANGES: tuple[Changes, ...] = ("none", "none", "after", "block")


class Token(NamedTuple):
    """A piece of a line: what is printed, and of which row of the sheet it is."""

    kind: Literal["label", "number", "change", "words"]
    text: str
    row: int = -1


Line = list[Token]


@dataclass(frozen=True)
class Row:
    """What a page prints of a measure; a text that is lost is empty."""

    at: int
    measure: str
    label: str
    number: str
    change: str = ""
    older: str = ""

    @property
    def of_label(self) -> Line:
        """The label, as tokens."""
        return [Token("label", self.label, self.at)] if self.label else []

    @property
    def of_number(self) -> Line:
        """The number, as tokens."""
        return [Token("number", self.number, self.at)] if self.number else []

    @property
    def of_change(self) -> Line:
        """The change from the edition before, as tokens."""
        return [Token("change", self.change, self.at)] if self.change else []

    @property
    def of_older(self) -> Line:
        """The number of the edition before, as tokens."""
        return [Token("change", self.older, self.at)] if self.older else []


@dataclass(frozen=True)
class Sheet:
    """A true sheet, and its rows as they are printed.

    Parameters
    ----------
    tree : Composition
    scores : dict of str to int
        In half points.
    rows : list of Row
        In printing order.
    averages, changes : str
        How the page prints them.
    """

    tree: Composition
    scores: dict[str, int]
    rows: list[Row]
    averages: Averages = "printed"
    changes: Changes = "none"
    faults: tuple[str, ...] = field(default=())

    def truth(self, measure: str) -> int:
        """Return the true value of a measure, in hundredths."""
        if measure in self.tree.children:
            return round_half_up(self.tree.exact(measure, self.scores))
        return 50 * self.scores[measure]

    def sections(self) -> list[list[Row]]:
        """Return the rows of each component; the index that stands before it is one of them."""
        return [list(rows) for _, rows in groupby(self.rows, key=lambda row: self._component(row.measure))]

    def _component(self, measure: str) -> str:
        tree = self.tree
        if measure in tree.children:
            return measure if measure in tree.components else tree.children[measure][0]
        return tree.parent_of[measure]


def drawn(rng: random.Random, averages: Averages, changes: Changes) -> Sheet:
    """Return a random sheet: scores about a middle of each component, as countries have them."""
    tree = compositions()[rng.choice((2021, 2023, 2023, 2025))]
    scores = _scores(tree, rng)
    sheet = Sheet(tree, scores, [], averages, changes)
    upper = rng.random() < 0.4
    rows: list[Row] = []
    older = {name: min(20, max(2, steps + rng.choice((0, 0, 0, 1, -1, 2)))) for name, steps in scores.items()}
    for measure in tree.measures:
        is_average = measure in tree.children
        if is_average and averages == "absent":
            continue
        label = measure_labels()[measure] + (" score" if measure in tree.roots and rng.random() < 0.5 else "")
        before = round_half_up(tree.exact(measure, older)) if is_average else 50 * older[measure]
        number, change = hundredths_text(sheet.truth(measure)), hundredths_text(sheet.truth(measure) - before)
        if is_average and averages == "labels only":
            number = change = ""
        rows.append(
            Row(
                len(rows), measure, label.upper() if upper else label, number,
                change if changes != "none" else "", hundredths_text(before) if number else "",
            )
        )  # fmt: skip
    return replace(sheet, rows=rows)


def _scores(tree: Composition, rng: random.Random) -> dict[str, int]:
    middle = {parent: rng.randint(4, 16) for parent in tree.components}
    return {m: min(20, max(2, round(rng.gauss(middle[tree.parent_of[m]], 4)))) for m in tree.indicators}
