"""Rules that compare the coding of a narrative with its wording, where the source is at hand.

The wording is only read here: words and patterns that tell are data, in the table `wordings`.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from ocdataset.check.frames.engines import ROW
from ocdataset.check.frames.exact_tables import ExactTables
from ocdataset.check.report import Violation
from ocdataset.check.rules.narrative.numbers_in_words import numbers_in
from ocdataset.check.rules.narrative.rules import profile_of, whole_rows
from ocdataset.check.rules.narrative.source_rules import unit_violation, wordings_at_hand
from ocdataset.reference.patterns import pattern_fault

Row = dict[str, Any]

_YEAR: Final = re.compile(r"\b(?:19|20)[0-9]{2}\b")


def narrative_wordings(tables: ExactTables) -> Iterator[Violation]:
    """Give each pattern that is no regular expression; the other rules leave it out."""
    for row in whole_rows(tables, "wordings"):
        fault = pattern_fault(row["pattern"])
        if fault:
            yield Violation(
                "narrative_wordings",
                table="wordings",
                key=f"{row['kind']} {row['pattern']}",
                column="pattern",
                found=fault,
                expected="a regular expression",
                row=row[ROW] + 1,
            )


def _patterns(tables: ExactTables) -> list[Row]:
    return [row for row in whole_rows(tables, "wordings") if not pattern_fault(row["pattern"])]


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
        row["label"]: row["partner"]
        for row in whole_rows(tables, "partners")
        if row["scheme"].startswith("iso")
    }
    adjectives = [(row["pattern"], row["code"]) for row in _patterns(tables) if row["kind"] == "adjective"]
    names = [re.escape(name) for name in sorted(codes, key=len, reverse=True)]
    patterns = sorted((pattern for pattern, _ in adjectives), key=len, reverse=True)
    every = re.compile(rf"\b(?:{'|'.join([*patterns, *names])})(?!\w)")
    return CountryPatterns(every, codes, tuple((re.compile(pattern), code) for pattern, code in adjectives))


@dataclass(frozen=True)
class Words:
    """The words of a kind: those that tell, and those that only look like one.

    Parameters
    ----------
    telling : tuple of (str, str)
        Each pattern with what it tells.
    apparent : tuple of str
    """

    telling: tuple[tuple[str, str], ...]
    apparent: tuple[str, ...]

    def told(self, wording: str) -> list[str]:
        """Return what each word of a wording tells, "" for one that tells nothing in particular."""
        seen = _pattern(self.apparent).sub(" ", wording)
        return [code for pattern, code in self.telling if _pattern((pattern,)).search(seen)]


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<![\w-])(?:{'|'.join(words)})(?![\w-])" if words else r"(?!)")


def _words(tables: ExactTables, kind: str) -> Words:
    rows = _patterns(tables)
    return Words(
        tuple((row["pattern"], row["code"] or "") for row in rows if row["kind"] == kind),
        tuple(row["pattern"] for row in rows if row["kind"] == f"not_{kind}"),
    )


@dataclass(frozen=True)
class Coded:
    """A sentence at hand, its wording and its statements."""

    unit: Row
    wording: str
    statements: list[Row]


def _coded_sentences(tables: ExactTables) -> Iterator[Coded]:
    held: dict[str, list[Row]] = defaultdict(list)
    if tables.sources_at_hand:
        for row in whole_rows(tables, "statements"):
            held[row["unit_id"]].append(row)
    for unit, wording in wordings_at_hand(tables):
        if unit["unit_id"] in held:
            yield Coded(unit, wording, held[unit["unit_id"]])


def _unsaid(rule: str, one: Coded, what: str, column: str) -> Violation:
    """Return that a sentence tells something which none of its statements says."""
    found, expected = f"{what} in the wording", "a statement that says so, or a waiver"
    return unit_violation(rule, one.unit, column, found, expected)


def _unworded(rule: str, one: Coded, row: Row, column: str, what: str) -> Violation:
    """Return that a statement says something which its sentence does not tell."""
    return Violation(
        rule,
        table="statements",
        key=row["statement_id"],
        column=column,
        found=str(row[column]),
        expected=f"{what} in the wording, or a waiver",
        row=row[ROW] + 1,
        source=one.unit["source_id"],
    )


def hedges(tables: ExactTables) -> Iterator[Violation]:
    """Give each hedge that no statement has, and each certainty and basis that no hedge tells."""
    words = _words(tables, "hedge")
    for one in _coded_sentences(tables):
        told = words.told(one.wording)
        if told and all(_plain(row) for row in one.statements):
            yield _unsaid("narrative_hedges", one, "a hedge", "certainty")
        pairs = [pair.partition("/") for code in told for pair in code.split()]
        for at, column, plain in ((0, "certainty", "asserted"), (2, "basis", "author")):
            known = {plain, *(pair[at] for pair in pairs)}
            for row in one.statements:
                if row[column] not in known:
                    yield _unworded("narrative_hedges", one, row, column, f"words of {row[column]}")


def _plain(row: Row) -> bool:
    return (row["certainty"], row["basis"]) == ("asserted", "author")


def negations(tables: ExactTables) -> Iterator[Violation]:
    """Give each denial that no statement has, and each negated statement whose sentence denies nothing."""
    words = _words(tables, "negation")
    for one in _coded_sentences(tables):
        denied = bool(words.told(one.wording))
        if denied and all(row["polarity"] != "negated" for row in one.statements):
            yield _unsaid("narrative_negations", one, "a negation", "polarity")
        for row in one.statements:
            if row["polarity"] == "negated" and not denied:
                yield _unworded("narrative_negations", one, row, "polarity", "a negation")


def trends(tables: ExactTables) -> Iterator[Violation]:
    """Give each word of change that no statement has, and each trend that no word of its sentence tells."""
    words = _words(tables, "trend")
    for one in _coded_sentences(tables):
        told = {trend for code in words.told(one.wording) for trend in code.split()}
        # what is not known has no trend, whatever remains unknown
        if told and not any(row["trend"] or row["claim"] == "knowledge" for row in one.statements):
            yield _unsaid("narrative_trends", one, "change", "trend")
        for row in one.statements:
            if row["trend"] and row["trend"] not in told:
                yield _unworded("narrative_trends", one, row, "trend", f"a word for {row['trend']}")


def numbers(tables: ExactTables) -> Iterator[Violation]:
    """Give each quantity that no statement has, and each value that is not in its sentence."""
    words = _words(tables, "number")
    for one in _coded_sentences(tables):
        told = bool(words.told(one.wording))
        if told and all(row["value_min"] is None for row in one.statements):
            yield _unsaid("narrative_numbers", one, "a quantity", "value_min")
        known = {round(value * 100) for value in numbers_in(one.wording)}
        for row in one.statements:
            for column in ("value_min", "value_max", "value_base"):
                if row[column] is not None and row[column] not in known:
                    shown = row | {column: f"{row[column] / 100:g}"}
                    yield _unworded("narrative_numbers", one, shown, column, "that number")


def years(tables: ExactTables) -> Iterator[Violation]:
    """Give each year that no statement has, and each date whose years are not in its sentence."""
    for one in _coded_sentences(tables):
        told = set(_YEAR.findall(one.wording))
        if told and not any(row["period_edtf"] for row in one.statements):
            yield _unsaid("narrative_years", one, "a year", "period_edtf")
        for row in one.statements:
            if row["period_edtf"] and not set(_YEAR.findall(row["period_edtf"])) <= told:
                yield _unworded("narrative_years", one, row, "period_edtf", "its years")
