"""Whole numbers beside scores: what is left of bars, a column of ranks, the numbers of pages.

On this page 100 and 65 are of a bar, and 300 is a score that lost its point: it stands where most lines
have their score::

    100 65 FLORA CRIMES 6.50
    100 40 FAUNA CRIMES 4.00
    100 20 COCAINE TRADE 2.00
    100 30 HEROIN TRADE 300
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from ocdataset.establish.witness import Witness

_HIGHEST: Final = 10
"""The highest score: a higher whole number is one that lost its point, or none."""


def residue_of(witnesses: Iterable[Witness]) -> list[Witness]:
    """Return the readings of a source that are no score although they look like numbers, in order.

    Examples
    --------
    >>> from ocdataset.read import read_text
    >>> page = '''100 65 FLORA CRIMES 6.50
    ... 100 40 FAUNA CRIMES 4.00
    ... 100 20 COCAINE TRADE 2.00
    ... 100 30 HEROIN TRADE 300'''
    >>> found = [Witness("page", "text_layer", one) for one in read_text(page).readings]
    >>> [one.text for one in residue_of(found)]
    ['100', '65', '100', '40', '100', '20', '100', '30']
    """
    ordered = sorted(witnesses)
    lines = [list(line) for _, line in groupby(ordered, key=lambda one: one.reading.row)]
    pages = _numbers_of_pages(ordered)
    usual = _usual(lines)
    beside = [one for line in lines for one in _beside(line, usual)] if usual else []
    return sorted({*pages, *beside, *(one for one in ordered if one.reading.kind == "residue")})


def _numbers_of_pages(witnesses: Sequence[Witness]) -> list[Witness]:
    """Return the whole numbers of a source with hardly a number else, if they are too high for scores."""
    numbers = [one for one in witnesses if one.reading.kind == "number"]
    whole = [one for one in numbers if one.text.isdecimal()]
    too_high = any(int(one.text) > _HIGHEST for one in whole)
    return whole if 2 * len(whole) > len(numbers) and too_high else []


def _shape(line: Sequence[Witness]) -> str:
    """Return what stands on a line: labels, numbers and whole numbers, a letter each."""
    return "".join(
        ["w" if one.text.isdecimal() else one.reading.kind[0] for one in line if one.reading.kind in _SHOWN]
    )


_SHOWN: Final = frozenset({"label", "number", "residue"})


def _usual(lines: Sequence[Sequence[Witness]]) -> str:
    """Return what stands on most lines that have a label and a number, if whole numbers do, or ""."""
    shapes = [shape for shape in map(_shape, lines) if "l" in shape and "n" in shape]
    beside = Counter([shape for shape in shapes if "w" in shape])
    return beside.most_common(1)[0][0] if 2 * beside.total() > len(shapes) else ""


def _beside(line: Sequence[Witness], usual: str) -> list[Witness]:
    """Return the whole numbers of a line but that which stands where its score does on most lines."""
    shown = [one for one in line if one.reading.kind in _SHOWN]
    shape = _shape(line)
    wanted = next((one for one in (usual, usual.replace("l", "")) if _alike(shape, one)), "")
    places = wanted if wanted else "w" * len(shape) if "l" in shape else "n" * len(shape)
    return [one for one, kind in zip(shown, places, strict=True) if kind == "w" and one.text.isdecimal()]


def _alike(shape: str, usual: str) -> bool:
    """Return whether a line is set as another, if a score can lose its point."""
    return "w" in shape and shape.replace("n", "w") == usual.replace("n", "w")
