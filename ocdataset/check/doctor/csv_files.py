"""The doctor on a user's CSV file: the mistakes that reading the workbook by hand is known to make."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Final

from ocdataset.arithmetic.averages import round_half_up
from ocdataset.arithmetic.composition import Composition
from ocdataset.arithmetic.half_points import hundredths_text
from ocdataset.arithmetic.printed import agrees
from ocdataset.arithmetic.ranks import ranks
from ocdataset.check.doctor.csv_countries import (
    Named,
    country_findings,
    named,
    repeated_entries,
)
from ocdataset.check.doctor.figures import known_differences, rank_findings
from ocdataset.check.doctor.scale import OWN, scale_of
from ocdataset.establish.workbook.csv_table import CsvTable, Entry, read_csv_table
from ocdataset.establish.workbook.editions import (
    Label,
    composition_read_off,
    contradicted_label,
    recognised,
    same_measures,
)
from ocdataset.establish.workbook.establishing import Known
from ocdataset.establish.workbook.figures import (
    Figures,
    exact_averages,
    means_missing,
    plain,
    why_it_differs,
)
from ocdataset.establish.workbook.findings import Finding
from ocdataset.read.workbook.delimited import read_delimited
from ocdataset.read.workbook.grid import Grid, GridCell
from ocdataset.reference.compositions import compositions
from ocdataset.reference.counted import counted
from ocdataset.reference.folding import fold
from ocdataset.reference.names import country_labels, measure_label, region_labels, region_names

_NUMBER: Final = re.compile(
    r"[+-]?([0-9]{1,10}(\.[0-9]{0,20})?|\.[0-9]{1,20})(e-?[0-9]{1,2})?", re.IGNORECASE
)
Found = tuple[str, list[str], list[Finding], Counter[str]]


def diagnose_csv(path: Path, known: Known) -> Found:
    """Return what a CSV file is, a line an edition, and what was found."""
    grid, remarks = read_delimited(path)
    findings = [Finding("file", "", f"the file {remark}", fault=False) for remark in remarks]
    table = read_csv_table(path, grid)
    if isinstance(table, Finding):
        return "a CSV file, but no table of the Index's figures", [], [*findings, table], Counter()
    findings += table.findings
    entries = [named(entry) for entry in table.entries]
    findings += country_findings(grid, entries)
    findings += _regions(grid, table)
    editions: list[str] = []
    compared: Counter[str] = Counter()
    for edition in dict.fromkeys(entry.edition for entry in table.entries):
        of_edition = [one for one in entries if one.entry.edition == edition]
        line, found, counted = _diagnose_edition(table, edition, of_edition, known)
        compared += counted
        editions.append(line)
        findings += found
    return f"a CSV file of the Index's figures, in the {table.shape} shape", editions, findings, compared


def _diagnose_edition(
    table: CsvTable, said: int | None, entries: list[Named], known: Known
) -> tuple[str, list[Finding], Counter[str]]:
    """Return what the entries under one label are, in words, what was found, and what was compared."""
    findings = list(repeated_entries(table.grid, entries))
    values = _Values()
    for one in entries:
        _read_values(table.grid, one, values)
    compared = Counter(keys=len(values.countries))
    scale = scale_of(values.indicators())
    if scale != OWN:
        found = f"scores on the scale {scale}"
        findings.append(Finding("other_scale", "", found, "the Index's own, 1.0, 1.5, ... 10.0"))
        countries = counted(len(values.countries), "country")
        told = f"{said or 'no edition said'}: {countries}, on another scale"
        return told, findings, compared
    figures = _figures(table.grid, values, findings)
    label = None if said is None else Label(said, table.said_by)
    edition, of_edition = _edition(label, values.measures, figures, known)
    findings += of_edition
    tree = _tree(edition, values.measures)
    findings += values.missing_and_zero(tree)
    if tree is not None:
        findings += _averages(table.grid, figures, tree)
        findings += _ranks(table.grid, figures, tree, entries)
        compared += _compared(figures, tree, entries)
    if edition is not None:
        findings += known_differences(table.grid, edition, figures, known)
    told = f"{edition}" if edition is not None else "an edition that is not known"
    otherwise = "" if said in (None, edition) else f" (labelled {said})"
    countries, scores = counted(len(values.countries), "country"), counted(len(figures.scores), "score")
    line = f"{told}{otherwise}: {countries}, {scores}"
    return line, findings, compared


def _compared(figures: Figures, tree: Composition, entries: list[Named]) -> Counter[str]:
    """Return how many averages and ranks were compared with what the scores give."""
    counted: Counter[str] = Counter()
    for parent in tree.parents:
        exact = exact_averages(figures.scores, tree, parent)
        printed = {one.country for one in entries if parent in one.entry.ranks}
        counted["averages"] += sum((country, parent) in figures.cells for country in exact)
        counted["ranks"] += len(printed) if printed <= set(exact) else 0
    return counted


@dataclass
class _Values:
    """The cells of an edition by country and measure, sorted by what they hold."""

    numbers: dict[tuple[str, str], tuple[Fraction, GridCell]] = field(default_factory=dict)
    empty: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    zeros: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    odd: list[Finding] = field(default_factory=list)
    countries: set[str] = field(default_factory=set)

    def indicators(self) -> list[Fraction]:
        """Return the numbers given for indicators."""
        parents = {parent for tree in compositions().values() for parent in tree.parents}
        return [number for (_, measure), (number, _) in self.numbers.items() if measure not in parents]

    @property
    def measures(self) -> list[str]:
        """The measures that any country has a value of."""
        return list(dict.fromkeys(measure for _, measure in self.numbers))

    def missing_and_zero(self, tree: Composition | None) -> Iterator[Finding]:
        """Give missing values and zeros, a finding a measure; none for what the edition lacks."""
        yield from self.odd
        for kind, by_measure, what, expected in (
            ("missing_value", self.empty, "no value", "a value"),
            ("zero_for_missing", self.zeros, "0", "1 to 10; missing is never 0"),
        ):
            for measure, places in by_measure.items():
                if tree is not None and measure not in tree.measures:
                    continue
                first_place, first = places[0]
                several = f"of {counted(len(places), 'country')}, such as {first}"
                of = f"of {first}" if len(places) == 1 else several
                everyone = len(places) == len(self.countries) > 1
                of = f"of any country: the header {measure!r} was missed" if everyone else of
                yield Finding(kind, first_place, f"{what} for {measure_label(measure)} {of}", expected)


def _read_values(grid: Grid, one: Named, values: _Values) -> None:
    if not one.country:
        return
    values.countries.add(one.country)
    name = country_labels()[one.country]
    for measure, cell in one.entry.cells.items():
        key = (one.country, measure)
        if key in values.numbers:
            continue
        if cell.kind == "empty" or means_missing(cell.text):
            values.empty.setdefault(measure, []).append((grid.locator(cell), name))
            continue
        number = _number(cell.text)
        if number is None:
            found = f"{cell.text[:40]!r} for {measure_label(measure)} of {name}"
            values.odd.append(Finding("not_a_number", grid.locator(cell), found, "a number"))
        elif number == 0:
            values.zeros.setdefault(measure, []).append((grid.locator(cell), name))
            values.numbers[key] = number, cell
        else:
            values.numbers[key] = number, cell


def _number(text: str) -> Fraction | None:
    """Return the number that a text prints; a binary one as the shortest decimal that is the same."""
    digits = plain(text)
    if not _NUMBER.fullmatch(digits):
        return None
    if len(digits.partition(".")[2]) > 10:
        return Fraction(repr(float(digits)))
    return Fraction(digits)


def _figures(grid: Grid, values: _Values, findings: list[Finding]) -> Figures:
    """Return the figures that are on the scale; the others are findings."""
    figures = Figures()
    parents = {parent for tree in compositions().values() for parent in tree.parents}
    for (country, measure), (number, cell) in values.numbers.items():
        if number == 0:
            continue
        on_scale = 1 <= number <= 10 and (measure in parents or (number * 2).denominator == 1)
        if not on_scale:
            found = f"{cell.text} for {measure_label(measure)} of {country_labels()[country]}"
            expected = "1.00 to 10.00" if measure in parents else "one of 1.0, 1.5, ... 10.0"
            findings.append(Finding("off_scale", grid.locator(cell), found, expected))
            continue
        figures.cells[country, measure] = cell
        if measure not in parents:
            figures.scores[country, measure] = int(number * 2)
    return figures


def _edition(
    label: Label | None, measures: list[str], figures: Figures, known: Known
) -> tuple[int | None, list[Finding]]:
    """Return the edition that the figures are of, by label, indicators and values."""
    fitting = same_measures(measures)
    alike = recognised(figures.scores, known.scores)
    if label is None:
        told = [edition for edition in alike if not fitting or edition in fitting] or fitting
        return (told[-1] if len(told) == 1 else None), []
    against = contradicted_label("", label, figures.scores, known.scores)
    if against is not None:
        return alike[-1], [Finding("wrong_edition", "", against.found, against.expected)]
    tree = compositions().get(label.edition)
    if tree is None:
        known_ones = ", ".join(map(str, compositions()))
        found = f"labelled {label.edition} by {label.said_by}"
        fault = label.edition < max(compositions())
        return label.edition, [Finding("unknown_edition", "", found, f"one of {known_ones}", fault=fault)]
    beyond = [measure for measure in measures if measure not in tree.measures]
    if beyond:
        found = f"labelled {label.edition} by {label.said_by}, but it has {', '.join(beyond[:3])}"
        return label.edition, [Finding("wrong_edition", "", found, f"only what {label.edition} measures")]
    return label.edition, []


def _tree(edition: int | None, measures: list[str]) -> Composition | None:
    if edition in compositions():
        return compositions()[edition or 0]
    fitting = same_measures(measures)
    if fitting:
        return compositions()[fitting[0]]
    return composition_read_off(edition or 0, measures)


def _averages(grid: Grid, figures: Figures, tree: Composition) -> Iterator[Finding]:
    """Give averages that do not follow from the scores, with the mistake that makes them so."""
    for parent in tree.parents:
        for country, exact in exact_averages(figures.scores, tree, parent).items():
            cell = figures.cells.get((country, parent))
            text = _decimal_text(cell.text) if cell else ""
            if cell is None or agrees(text, exact):
                continue
            scores = {leaf: figures.scores[country, leaf] for leaf in tree.leaves(parent)}
            what = f"{cell.text} for {measure_label(parent)} of {country_labels()[country]}"
            half_up = hundredths_text(round_half_up(exact))
            right = f"{half_up}{why_it_differs(text, tree, parent, scores)}"
            yield Finding("average_differs", grid.locator(cell), what, right)


def _decimal_text(text: str) -> str:
    digits = plain(text)
    return repr(float(digits)) if len(digits.partition(".")[2]) > 10 else digits


def _ranks(grid: Grid, figures: Figures, tree: Composition, entries: list[Named]) -> Iterator[Finding]:
    """Give ranks that do not follow from the exact values of the countries in the file."""
    for measure in tree.parents:
        printed = {one.country: one.entry.ranks[measure] for one in entries if measure in one.entry.ranks}
        complete = exact_averages(figures.scores, tree, measure)
        if printed and set(printed) <= set(complete):
            yield from rank_findings(grid, measure, printed, ranks(complete))


def _regions(grid: Grid, table: CsvTable) -> Iterator[Finding]:
    """Give regions under several spellings, and names that are no region."""
    spelt: dict[str, Counter[str]] = {}
    first: dict[str, Entry] = {}
    for entry in table.entries:
        if entry.region is not None:
            text = entry.region.text
            code = region_names().get(fold(text), "")
            spelt.setdefault(code, Counter())[text] += 1
            first.setdefault(text, entry)
    for code, texts in spelt.items():
        if code and len(texts) > 1:
            shown = ", ".join(repr(text) for text in texts)
            rare = min(texts, key=lambda text: texts[text])
            cell = first[rare].region
            place = grid.locator(cell) if cell else ""
            yield Finding("harmonised_region", place, f"{region_labels()[code]} as {shown}", "one spelling")
        if not code:
            for text, count in texts.items():
                cell = first[text].region
                place = grid.locator(cell) if cell else ""
                yield Finding(
                    "unknown_region", place, f"{text!r} of {counted(count, 'row')}", "a region of the Index"
                )
