"""All phases in order, each on what the one before let through."""

import hashlib
from contextlib import closing
from pathlib import Path

from ocdataset.check import descriptor
from ocdataset.check.report import Report, RuleResult
from ocdataset.package.package import Package
from ocdataset.reference.location import DESCRIPTOR

PHASES = ("descriptor", "cells", "columns", "keys", "rules")
SIFTED_FROM = 4_000_000
"""Bytes of scores from which on the sound sheets are let through at sight."""


def validate_package(
    package: Package, *, sources: Path | None = None, engine: str = "auto", sifted_from: int = SIFTED_FROM
) -> Report:
    """Check a package and return what was found.

    Parameters
    ----------
    package : Package
    sources : Path, optional
        A folder with source files; where one is a source of the package, every quotation is looked
        up in it.
    engine : {"auto", "pandas", "polars", "duckdb", "spark"}
        What the checks run on; the report is the same.
    sifted_from : int
        Bytes of scores from which on the sound sheets are let through at sight.

    Notes
    -----
    The phases are descriptor, cells, columns, keys and rules. A package whose descriptor is broken
    is not read any further.

    Raises
    ------
    Misuse
        If the engine is unknown or not installed.
    """
    name = str(package.root / DESCRIPTOR)
    described = RuleResult(
        descriptor.RULE,
        descriptor.SENTENCE,
        "descriptor",
        tuple(descriptor.descriptor_violations(package)),
    )
    if described.violations:
        return Report(name, (described,), skipped=PHASES[1:])
    from ocdataset.check.checking import Checking
    from ocdataset.check.engines import engine_for
    from ocdataset.check.tables import Files

    sizes = {table: package.path(table).stat().st_size for table in package.tables}
    with closing(engine_for(engine, sum(sizes.values()))) as chosen:
        files = Files(package.tables, package.schema, lambda table: str(package.path(table)))
        checking = Checking(files, chosen, {} if sources is None else sources_at_hand(package, sources))
        results = checking.results(sifted=sizes.get("scores", 0) >= sifted_from)
        reached = {result.phase for result in results}
        return Report(
            name,
            (described, *results),
            tables=checking.counts.tables,
            values=checking.counts.values,
            averages=checking.counts.averages,
            skipped=tuple(phase for phase in PHASES[1:] if phase not in reached),
        )


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
