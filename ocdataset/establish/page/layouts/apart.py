"""Numbers in columns of their own, apart from the labels, as text recognition sets them.

Of this page each number is that of one of the labels, in order, and any may be lost::

    Mafia-style groups
    Criminal networks
    State-embedded actors
    Foreign actors
    Private sector actors
    2.00
    3.00
    4.00
    5.00
    6.00
"""

from collections.abc import Sequence
from itertools import groupby
from typing import Final, Literal

from ocdataset.establish.page.layouts.blocks import LARGEST, Stretch
from ocdataset.establish.page.layouts.pairing import Pairing, Run
from ocdataset.establish.page.tokens import Token

Apart = Literal["one column", "one column but for single numbers", "a column a section"]
APART: Final[tuple[Apart, ...]] = ("one column", "one column but for single numbers", "a column a section")
"""Numbers in one column, of which a number by itself is part or a label next to it lost; or in several."""


def pair_apart(stretches: Sequence[Stretch], apart: Apart, pairing: Pairing) -> None:
    """Leave all numbers in columns to all labels without one, whose they are in order.

    Of one column each further run is two faults: labels that have their numbers elsewhere, and numbers
    that have their labels elsewhere. A number by itself is one.
    """
    if pairing.is_out:
        return
    if not _stand_singly([one for stretch in stretches for one in stretch if one.kind == "label"]):
        pairing.faults = pairing.limit + 1
        return
    runs = _runs(stretches, apart, pairing)
    if apart == "a column a section":
        columns = [len(run) for run in runs if run[0].kind == "number"]
        if len(runs) < 4 or len(runs) % 2 or max(columns) <= LARGEST:
            pairing.faults = pairing.limit + 1
            return
        for first, second in zip(runs[::2], runs[1::2], strict=True):
            _leave_to(first, second, pairing)
        return
    pairing.faults += 2 * max(0, len(runs) - 2)
    labels = [one for run in runs for one in run if one.kind == "label"]
    numbers = [one for run in runs for one in run if one.kind == "number"]
    _leave_to(labels, numbers, pairing)


def _stand_singly(labels: Sequence[Token]) -> bool:
    """Return whether each label has a line of its own: side by side stand those of cards, not of a column."""
    return len({one.row for one in labels}) == len(labels)


def _leave_to(first: Sequence[Token], second: Sequence[Token], pairing: Pairing) -> None:
    tokens = (*first, *second)
    labels = tuple(one for one in tokens if one.kind == "label")
    numbers = tuple(one for one in tokens if one.kind == "number")
    if numbers and labels:
        pairing.faults += max(0, len(labels) - len(numbers))
        pairing.runs.append(Run(labels, numbers))
    else:
        pairing.leave(tokens)


def _runs(stretches: Sequence[Stretch], apart: Apart, pairing: Pairing) -> list[list[Token]]:
    """Return the runs of labels and of numbers; single numbers are left over where no column has them."""
    found: list[list[Token]] = []
    for stretch in stretches:
        for kind, run in groupby(stretch, key=lambda one: one.kind):
            tokens = [one for one in run if one.measure or kind == "number"]
            is_single = kind == "number" and len(tokens) == 1
            pairing.faults += is_single
            if is_single and apart == "one column but for single numbers":
                pairing.single += tokens
            elif tokens and kind != "change":
                if found and found[-1][0].kind == kind:
                    found[-1] += tokens
                else:
                    found.append(tokens)
    return found
