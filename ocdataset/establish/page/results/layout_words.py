"""Layouts in plain words."""

from collections.abc import Iterable
from typing import Final

_WORDS: Final = {
    "changes none": "",
    "changes after": "a change after each score",
    "changes before": "a change before each score",
    "changes block": "scores, then their changes",
    "changes columns": "several numbers to a label",
    "plain": "",
    "captions": "headlines below their numbers",
    "captions but for lost ones": "headlines below their numbers, some of which are lost",
    "headings": "averages without their numbers",
    "label first in lines": "",
    "number first in lines": "numbers before labels on a line",
    "facing in lines": "two columns that face each other",
    "running text": "lines that break anywhere",
    "label first in blocks": "numbers behind their labels or in blocks below them",
    "number first in blocks": "numbers in blocks above their labels",
    "one column": "numbers in one column apart from the labels",
    "one column but for single numbers": "numbers in one column apart from the labels, single ones lost",
    "a column a section": "a column of numbers apart from the labels for each section",
}
_PLAINEST: Final = "each number behind its label"


def layout_words(name: str) -> str:
    """Return a layout in plain words.

    Examples
    --------
    >>> layout_words("changes none, plain, label first in lines")
    'each number behind its label'
    >>> layout_words("changes after, plain, label first in lines, number first in blocks")
    'a change after each score, numbers in blocks above their labels'
    """
    parts = [_WORDS.get(part, part) for part in name.split(", ")]
    return ", ".join(part for part in parts if part) or _PLAINEST


def layouts_line(every: Iterable[Iterable[str]]) -> str:
    """Return the line that says which layouts remain, of one source or of several together.

    Examples
    --------
    >>> layouts_line([["changes none, plain, label first in lines"]])
    'Layout: each number behind its label.'
    """
    found = list(dict.fromkeys(" + ".join(dict.fromkeys(map(layout_words, names))) for names in every))
    if len(found) == 1:
        return f"Layout: {found[0]}."
    return f"Layouts: {len(found)} remain: {'; '.join(found)}."
