"""`ocdataset reliability`."""

from pathlib import Path

import click

from ocdataset.cli.json_form import TEXT_OR_JSON, Form, say_record
from ocdataset.cli.package_option import not_both
from ocdataset.cli.terminal import say


@click.command("reliability")
@click.argument("path", required=False, callback=not_both, type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; say whether the table is as the codings give it.")
@TEXT_OR_JSON
def command(path: Path | None, check: bool, form: Form) -> None:
    """Measure anew how far the coders of the narratives agree.

    PATH is a package, by default the one in use; its tables coders and coded_... hold the codings.
    """
    from ocdataset.package.build import differences, table_bytes, write_files
    from ocdataset.package.in_use import package_in_use
    from ocdataset.package.narrative.reliability import reliability_rows
    from ocdataset.package.package import open_package

    package = open_package(path) if path is not None else package_in_use()
    files = {"data/reliability.csv": table_bytes("reliability", reliability_rows(package))}
    if check:
        found = differences(package.root, files)
        if form == "json":
            say_record({"package": package.root, "differ": found})
            raise SystemExit(1 if found else 0)
        for line in found:
            say(line)
        raise SystemExit(1 if found else 0)
    written = write_files(package.root, files)
    if form == "json":
        say_record({"package": package.root, "changed": written})
        return
    outcome = "changed; run: ocdataset build" if written else "unchanged"
    say(f"{package.root / 'data' / 'reliability.csv'}: {outcome}")
