"""`ocdataset cite`."""

import click

from ocdataset.cli.terminal import say


@click.command("cite")
@click.option("--style", type=click.Choice(["text", "bibtex", "csl-json"]), default="text", show_default=True)
@click.option("--what", type=click.Choice(["dataset", "source", "both"]), default="both", show_default=True)
def command(style: str, what: str) -> None:
    """Print how to cite the dataset and the original."""
    from ocdataset.use.dataset import dataset_in_use

    say(dataset_in_use().cite(style, what))  # type: ignore[arg-type]
