"""`ocdataset import`."""

from pathlib import Path

import click


@click.command("import")
@click.argument("workbook", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "out",
    required=True,
    type=click.Path(path_type=Path),
    help="A new folder for the package.",
)
def command(workbook: Path, out: Path) -> None:
    """Make a package of all countries and editions in a release of the publisher's WORKBOOK.

    Every header, country, region and value must be known and follow from the others; what is not
    is named in one line, and nothing is written.
    """
    from ocdataset.cli.workbook_rendering import print_import
    from ocdataset.package.in_use import known_packages
    from ocdataset.package.workbook.importing import import_workbook

    print_import(import_workbook(workbook, out, known=known_packages()))
