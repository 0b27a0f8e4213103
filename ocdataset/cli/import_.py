"""`ocdataset import`."""

from pathlib import Path

import click

from ocdataset.cli.json_form import TEXT_OR_JSON, Form, say_record
from ocdataset.cli.output_option import NEW_PACKAGE, output


@click.command("import")
@click.argument("workbook", type=click.Path(path_type=Path))
@output(NEW_PACKAGE)
@TEXT_OR_JSON
def command(workbook: Path, out: Path, form: Form) -> None:
    """Make a package of all countries and editions in a release of the publisher's WORKBOOK.

    Every header, country, region and value must be known and follow from the others; what is not
    is named in one line, and nothing is written.
    """
    from ocdataset.cli.workbook_rendering import import_record, print_import
    from ocdataset.package.in_use import known_packages
    from ocdataset.package.workbook.importing import import_workbook

    result = import_workbook(workbook, out, known=known_packages())
    say_record(import_record(result)) if form == "json" else print_import(result)
