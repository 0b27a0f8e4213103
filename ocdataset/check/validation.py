"""All phases in order, each on what the one before let through."""

import hashlib
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from ocdataset.check import cells, columns, descriptor, keys
from ocdataset.check.cells import Table, cast_table
from ocdataset.check.report import Report, RuleResult, Violation
from ocdataset.package.package import Package
from ocdataset.reference.location import DESCRIPTOR

PHASES = ("descriptor", "cells", "columns", "keys", "rules")


def validate_package(package: Package, *, sources: Path | None = None) -> Report:
    """Check a package and return what was found.

    Parameters
    ----------
    package : Package
    sources : Path, optional
        A folder with source files; where one is a source of the package, every quotation is looked
        up in it.

    Notes
    -----
    The phases are descriptor, cells, columns, keys and rules. A package whose descriptor is broken
    is not read any further.
    """
    described = _result(
        descriptor.RULE, descriptor.SENTENCE, "descriptor", descriptor.descriptor_violations(package)
    )
    name = str(package.root / DESCRIPTOR)
    if described.violations:
        return Report(name, (described,), skipped=PHASES[1:])
    cast = [cast_table(package, table) for table in package.tables]
    found = chain.from_iterable(violations for _, violations in cast)
    results = [described, _result(cells.RULE, cells.SENTENCE, "cells", found)]
    tables = {table.name: table for table, _ in cast if table is not None}
    if len(tables) < len(cast):
        return Report(name, tuple(results), skipped=PHASES[2:])
    each = chain.from_iterable(columns.column_violations(table) for table in tables.values())
    results.append(_result(columns.RULE, columns.SENTENCE, "columns", each))
    results.append(_result(keys.RULE, keys.SENTENCE, "keys", keys.key_violations(tables)))
    ruled, averages = _apply_rules(package, tables, sources)
    return Report(
        name,
        (*results, *ruled),
        tables=len(tables),
        values=sum(_filled(table) for table in tables.values()),
        averages=averages,
    )


def _result(rule: str, sentence: str, phase: str, violations: Iterable[Violation]) -> RuleResult:
    return RuleResult(rule, sentence, phase, tuple(violations))


def _apply_rules(
    package: Package, tables: dict[str, Table], sources: Path | None
) -> tuple[list[RuleResult], int]:
    from ocdataset.check.exact_tables import ExactTables
    from ocdataset.check.rules import RULES
    from ocdataset.check.score_rules import reproduced

    at_hand = {} if sources is None else sources_at_hand(package, sources)
    exact = ExactTables(tables, at_hand)
    results = [
        RuleResult(
            rule.rule,
            rule.sentence,
            "rules",
            tuple(rule.violations(exact)),
            tuple(rule.notes(exact)) if rule.notes else (),
        )
        for rule in RULES
        if all(needed in tables for needed in rule.needs)
    ]
    wrong = sum(len(result.violations) for result in results if result.rule == "published_average")
    return results, reproduced(exact) - wrong


def _filled(table: Table) -> int:
    return sum(cell is not None for column in table.columns.values() for cell in column)


def sources_at_hand(package: Package, folder: Path) -> dict[str, Path]:
    """Return the files below a folder that are sources of a package, told by their SHA-256."""
    wanted = {row["sha256"]: row["source_id"] for row in package.rows("sources")}
    sizes = {int(row["bytes"]) for row in package.rows("sources")}
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.stat().st_size in sizes:
            source = wanted.get(hashlib.sha256(path.read_bytes()).hexdigest())
            if source is not None:
                found[source] = path
    return found
