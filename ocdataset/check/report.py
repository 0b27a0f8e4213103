"""What a check found: small records, of which text and JSON are renderings."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from html import escape
from itertools import groupby

from ocdataset.reference.counted import counted
from ocdataset.reference.plain_text import one_line

SHOWN_PER_RULE = 5


@dataclass(frozen=True, slots=True)
class Violation:
    """One place where a rule does not hold.

    Parameters
    ----------
    rule : str
        Identifier of the rule.
    table, key, column : str
        Where: the table, the row's primary key in words, the column; "" where they do not apply.
    found, expected : str
        What is there, and what the rule expects.
    line : int
        Line of the table's file, or 0.
    source : str
        The source and locator of the value, or "".
    row : int
        Number of the row in its table, from 1, or 0 where what is found is in no single row.
    cell : str
        The cell that is blamed, as the file has it; "" where it is empty or several are blamed.
    """

    rule: str
    table: str = ""
    key: str = ""
    column: str = ""
    found: str = ""
    expected: str = ""
    line: int = 0
    source: str = ""
    row: int = 0
    cell: str = ""

    def __str__(self) -> str:
        """Return the violation as one line."""
        place = self.table + (f":{self.line}" if self.line else "")
        where = " ".join(part for part in (place, self.key, self.column) if part)
        origin = f" [{self.source}]" if self.source else ""
        return f"{where}: found {self.found or 'nothing'}, expected {self.expected}{origin}"


@dataclass(frozen=True, slots=True)
class RuleResult:
    """What one rule found.

    Parameters
    ----------
    rule, sentence, phase : str
        Its identifier, the rule in one sentence, and the phase it belongs to.
    violations : tuple of Violation
    notes : tuple of str
        What is worth saying and no violation, such as the publisher's tie quirk.
    """

    rule: str
    sentence: str
    phase: str
    violations: tuple[Violation, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, repr=False)
class Report:
    """What a validation found.

    Parameters
    ----------
    package : str
        The descriptor that was checked.
    results : tuple of RuleResult
        One for each rule that was applied, in order.
    tables, values, averages : int
        How many tables and cells were checked, and how many published averages were reproduced.
    skipped : tuple of str
        Phases that could not run because an earlier one failed.
    files : mapping of str to str
        The path of each table, from the descriptor.
    """

    package: str
    results: tuple[RuleResult, ...]
    tables: int = 0
    values: int = 0
    averages: int = 0
    skipped: tuple[str, ...] = field(default=())
    files: Mapping[str, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        """Return the verdict and how much was checked, in one line."""
        count = len(self.violations)
        verdict = "valid" if self.valid else f"not valid, {counted(count, 'finding')}"
        return f"<Report: {verdict}; {counted(len(self.results), 'rule')} on {counted(self.tables, 'table')}>"

    def _repr_html_(self) -> str:
        """Return the report for a notebook: the verdict, and at most five findings a rule."""
        lines = [f"<p><strong>{escape(self.quotable)}</strong></p>"]
        for result in self.results:
            if result.violations:
                found = _shortened([str(one) for one in result.violations], SHOWN_PER_RULE)
                items = "".join(f"<li>{escape(line.strip())}</li>" for line in found)
                lines.append(f"<p>{escape(result.rule)}: {escape(result.sentence)}</p><ul>{items}</ul>")
        return "\n".join(lines)

    @property
    def valid(self) -> bool:
        """Whether no rule found anything."""
        return not any(result.violations for result in self.results)

    @property
    def violations(self) -> tuple[Violation, ...]:
        """Every violation, in the order of the rules."""
        return tuple(one for result in self.results for one in result.violations)

    @property
    def quotable(self) -> str:
        """The one line that a reader can quote."""
        checked = (
            f"{counted(self.tables, 'table')}, {counted(self.values, 'value')}, "
            f"{counted(len(self.results), 'rule')} checked; "
            f"{counted(self.averages, 'published average')} reproduced exactly"
        )
        count = len(self.violations)
        verdict = "valid" if self.valid else f"NOT VALID, {counted(count, 'finding')}"
        return f"{self.package}: {verdict}; {checked}."

    def to_text(self, *, every: bool = False) -> str:
        """Return the report as text; at most five lines a rule unless `every` is asked for."""
        return "\n".join(map(one_line, self._lines(None if every else SHOWN_PER_RULE)))

    def _lines(self, most: int | None) -> Iterator[str]:
        for phase, results in groupby(self.results, key=lambda result: result.phase):
            grouped = list(results)
            found = sum(len(result.violations) for result in grouped)
            outcome = counted(found, "finding") if found else "no findings"
            yield f"{phase}: {counted(len(grouped), 'rule')}, {outcome}"
            for result in grouped:
                yield from _result_lines(result, most)
        for phase in self.skipped:
            yield f"{phase}: not checked, because of the findings above"
        yield self.quotable

    def to_json(self) -> str:
        """Return the report as a JSON object, every violation in it."""
        content = {"valid": self.valid, "summary": self.quotable} | asdict(self)
        return json.dumps(content, indent=2, ensure_ascii=False)


def _result_lines(result: RuleResult, most: int | None) -> Iterator[str]:
    if result.violations:
        yield f"  {result.rule}: {result.sentence}"
        yield from _shortened([str(violation) for violation in result.violations], most)
    if result.notes:
        yield f"  {result.rule} notes, no findings:"
        yield from _shortened(list(result.notes), most)


def _shortened(lines: Sequence[str], most: int | None) -> Iterator[str]:
    for line in lines[:most]:
        yield f"    {line}"
    if most is not None and len(lines) > most:
        yield f"    +{len(lines) - most} more (--all shows them)"
