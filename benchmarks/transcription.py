"""How much of a faulty profile is established, and that none of it is wrong.

Draws sheets at random and from the publisher's workbooks where they are at hand, prints them in the
forms in which profiles reach a user, breaks them, transcribes them, and counts: cells right, left
open and wrong, beside what an independent exhaustive search says the page determines, and beside
what matching label and number line by line gives.

A wrong cell is set apart as *compensating* if the true sheet is not among the cheapest accounts of
the page, found by that independent search: the faults then add up to a page that satisfies every
rule with fewer faults than were made, and nothing on the page can tell.
"""

import argparse
import html
import random
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import combinations, product
from pathlib import Path
from statistics import mean, median
from tempfile import TemporaryDirectory

from ocdataset.arithmetic.averages import round_half_up
from ocdataset.arithmetic.composition import Composition
from ocdataset.arithmetic.half_points import half_points, hundredths_text, is_score, score_text
from ocdataset.establish import Witness, establish
from ocdataset.read import read_source, read_text
from ocdataset.reference.compositions import compositions
from ocdataset.reference.errors import SourceRefused
from ocdataset.reference.folding import fold
from ocdataset.reference.names import country_labels, measure_labels, measure_names

SOURCES = Path(__file__).resolve().parents[2] / "shared" / "sources"
KINDS = (
    "number dropped", "number doubled", "number misread", "point lost", "number split",
    "label lost", "label doubled", "label garbled", "label wrapped", "mean misread", "mean dropped",
)  # fmt: skip
BESIDE_OR_ABSENT = (
    "number dropped",
    "number doubled",
    "number split",
    "label garbled",
    "label wrapped",
    "label doubled",
)
FORMS = ("1 beside", "1 detached", "2 plain", "2 bars", "3 text", "3 changes", "3 html")
DEFINITION = "A short sentence in place of the definition that the page prints under each of its labels."


@dataclass
class Line:
    """A label and what is printed with it; `number` is the text or "", `seen` what it shows."""

    measure: str
    label: str
    number: str
    seen: frozenset[int] | None
    change: str = ""
    bar: str = ""
    wrapped: int = 0
    copies: int = 1
    label_copies: int = 1


@dataclass
class Sheet:
    """A true sheet and its lines as broken."""

    tree: Composition
    scores: dict[str, int]
    form: str
    lines: list[Line]
    detached: str = ""
    faults: tuple[str, ...] = ()
    loose: list[str] = field(default_factory=list)


# -- drawing --------------------------------------------------------------------------------------


def workbook_sheets() -> list[tuple[int, dict[str, int]]]:
    """Return the true sheets in the publisher's workbooks, if they are at hand."""
    try:
        from python_calamine import CalamineWorkbook
    except ModuleNotFoundError:
        return []
    found = []
    for path in sorted(SOURCES.glob("*.xlsx")):
        book = CalamineWorkbook.from_path(str(path))
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python()
            header = [measure_names().get(fold(str(cell))) for cell in rows[0]] if rows else []
            for edition, tree in compositions().items():
                if str(edition) in name and set(tree.indicators) <= set(header):
                    for row in rows[1:]:
                        values = {
                            m: cell for m, cell in zip(header, row, strict=False) if m in tree.indicators
                        }
                        if all(isinstance(cell, float) for cell in values.values()):
                            found.append((edition, {m: round(cell * 2) for m, cell in values.items()}))
    return found


def draw(
    rng: random.Random, known: Sequence[tuple[int, dict[str, int]]]
) -> tuple[Composition, dict[str, int]]:
    """Return a composition and true scores."""
    if known and rng.random() < 0.5:
        edition, scores = rng.choice(known)
        return compositions()[edition], scores
    tree = compositions()[rng.choice((2021, 2023, 2023, 2025))]
    middle = {parent: rng.randint(4, 16) for parent in tree.components}
    return tree, {m: min(20, max(2, round(rng.gauss(middle[tree.parent_of[m]], 4)))) for m in tree.indicators}


def whole(tree: Composition, scores: dict[str, int], form: str, rng: random.Random) -> Sheet:
    """Return the sheet as printed without a fault."""
    upper = form[0] in "12"
    lines = []
    for measure in tree.measures:
        label = measure_labels()[measure]
        if measure in tree.roots:
            label = f"{label} score"
        label = label.upper() if upper else label
        if measure in tree.children:
            text, seen = hundredths_text(round_half_up(tree.exact(measure, scores))), None
        else:
            text, seen = score_text(scores[measure]), frozenset((scores[measure],))
        line = Line(measure, label, text, seen)
        if form == "2 bars" and measure not in tree.children:
            line.bar = f"100 {scores[measure] * 5}"
        if form == "3 changes" or form == "3 html":
            value = int(text.replace(".", ""))
            # the score before was from 1.0 to 10.0 too
            change = rng.choice([one for one in (0, 0, 50, 100, -50, -100) if 100 <= value - one <= 1000])
            line.change = hundredths_text(change) if rng.random() < 0.8 else " n/a"
        lines.append(line)
    sheet = Sheet(tree, scores, form, lines)
    if form == "1 detached":
        sheet.detached = rng.choice(tree.components)
    return sheet


# -- breaking -------------------------------------------------------------------------------------

_LIKE = {
    "0": "689",
    "1": "47",
    "2": "7",
    "3": "85",
    "4": "19",
    "5": "63",
    "6": "850",
    "7": "12",
    "8": "3690",
    "9": "480",
}


def misread(text: str, rng: random.Random) -> str:
    """Return a number with one digit read as another."""
    at = rng.choice([at for at, mark in enumerate(text) if mark.isdigit()])
    return text[:at] + rng.choice(_LIKE[text[at]]) + text[at + 1 :]


def garbled(label: str, rng: random.Random) -> str:
    """Return a label with one to three letters changed, lost or put in."""
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(label))
        label = (
            label[:at]
            + rng.choice(("", rng.choice("XQIL01#"), label[at] + rng.choice("IL.")))
            + label[at + 1 :]
        )
    return label


def shown(text: str) -> frozenset[int] | None:
    """Return the scores that a number text shows; none if it lies off the grid."""
    return frozenset((half_points(text),)) if is_score(text) else frozenset()


def break_line(kind: str, sheet: Sheet, rng: random.Random) -> None:
    """Put one fault of a kind into a sheet."""
    cells = [line for line in sheet.lines if line.measure not in sheet.tree.children and line.number]
    if sheet.detached and kind.startswith("label"):
        cells = [line for line in cells if sheet.tree.parent_of[line.measure] != sheet.detached]
    means = [line for line in sheet.lines if line.measure in sheet.tree.children and line.number]
    if kind.startswith("mean"):
        means = [line for line in means if line.measure != sheet.detached]
        if not means:
            return
        line = rng.choice(means)
        if kind == "mean dropped":
            line.number, line.change = "", ""
        else:
            line.number = misread(line.number, rng)
        return
    if kind.startswith("label"):
        cells = [line for line in cells if line.label and not line.wrapped]
    elif kind != "number dropped":
        cells = [line for line in cells if _NUMBER.fullmatch(line.number) and line.copies == 1]
    line = rng.choice(cells)
    if kind == "number dropped":
        line.number, line.seen, line.change = "", None, ""
    elif kind == "number doubled":
        line.copies = 2
    elif kind == "number misread":
        line.number = misread(line.number, rng)
        line.seen = shown(line.number)
    elif kind == "point lost":
        line.number = line.number.replace(".", "")
        number = int(line.number)
        line.seen = frozenset(
            value // 50
            for value in (number * 100, number * 10, number)
            if value % 50 == 0 and 100 <= value <= 1000
        )
    elif kind == "number split":
        at = rng.randint(1, len(line.number) - 1)
        line.number = f"{line.number[:at]} {line.number[at:]}"
    elif kind == "label lost":
        line.label = ""
    elif kind == "label doubled":
        line.label_copies = 2
    elif kind == "label garbled":
        line.label = garbled(line.label, rng)
    elif kind == "label wrapped":
        blanks = [found.start() for found in re.finditer(" ", line.label)]
        line.wrapped = rng.choice(blanks) if blanks else 0


def broken(sheet: Sheet, kinds: Sequence[str], rng: random.Random) -> Sheet:
    """Return the sheet with these faults."""
    for kind in kinds:
        break_line(kind, sheet, rng)
    sheet.faults = tuple(kinds)
    return sheet


# -- printing -------------------------------------------------------------------------------------


def printed(sheet: Sheet) -> str:
    """Return the sheet as text of its form."""
    return {"1": _form1, "2": _form2, "3": _form3}[sheet.form[0]](sheet)


def _form1(sheet: Sheet) -> str:
    group = (sheet.detached, *sheet.tree.children.get(sheet.detached, ())) if sheet.detached else ()
    column = [
        line.number
        for line in sheet.lines
        if line.measure in group
        for _ in range(line.copies if line.number else 0)
    ]
    out = [" ".join(column[:5]), "", *(f"{text}\n" for text in column[5:]), "## **SOMEWHERE**", ""]
    for line in sheet.lines:
        row = [line.label] if line.measure in group else _label_and_number(line, "\t")
        out += row * line.label_copies
        if line.measure in sheet.tree.roots:
            out += [
                "",
                f"**{17 if line.measure == 'criminality' else 23}<sup>th</sup>** of 193 countries",
                "",
            ]
    return "\n".join(out)


def _label_and_number(line: Line, between: str) -> list[str]:
    number = " ".join([line.number] * line.copies)
    if not line.wrapped or not line.label:
        return [f"{line.label}{between}{number}".strip()]
    first, second = line.label[: line.wrapped], line.label[line.wrapped + 1 :]
    return [f"{first}{between}{number}", second]


def _form2(sheet: Sheet) -> str:
    out = ["SOMEWHERE"]
    for line in sheet.lines:
        rows = _label_and_number(line, " ")
        rows[0] = f"{line.bar} {rows[0]}".strip()
        out += rows * line.label_copies
    return "\n".join(out)


def _form3(sheet: Sheet) -> str:
    blocks: list[str] = []
    for line in sheet.lines:
        label = [line.label[: line.wrapped], line.label[line.wrapped + 1 :]] if line.wrapped else [line.label]
        value = [f"{line.number}{line.change}"] * line.copies if line.number else []
        label = label * line.label_copies
        if line.measure in sheet.tree.roots:
            blocks += [*value, *label, "17th of 193 countries"]
        else:
            blocks += [*label, *value, DEFINITION]
    blocks = [block for block in blocks if block]
    if sheet.form == "3 html":
        body = "\n".join(f"<div>{html.escape(block)}</div>" for block in blocks)
        return f"<!DOCTYPE html><html><body><h1>Somewhere</h1>{body}</body></html>"
    return "\n\n".join(["Somewhere", *(f"    {block}" for block in blocks)])


# -- the limit: an independent, exhaustive search -------------------------------------------------


@dataclass(frozen=True)
class Account:
    """Some sheets of one component: values known, cells free, their sum, and the faults they take."""

    cost: int
    known: tuple[tuple[str, int], ...]
    free: tuple[str, ...]
    total: int


def accounts(sheet: Sheet, component: str, most: int) -> Iterator[Account]:
    """Yield every account of a component with at most `most` faults, each by what it disbelieves."""
    cells = sheet.tree.children[component]
    by = {line.measure: line for line in sheet.lines}
    for cost, known in testimonies(sheet, component, most):
        free = tuple(cell for cell in cells if cell not in known)
        fixed = sum(known.values())
        low, high = fixed + 2 * len(free), fixed + 20 * len(free)
        for total in range(low, high + 1):
            mean = by[component].number
            wrong = bool(mean) and hundredths_text((100 * total + len(cells)) // (2 * len(cells))) != mean
            if cost + wrong <= most:
                yield Account(cost + wrong, tuple(sorted(known.items())), free, total)


def testimonies(sheet: Sheet, component: str, most: int) -> Iterator[tuple[int, dict[str, int]]]:
    """Yield what the numbers of a component say, some of them disbelieved, and how many."""
    cells = sheet.tree.children[component]
    by = {line.measure: line for line in sheet.lines}
    if sheet.detached == component:
        column = [
            by[cell].seen or frozenset() for cell in cells if by[cell].number for _ in range(by[cell].copies)
        ]
        yield from _alignments(list(cells), column, most, len(cells) - len(column))
        return
    witnesses: list[tuple[str, frozenset[int]]] = []
    for cell in cells:
        line = by[cell]
        if line.number:
            witnesses.append((cell, line.seen or frozenset()))
        if line.bar:
            witnesses.append((cell, frozenset((int(line.bar.split()[1]) // 5,))))
    bad = [at for at, (_, values) in enumerate(witnesses) if not values]
    for count in range(most - len(bad) + 1):
        for lies in combinations([at for at in range(len(witnesses)) if at not in bad], count):
            choice: dict[str, set[int]] = {}
            for at, (cell, values) in enumerate(witnesses):
                if at not in lies and at not in bad:
                    choice[cell] = choice[cell] & set(values) if cell in choice else set(values)
            for values in product(*choice.values()):
                yield count + len(bad), dict(zip(choice, values, strict=True))


def _alignments(
    cells: list[str], column: list[frozenset[int]], most: int, missing: int
) -> Iterator[tuple[int, dict[str, int]]]:
    """Yield the ways to lay a column of numbers beside cells in order, with at most `most` faults."""
    spare = most if missing <= 0 else most + missing

    def lay(
        at: int, seen: int, cost: int, known: tuple[tuple[str, int], ...]
    ) -> Iterator[tuple[int, dict[str, int]]]:
        left, rest = len(cells) - at, len(column) - seen
        if cost + abs(left - rest) > spare:
            return
        if not left:
            yield cost + rest, dict(known)
            return
        yield from lay(at + 1, seen, cost + 1, known)
        if rest:
            for value in column[seen]:
                yield from lay(at + 1, seen + 1, cost, (*known, (cells[at], value)))
            yield from lay(at + 1, seen + 1, cost + 1, known)
            yield from lay(at, seen + 1, cost + 1, known)

    for cost, known in lay(0, 0, 0, ()):
        if cost <= spare:
            yield cost, known


def limit(sheet: Sheet) -> tuple[dict[str, set[int]], bool]:
    """Return the values that the cheapest accounts give each cell, and whether the truth is among them."""
    by = {line.measure: line for line in sheet.lines}
    head = by[sheet.tree.roots[0]].number
    groups = (sheet.tree.components[:2], sheet.tree.components[2:])
    found: dict[str, set[int]] = {}
    true = True
    for group in groups:
        for most in range(9):
            values = _cheapest_values(sheet, group, most, head if len(group) == 2 else "")
            if values:
                break
        else:
            values = {cell: set(range(2, 21)) for part in group for cell in sheet.tree.children[part]}
        found |= values
        true = true and all(sheet.scores[cell] in options for cell, options in values.items())
    return found, true


def _cheapest_values(sheet: Sheet, group: Sequence[str], most: int, head: str) -> dict[str, set[int]]:
    """Return the values in accounts of a group of components with `most` faults in all."""
    sides = [_by_sum(sheet, part, most) for part in group]
    found: dict[str, set[int]] = {}
    for keys in product(*sides):
        cost = sum(key[0] for key in keys)
        if len(keys) == 2 and head:
            (_, left), (_, right) = keys
            count, others = (len(sheet.tree.children[part]) for part in group)
            top, under = 50 * (left * others + right * count), 2 * count * others
            cost += hundredths_text((2 * top + under) // (2 * under)) != head
        if cost == most:
            for key, side in zip(keys, sides, strict=True):
                for cell, values in side[key].items():
                    found.setdefault(cell, set()).update(values)
    return found


def _by_sum(sheet: Sheet, part: str, most: int) -> dict[tuple[int, int], dict[str, set[int]]]:
    found: dict[tuple[int, int], dict[str, set[int]]] = {}
    for one in accounts(sheet, part, most):
        cells = found.setdefault((one.cost, one.total), {})
        rest = one.total - sum(value for _, value in one.known)
        for cell, value in one.known:
            cells.setdefault(cell, set()).add(value)
        others = len(one.free) - 1
        for cell in one.free:
            cells.setdefault(cell, set()).update(
                range(max(2, rest - 20 * others), min(20, rest - 2 * others) + 1)
            )
    return found


# -- the peer: label, then number, line by line ---------------------------------------------------

_NUMBER = re.compile(r"\d{1,2}\.\d\d")


def peer(text: str) -> dict[str, int]:
    """Return what one gets by matching each label with the next number, without arithmetic."""
    found: dict[str, int] = {}
    waiting = ""
    for line in re.sub(r"<[^>]+>", "\n", text).splitlines():
        words = re.sub(r"[\d.]+", " ", html.unescape(line)).strip()
        measure = measure_names().get(fold(words))
        number = _NUMBER.search(line)
        waiting = measure or waiting
        if number and waiting:
            if is_score(number[0]):
                found.setdefault(waiting, half_points(number[0]))
            waiting = ""
    return found


# -- counting -------------------------------------------------------------------------------------


def transcribed(sheet: Sheet, text: str) -> dict[str, int | None]:
    """Return the scores established from a text, in half points."""
    try:
        transcript = read_text(text)
    except SourceRefused:
        return {}
    found = establish(
        "PRK", sheet.tree.edition, [Witness("page", transcript.reader, one) for one in transcript.readings]
    )
    return {m: None if cell.value is None else cell.value // 50 for m, cell in found.cells.items()}


Count = dict[tuple[str, str], Counter[str]]


def run(task: tuple[int, int, bool]) -> tuple[Count, list[str]]:
    """Return the counts of one batch of sheets, and the wrong cells."""
    seed, size, exhaustive = task
    rng = random.Random(seed)  # noqa: S311
    known = workbook_sheets()
    counts: Count = {}
    wrong: list[str] = []
    for number in range(size):
        form = FORMS[number % len(FORMS)]
        tree, scores = draw(rng, known)
        kinds = drawn_faults(number, rng)
        sheet = broken(whole(tree, scores, form, rng), kinds, rng)
        text = printed(sheet)
        given = transcribed(sheet, text)
        options, true = limit(sheet) if exhaustive else ({}, True)
        kind = "none" if not kinds else kinds[0] if len(kinds) == 1 else f"{len(kinds)} faults"
        count = counts.setdefault((form, kind), Counter())
        _count(count, sheet, given, options, true, peer(text))
        wrong += [
            f"{seed}/{number} {form} {kinds} {cell}: {given[cell]} for {scores[cell]}"
            for cell in tree.indicators
            if given.get(cell) not in (None, scores[cell]) and true
        ]
    return counts, wrong


def drawn_faults(number: int, rng: random.Random) -> list[str]:
    """Return no, one, two or three kinds of faults, each kind alone in turn for every third sheet."""
    faults = rng.choice((1, 1, 1, 2, 3)) if rng.random() < 0.97 else 0
    kinds = [rng.choice(KINDS) for _ in range(faults)]
    return [KINDS[number // 3 % len(KINDS)]] if number % 3 == 0 and faults else kinds


def _count(
    count: Counter[str],
    sheet: Sheet,
    given: dict[str, int | None],
    options: dict[str, set[int]],
    true: bool,
    other: dict[str, int],
) -> None:
    for cell in sheet.tree.indicators:
        value, truth = given.get(cell), sheet.scores[cell]
        count["cells"] += 1
        count["right"] += value == truth
        count["open"] += value is None
        if value not in (None, truth):
            count["wrong" if true else "compensating"] += 1
        if true and len(options.get(cell, ())) == 1:
            count["determined"] += 1
            count["given of determined"] += value is not None
        count["peer right"] += other.get(cell) == truth
        count["peer wrong"] += cell in other and other[cell] != truth


def table(counts: Count, rows: Callable[[str, str], str]) -> list[str]:
    """Return a markdown table of counts grouped by `rows` of form and kind."""
    merged: dict[str, Counter[str]] = {}
    for (form, kind), count in counts.items():
        merged.setdefault(rows(form, kind), Counter()).update(count)
    lines = [
        "| | cells | right % | open % | wrong | compensating | determined % | of these given % "
        "| peer right % | peer wrong % |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for name, count in sorted(merged.items()):
        cells = count["cells"]
        percent = [
            100 * count[key] / cells for key in ("right", "open", "determined", "peer right", "peer wrong")
        ]
        given = 100 * count["given of determined"] / max(1, count["determined"])
        lines.append(
            f"| {name} | {cells} | {percent[0]:.2f} | {percent[1]:.2f} "
            f"| {count['wrong']} | {count['compensating']} "
            f"| {percent[2]:.2f} | {given:.2f} | {percent[3]:.2f} | {percent[4]:.2f} |"
        )
    return lines


# -- speed ----------------------------------------------------------------------------------------


def text_speed(count: int, jobs: int, rounds: int) -> list[str]:
    """Return how many sheets a second so many processes transcribe, whole ones and broken ones."""
    lines = []
    for name, faulty in (("as printed", False), ("with the faults above", True)):
        ours, peers = [], []
        for _ in range(rounds):
            with ProcessPoolExecutor(jobs) as pool:
                rates = list(pool.map(_rates, range(jobs), [count] * jobs, [faulty] * jobs))
            ours.append(mean(rate for rate, _ in rates))
            peers.append(mean(rate for _, rate in rates))
        lines.append(
            f"Text {name}: {median(ours):.0f} sheets a processor second, the median of "
            f"{rounds} rounds in {jobs} processes at once (from {min(ours):.0f} to {max(ours):.0f}); "
            f"label-then-number matching is {median(peers) / median(ours):.1f} times as fast."
        )
    return lines


def _rates(seed: int, count: int, faulty: bool) -> tuple[float, float]:
    """Return how many sheets a second are transcribed, and how many the peer goes through."""
    rng = random.Random(seed)  # noqa: S311
    pages = []
    for number in range(count):
        sheet = whole(*draw(rng, ()), FORMS[number % len(FORMS)], rng)
        sheet = broken(sheet, drawn_faults(number, rng), rng) if faulty else sheet
        pages.append((sheet, printed(sheet)))
    started = time.process_time()
    for sheet, text in pages:
        transcribed(sheet, text)
    between = time.process_time()
    for _, text in pages:
        peer(text)
    return count / (between - started), count / (time.process_time() - between)


def command_speed(count: int) -> str:
    """Return how many files a second the whole command transcribes, start and package included."""
    names = list(country_labels().values())
    with TemporaryDirectory() as folder:
        pages = Path(folder) / "pages"
        pages.mkdir()
        for number in range(count):
            name, form = names[number % len(names)], FORMS[number % len(FORMS)]
            # a country has one sheet, in however many forms it is held
            rng = random.Random(name)  # noqa: S311
            tree, scores = draw(rng, ())
            page = titled(name, tree.edition, printed(whole(tree, scores, form, rng)), form)
            ending = "html" if form == "3 html" else "txt"
            (pages / f"{number:05}.{ending}").write_text(page, encoding="utf-8")
        words = [
            sys.executable,
            "-m",
            "ocdataset",
            "transcribe",
            str(pages),
            "-o",
            str(Path(folder) / "package"),
        ]
        started = time.perf_counter()
        ended = subprocess.run(words, capture_output=True, text=True, check=False)
        seconds = time.perf_counter() - started
    last = ended.stdout.strip().splitlines()[-1] if ended.stdout else ended.stderr.strip()
    done = last.split(" transcribed")[0]
    return (
        f"`ocdataset transcribe`, whole process: {done} in {seconds:.1f} s, so {count / seconds:.0f} a second"
    )


def titled(name: str, edition: int, page: str, form: str) -> str:
    """Return a page that says whose it is and of which edition."""
    if form == "3 html":
        address = f'<link rel="canonical" href="https://ocindex.net/{edition}/country/{name}">'
        return page.replace("<body>", f"<head>{address}</head><body>", 1).replace("Somewhere", name, 1)
    if form[0] == "3":
        return f"# https://ocindex.net/{edition}/country/{name}\n\n" + page.replace("Somewhere", name, 1)
    return f"## {name}\n\nGlobal Organized Crime Index {edition}\n\n" + page.replace(
        "## **SOMEWHERE**", "", 1
    )


def pdf_speed(count: int) -> str:
    """Return how many real PDFs a second are transcribed, or that it was not measured."""
    try:
        from reportlab.pdfgen.canvas import Canvas
    except ModuleNotFoundError:
        return "PDFs: not measured, reportlab is not installed"
    rng = random.Random(0)  # noqa: S311
    with TemporaryDirectory() as folder:
        paths = []
        for number in range(count):
            tree, scores = draw(rng, ())
            path = Path(folder) / f"{number}.pdf"
            canvas = Canvas(str(path))
            canvas.drawString(60, 800, "SOMEWHERE")
            for at, line in enumerate(whole(tree, scores, "2 plain", rng).lines):
                canvas.drawString(60, 780 - 18 * at, line.label)
                canvas.drawString(420, 780 - 18 * at, line.number)
            canvas.showPage()
            canvas.save()
            paths.append((path, tree, scores))
        started = time.process_time()
        right = sum(_pdf_right(path, tree, scores) for path, tree, scores in paths)
        seconds = time.process_time() - started
    return f"PDFs: {count / seconds:.0f} a processor second, {right} of {count} exactly right"


def _pdf_right(path: Path, tree: Composition, scores: dict[str, int]) -> bool:
    transcript = read_source(path)
    sheet = establish(
        "PRK", tree.edition, [Witness("pdf", transcript.reader, one) for one in transcript.readings]
    )
    return all(sheet.cells[cell].value == 50 * steps for cell, steps in scores.items())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark, print its tables, and return 1 if a cell is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--sheets", type=int, default=700, help="how many sheets to draw")
    parser.add_argument("--seed", type=int, default=1, help="where to begin drawing")
    parser.add_argument("--jobs", type=int, default=2, help="how many processes")
    parser.add_argument("--rounds", type=int, default=5, help="how often to time the texts")
    parser.add_argument("--pdfs", type=int, default=20, help="how many PDFs to time")
    parser.add_argument("--files", type=int, default=200, help="how many files to give the whole command")
    parser.add_argument("--no-limit", action="store_true", help="leave the exhaustive search out")
    parser.add_argument("--smallest", action="store_true", help="just see that it works: 28 sheets, 1 PDF")
    chosen = parser.parse_args(arguments)
    if chosen.smallest:
        chosen.sheets, chosen.rounds, chosen.pdfs, chosen.files = 28, 1, 1, 28
    batch = max(1, min(350, chosen.sheets // chosen.jobs))
    tasks = [
        (chosen.seed * 1_000_000 + start, min(batch, chosen.sheets - start), not chosen.no_limit)
        for start in range(0, chosen.sheets, batch)
    ]
    counts: Count = {}
    wrong: list[str] = []
    with ProcessPoolExecutor(chosen.jobs) as pool:
        for found, lines in pool.map(run, tasks):
            for key, count in found.items():
                counts.setdefault(key, Counter()).update(count)
            wrong += lines
    _report(counts, wrong)
    print(*text_speed(min(chosen.sheets, 1400), chosen.jobs, chosen.rounds), sep="\n")
    print(pdf_speed(chosen.pdfs) + ".")
    print(command_speed(chosen.files) + ".")
    return 1 if wrong else 0


def _report(counts: Count, wrong: Sequence[str]) -> None:
    one_fault = {
        key: count for key, count in counts.items() if key[1] in BESIDE_OR_ABSENT and key[0][0] in "23"
    }
    print("# Transcription: what is right, open and wrong\n")
    print("## By kind of fault\n", *table(counts, lambda _, kind: kind), sep="\n")
    print("\n## By form\n", *table(counts, lambda form, _: form), sep="\n")
    if one_fault:
        print(
            "\n## One fault that leaves each number beside its label or absent, forms 2 and 3\n",
            *table(one_fault, lambda form, kind: f"{kind}, form {form}"), sep="\n",
        )  # fmt: skip
    total: Counter[str] = sum(counts.values(), Counter())
    print("\n## All\n", *table(counts, lambda *_: "all"), sep="\n")
    print(
        f"\nWrong: {total['wrong']} of {total['cells']} cells; "
        f"compensating, set apart: {total['compensating']}."
    )
    print(*wrong[:20], sep="\n", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
