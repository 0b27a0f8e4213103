"""All layouts that can be read into a page."""

from collections.abc import Iterator, Sequence

from ocdataset.arithmetic.composition import Composition
from ocdataset.establish.page.layouts.apart import APART, pair_apart
from ocdataset.establish.page.layouts.blocks import Stretch, pair_blocks
from ocdataset.establish.page.layouts.captions import captioned
from ocdataset.establish.page.layouts.changes import CHANGES, Changes
from ocdataset.establish.page.layouts.pairing import Pairing
from ocdataset.establish.page.layouts.rows import IN_LINE, differs, is_mixed, kinds_of, lines_of, pair_lines
from ocdataset.establish.page.tokens import Token

UNUSUAL = 1
"""The fault of numbers above their labels, and of lines that break anywhere: the Index has neither."""


def pairings_of(tree: Composition, tokens: Sequence[Token], limit: int) -> list[Pairing]:
    """Return the page under every layout that has at most so many faults, those with the fewest first."""
    found: dict[object, Pairing] = {}
    for pairing in _all(tree, tokens, limit):
        if pairing.is_out:
            continue
        key = _key(pairing)
        if key not in found or found[key].faults > pairing.faults:
            found[key] = pairing
    return sorted(found.values(), key=lambda one: one.faults)


def _all(tree: Composition, tokens: Sequence[Token], limit: int) -> Iterator[Pairing]:
    shown = [one.measure for one in tokens if one.kind == "label"]
    repeated = frozenset(name for name in shown if shown.count(name) > 1)
    printed = CHANGES if _has_changes(tokens) else CHANGES[:1]
    for captions, heads, rest, ways, faults in captioned(tokens, printed):
        lines = lines_of(rest)
        for changes in ways:
            empty = Pairing(f"changes {changes}, {captions}", limit, repeated, list(heads), faults=faults)
            yield from _with(tree, lines, changes, empty)
    headings = [one for one in tokens if one.measure in tree.children]
    if _may_be_headings(tokens, headings):
        lines = lines_of([one for one in tokens if one not in headings])
        for changes in printed:
            empty = Pairing(f"changes {changes}, headings", limit, repeated, labels=list(headings))
            yield from _with(tree, lines, changes, empty)


def _may_be_headings(tokens: Sequence[Token], headings: Sequence[Token]) -> bool:
    """Return whether the labels of averages may be headings: so many numbers are fewer than labels."""
    labels = sum(one.measure != "" for one in tokens) - len(headings) // 2
    numbers = sum(one.kind == "number" for one in tokens)
    return len(headings) > 1 and (numbers <= labels or (_has_changes(tokens) and numbers <= 2 * labels))


def _has_changes(tokens: Sequence[Token]) -> bool:
    """Return whether the page prints more numbers and changes than labels, so that some may be changes."""
    labels = sum(one.kind == "label" for one in tokens)
    return len(tokens) - labels > labels or any(one.kind == "change" for one in tokens)


def _with(
    tree: Composition, lines: Sequence[Sequence[Token]], changes: Changes, empty: Pairing
) -> Iterator[Pairing]:
    mixed = [line for line in lines if is_mixed(line)]
    for in_line in (one for one in IN_LINE if differs(one, mixed)):
        begun = _copy(empty, f"{in_line} in lines", 0 if in_line == "label first" else UNUSUAL)
        stretches = pair_lines(lines, in_line, changes, begun)
        if not begun.is_out:
            yield from _between(tree, stretches, changes, begun)
    if mixed and _break_anywhere(lines, mixed):
        whole = [[one for line in lines for one in line]]
        for label_first in (True, False):
            pairing = _copy(empty, "running text", UNUSUAL if label_first else 2 * UNUSUAL)
            pair_blocks(tree, whole, label_first, changes, pairing)
            yield pairing


def _break_anywhere(lines: Sequence[Sequence[Token]], mixed: Sequence[Sequence[Token]]) -> bool:
    """Return whether lines differ in what stands on them, or numbers stand alone: rows of a table do not."""
    alone = any(all(one.kind != "label" for one in line) for line in lines)
    return alone or len({kinds_of(line) for line in mixed}) > 1


def _between(
    tree: Composition, stretches: Sequence[Stretch], changes: Changes, begun: Pairing
) -> Iterator[Pairing]:
    if not any(stretches):
        yield begun
        return
    for label_first in (True, False):
        name = f"{'label' if label_first else 'number'} first in blocks"
        pairing = _copy(begun, name, 0 if label_first else UNUSUAL)
        pair_blocks(tree, stretches, label_first, changes, pairing)
        yield pairing
    if changes == "none":
        for apart in APART:
            pairing = _copy(begun, apart, 0)
            pair_apart(stretches, apart, pairing)
            yield pairing


def _copy(begun: Pairing, name: str, faults: int) -> Pairing:
    return Pairing(
        f"{begun.layout}, {name}", begun.limit, begun.repeated, list(begun.pairs), list(begun.labels),
        list(begun.numbers), list(begun.single), list(begun.runs), begun.faults + faults,
    )  # fmt: skip


def _key(pairing: Pairing) -> object:
    """Return what two layouts that say the same of a page share."""
    pairs = tuple(
        sorted(
            (pair.label.at, pair.number.at if pair.number else -1, pair.is_beside) for pair in pairing.pairs
        )
    )
    runs = tuple(
        sorted((tuple(t.at for t in run.labels), tuple(t.at for t in run.numbers)) for run in pairing.runs)
    )
    return pairs, runs, tuple(sorted(one.at for one in pairing.numbers)), len(pairing.single)
