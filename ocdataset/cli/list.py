"""`ocdataset list`."""

import click

from ocdataset.cli.json_form import TEXT_OR_JSON, Form, say_record


@click.command("list")
@TEXT_OR_JSON
def command(form: Form) -> None:
    """List the tables and sheets of the package in use."""
    from ocdataset.cli.rendering import print_tables, tables_record
    from ocdataset.package.in_use import package_in_use

    if form == "json":
        say_record(tables_record(package_in_use()))
    else:
        print_tables(package_in_use())
