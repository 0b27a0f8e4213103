"""`ocdataset diff`."""

from pathlib import Path

import click

from ocdataset.cli.json_form import TEXT_OR_JSON, Form
from ocdataset.cli.terminal import say, say_json


@click.command("diff")
@click.argument("before", type=click.Path(path_type=Path), metavar="A")
@click.argument("after", type=click.Path(path_type=Path), metavar="B")
@click.option(
    "--countries", help="Only what is said of these countries, ISO codes or names separated by commas."
)
@click.option("--common", is_flag=True, help="Compare only what both have, as a part with the whole.")
@TEXT_OR_JSON
@click.option("--all", "every", is_flag=True, help="Show every difference, not ten of a kind.")
def command(before: Path, after: Path, countries: str | None, common: bool, form: Form, every: bool) -> None:
    """Compare two packages, workbooks or CSV files by key: values, labels, placements, what is gone or added.

    The exit status is 1 if they differ. Where a value was read, and how, is not compared.
    """
    from ocdataset.package.differences import compare
    from ocdataset.package.in_use import known_packages
    from ocdataset.reference.names import countries_listed

    codes = None if countries is None else countries_listed(countries)
    comparison = compare(before, after, countries=codes, common=common, known=known_packages())
    if form == "json":
        say_json(comparison.to_json())
    else:
        say(comparison.to_text(None if every else 10))
    raise SystemExit(0 if comparison.same else 1)
