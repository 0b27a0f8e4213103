"""`ocdataset reliability`."""

from pathlib import Path

import click

from ocdataset.cli.package_option import not_both
from ocdataset.cli.terminal import say


@click.command("reliability")
@click.argument("path", required=False, callback=not_both, type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; say whether the table is as the codings give it.")
def command(path: Path | None, check: bool) -> None:
    """Measure anew how far the two codings of the narratives agreed before they were merged.

    PATH is a package folder, by default the package in use. It takes Krippendorff's alpha from the
    library of that name: pip install 'ocdataset[coding]'.
    """
    from ocdataset.package.build import differences, table_bytes, write_files
    from ocdataset.package.in_use import package_in_use
    from ocdataset.package.narrative.reliability import reliability_rows

    root = path if path is not None else package_in_use().root
    files = {"data/reliability.csv": table_bytes("reliability", reliability_rows(root))}
    if check:
        found = differences(root, files)
        for line in found:
            say(line)
        raise SystemExit(1 if found else 0)
    written = write_files(root, files)
    outcome = "changed; run: ocdataset build" if written else "unchanged"
    say(f"{root / 'data' / 'reliability.csv'}: {outcome}")
