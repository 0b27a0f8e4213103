"""`ocdataset build`."""

from pathlib import Path

import click

from ocdataset.cli.json_form import TEXT_OR_JSON, Form, say_record
from ocdataset.cli.package_option import not_both
from ocdataset.cli.terminal import complain, say
from ocdataset.reference.counted import counted


@click.command("build")
@click.argument("path", required=False, callback=not_both, type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; say what differs.")
@TEXT_OR_JSON
def command(path: Path | None, check: bool, form: Form) -> None:
    """Make every table and the descriptor anew from the readings of the package at PATH.

    PATH is a package folder, by default the package in use. A correction entered into its
    data/readings.csv is taken up, and shows as an override in repairs.
    """
    from ocdataset.package.build import differences, established_sheets, package_files, write_files
    from ocdataset.package.changed_cells import changed_cells, overridden, summary, values_at
    from ocdataset.package.in_use import package_in_use

    root = path if path is not None else package_in_use().root
    sheets = established_sheets(root)
    files = package_files(root, sheets)
    if check:
        found = differences(root, files)
        if form == "json":
            say_record({"package": root, "files": len(files), "differ": found})
            raise SystemExit(1 if found else 0)
        for line in found:
            say(line)
        say(f"{len(files) - len(found)} of {counted(len(files), 'file')} as the readings give them.")
        raise SystemExit(1 if found else 0)
    before = values_at(root)
    written = write_files(root, files)
    lines = summary(changed_cells(before, values_at(root)), overridden(sheets))
    contradicted = [line for sheet in sheets for line in sheet.contradictions]
    if form == "json":
        record = {"package": root, "files": len(files), "changed": written}
        say_record({**record, "cells": lines, "contradictions": contradicted})
        raise SystemExit(1 if contradicted else 0)
    say(f"{root}: {counted(len(files), 'file')} built from the readings, {len(written)} changed.")
    for line in contradicted:
        complain(line, wrapped=True)
    for line in lines:
        say(line)
    raise SystemExit(1 if contradicted else 0)
