"""Labels and numbers beside one another on a line, singly or in several columns.

Two columns that face each other have their numbers side by side::

    Mafia-style groups    2.00  3.00   Criminal networks
    State-embedded actors 4.00  5.00   Foreign actors
"""

from collections.abc import Sequence
from itertools import groupby
from typing import Final, Literal

from ocdataset.establish.page.layouts.blocks import Block, Stretch, pair_line
from ocdataset.establish.page.layouts.changes import Changes
from ocdataset.establish.page.layouts.pairing import Pair, Pairing
from ocdataset.establish.page.tokens import Token


def lines_of(tokens: Sequence[Token]) -> list[list[Token]]:
    """Return the tokens of each line."""
    return [list(line) for _, line in groupby(tokens, key=lambda one: one.row)]


def is_mixed(line: Sequence[Token]) -> bool:
    """Return whether a line holds labels and numbers."""
    kinds = [one.kind for one in line]
    return "label" in kinds and "number" in kinds


InLine = Literal["label first", "number first", "facing"]
"""What stands first on a line; two columns that face each other have their numbers side by side."""

IN_LINE: Final[tuple[InLine, ...]] = ("label first", "number first", "facing")
_HALVES: Final = ("lnl", "lnnl", "nnl", "lnn")
"""Labels and numbers of a line whose numbers face each other, or may."""


def differs(order: InLine, mixed: Sequence[Sequence[Token]]) -> bool:
    """Return whether an order pairs any line of labels and numbers in another way than those before it."""
    if order == "facing":
        return any(kinds_of(line) in _HALVES for line in mixed)
    return order == "label first" or bool(mixed)


def kinds_of(line: Sequence[Token]) -> str:
    """Return the first letters of the kinds of the tokens of a line: lnn is a label with two numbers."""
    return "".join([one.kind[0] for one in line])


def pair_lines(
    lines: Sequence[Sequence[Token]], order: InLine, changes: Changes, pairing: Pairing
) -> list[Stretch]:
    """Pair what stands on one line; return the stretches of tokens between, which are left to blocks.

    What a line has left over at the end where its next token would stand may go on below or above it.
    """
    stretches: list[list[Token]] = [[]]
    for line in lines:
        if not is_mixed(line):
            stretches[-1] += line
            continue
        if pairing.is_out:
            break
        if order == "facing" and _pair_halves(line, pairing):
            stretches.append([])
            continue
        pairing.faults += order == "facing" and sum(one.kind == "label" for one in line) > 1
        before, rest = _pair_line(line, order != "number first", changes, pairing)
        stretches[-1] += before
        stretches.append(list(rest))
    return list(stretches)


def _pair_halves(line: Sequence[Token], pairing: Pairing) -> bool:
    """Pair the halves of a line whose numbers stand side by side, each with its label at the other side."""
    kinds = kinds_of(line)
    if kinds == "lnl":
        # the number may be that of either label
        pairing.leave(line, 1)
        return True
    if kinds not in _HALVES:
        return False
    first = kinds.index("n")
    for number, label in ((first, first - 1), (first + 1, first + 2)):
        if 0 <= label < len(line):
            pairing.pairs.append(Pair(line[label], line[number]))
        else:
            pairing.leave([line[number]])
    return True


def _pair_line(
    line: Sequence[Token], label_first: bool, changes: Changes, pairing: Pairing
) -> tuple[Stretch, Stretch]:
    """Pair the tokens of a line; return what is left over before and behind them."""
    runs = [list(run) for _, run in groupby(line, key=lambda one: one.kind == "label")]
    before = runs.pop(0) if (runs[0][0].kind == "label") != label_first else []
    rest = runs.pop() if len(runs) % 2 else []
    for first, second in zip(runs[::2], runs[1::2], strict=True):
        labels, values = (first, second) if label_first else (second, first)
        pair_line(Block(labels, values), label_first, changes, pairing)
    return before, rest
