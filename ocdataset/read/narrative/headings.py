"""The headings of a narrative: with and without mark-up, on a line of their own or run into the prose."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple

from ocdataset.read.narrative.wording import normalise
from ocdataset.reference.names import reference_table

Extent = tuple[int, int]

PAGE_BREAK: Final = re.compile(r"\n[^\S\n]*\n|\f")
SENTENCE_END: Final = re.compile(r"[.!?…][\"'”’)\]*_]*\Z")
_SENTENCE_BREAK: Final = re.compile(r"(?<=[.!?])\s")
_FEWEST_WORDS_OF_PROSE: Final = 6
_MARK_UP_BACKWARDS: Final = re.compile(r"[*_]{0,3}(?:[^\S\n]*\#{1,6})?")


class Heading(NamedTuple):
    """A heading and the section that it opens; `start` and `end` are code points of the text."""

    section_id: str
    start: int
    end: int


def headings_with_bodies(text: str) -> list[tuple[Heading, Extent]]:
    """Return each heading of the narrative with the extent of what follows it.

    The narrative begins with the first heading that prose follows, and with the headings without a
    body right above it: what stands before are score pages.
    """
    found = _with_bodies(text, _headings(text))
    first = next((at for at, (_, body) in enumerate(found) if is_prose(text[slice(*body)])), None)
    if first is None:
        return []
    while first and _is_empty_container(text, *found[first - 1]):
        first -= 1
    return found[first:]


@cache
def labels() -> Mapping[str, str]:
    """Return the Index's own heading of each section."""
    return {row["section_id"]: row["heading"] for row in reference_table("sections") if row["heading"]}


@cache
def _containers() -> frozenset[str]:
    """Return the sections whose heading opens others and has no prose of its own."""
    return frozenset(row["section_id"] for row in reference_table("sections") if not row["theme"])


@cache
def boilerplate() -> re.Pattern[str]:
    """Return the pattern of a sentence that begins as statements on funding and opinions do."""
    kinds = [row["pattern"] for row in reference_table("wordings") if row["kind"] == "boilerplate"]
    return re.compile("|".join(kinds))


def is_prose(text: str) -> bool:
    """Return whether a text begins with a sentence, not with scores, credits or another heading.

    Examples
    --------
    >>> is_prose("Some prose about it, which is long enough."), is_prose("7.50 and what comes after it here.")
    (True, False)
    """
    first = normalise(_SENTENCE_BREAK.split(text.lstrip(), maxsplit=1)[0])
    words = first.split()
    lower = sum(word[0].islower() for word in words)
    return (
        len(words) >= _FEWEST_WORDS_OF_PROSE
        and 2 * lower >= len(words)
        and not words[0][0].isdecimal()
        and not boilerplate().match(first)
    )


def _with_bodies(text: str, headings: list[Heading]) -> list[tuple[Heading, Extent]]:
    ends = [heading.start for heading in headings] + [len(text)]
    return [(heading, (heading.end, end)) for heading, end in zip(headings, ends[1:], strict=True)]


def _is_empty_container(text: str, heading: Heading, body: Extent) -> bool:
    return heading.section_id in _containers() and not text[slice(*body)].strip()


def _pattern(case: Callable[[str], str]) -> str:
    """Return the pattern of any heading, its mark-up within the group `extent`."""
    patterns = {section: re.escape(case(label)) for section, label in labels().items()}
    for section, pattern in patterns.items():
        spaced = pattern.replace(case(r"\ and\ "), rf"\ (?:{case('and')}|&)\ ")
        patterns[section] = spaced.replace(r"\ ", r"\s+").replace(r"\-", r"[-\s\u2010-\u2015]")
    named = "|".join(f"(?P<{section}>{pattern})" for section, pattern in patterns.items())
    opening, closing = r"(?:\#{1,6}[^\S\n]*)?[*_]{0,3}", r"[*_:]{0,4}(?:[^\S\n]*\#+$)?"
    return rf"(?P<extent>{opening}(?-i:(?=[A-Z]))(?:{named})\b{closing})"


@cache
def _on_own_line() -> re.Pattern[str]:
    return re.compile(rf"^[^\S\n]*(?i:{_pattern(str)})[^\S\n]*$", re.MULTILINE)


@cache
def _run_in() -> re.Pattern[str]:
    return re.compile(_pattern(str.upper) + r"(?=\s+[\"'“‘(#*]*[A-Z])")


@cache
def _first_word() -> re.Pattern[str]:
    """Return the pattern of the words that labels in capitals begin with."""
    words = {re.split(r"\W", label.upper(), maxsplit=1)[0] for label in labels().values()}
    return re.compile("|".join(sorted(words)))


def _run_in_headings(text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of `_run_in`, tried where a label's first word stands: plain words are found fast."""
    end = 0
    for word in _first_word().finditer(text):
        if word.start() < end:
            continue
        mark_up = _MARK_UP_BACKWARDS.match(text[end : word.start()][::-1])
        match = _run_in().match(text, word.start() - len(mark_up[0] if mark_up else ""))
        end = (match or word).end()
        if match:
            yield match


def _headings(text: str) -> list[Heading]:
    found = {match.start("extent"): _heading(match) for match in _on_own_line().finditer(text)}
    for match in _run_in_headings(text):
        start = match.start("extent")
        if start not in found and _may_begin_heading(text, start, found):
            found[start] = _heading(match)
    return [found[start] for start in sorted(found)]


def _heading(match: re.Match[str]) -> Heading:
    section = next(name for name in labels() if match[name])
    return Heading(section, match.start("extent"), match.end("extent"))


def _may_begin_heading(text: str, start: int, found: Mapping[int, Heading]) -> bool:
    before = text[:start].rstrip()
    if not before or any(heading.end == len(before) for heading in found.values()):
        return True
    gap = text[len(before) : start]
    return bool(gap and (PAGE_BREAK.search(gap) or SENTENCE_END.search(before[-8:])))
