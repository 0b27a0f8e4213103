"""Layouts in which pages reach a user: each gives the lines of a sheet."""

import random
from collections.abc import Callable, Sequence
from itertools import chain

from .sheets import Line, Row, Sheet, Token

Layout = Callable[[Sheet, random.Random], list[Line]]
LAYOUTS: dict[str, Layout] = {}
"""Layouts that are in use, by name."""


def layout(name: str) -> Callable[[Layout], Layout]:
    """Register a layout under a name."""

    def register(made: Layout) -> Layout:
        LAYOUTS[name] = made
        return made

    return register


def _value(row: Row) -> Line:
    return row.of_number + row.of_change


def _lines(*pieces: Line) -> list[Line]:
    """Return each token on a line of its own."""
    return [[token] for piece in pieces for token in piece]


def _words(text: str) -> Line:
    return [Token("words", text)]


def parted(rows: Sequence[Row], size: int) -> list[Sequence[Row]]:
    """Return rows in runs of a size."""
    return [rows[at : at + size] for at in range(0, len(rows), size)]


def values(rows: Sequence[Row], sheet: Sheet) -> Line:
    """Return the numbers and changes of some rows, as the page prints changes."""
    if sheet.changes == "block":
        return [*chain(*(row.of_number for row in rows)), *chain(*(row.of_change for row in rows))]
    return list(chain(*map(_value, rows)))


def _labels(rows: Sequence[Row]) -> Line:
    return list(chain(*(row.of_label for row in rows)))


# -- one label with one number ----------------------------------------------------------------------


@layout("beside")
def _beside(sheet: Sheet, rng: random.Random) -> list[Line]:
    return [row.of_label + _value(row) for row in sheet.rows]


@layout("number before its label, one line")
def _before(sheet: Sheet, rng: random.Random) -> list[Line]:
    return [_value(row) + row.of_label for row in sheet.rows]


@layout("below")
def _below(sheet: Sheet, rng: random.Random) -> list[Line]:
    return [line for row in sheet.rows for line in ([*_lines(row.of_label)], [_value(row)]) for line in line]


@layout("above")
def _above(sheet: Sheet, rng: random.Random) -> list[Line]:
    return [line for row in sheet.rows for line in (_value(row), row.of_label)]


@layout("website: indexes above, others below")
def _website(sheet: Sheet, rng: random.Random) -> list[Line]:
    lines: list[Line] = []
    for row in sheet.rows:
        if row.measure in sheet.tree.roots:
            lines += [_value(row), row.of_label, _words("17th of 193 countries")]
        else:
            lines += [row.of_label, _value(row)]
    return lines


DEFINITION = "A short sentence in place of the definition that the page prints with each of its labels."


@layout("definition behind each number")
def _defined_behind(sheet: Sheet, rng: random.Random) -> list[Line]:
    return [line for row in sheet.rows for line in (row.of_label, _value(row), _words(DEFINITION))]


@layout("definition between label and number")
def _defined_between(sheet: Sheet, rng: random.Random) -> list[Line]:
    return [line for row in sheet.rows for line in (row.of_label, _words(DEFINITION), _value(row))]


@layout("leaders of dots")
def _leaders(sheet: Sheet, rng: random.Random) -> list[Line]:
    mark = rng.choice((".", ". ", "\u2026", "_"))
    return [
        row.of_label + _words((mark * max(3, 50 - len(row.label))).strip()) + _value(row)
        for row in sheet.rows
    ]


@layout("letter-spaced labels")
def _spaced(sheet: Sheet, rng: random.Random) -> list[Line]:
    small = rng.random() < 0.5
    found = []
    for row in sheet.rows:
        words = row.label.upper().split()
        spaced = [f"{word[0]} {word[1:]}" if small else " ".join(word) for word in words]
        label = [Token("label", "  ".join(spaced), row.at)] if words else []
        found.append(label + _value(row))
    return found


@layout("running text")
def _running(sheet: Sheet, rng: random.Random) -> list[Line]:
    return _broken_anywhere([*chain(*(row.of_label + _value(row) for row in sheet.rows))], rng)


@layout("running text, number first")
def _running_number_first(sheet: Sheet, rng: random.Random) -> list[Line]:
    return _broken_anywhere([*chain(*(_value(row) + row.of_label for row in sheet.rows))], rng)


def _broken_anywhere(tokens: Line, rng: random.Random) -> list[Line]:
    """Break text at blanks into lines of about a width."""
    width = rng.choice((40, 60, 80, 120))
    lines: list[Line] = [[]]
    length = 0
    for token in tokens:
        for word in token.text.split():
            if length and length + len(word) >= width:
                lines.append([])
                length = 0
            length += len(word) + 1
            last = lines[-1][-1] if lines[-1] else None
            if last and last.kind == token.kind and last.row == token.row:
                lines[-1][-1] = last._replace(text=f"{last.text} {word}")
            else:
                lines[-1].append(token._replace(text=word))
    return lines


# -- runs of labels and runs of numbers -------------------------------------------------------------


def _groups(sheet: Sheet, rng: random.Random) -> list[Sequence[Row]]:
    """Return the stretches of a sheet that a run does not go across: its sections, or none."""
    return list(sheet.sections()) if rng.random() < 0.5 else [sheet.rows]


def _runs(size: int | None, *, number_first: bool, as_lines: bool) -> Layout:
    def made(sheet: Sheet, rng: random.Random) -> list[Line]:
        lines: list[Line] = []
        for group in _groups(sheet, rng):
            for run in _of_random_length(group, rng) if size is None else parted(group, size):
                two = [_labels(run), values(run, sheet)]
                two.reverse() if number_first else None
                lines += two if as_lines else _lines(*two)
        return lines

    return made


def _of_random_length(rows: Sequence[Row], rng: random.Random) -> list[Sequence[Row]]:
    found = []
    while rows:
        size = rng.randint(1, 5)
        found.append(rows[:size])
        rows = rows[size:]
    return found


for _size in (2, 3, 4, 5, None):
    _name = "random lengths" if _size is None else str(_size)
    LAYOUTS[f"runs of {_name}, labels first"] = _runs(_size, number_first=False, as_lines=False)
    LAYOUTS[f"runs of {_name}, numbers first"] = _runs(_size, number_first=True, as_lines=False)
for _size in (2, 3, 4):
    LAYOUTS[f"cards in rows of {_size}, labels over numbers"] = _runs(
        _size, number_first=False, as_lines=True
    )
    LAYOUTS[f"cards in rows of {_size}, numbers over labels"] = _runs(_size, number_first=True, as_lines=True)


@layout("Markdown, labels over numbers")
def _markdown(sheet: Sheet, rng: random.Random) -> list[Line]:
    size = rng.choice((2, 3, 4, 6))
    lines: list[Line] = []
    for run in chain(*(parted(group, size) for group in sheet.sections())):
        bar = _words("|")
        heads = [bar + (row.of_label or _words(" ")) for row in run]
        cells = [bar + (_value(row) or _words(" ")) for row in run]
        lines += [[*chain(*heads), *bar], _words("|" + "---|" * len(run)), [*chain(*cells), *bar], []]
    return lines


@layout("numbers in a column apart")
def _apart(sheet: Sheet, rng: random.Random) -> list[Line]:
    numbers = values(sheet.rows, sheet)
    two = [_labels(sheet.rows), numbers]
    if rng.random() < 0.5:
        two.reverse()
    return _lines(*two)


@layout("numbers of each section apart")
def _apart_by_section(sheet: Sheet, rng: random.Random) -> list[Line]:
    first = rng.random() < 0.5
    lines: list[Line] = []
    for group in sheet.sections():
        two = [_labels(group), values(group, sheet)]
        lines += _lines(*(two if first else reversed(two)))
    return lines


# -- two columns of the page ------------------------------------------------------------------------


def _halves(sheet: Sheet, rng: random.Random) -> tuple[list[Row], list[Row]]:
    """Return the two halves of a sheet: by number, or criminality and resilience."""
    if rng.random() < 0.5:
        first = [row for row in sheet.rows if row.measure in sheet.tree.leaves(sheet.tree.roots[0])]
        at = first[-1].at + 1
    else:
        at = (len(sheet.rows) + 1) // 2
    return sheet.rows[:at], sheet.rows[at:]


@layout("half columns: labels, numbers, labels, numbers")
def _half_columns(sheet: Sheet, rng: random.Random) -> list[Line]:
    return _lines(*chain(*((_labels(half), values(half, sheet)) for half in _halves(sheet, rng))))


@layout("two tables, by rows")
def _two_tables(sheet: Sheet, rng: random.Random) -> list[Line]:
    left, right = _halves(sheet, rng)
    rows = [_beside_two(left, right, at) for at in range(max(len(left), len(right)))]
    return [[*first, *(_words("   ") if second else []), *second] for first, second in rows]


def _beside_two(left: Sequence[Row], right: Sequence[Row], at: int) -> tuple[Line, Line]:
    first, second = (half[at].of_label + _value(half[at]) if at < len(half) else [] for half in (left, right))
    return first, second


@layout("two tables, interleaved by height")
def _interleaved(sheet: Sheet, rng: random.Random) -> list[Line]:
    left, right = _halves(sheet, rng)
    rows = [_beside_two(left, right, at) for at in range(max(len(left), len(right)))]
    return [line for two in rows for line in two if line]


@layout("two columns of cards, by rows: L L, N N on lines of their own")
def _cards_interleaved(sheet: Sheet, rng: random.Random) -> list[Line]:
    left, right = _halves(sheet, rng)
    lines: list[Line] = []
    for at in range(max(len(left), len(right))):
        two = [half[at] for half in (left, right) if at < len(half)]
        lines += _lines(_labels(two), values(two, sheet))
    return lines


@layout("two columns of cards, as lines")
def _cards_as_lines(sheet: Sheet, rng: random.Random) -> list[Line]:
    left, right = _halves(sheet, rng)
    lines: list[Line] = []
    for at in range(max(len(left), len(right))):
        two = [half[at] for half in (left, right) if at < len(half)]
        lines += [_labels(two), values(two, sheet)]
    return lines


@layout("facing columns: L N N L")
def _facing(sheet: Sheet, rng: random.Random) -> list[Line]:
    left, right = _halves(sheet, rng)
    lines: list[Line] = []
    for at in range(max(len(left), len(right))):
        first = left[at].of_label + left[at].of_number if at < len(left) else []
        second = right[at].of_number + right[at].of_label if at < len(right) else []
        lines.append(first + second)
    return lines


@layout("a column an edition")
def _editions(sheet: Sheet, rng: random.Random) -> list[Line]:
    year = sheet.tree.edition
    other = year - 2
    newest_first = rng.random() < 0.5
    head = f"Indicator {year} {other}" if newest_first else f"Indicator {other} {year}"
    lines: list[Line] = [_words(head)]
    for row in sheet.rows:
        two = [row.of_number, row.of_older]
        lines.append([*row.of_label, *chain(*(two if newest_first else reversed(two)))])
    return lines


@layout("wrapped labels in narrow columns")
def _narrow(sheet: Sheet, rng: random.Random) -> list[Line]:
    width = rng.choice((14, 18, 22))
    columns = rng.choice((1, 2))
    on_last = rng.random() < 0.5
    lines: list[Line] = []
    for group in sheet.sections():
        for run in parted(group, columns):
            cards = [_card(row, width, on_last) for row in run]
            for at in range(max(map(len, cards))):
                cells = [card[at] if at < len(card) else [] for card in cards]
                lines.append(_padded(cells, width + 8))
    return lines


def _card(row: Row, width: int, on_last: bool) -> list[Line]:
    parts: list[str] = []
    for word in row.label.split():
        if parts and len(parts[-1]) + 1 + len(word) <= width:
            parts[-1] += f" {word}"
        else:
            parts.append(word)
    card: list[Line] = [[Token("label", part, row.at)] for part in parts] or [[]]
    at = len(card) - 1 if on_last else 0
    shown = card[at][0].text if card[at] else ""
    card[at] = card[at] + [Token("words", " " * max(1, width - len(shown)))] + row.of_number
    return card


def _padded(cells: Sequence[Line], width: int) -> Line:
    line: Line = []
    for at, cell in enumerate(cells):
        line += cell
        used = sum(len(token.text) for token in cell)
        if at + 1 < len(cells):
            line.append(Token("words", " " * max(2, width - used)))
    return line


# -- pages cut off ----------------------------------------------------------------------------------


def _cut(first: bool, base: Sequence[str]) -> Layout:
    def made(sheet: Sheet, rng: random.Random) -> list[Line]:
        lines = [line for line in LAYOUTS[rng.choice(base)](sheet, rng) if line]
        lost = rng.randint(1, len(lines) // 3)
        return lines[lost:] if first else lines[: len(lines) - lost]

    return made


_CUT = ("beside", "below", "above", *(name for name in LAYOUTS if name.startswith(("runs", "cards"))))
LAYOUTS["cut off at its beginning"] = _cut(True, _CUT)
LAYOUTS["cut off at its end"] = _cut(False, _CUT)
