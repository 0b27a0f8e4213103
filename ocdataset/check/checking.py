"""The phases that need an engine: cells, columns, keys and rules."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TypeVar

from ocdataset.check.frames.concurrency import InThread, computed_in_two_threads
from ocdataset.check.frames.driver_tables import TablesInTwoPlaces
from ocdataset.check.frames.engines import Engine, engine_for
from ocdataset.check.frames.exact_tables import ExactTables, Table
from ocdataset.check.frames.files import Files, doubts, filled_up, open_table, open_tables, unreadable
from ocdataset.check.frames.line_numbers import lines_of_rows
from ocdataset.check.frames.prefilter import Prefilter
from ocdataset.check.phases import cells, columns, keys
from ocdataset.check.phases.formulas import formula_notes
from ocdataset.check.phases.row_checks import RowCheck, row_violations
from ocdataset.check.phases.schema_shape import CONSTRAINTS, kind_of
from ocdataset.check.report import RuleResult, Violation
from ocdataset.check.rules.catalogue import RULES, Rule
from ocdataset.check.rules.scores import reproduced
from ocdataset.reference.errors import Unreadable
from ocdataset.reference.schemas import shipped_tables

Made = TypeVar("Made")


@dataclass
class Counts:
    """How many tables, filled cells and reproduced averages were checked."""

    tables: int = 0
    values: int = 0
    averages: int = 0


class Checking:
    """A package being checked in an engine.

    Parameters
    ----------
    files : Files
    engine : Engine
    sources_at_hand : mapping of str to Path
        The files of those sources that the user has, by source.
    """

    def __init__(self, files: Files, engine: Engine, sources_at_hand: Mapping[str, Path]) -> None:
        self.files, self.engine, self.sources_at_hand = files, engine, sources_at_hand
        self.counts = Counts()
        places = {table: engine.at_driver(files.places[table], files.form(table)) for table in files.tables}
        self.small = {table for table, place in places.items() if place is not None}

    def results(self, *, prefiltered: bool) -> list[RuleResult]:
        """Return what each check found; only the cells phase, if the tables cannot be read."""
        at_driver = engine_for("pandas") if self.small else self.engine
        opened, faults = open_tables(self.files, self.engine, dict.fromkeys(self.small, at_driver))
        if faults:
            return [RuleResult(cells.RULE, cells.SENTENCE, "cells", tuple(faults))]
        doubted = InThread(lambda: doubts(self.files))
        try:
            tables = self._tables(opened, at_driver)
            results = self._results(tables, prefiltered and "scores" not in self.small)
            faults = doubted.result()
        except Unreadable as error:
            faults = unreadable(self.files, error)
        return [RuleResult(cells.RULE, cells.SENTENCE, "cells", tuple(faults))] if faults else results

    def _tables(self, opened: dict[str, Table], at_driver: Engine) -> ExactTables:
        if not self.small:
            return ExactTables(self.engine, opened, self.sources_at_hand)
        near = ExactTables(at_driver, opened, self.sources_at_hand, distant=opened.keys() - self.small)
        return TablesInTwoPlaces(
            self.engine,
            opened,
            self.sources_at_hand,
            _unsound=near._unsound,
            at_driver=near,
            opened=partial(open_table, self.files, self.engine),
        )

    def _results(self, tables: ExactTables, prefiltered: bool) -> list[RuleResult]:
        ruled = tables.of_the_index()
        applied = [rule for rule in RULES if rule.applies(ruled)]

        def found_in(table: str) -> list[Violation]:
            asked = applied if table in ruled.tables else []
            checks = row_checks_of(asked, tables.tables[table])
            return tables.asked(lambda having: row_violations(having, table, checks))

        prefilter = None
        if prefiltered and "scores" in ruled.tables:
            prefilter = Prefilter(ruled, applied, row_checks_of(applied, ruled.tables["scores"]))
        others = self._found_of_each(found_in, [table for table in tables.tables if table != "scores"])
        if prefilter:
            self.counts.values += prefilter.apply()
            tables.tables |= ruled.tables
        found = {table: others[table] if table in others else found_in(table) for table in tables.tables}
        short = filled_up(self.files, self.engine, {table: tables.counts(table) for table in found})
        if short:
            return [RuleResult(cells.RULE, cells.SENTENCE, "cells", tuple(short))]
        results = [
            RuleResult(cells.RULE, cells.SENTENCE, "cells", tuple(_of(found, cells.RULE))),
            RuleResult(
                columns.RULE,
                columns.SENTENCE,
                "columns",
                tuple(_of(found, columns.RULE)),
                tuple(self._notes(tables, ruled)),
            ),
            *self._across(tables, ruled, applied, found),
        ]
        self._count(tables, ruled, results)
        return self._lined(results)

    def _found_of_each(
        self, found_in: Callable[[str], list[Violation]], names: Sequence[str]
    ) -> dict[str, list[Violation]]:
        return dict(zip(names, self._computed([partial(found_in, name) for name in names]), strict=True))

    def _across(
        self,
        tables: ExactTables,
        ruled: ExactTables,
        applied: Sequence[Rule],
        found: Mapping[str, list[Violation]],
    ) -> Iterator[RuleResult]:
        """Give what keys and rules find beyond a single row, with what they found in each."""

        def keyed(table: str) -> list[Violation]:
            empty = (one for one in found[table] if one.rule == keys.RULE)
            return [*empty, *tables.asked(lambda having: list(keys.key_violations(having, table)))]

        def ruled_by(rule: Rule) -> RuleResult:
            across = ruled.asked(lambda having: tuple(rule.violations_across(having)))
            notes = ruled.asked(lambda having: tuple(rule.notes(having) if rule.notes else ()))
            violations = (*_of(found, rule.rule), *across)
            return RuleResult(rule.rule, rule.sentence, "rules", violations, notes)

        by_table = self._found_of_each(keyed, list(tables.tables))
        yield RuleResult(keys.RULE, keys.SENTENCE, "keys", tuple(chain.from_iterable(by_table.values())))
        yield from self._computed([partial(ruled_by, rule) for rule in applied])

    def _computed(self, given: Sequence[Callable[[], Made]]) -> list[Made]:
        """Return what each of several computations gives, in two threads where the engine can."""
        return (
            computed_in_two_threads(given)
            if self.engine.computes_in_threads
            else [compute() for compute in given]
        )

    def _notes(self, tables: ExactTables, ruled: ExactTables) -> Iterator[str]:
        """Give what a spreadsheet would run, and what is not checked of tables that are not the Index's."""
        for table in tables.tables:
            yield from tables.asked(partial(_formula_notes, table))
        for table in self.files.tables:
            if table in shipped_tables() and table not in ruled.tables:
                yield f"{table}: not the columns of the Index's table; its rules are not applied to it"
            for column, given in self.files.given_types[table].items():
                if given not in CONSTRAINTS and kind_of({"type": given}) == "string":
                    yield f"{table} {column}: of type {given}; only whether it is required is checked"

    def _lined(self, results: list[RuleResult]) -> list[RuleResult]:
        """Return results whose violations have their row's number, and its line where a file has lines."""
        rows: dict[str, set[int]] = {}
        for one in chain.from_iterable(result.violations for result in results):
            if one.row:
                rows.setdefault(one.table, set()).add(one.row)
        places = {table: self._places(table, sorted(found)) for table, found in rows.items()}
        return [
            replace(
                result,
                violations=tuple(
                    replace(one, row=places[one.table][one.row][0], line=places[one.table][one.row][1])
                    if one.row
                    else one
                    for one in result.violations
                ),
            )
            for result in results
        ]

    def _places(self, table: str, rows: Sequence[int]) -> Mapping[int, tuple[int, int]]:
        """Return the number and the line of rows as an engine numbers them; 0 where there is no line."""
        numbers = self.engine.row_numbers(self.files.places[table], rows)
        path = self.files.local_csv(table)
        lines = {} if path is None else lines_of_rows(path, set(numbers.values()))
        return {row: (number, lines.get(number, 0)) for row, number in numbers.items()}

    def _count(self, tables: ExactTables, ruled: ExactTables, results: Iterable[RuleResult]) -> None:
        self.counts.tables = len(tables.tables)
        self.counts.values += sum(sum(tables.counts(table).filled.values()) for table in tables.tables)
        averages = [result for result in results if result.rule == "published_average"]
        if averages:
            self.counts.averages = ruled.asked(reproduced) - len(averages[0].violations)


def row_checks_of(rules: Iterable[Rule], table: Table) -> list[RowCheck]:
    """Return everything that is asked of a single row of a table."""
    ruled = chain.from_iterable(rule.row_checks(table.name, table.schema) for rule in rules)
    return [*columns.column_checks(table.schema), *keys.key_checks(table), *ruled]


def _formula_notes(table: str, tables: ExactTables) -> list[str]:
    return list(formula_notes(tables, table))


def _of(found: Mapping[str, list[Violation]], rule: str) -> Iterator[Violation]:
    return (one for violations in found.values() for one in violations if one.rule == rule)
