"""All phases in order, each on what the one before let through; changed files are read all the same."""

import hashlib
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from ocdataset.check.frames.concurrency import InThread
from ocdataset.check.phases import descriptor
from ocdataset.check.report import Report, RuleResult, Violation
from ocdataset.package.package import Package
from ocdataset.reference.errors import Misuse
from ocdataset.reference.files import LARGEST_SOURCE, content_of
from ocdataset.reference.location import DESCRIPTOR

PHASES = ("descriptor", "cells", "columns", "keys", "rules")
PREFILTERED_FROM = 4_000_000
"""Bytes of scores from which on the sound sheets are let through at sight."""
_CHANGED = ("bytes", "hash")


def validate_package(
    package: Package,
    *,
    sources: Path | None = None,
    engine: str = "auto",
    prefiltered_from: int = PREFILTERED_FROM,
) -> Report:
    """Check a package and return what was found.

    Parameters
    ----------
    package : Package
    sources : Path, optional
        A folder with source files; where one is a source of the package, every quotation is looked
        up in it.
    engine : {"auto", "pandas", "polars", "spark"}
        What the checks run on; the report is the same.
    prefiltered_from : int
        Bytes of scores from which on the sound sheets are let through at sight.

    Notes
    -----
    The phases are descriptor, cells, columns, keys and rules. A package whose descriptor is broken
    is not read any further. A file that is not of the size or hash that the descriptor gives is a
    finding, and is read all the same: what is wrong with its rows is what helps to mend it.

    Raises
    ------
    Misuse
        If the engine is unknown or not installed.
    """
    if any(one.column not in _CHANGED for one in descriptor.descriptor_violations(package, hashed=False)):
        return _broken(package, tuple(descriptor.descriptor_violations(package)))
    # the schemas are sound, or it would be broken
    hashing = InThread(lambda: tuple(descriptor.descriptor_violations(package, schemas=False)))
    try:
        report = _checked(package, sources, engine, prefiltered_from)
    except Misuse:
        raise
    except Exception:
        # a file that is not what the descriptor says may be anything: that is what to report
        if hashing.result():
            return _broken(package, hashing.result())
        raise
    return replace(report, results=(_described(hashing.result()), *report.results))


def _files(package: Package) -> dict[str, str]:
    """Return the path of each table, from the descriptor, as far as it has one."""
    return {one["name"]: str(one["path"]) for one in package.descriptor["resources"] if "path" in one}


def _described(violations: tuple[Violation, ...]) -> RuleResult:
    return RuleResult(descriptor.RULE, descriptor.SENTENCE, "descriptor", violations)


def _broken(package: Package, violations: tuple[Violation, ...]) -> Report:
    described = (_described(violations),)
    return Report(str(package.root / DESCRIPTOR), described, skipped=PHASES[1:], files=_files(package))


def _checked(package: Package, sources: Path | None, engine: str, prefiltered_from: int) -> Report:
    """Return the report of a package whose descriptor is sound, without the first phase."""
    from ocdataset.check.checking import Checking
    from ocdataset.check.frames.engines import engine_for
    from ocdataset.check.frames.files import Files

    size = package.path("scores").stat().st_size if "scores" in package.tables else 0
    with closing(engine_for(engine)) as chosen:
        files = Files.of(package.tables, package.schema, lambda table: str(package.path(table)))
        at_hand = {} if sources is None else sources_at_hand(package, sources)
        checking = Checking(files, chosen, at_hand)
        results = checking.results(prefiltered=size >= prefiltered_from)
        reached = {result.phase for result in results}
        return Report(
            str(package.root / DESCRIPTOR),
            tuple(results),
            tables=checking.counts.tables,
            values=checking.counts.values,
            averages=checking.counts.averages,
            skipped=tuple(phase for phase in PHASES[1:] if phase not in reached),
            files=_files(package),
        )


def sources_at_hand(package: Package, folder: Path) -> dict[str, Path]:
    """Return the files below a folder that are sources of a package, told by their SHA-256."""
    wanted = {row["sha256"]: row["source_id"] for row in package.rows("sources")}
    sizes = {int(row["bytes"]) for row in package.rows("sources") if row["bytes"].isdecimal()}
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.stat().st_size in sizes:
            source = wanted.get(hashlib.sha256(content_of(path, LARGEST_SOURCE)).hexdigest())
            if source is not None:
                found[source] = path
    return found
