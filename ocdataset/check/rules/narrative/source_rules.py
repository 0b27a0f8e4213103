"""Rules that find the units of a narrative again in its source, where that is at hand."""

import re
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from ocdataset.check.frames.engines import ROW
from ocdataset.check.frames.exact_tables import ExactTables
from ocdataset.check.report import Violation
from ocdataset.check.rules.narrative.rules import whole_rows

if TYPE_CHECKING:
    from ocdataset.read.narrative.units import Unit

Row = dict[str, Any]

RUN: Final = 6


def texts_at_hand(tables: ExactTables) -> dict[str, str]:
    """Return the untouched text of each source at hand that is plain text."""
    if not tables.sources_at_hand:
        return {}
    # what reads a source is loaded where there is one to read
    from ocdataset.read.narrative.units import untouched_text

    found = {source: untouched_text(path) for source, path in tables.sources_at_hand.items()}
    return {source: text for source, text in found.items() if text is not None}


def wordings_at_hand(tables: ExactTables) -> Iterator[tuple[Row, str]]:
    """Give each sentence whose source is at hand with its normalised wording."""
    texts = texts_at_hand(tables)
    if not texts:
        return
    from ocdataset.read.narrative.wording import normalise

    for unit in whole_rows(tables, "units"):
        if unit["kind"] == "sentence" and unit["source_id"] in texts:
            yield unit, normalise(texts[unit["source_id"]][unit["char_start"] : unit["char_end"]])


def narrative_locators(tables: ExactTables) -> Iterator[Violation]:
    """Give each unit that its source does not hold as it says, and each stretch that no unit holds."""
    texts = texts_at_hand(tables)
    if not texts:
        return
    from ocdataset.read.narrative.units import units_of
    from ocdataset.read.narrative.wording import wording_hash

    cut = {source: {one.char_start: one for one in units_of(text)} for source, text in texts.items()}
    end: dict[str, int] = {}
    for unit in whole_rows(tables, "units"):
        text = texts.get(unit["source_id"])
        if text is None:
            continue
        start, place = unit["char_start"], slice(unit["char_start"], unit["char_end"])
        if wording_hash(text[place], heading=unit["kind"] == "heading") != unit["sha256"]:
            expected = "the place of the wording that has this hash"
            yield unit_violation("narrative_locators", unit, "sha256", f"{start} to {place.stop}", expected)
        yield from _cut_otherwise(unit, cut[unit["source_id"]].get(start))
        if text[end.get(unit["source_id"], start) : start].strip():
            expected = "no text between one unit and the next"
            yield unit_violation("narrative_locators", unit, "char_start", f"text before {start}", expected)
        end[unit["source_id"]] = unit["char_end"]
    for source, last in end.items():
        if texts[source][last:].strip():
            yield Violation(
                "narrative_locators",
                table="units",
                key=source,
                column="char_end",
                found=f"text behind {last}",
                expected="the narrative to lie in units to its end",
            )


def _cut_otherwise(unit: Row, cut: "Unit | None") -> Iterator[Violation]:
    """Give what is otherwise than the narrative is cut at this place, the hash and its place apart."""
    if cut is None:
        expected = "a place where a unit begins"
        yield unit_violation("narrative_locators", unit, "char_start", str(unit["char_start"]), expected)
        return
    for column in ("kind", "section_id", "paragraph", "char_end", "words", "break_inside"):
        if unit[column] != getattr(cut, column):
            expected = f"{getattr(cut, column)}, as the narrative is cut"
            yield unit_violation("narrative_locators", unit, column, str(unit[column]), expected)


def narrative_notes(tables: ExactTables) -> Iterator[Violation]:
    """Give each note that has the words of a source."""
    runs = {run for text in texts_at_hand(tables).values() for run in runs_of_words(text, RUN)}
    for row in whole_rows(tables, "statements") if runs else ():
        if any(run in runs for run in runs_of_words(row["note"] or "", RUN)):
            expected = f"words of your own, no {RUN} in a row of a source"
            yield Violation(
                "narrative_notes",
                "statements",
                row["statement_id"],
                "note",
                row["note"],
                expected,
                row=row[ROW] + 1,
            )


def runs_of_words(text: str, length: int) -> Iterator[tuple[str, ...]]:
    """Give each run of consecutive words of a text, whatever their case and what stands between.

    Examples
    --------
    >>> list(runs_of_words("A man, a plan", 3))
    [('a', 'man', 'a'), ('man', 'a', 'plan')]
    """
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())
    return zip(*(words[offset:] for offset in range(length)), strict=False)


def unit_violation(rule: str, unit: Row, column: str, found: str, expected: str) -> Violation:
    """Return a violation on a unit."""
    return Violation(
        rule,
        table="units",
        key=unit["unit_id"],
        column=column,
        found=found,
        expected=expected,
        row=unit[ROW] + 1,
        source=unit["source_id"],
    )
