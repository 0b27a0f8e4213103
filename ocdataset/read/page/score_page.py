"""What all forms of a score page share: its lines become a transcript, or a refusal."""

import re
from collections.abc import Sequence
from typing import Final

from ocdataset.read.page.lines.labels import THEMES, label_text, measure_of, nearest_measure
from ocdataset.read.page.lines.lexing import plain
from ocdataset.read.page.lines.segments import Segment
from ocdataset.read.page.tokens import readings_of
from ocdataset.read.reading import Transcript

_ADDRESS: Final = re.compile(r"https?://[^\s<>\"']+|\b(?:www\.)?ocindex\.net/[^\s<>\"']+")
_ORDINARY: Final = re.compile(r"(?i)\b(?:index|profile|read|report|year|score|page|menu|enact)\b")


def transcript_of(segments: Sequence[Segment], reader: str, *, address: str = "") -> Transcript:
    """Return what the lines of a score page say.

    Parameters
    ----------
    segments : sequence of Segment
    reader : str
        Name of the reader.
    address : str
        The address of the page, if the reader found one.
    """
    readings = readings_of(segments, title=_title(segments))
    return Transcript(
        reader=reader,
        readings=readings,
        address=address or address_of(segments),
        narrative=narrative_of(segments),
        titles=_titles(segments),
    )


def address_of(segments: Sequence[Segment]) -> str:
    """Return the web address that one of the first lines gives, or ""."""
    for segment in segments[:3]:
        found = _ADDRESS.search(segment.text)
        if found:
            return found[0]
    return ""


def narrative_of(segments: Sequence[Segment]) -> str:
    """Return the sentences among the lines."""
    return "\n".join(one.text.strip() for one in segments if len(one.text) > 30 and one.looks.is_prose)


def _titles(segments: Sequence[Segment]) -> str:
    """Return the short lines above the first name or, of a page that shows none, above all scores.

    None where the first name stands below scores.
    """
    above: list[str] = []
    for segment in segments:
        found = segment.looks
        if found.name:
            return "\n".join(above)
        if not found.shapes.isdisjoint(("label", "number", "rank")):
            break
        if not found.is_prose:
            above.append(segment.text)
    return "" if any(segment.looks.name for segment in segments) else "\n".join(above[:_MOST_TITLES])


_MOST_TITLES: Final = 12


def _title(segments: Sequence[Segment]) -> str:
    """Return the line that stands where the country's name does, if no known name is shown."""
    if any(segment.looks.name for segment in segments):
        return ""
    headings = [segment for segment in segments if segment.looks.is_heading and _may_be_name(segment)]
    first = [segment for segment in segments[:1] if _may_be_name(segment)]
    return next((segment.text for segment in [*headings, *first]), "")


def _may_be_name(segment: Segment) -> bool:
    words = plain(segment.text).strip()
    return (
        bool(words)
        and len(words.split()) <= 6
        and not segment.looks.is_prose
        and not segment.looks.having("label", "number", "rank", "whole", "figure")
        and label_text(words) not in THEMES
        and measure_of(words) is None
        and not nearest_measure(words)
        and not _ORDINARY.search(words)
        and not words.endswith((":", "."))
    )
