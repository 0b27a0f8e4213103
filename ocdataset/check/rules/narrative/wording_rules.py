"""Rules that compare the coding of a narrative with its wording, where the source is at hand.

The wording is only read here: words and patterns that tell are data, in the table `wordings`.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from ocdataset.check.frames.exact_tables import ExactTables
from ocdataset.check.report import Violation
from ocdataset.check.rules.narrative.rules import profile_of, whole_rows
from ocdataset.check.rules.narrative.source_rules import unit_violation, wordings_at_hand

Row = dict[str, Any]

_YEAR: Final = re.compile(r"\b(?:19|20)[0-9]{2}\b")


def narrative_wordings(tables: ExactTables) -> Iterator[Violation]:
    """Give each pattern that is no regular expression; the other rules leave it out."""
    for row in whole_rows(tables, "wordings"):
        fault = _fault(row["pattern"])
        if fault:
            yield Violation(
                "narrative_wordings",
                table="wordings",
                key=f"{row['kind']} {row['pattern']}",
                column="pattern",
                found=fault,
                expected="a regular expression",
                line=row["line"],
            )


@cache
def _fault(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        return str(error)
    return ""


def _patterns(tables: ExactTables) -> list[Row]:
    return [row for row in whole_rows(tables, "wordings") if not _fault(row["pattern"])]


def narrative_countries(tables: ExactTables) -> Iterator[Violation]:
    """Give each country named in a sentence and not coded, or coded as named and not in it."""
    if not tables.sources_at_hand:
        return
    coded: dict[str, set[str]] = defaultdict(set)
    for row in whole_rows(tables, "relations"):
        if row["partner_basis"] == "named":
            coded[row["statement_id"].rpartition("-s")[0]].add(row["partner"])
    with_statement = {row["unit_id"] for row in whole_rows(tables, "statements")}
    names = country_patterns(tables)
    for unit, wording in wordings_at_hand(tables):
        if unit["unit_id"] not in with_statement:
            continue
        own = profile_of(unit["unit_id"])[0]
        printed = {names.code(match) for match in names.pattern.finditer(wording)} - {own}
        for code in sorted(printed - coded[unit["unit_id"]]):
            yield unit_violation(
                "narrative_countries", unit, "partner", f"{code} in the sentence", "a relation"
            )
        for code in sorted(coded[unit["unit_id"]] - printed):
            yield unit_violation(
                "narrative_countries", unit, "partner", f"{code} as named", "its name in the sentence"
            )


@dataclass(frozen=True)
class CountryPatterns:
    """How countries are named: one pattern, the longest name first, and the code of each name."""

    pattern: re.Pattern[str]
    codes: Mapping[str, str]
    adjectives: tuple[tuple[re.Pattern[str], str], ...]

    def code(self, match: re.Match[str]) -> str:
        """Return the code of the country that a match names."""
        found = self.codes.get(match[0])
        return found or next(code for pattern, code in self.adjectives if pattern.fullmatch(match[0]))


def country_patterns(tables: ExactTables) -> CountryPatterns:
    """Return how countries are named in prose, by the names, aliases, partners and adjectives."""
    codes = {row["name"]: row["country"] for row in whole_rows(tables, "countries")}
    codes |= {row["alias"]: row["country"] for row in whole_rows(tables, "aliases")}
    codes |= {
        row["label"]: row["partner"] for row in whole_rows(tables, "partners") if row["scheme"] != "m49"
    }
    adjectives = [(row["pattern"], row["code"]) for row in _patterns(tables) if row["kind"] == "adjective"]
    names = [re.escape(name) for name in sorted(codes, key=len, reverse=True)]
    patterns = sorted((pattern for pattern, _ in adjectives), key=len, reverse=True)
    every = re.compile(rf"\b(?:{'|'.join([*patterns, *names])})(?!\w)")
    return CountryPatterns(every, codes, tuple((re.compile(pattern), code) for pattern, code in adjectives))


def _telling(tables: ExactTables, kind: str) -> Callable[[str], bool]:
    """Return whether a wording has a word of a kind, those that only look like one left out."""
    rows = _patterns(tables)
    return _tells(
        tuple(row["pattern"] for row in rows if row["kind"] == kind),
        tuple(row["pattern"] for row in rows if row["kind"] == f"not_{kind}"),
    )


@cache
def _tells(words: tuple[str, ...], looks_like: tuple[str, ...]) -> Callable[[str], bool]:
    telling, apparent = (
        re.compile(rf"(?i)(?<![\w-])(?:{'|'.join(patterns)})(?![\w-])") if patterns else re.compile(r"(?!)")
        for patterns in (words, looks_like)
    )
    return lambda wording: telling.search(apparent.sub(" ", wording)) is not None


def _compared(
    tables: ExactTables,
    rule: str,
    tells: Callable[[str], bool],
    coded: Callable[[Row], bool],
    what: str,
    column: str,
) -> Iterator[Violation]:
    """Give each sentence whose words tell something that no statement says, and the other way about."""
    said: dict[str, list[bool]] = defaultdict(list)
    for row in whole_rows(tables, "statements"):
        said[row["unit_id"]].append(coded(row))
    for unit, wording in wordings_at_hand(tables):
        if unit["unit_id"] not in said:
            continue
        worded, stated = tells(wording), any(said[unit["unit_id"]])
        if worded and not stated:
            yield unit_violation(
                rule, unit, column, f"{what} in the wording", "a statement that says so, or a waiver"
            )
        if stated and not worded:
            yield unit_violation(rule, unit, column, "it coded", f"{what} in the wording, or a waiver")


def hedges(tables: ExactTables) -> Iterator[Violation]:
    """Give each sentence that is hedged in words or in codes only."""
    yield from _compared(
        tables,
        "narrative_hedges",
        _telling(tables, "hedge"),
        lambda row: (row["certainty"], row["basis"]) != ("asserted", "author"),
        "a hedge",
        "certainty",
    )


def negations(tables: ExactTables) -> Iterator[Violation]:
    """Give each sentence that denies something in words or in codes only."""
    yield from _compared(
        tables,
        "narrative_negations",
        _telling(tables, "negation"),
        lambda row: row["polarity"] == "negated" or row["level"] == 0,
        "a negation",
        "polarity",
    )


def trends(tables: ExactTables) -> Iterator[Violation]:
    """Give each sentence that tells of change in words or in codes only."""
    yield from _compared(
        tables,
        "narrative_trends",
        _telling(tables, "trend"),
        lambda row: bool(row["trend"]),
        "change",
        "trend",
    )


def numbers(tables: ExactTables) -> Iterator[Violation]:
    """Give each sentence with a quantity in words or in codes only."""
    yield from _compared(
        tables,
        "narrative_numbers",
        _telling(tables, "number"),
        lambda row: row["value_min"] is not None,
        "a quantity",
        "value_min",
    )


def years(tables: ExactTables) -> Iterator[Violation]:
    """Give each sentence with a year in words or in codes only."""
    yield from _compared(
        tables,
        "narrative_years",
        lambda wording: _YEAR.search(wording) is not None,
        lambda row: bool(row["period_edtf"]),
        "a year",
        "period_edtf",
    )
