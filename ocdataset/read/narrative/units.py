"""Cut the narrative of a profile into headings, sentences and boilerplate.

Every non-blank character of the narrative lies in exactly one unit, and every unit is found again
in two ways: by code-point offsets into the text as given, and by the hash of its normalised wording.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Final, Literal
from unicodedata import normalize

from ocdataset.read.narrative.headings import (
    PAGE_BREAK,
    SENTENCE_END,
    Extent,
    boilerplate,
    headings_with_bodies,
)
from ocdataset.read.narrative.wording import hash_of_normal, normalise, with_plain_quotes, wording_hash
from ocdataset.reference.extras import require_extra
from ocdataset.reference.files import LARGEST_SOURCE, content_of

Kind = Literal["heading", "sentence", "boilerplate"]
Break = Literal["none", "line", "page"]

FUNDING = "funding"
_BLANK: Final = re.compile(r"[^\S ]")


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of a narrative and the two locators that find it again.

    Parameters
    ----------
    kind, section_id : str
    paragraph : int
        From 1 within the section, 0 for a heading.
    char_start, char_end : int
        Code points of the text as given, end excluded.
    words : int
    break_inside : str
    sha256 : str
        Of the normalised wording.
    """

    kind: Kind
    section_id: str
    paragraph: int
    char_start: int
    char_end: int
    words: int
    break_inside: Break
    sha256: str


def untouched_text(path: Path) -> str | None:
    """Return the text of a file with its line ends as they are, None where it is no plain text."""
    return untouched(content_of(path, LARGEST_SOURCE))


def untouched(content: bytes) -> str | None:
    """Return the text that a file's bytes are, line ends and all, None where they are no plain text."""
    if b"\0" in content[:65536] or content[:1024].lstrip()[:5].lower() in (b"%pdf-", b"<!doc", b"<html"):
        return None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return None


def is_narrative_only(path: Path) -> bool:
    """Return whether a file is a narrative with its headings, and nothing stands before the first."""
    try:
        text = untouched_text(path)
    except OSError:
        return False
    units = units_of(text) if text else []
    return bool(text and units and not text[: units[0].char_start].strip())


def units_of(text: str) -> list[Unit]:
    r"""Return the units of the narrative in `text`, in order.

    Parameters
    ----------
    text : str
        A country profile, whole or its narrative only, as extracted: the headings marked up or
        bare, the lines wrapped or not.

    Returns
    -------
    list of Unit
        Empty where no heading of the Index is followed by prose.

    Examples
    --------
    >>> found = units_of("TRADE\nPianos are the main thing\nthat is smuggled here. Nobody knows why.\n")
    >>> [(unit.kind, unit.char_start, unit.break_inside) for unit in found]
    [('heading', 0, 'none'), ('sentence', 6, 'line'), ('sentence', 55, 'none')]
    """
    units: list[Unit] = []
    for heading, body in headings_with_bodies(text):
        extent = (heading.start, heading.end)
        sha256 = wording_hash(text[slice(*extent)], heading=True)
        units.append(_unit(text, extent, "heading", heading.section_id, 0, sha256))
        units.extend(_body(text, body, heading.section_id))
    return units


def sentences_anywhere(text: str) -> list[Unit]:
    """Return the sentences of a text as if all of it were one narrative without headings."""
    return list(_body(text, (0, len(text)), ""))


def _body(text: str, body: Extent, section_id: str) -> Iterator[Unit]:
    numbers = {section_id: 0, FUNDING: 0}
    for paragraph in _paragraphs(text, body):
        section_before = None
        for extent in _sentences(text, paragraph):
            wording = normalise(text[slice(*extent)])
            is_boilerplate = boilerplate().match(wording) is not None
            kind: Kind = "boilerplate" if is_boilerplate else "sentence"
            section = FUNDING if is_boilerplate else section_id
            numbers[section] += section != section_before
            section_before = section
            yield _unit(text, extent, kind, section, numbers[section], hash_of_normal(wording))


def _paragraphs(text: str, body: Extent) -> list[Extent]:
    """Return the extents of the paragraphs, those cut by a page break mended."""
    extents: list[Extent] = []
    for block in _blocks(text, body):
        if extents and _continues(text[slice(*extents[-1])], text[slice(*block)]):
            extents[-1] = (extents[-1][0], block[1])
        else:
            extents.append(block)
    return extents


def _blocks(text: str, body: Extent) -> Iterator[Extent]:
    breaks = [match.span() for match in PAGE_BREAK.finditer(text, *body)]
    firsts = [body[0]] + [after for _, after in breaks]
    lasts = [before for before, _ in breaks] + [body[1]]
    for extent in zip(firsts, lasts, strict=True):
        if text[slice(*extent)].strip():
            yield _non_blank(text, *extent)


def _continues(before: str, after: str) -> bool:
    return not SENTENCE_END.search(before) or after[0].islower()


def _sentences(text: str, paragraph: Extent) -> Iterator[Extent]:
    """Yield the extents of the sentences, the same however the lines are wrapped."""
    require_extra("narrative", "cutting a narrative into sentences")
    from nupunkt import sent_spans

    flat, origins = _flattened(text, paragraph)
    for first, last in sent_spans(flat):
        if flat[first:last].strip():
            yield _non_blank(text, origins[first], origins[last])


def _flattened(text: str, extent: Extent) -> tuple[str, Sequence[int]]:
    """Return the text normalised and where each of its characters began, and the end."""
    flat: list[str] = []
    origins: list[int] = []
    start, end = extent
    for match in _many_as_one(text[start:end]).finditer(text, start, end):
        flat += (text[start : match.start()], _as_one(match[0]))
        origins.extend(range(start, match.start() + 1))
        start = match.end()
    flat.append(text[start:end])
    rest = range(start, end + 1)
    return with_plain_quotes(_BLANK.sub(" ", "".join(flat))), [*origins, *rest] if origins else rest


def _many_as_one(text: str) -> re.Pattern[str]:
    """Return the pattern of characters that are one when normalised: blanks, and letters with their marks."""
    marks = "" if text.isascii() else "".join(filter(unicodedata.combining, sorted(set(text))))
    return re.compile(rf"(?s:\s\s+[{marks}]*|.[{marks}]+)" if marks else r"\s\s+")


def _as_one(text: str) -> str:
    return " " if text[0].isspace() else reduce(lambda one, mark: normalize("NFC", one + mark)[0], text)


def _non_blank(text: str, start: int, end: int) -> Extent:
    inside = text[start:end]
    return end - len(inside.lstrip()), start + len(inside.rstrip())


def _unit(text: str, extent: Extent, kind: Kind, section_id: str, paragraph: int, sha256: str) -> Unit:
    printed = text[slice(*extent)]
    words = [word for word in printed.split() if word[0].isalnum() or any(map(str.isalnum, word))]
    return Unit(kind, section_id, paragraph, *extent, len(words), _break_inside(printed), sha256)


def _break_inside(wording: str) -> Break:
    if PAGE_BREAK.search(wording):
        return "page"
    return "line" if "\n" in wording else "none"
