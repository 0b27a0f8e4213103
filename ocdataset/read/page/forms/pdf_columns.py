"""The order in which the lines of a page are read: cards that stand side by side, a column at a time."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from ocdataset.read.page.forms.pdf_words import Word

WIDE: Final = 1.2
"""How wide a gap is, in heights of the line, that words of one text do not have between them."""
_SCORE: Final = re.compile(r"\d{1,2}[.,]\d")
Line = list[Word]
Span = tuple[float, float]


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Put words of one page into lines, from the top: those that share half of their height."""
    lines: list[Line] = []
    for word in sorted(words, key=lambda word: (-(word.top + word.bottom), word.left)):
        last = lines[-1] if lines else None
        if last and _level(last[0], word):
            last.append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.left) for line in lines]


def _level(first: Word, word: Word) -> bool:
    height = min(first.top - first.bottom, word.top - word.bottom)
    return min(first.top, word.top) - max(first.bottom, word.bottom) >= 0.5 * height


def in_reading_order(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines of a page from the top; of those that gutters part, the columns one by one.

    A column holds labels and numbers both: labels on the left and their numbers on the right are one.

    Examples
    --------
    >>> page = [(0, 9, "Heroin"), (50, 59, "Flora"), (0, 9, "trade"), (50, 59, "crimes")]
    >>> words = [Word(1, left, 90 - 10 * (at // 2), right, 99 - 10 * (at // 2), text)
    ...          for at, (left, right, text) in enumerate([*page, (0, 9, "4.00"), (50, 59, "2.50")])]
    >>> [" ".join(word.text for word in line) for line in in_reading_order(lines_of(words))]
    ['Heroin', 'trade', '4.00', 'Flora', 'crimes', '2.50']
    """
    at = 0
    while at < len(lines):
        end = _end_of_gutters(lines, at)
        columns = _whole_columns(lines[at:end]) if end > at + 1 else []
        if len(columns) < 2:
            yield from lines[at:end]
        words = [word for line in lines[at:end] for word in line]
        for left, right in columns if len(columns) > 1 else ():
            yield from lines_of(word for word in words if left <= word.left <= right)
        at = end


def _end_of_gutters(lines: Sequence[Line], at: int) -> int:
    """Return where the run of lines from one on ends that a gutter parts, from top to bottom."""
    spans: list[Span] = []
    for end in range(at, len(lines)):
        spans = _joined([*spans, *_texts(lines[end])], 0)
        if len(spans) < 2:
            return max(end, at + 1)
    return len(lines)


def _texts(line: Line) -> list[Span]:
    """Return the stretches of a line that wide gaps part."""
    spans = [(word.left, word.right) for word in line]
    return _joined(spans, WIDE * (line[0].top - line[0].bottom))


def _joined(spans: Iterable[Span], gap: float) -> list[Span]:
    """Return the stretches that spans fill, those joined that have no more than a gap between them."""
    found: list[Span] = []
    for left, right in sorted(spans):
        if found and left - found[-1][1] <= gap:
            found[-1] = found[-1][0], max(found[-1][1], right)
        else:
            found.append((left, right))
    return found


def _whole_columns(lines: Sequence[Line]) -> list[Span]:
    """Return the columns of lines, each joined with those behind it until it holds labels and numbers."""
    found: list[Span] = []
    left: float | None = None
    spans = _joined([span for line in lines for span in _texts(line)], 0)
    for span in spans:
        left = span[0] if left is None else left
        if _is_whole((left, span[1]), lines):
            found.append((left, span[1]))
            left = None
    if left is not None and found:
        found[-1] = found[-1][0], spans[-1][1]
    return found


def _is_whole(span: Span, lines: Sequence[Line]) -> bool:
    texts = [word.text for line in lines for word in line if span[0] <= word.left <= span[1]]
    return any(map(_SCORE.match, texts)) and any(text[:1].isalpha() for text in texts)
