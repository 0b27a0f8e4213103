"""`ocdataset list`."""

import click


@click.command("list")
def command() -> None:
    """List the tables and sheets of the package in use."""
    from ocdataset.cli.rendering import print_tables
    from ocdataset.package.in_use import package_in_use

    print_tables(package_in_use())
