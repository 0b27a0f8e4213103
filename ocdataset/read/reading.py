"""What a reader gives: every label and number of a score page with its place, and nothing decided."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

Kind = Literal["label", "number", "change", "rank", "name", "context", "residue", "unplaced"]
Reason = Literal["", "sentence", "title", "fact_box", "numbering"]
"""Where a token stands that a reader leaves out, or "" of one that it does not."""


class Reading(NamedTuple):
    """One label or number exactly as printed.

    Parameters
    ----------
    line, position : int
        Line of the source and column of the first character, both from 1; of a PDF the printed row
        and the place in it.
    locator : str
        Where the text stands: `line:column`, or page and box of a PDF.
    row : int
        Readings of the same row stand together on the page: a label with what is beside it.
    kind : str
        What the text looks like; never what it means.
    as_printed : str
        The text, exactly.
    reason : str
        Of an unplaced token, what the line that it stands in was taken for: it belongs to no layout, and
        is kept so that nothing which the page prints is lost.
    """

    line: int
    position: int
    locator: str
    row: int
    kind: Kind
    as_printed: str
    reason: Reason = ""


@dataclass(frozen=True)
class Transcript:
    """A source as read: its readings, and what it says about whose sheet it is.

    Parameters
    ----------
    reader : str
        Name of the reader that read it.
    readings : tuple of Reading
        In the order of their lines and positions.
    address : str
        The web address that the source gives for itself, or "".
    narrative : str
        The prose of the source, or "": where the country's name and years are looked for if the
        score page does not show them.
    titles : str
        The short lines above the first that names a country, which may name another in passing; of a
        page that names none to the letter, those above its scores.
    """

    reader: str
    readings: tuple[Reading, ...]
    address: str = ""
    narrative: str = field(default="", repr=False)
    titles: str = ""

    @cached_property
    def names(self) -> list[tuple[int, str]]:
        """The names that the page shows, in one or over several lines, each with its first line."""
        found: dict[int, tuple[int, str]] = {}
        for one in self.readings:
            if one.kind == "name":
                line, before = found.get(one.row, (one.line, ""))
                found[one.row] = line, f"{before} {one.as_printed}".strip()
        return list(found.values())
