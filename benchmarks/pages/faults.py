"""Faults as text recognition and extraction make them: of characters, of tokens, of lines."""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from .sheets import Line, Row, Sheet

LIKE = {
    "0": "689", "1": "47", "2": "7", "3": "85", "4": "19", "5": "63", "6": "850", "7": "12", "8": "3690",
    "9": "480",
}  # fmt: skip
"""Digits that are taken for one another."""
LETTERS = {"0": "Oo", "1": "lI", "5": "S", "8": "B", "2": "Z"}
"""Letters that a digit is taken for."""
_LABEL_LIKE = {"o": "0", "l": "1I", "i": "l1", "e": "c", "a": "o", "n": "ri", "m": "rn", "s": "5", "O": "0",
               "I": "l1", "E": "F", "S": "5", "R": "P", "C": "G"}  # fmt: skip


def _misread(text: str, rng: random.Random) -> str:
    at = rng.choice([at for at, mark in enumerate(text) if mark.isdigit()])
    return text[:at] + rng.choice(LIKE[text[at]]) + text[at + 1 :]


def _letter(text: str, rng: random.Random) -> str:
    places = [at for at, mark in enumerate(text) if mark in LETTERS]
    if not places:
        return _misread(text, rng)
    at = rng.choice(places)
    return text[:at] + rng.choice(LETTERS[text[at]]) + text[at + 1 :]


def _point_lost(text: str, rng: random.Random) -> str:
    return text.replace(".", "")


def _point_misread(text: str, rng: random.Random) -> str:
    return text.replace(".", rng.choice((",", "-", ":", " .", ". ")))


def _split(text: str, rng: random.Random) -> str:
    at = rng.randint(1, len(text) - 1)
    return f"{text[:at]} {text[at:]}"


def _shortened(text: str, rng: random.Random) -> str:
    return text[1:] if rng.random() < 0.5 else text[:-1]


def _garbled(label: str, rng: random.Random) -> str:
    for _ in range(rng.randint(1, 2)):
        at = rng.randrange(len(label))
        put = rng.choice((*_LABEL_LIKE.get(label[at], "x"), "", label[at] * 2))
        label = label[:at] + put + label[at + 1 :]
    return label


def _blank_lost(label: str, rng: random.Random) -> str:
    return label.replace(" ", "", 1) if " " in label else _garbled(label, rng)


def _blank_put_in(label: str, rng: random.Random) -> str:
    at = rng.randint(1, len(label) - 1)
    return f"{label[:at]} {label[at:]}"


OF_NUMBERS: dict[str, Callable[[str, random.Random], str]] = {
    "digit misread": _misread, "digit as a letter": _letter, "point lost": _point_lost,
    "point misread": _point_misread, "number split": _split, "number shortened": _shortened,
    "number lost": lambda text, rng: "", "number doubled": lambda text, rng: f"{text} {text}",
}  # fmt: skip
OF_LABELS: dict[str, Callable[[str, random.Random], str]] = {
    "label garbled": _garbled, "blank lost": _blank_lost, "blank put in": _blank_put_in,
    "label lost": lambda text, rng: "",
}  # fmt: skip


def _line_lost(lines: list[Line], rng: random.Random) -> None:
    lines.pop(rng.randrange(len(lines)))


def _line_doubled(lines: list[Line], rng: random.Random) -> None:
    at = rng.randrange(len(lines))
    lines.insert(at, lines[at])


def _line_broken(lines: list[Line], rng: random.Random) -> None:
    at = rng.choice([at for at, line in enumerate(lines) if len(line) > 1] or [0])
    cut = rng.randint(1, max(1, len(lines[at]) - 1))
    lines[at : at + 1] = [part for part in (lines[at][:cut], lines[at][cut:]) if part]


def _lines_joined(lines: list[Line], rng: random.Random) -> None:
    at = rng.randrange(len(lines) - 1)
    lines[at : at + 2] = [lines[at] + lines[at + 1]]


OF_LINES: dict[str, Callable[[list[Line], random.Random], None]] = {
    "line lost": _line_lost, "line doubled": _line_doubled, "line broken": _line_broken,
    "lines joined": _lines_joined,
}  # fmt: skip
KINDS = (*OF_NUMBERS, *OF_LABELS, *OF_LINES)


def with_faults(sheet: Sheet, kinds: Sequence[str], rng: random.Random) -> Sheet:
    """Return a sheet with faults of characters and tokens."""
    rows = list(sheet.rows)
    for kind in kinds:
        if kind in OF_NUMBERS:
            _change(rows, "number", OF_NUMBERS[kind], rng)
        elif kind in OF_LABELS:
            _change(rows, "label", OF_LABELS[kind], rng)
    return replace(sheet, rows=rows, faults=tuple(kinds))


def _change(
    rows: list[Row], field: str, made: Callable[[str, random.Random], str], rng: random.Random
) -> None:
    whole = [row for row in rows if len(getattr(row, field).replace(" ", "")) > 2]
    row = rng.choice(whole)
    rows[row.at] = replace(row, **{field: made(getattr(row, field), rng)})


def break_lines(lines: list[Line], kinds: Sequence[str], rng: random.Random) -> list[Line]:
    """Return the lines of a page with faults of lines."""
    lines = [line for line in lines if line]
    for kind in kinds:
        if kind in OF_LINES:
            OF_LINES[kind](lines, rng)
    return lines
