"""Labels in a block and their numbers in a block behind or before it, down the whole page.

A block of one is a label with its number below it, as on the website; of two, a row of two cards::

    Mafia-style groups
    Criminal networks
    2.00
    3.00
    State-embedded actors
    Foreign actors
    4.00
    5.00
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from ocdataset.arithmetic.composition import Composition
from ocdataset.establish.page.layouts.changes import Changes, Scored, scored
from ocdataset.establish.page.layouts.pairing import Pair, Pairing, Run
from ocdataset.establish.page.tokens import Token

LARGEST: Final = 5
"""The most cards in a row that a page is tried with."""
MARGIN: Final = 1
"""How many faults more than the cheapest a layout may have and still be heard.

Chosen from the benchmark of layouts: with 0 pages come out wrong whose layouts differ by the loss of one
token, with 2 nothing more comes out right.
"""
NOWHERE: Final = 2
"""The faults of a number that no label can own: it was lost with its label, or is not of this page."""


Stretch = Sequence[Token]


class Block(NamedTuple):
    """Labels and the values that stand behind or before them."""

    labels: Sequence[Token]
    values: Sequence[Token]


def pair_blocks(
    tree: Composition, stretches: Sequence[Stretch], label_first: bool, changes: Changes, pairing: Pairing
) -> None:
    """Pair the tokens of stretches of a page, which nothing that is paired otherwise parts."""
    for number, stretch in enumerate(stretches):
        if pairing.is_out:
            return
        if not stretch:
            continue
        runs = [list(run) for _, run in groupby(stretch, key=lambda one: one.kind == "label")]
        begins, ends = number == 0, number == len(stretches) - 1
        if (runs[0][0].kind == "label") != label_first:
            _leave_edge(tree, runs[0], runs[1:2], pairing, is_edge=begins)
            runs = runs[1:]
        rest = runs.pop() if len(runs) % 2 else []
        pairs = zip(runs[::2], runs[1::2], strict=True)
        blocks = [Block(*pair) if label_first else Block(*reversed(pair)) for pair in pairs]
        if blocks and (ends and not rest if label_first else begins):
            blocks = _without_cut_block(blocks, label_first, changes, pairing)
        for section in _sections(tree, blocks) if blocks else ():
            pair_section(tree, section, label_first, changes, pairing)
        if rest:
            _leave_edge(tree, rest, runs[-2:], pairing, is_edge=ends)


def _without_cut_block(
    blocks: list[Block], label_first: bool, changes: Changes, pairing: Pairing
) -> list[Block]:
    """Leave over the block at the end of a page of which numbers were cut off with the rest of it.

    Where labels and numbers take turns no block is cut: a label there has lost its number.
    """
    labels, values = blocks[-1 if label_first else 0]
    others = blocks[:-1] if label_first else blocks[1:]
    if len(others) > MARGIN >= sum(len(one.labels) > 1 for one in others):
        return blocks
    found = scored(values, len(labels), changes)
    if changes == "columns" or len(labels) == 1 or (len(found.scores) == len(labels) and not found.faults):
        return blocks
    pairing.leave([*labels, *values], 1)
    return others


def _sections(tree: Composition, blocks: Sequence[Block]) -> list[list[Block]]:
    """Part blocks before each that begins with an average: what is set in one way."""
    sections: list[list[Block]] = [[]]
    for block in blocks:
        if block.labels[0].measure in tree.children and sections[-1]:
            sections.append([])
        sections[-1].append(block)
    return sections


def pair_section(
    tree: Composition, blocks: Sequence[Block], label_first: bool, changes: Changes, pairing: Pairing
) -> None:
    """Pair the blocks of a section.

    Only where the labels and numbers of a section plainly take turns, one by one, is a number that is
    left of several labels, or several of one, given to its neighbour.
    """
    ready = []
    for block in blocks:
        ready.append(_ready(block, label_first, changes, pairing))
        if pairing.is_out:
            return
    if changes == "columns":
        pairing.pairs += [Pair(one, None) for labels, _ in ready for one in labels]
        return
    sizes = range(1, min(LARGEST, max(1, *(len(labels) for labels, _ in ready))) + 1)
    costs = [
        sum([_cost(tree, ready, at, size) for at in range(len(ready))]) for size in (*sizes, sizes[-1] + 1)
    ]
    takes_turns = costs[0] + MARGIN < min(costs[1:])
    pairing.faults += min(costs)
    for labels, found in ready:
        if len(found.scores) == len(labels):
            # two labels over two numbers may be a label without its number, and a number without its label
            if takes_turns and len(labels) == 2:
                pairing.leave([*labels, *found.scores], 0)
            elif not _are_set_alike(labels, found.scores):
                pairing.leave([*labels, *found.scores], 1)
            elif len(labels) > LARGEST:
                pairing.runs.append(Run(tuple(labels), tuple(found.scores)))
            else:
                _pair(labels, found.scores, found.changes, pairing)
        elif takes_turns and min(len(labels), len(found.scores)) == 1:
            _pair_nearest(labels, found, label_first, pairing)
        else:
            pairing.runs.append(Run(tuple(labels), tuple(found.scores)))


def _are_set_alike(labels: Sequence[Token], scores: Sequence[Token]) -> bool:
    """Return whether numbers stand on lines as their labels do, where these stand side by side.

    Else the heights of cards differ, and the order in which their numbers are read is not that of the labels.
    """
    profile = [len(list(line)) for _, line in groupby(labels, key=lambda one: one.row)]
    return len(profile) == len(labels) or profile == [
        len(list(line)) for _, line in groupby(scores, key=lambda one: one.row)
    ]


def pair_line(block: Block, label_first: bool, changes: Changes, pairing: Pairing) -> None:
    """Pair a block that stands on one line: in order, else neighbours."""
    labels, found = _ready(block, label_first, changes, pairing)
    if changes == "columns":
        pairing.pairs += [Pair(one, None) for one in labels]
    elif len(found.scores) == len(labels):
        _pair(labels, found.scores, found.changes, pairing)
    else:
        pairing.faults += abs(len(labels) - len(found.scores))
        if len(labels) == 1 and found.scores:
            first, *again = found.scores if label_first else found.scores[::-1]
            pairing.pairs.append(Pair(labels[0], first, found.changes[0], again=tuple(again)))
        elif min(len(labels), len(found.scores)) == 1:
            _pair_nearest(labels, found, label_first, pairing)
        else:
            pairing.runs.append(Run(tuple(labels), tuple(found.scores)))


class _Ready(NamedTuple):
    labels: Sequence[Token]
    found: Scored


def _ready(block: Block, label_first: bool, changes: Changes, pairing: Pairing) -> _Ready:
    labels = _as_many(block, label_first, changes)
    found = scored(block.values, len(labels), changes)
    pairing.faults += found.faults
    return _Ready(labels, found)


def _cost(tree: Composition, ready: Sequence[_Ready], at: int, size: int) -> int:
    """Return the faults of a block of a section set in blocks of a size: the last may be smaller."""
    labels, found = ready[at]
    if len(labels) != len(found.scores):
        return abs(len(labels) - len(found.scores))
    is_last = at + 1 == len(ready) or labels[-1].measure in tree.children
    return int(len(labels) > size or (len(labels) < size and not is_last))


def _as_many(block: Block, label_first: bool, changes: Changes) -> Sequence[Token]:
    """Leave out labels that may stand for no number, where there are then as many labels as numbers.

    Words too garbled to name a measure may be no label, unless they stand next to the numbers.
    """
    labels, values = block
    if len(labels) == len(values) == 1 and values[0].kind == "number":
        return labels
    count = sum([one.kind == "number" for one in values])
    wanted = {count} if changes == "none" else {count, len(values) // 2}
    if len(labels) in wanted:
        return labels
    nearest = labels[-1] if label_first else labels[0]
    named = [one for one in labels if one.measure or one is nearest]
    return named if len(named) in wanted else labels


def _pair(
    labels: Sequence[Token], scores: Sequence[Token], changes: Sequence[Token | None], pairing: Pairing
) -> None:
    pairing.pairs += [
        Pair(label, number, change, is_beside=len(labels) == 1)
        for label, number, change in zip(labels, scores, changes, strict=True)
    ]


def _pair_nearest(labels: Sequence[Token], found: Scored, label_first: bool, pairing: Pairing) -> None:
    """Pair the one label or number of a block with its neighbour; what is left over stands alone."""
    label, number = (-1, 0) if label_first else (0, -1)
    pairing.pairs.append(Pair(labels[label], found.scores[number], found.changes[number]))
    paired = (labels[label], found.scores[number])
    pairing.leave([one for one in (*labels, *found.scores) if one not in paired], 0)


def _leave_edge(
    tree: Composition,
    tokens: Sequence[Token],
    neighbours: Iterable[Sequence[Token]],
    pairing: Pairing,
    *,
    is_edge: bool,
) -> None:
    """Leave tokens over at the end of a stretch: where the page ends it may have been cut, once for all.

    It was not where the sheet ends too: there numbers are those of no label.
    """
    pairing.leave(tokens, 0)
    tokens = pairing.missing(tokens)
    labels = [one for one in tokens if one.kind == "label"]
    near = labels or [one for run in neighbours for one in run if one.kind == "label"]
    if not tokens:
        return
    ends_sheet = not near or any(_is_end(tree, one) for one in (near[0], near[-1]))
    if not is_edge:
        faults = len(tokens)
    elif not ends_sheet:
        faults = min(1, len(tokens))
    else:
        faults = _lost_numbers(tree, labels) if labels else NOWHERE * len(tokens)
    pairing.faults += faults


def _lost_numbers(tree: Composition, labels: Sequence[Token]) -> int:
    """Return the faults of labels without a number: a component that has lost its whole column has one."""
    names = {one.measure for one in labels}
    faults = len(labels)
    for group in (tree.children[part] for part in tree.components):
        if names.issuperset(group):
            faults -= len(group) - 1
    return faults


def _is_end(tree: Composition, label: Token) -> bool:
    """Return whether a label begins or ends a component, so that a page that stops there is whole."""
    parent = tree.parent_of.get(label.measure, "")
    if label.measure in tree.children:
        return True
    group = tree.children.get(parent, ())
    return bool(group) and label.measure in (group[0], group[-1])
