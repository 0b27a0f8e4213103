"""`ocdataset export`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ocdataset.cli.json_form import TEXT_OR_JSON, Form, say_either
from ocdataset.cli.output_option import output

if TYPE_CHECKING:
    from ocdataset.use.export.exporting import ExportFormat

FORMATS = ("parquet", "sqlite", "duckdb", "excel", "stata", "spss", "csv-wide", "json")


@click.command("export")
@click.argument("to", metavar="FORMAT", type=click.Choice(FORMATS))
@output("A new file; for parquet, stata and spss a new folder.")
@TEXT_OR_JSON
def command(to: "ExportFormat", out: Path, form: Form) -> None:
    """Write the package in use in another FORMAT.

    FORMAT is parquet (a package of Parquet files), sqlite, duckdb, excel, stata, spss (a file a table,
    with labels), csv-wide (the scores, a row a country and edition) or json. --format is how the verb
    says what it wrote.
    """
    from ocdataset.package.in_use import package_in_use
    from ocdataset.use.export.exporting import export

    package = package_in_use()
    written = export(package, to, out)
    record = {"path": written, "format": to, "data_version": package.version}
    say_either(form, record, f"{written}: data version {package.version} as {to}.")
