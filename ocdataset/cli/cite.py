"""`ocdataset cite`."""

from typing import TYPE_CHECKING

import click

from ocdataset.cli.json_form import TEXT_OR_JSON, Form
from ocdataset.cli.terminal import say, say_json

if TYPE_CHECKING:
    from ocdataset.use.citation import Style, What


@click.command("cite")
@click.argument("table", required=False)
@click.option("--style", type=click.Choice(["text", "bibtex", "csl-json"]), default="text", show_default=True)
@TEXT_OR_JSON
@click.option("--what", type=click.Choice(["dataset", "source", "both"]), default="both", show_default=True)
def command(table: str | None, style: "Style", what: "What", form: Form) -> None:
    """Print how to cite the dataset and the original; of a TABLE, the documents that it was taken from."""
    from ocdataset.use.calls import dataset_in_use

    if form == "json":
        say_json(dataset_in_use().cite(table, what, style="csl-json"))
        return
    say(dataset_in_use().cite(table, what, style=style))
