"""What is right, open and wrong of pages in every layout that a reader meets, and in some that none does.

Random sheets are set in each layout, with and without averages and changes, broken by none, one or two
faults (of characters, of tokens, of lines), read and established. A wrong score is set apart as
*hidden* if an exhaustive search that knows the true pairing of labels and numbers (that of
`transcription.py`) does not have the truth among the cheapest accounts: nothing on the page shows it.
"""

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from unittest.mock import patch

from pages.faults import KINDS, break_lines, with_faults
from pages.orders import LAYOUTS, Layout
from pages.sheets import AVERAGES, CHANGES, Line, Sheet, drawn
from pages.strange import STRANGE
from transcription import Line as Witnessed
from transcription import Sheet as Broken
from transcription import limit, shown

from ocdataset.establish import Sheet as Established
from ocdataset.establish import Witness, establish
from ocdataset.read import read_text
from ocdataset.reference.errors import DatasetError

MOST_FAULTS = 2
Counts = dict[tuple[str, str], Counter[str]]


@dataclass(frozen=True)
class Page:
    """A page of the benchmark: what is printed, of which sheet."""

    layout: str
    seed: str
    sheet: Sheet
    lines: list[Line]

    @property
    def text(self) -> str:
        """The page as text, its country over it."""
        return "\n".join(["Togo", *(" ".join(token.text for token in line) for line in self.lines)])

    @property
    def kind(self) -> str:
        """The faults of the page, in short."""
        faults = self.sheet.faults
        return "no fault" if not faults else faults[0] if len(faults) == 1 else f"{len(faults)} faults"


def page_of(name: str, made: Layout, seed: str, faults: int, *, strange: bool) -> Page:
    """Return the page that a seed draws in a layout."""
    rng = random.Random(f"{name}/{seed}")  # noqa: S311
    averages = "printed" if strange else rng.choice(AVERAGES)
    sheet = drawn(rng, averages, "none" if strange else rng.choice(CHANGES))
    kinds = [rng.choice(KINDS) for _ in range(faults)]
    sheet = with_faults(sheet, kinds, rng)
    return Page(name, seed, sheet, break_lines(made(sheet, rng), kinds, rng))


def established(page: Page) -> Established | None:
    """Return what is established of a page, or None where it is refused."""
    try:
        transcript = read_text(page.text)
        found = [Witness("page", transcript.reader, one) for one in transcript.readings]
        return establish("TGO", page.sheet.tree.edition, found)
    except DatasetError:
        return None


def count_page(page: Page) -> tuple[Counter[str], list[str]]:
    """Return the counts of a page, and the cells that are wrong or whose truth is lost."""
    sheet, count, bad = page.sheet, Counter(pages=1), []
    began = time.process_time()
    found = established(page)
    count["microseconds"] = round(1_000_000 * (time.process_time() - began))
    if found is None:
        scores = len(sheet.tree.indicators)
        return count + Counter(refused=1, scores=scores, open=scores), ["refused"]
    hidden: set[str] | None = None
    for measure, cell in found.cells.items():
        truth, is_score = sheet.truth(measure), measure in sheet.scores
        is_open = cell.value is None
        count["scores"] += is_score
        if cell.value == truth or (is_open and truth in cell.candidates):
            count["open" if is_open else "right"] += is_score
            continue
        hidden = hidden_of(page) if hidden is None else hidden
        if measure in hidden:
            count["open" if is_open else "hidden"] += is_score
            continue
        count["lost" if is_open else "wrong" if is_score else "wrong averages"] += 1
        count["open"] += is_open and is_score
        given = "open without it" if is_open else f"given {cell.value} ({cell.status})"
        bad.append(f"{measure}: true {truth}, {given}")
    return count, bad


def hidden_of(page: Page) -> set[str]:
    """Return the measures whose truth is in no cheapest account of the page, even with the true pairing."""
    sheet = page.sheet
    printed: dict[int, list[str]] = {}
    for token in {id(token): token for line in page.lines for token in line}.values():
        if token.kind == "number":
            printed.setdefault(token.row, []).append(token.text)
    at = {row.measure: row.at for row in sheet.rows}
    lines = []
    for measure in sheet.tree.measures:
        text = "".join(dict.fromkeys("".join(printed.get(at.get(measure, -1), ())).split()))
        seen = None if measure in sheet.tree.children or not text else shown(text)
        lines.append(Witnessed(measure, measure, text, seen))
    broken = Broken(sheet.tree, sheet.scores, "2 plain", lines)
    options, _ = limit(broken)
    cells = {cell for cell, values in options.items() if sheet.scores[cell] not in values}
    return cells | {parent for parent in sheet.tree.parents if cells & set(sheet.tree.leaves(parent))}


# -- without a hypothesis -----------------------------------------------------------------------------


def without(name: str) -> AbstractContextManager[object]:
    """Leave out every layout that a page is read under whose name has this part."""
    if not name:
        return nullcontext()
    from ocdataset.establish.page.layouts import reading

    every = reading._all

    def rest(*arguments: object, **named: object) -> Iterable[object]:
        return (one for one in every(*arguments, **named) if name not in one.layout.split(", "))

    return patch.object(reading, "_all", rest)


# -- running and printing -----------------------------------------------------------------------------


Task = tuple[int, str, bool, Sequence[str], str]
"""Where a layout stands in the table, its name, whether it is strange, the seeds, what is left out."""


def run(task: Task) -> tuple[Counts, list[tuple[Page, list[str]]]]:
    """Return the counts of one layout by kind of fault, and its pages with what is bad in them."""
    at, name, strange, seeds, left_out = task
    made = (STRANGE if strange else LAYOUTS)[name]
    counts: Counts = {}
    bad = []
    with without(left_out):
        for number, seed in enumerate(seeds, at):
            page = page_of(name, made, seed, number % (MOST_FAULTS + 1), strange=strange)
            count, lines = count_page(page)
            counts.setdefault((name, page.kind), Counter()).update(count)
            if lines:
                bad.append((page, lines))
    return counts, bad


def table(counts: Counts, key: Callable[[str, str], str]) -> list[str]:
    """Return a markdown table of the counts by a key of layout and faults."""
    merged: dict[str, Counter[str]] = {}
    whole: dict[str, Counter[str]] = {}
    for (name, kind), count in counts.items():
        merged.setdefault(key(name, kind), Counter()).update(count)
        if kind == "no fault":
            whole.setdefault(key(name, kind), Counter()).update(count)
    lines = [
        "| | pages | right % | open % | wrong | hidden | wrong averages | lost truths "
        "| right % if faultless | ms a page |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for name, count in merged.items():
        of = count["scores"]
        plain = whole.get(name, Counter())
        faultless = f"{100 * plain['right'] / plain['scores']:.1f}" if plain["scores"] else ""
        lines.append(
            f"| {name} | {count['pages']} | {100 * count['right'] / of:.1f} | {100 * count['open'] / of:.1f} "
            f"| {count['wrong']} | {count['hidden']} | {count['wrong averages']} | {count['lost']} "
            f"| {faultless} | {count['microseconds'] / 1000 / count['pages']:.1f} |"
        )
    return lines


def report(usual: Counts, strange: Counts) -> list[str]:
    """Return the tables of a run."""
    total = sum((usual | strange).values(), Counter())
    milliseconds = total["microseconds"] / 1000 / total["pages"]
    order = {"no fault": -1, **{kind: at for at, kind in enumerate(KINDS)}}
    by_fault = dict(sorted(usual.items(), key=lambda one: order.get(one[0][1], len(order))))
    return [
        "## Layouts that a reader meets\n",
        *table(usual, lambda name, _: name),
        *table(usual, lambda *_: "**all**")[2:],
        "\n## By fault\n",
        *table(by_fault, lambda _, kind: kind),
        "\n## Layouts that nothing was written for\n",
        *table(strange, lambda name, _: name),
        *table(strange, lambda *_: "**all**")[2:],
        f"\n{total['wrong']} of {total['scores']} scores wrong, {total['wrong averages']} averages, "
        f"{total['lost']} truths lost; {total['refused']} of {total['pages']} pages refused; "
        f"{milliseconds:.1f} ms of processor time a page.",
    ]


def wrong_pages(bad: Sequence[tuple[Page, list[str]]]) -> str:
    """Return the pages with wrong cells as text, the shortest first."""
    parts = []
    for page, lines in sorted(bad, key=lambda one: (len(one[0].sheet.faults), len(one[0].text))):
        sheet = page.sheet
        head = (
            f"## {page.layout} / {page.seed} ({sheet.tree.edition}, averages {sheet.averages}, "
            f"changes {sheet.changes}, faults: {', '.join(sheet.faults) or 'none'})"
        )
        parts.append("\n".join([head, *[f"- {line}" for line in lines], "```", page.text, "```", ""]))
    return "\n".join(parts)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark and print its tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--sheets", type=int, default=60, help="how many sheets to set in each layout")
    parser.add_argument("--seed", type=int, default=1, help="where to begin drawing")
    parser.add_argument("--jobs", type=int, default=2, help="how many processes")
    parser.add_argument("--layout", default="", help="only layouts whose name has this in it")
    parser.add_argument("--without", default="", metavar="HYPOTHESIS", help="read no page as set so")
    parser.add_argument("--wrongs", type=Path, help="a file for the pages with wrong cells")
    parser.add_argument("--smallest", action="store_true", help="just see that it works: one sheet a layout")
    chosen = parser.parse_args(arguments)
    if chosen.smallest:
        chosen.sheets, chosen.jobs = 1, 1
    seeds = [f"{chosen.seed}.{number}" for number in range(chosen.sheets)]
    tasks = [
        (at, name, names is STRANGE, seeds, chosen.without)
        for names in (LAYOUTS, STRANGE)
        for at, name in enumerate(names)
        if chosen.layout in name
    ]
    both: tuple[Counts, Counts] = ({}, {})
    bad: list[tuple[Page, list[str]]] = []
    ask = map if chosen.jobs == 1 else partial(ProcessPoolExecutor(chosen.jobs).map)
    for (_, _, strange, *_), (counts, found) in zip(tasks, ask(run, tasks), strict=True):
        both[strange].update(counts)
        bad += found
        if chosen.wrongs:
            chosen.wrongs.write_text(wrong_pages(bad), encoding="utf-8")
    print(*report(*both), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
