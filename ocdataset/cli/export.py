"""`ocdataset export`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ocdataset.cli.terminal import say

if TYPE_CHECKING:
    from ocdataset.use.export.exporting import ExportFormat

FORMATS = ("parquet", "sqlite", "duckdb", "excel", "stata", "spss", "csv-wide", "json")


@click.command("export")
@click.argument("form", metavar="FORMAT", type=click.Choice(FORMATS))
@click.option(
    "-o",
    "--output",
    "out",
    required=True,
    type=click.Path(path_type=Path),
    help="A new file; for parquet, stata and spss a new folder.",
)
def command(form: "ExportFormat", out: Path) -> None:
    """Write the package in use in another FORMAT.

    FORMAT is parquet (a package of Parquet files), sqlite, duckdb, excel, stata, spss (a file a table,
    with labels), csv-wide (the scores, a row a country and edition) or json.
    """
    from ocdataset.package.in_use import package_in_use
    from ocdataset.use.export.exporting import export

    package = package_in_use()
    say(f"{export(package, form, out)}: data version {package.version} as {form}.")
