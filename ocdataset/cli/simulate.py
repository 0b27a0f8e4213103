"""`ocdataset simulate`."""

from pathlib import Path
from typing import Literal

import click

from ocdataset.cli.json_form import TEXT_OR_JSON, Form, say_either
from ocdataset.cli.output_option import NEW_PACKAGE, output


@click.command("simulate")
@output(NEW_PACKAGE)
@click.option("--rows", type=int, required=True, help="How many scores at least; sheets are whole.")
@click.option("--seed", type=int, default=0, show_default=True, help="The same seed, the same files.")
@click.option(
    "--files",
    type=click.Choice(["csv", "parquet"]),
    default="csv",
    show_default=True,
    help="What the largest tables are written as.",
)
@click.option("--faults", type=int, default=0, help="How many faults to sow; faults.csv lists them.")
@TEXT_OR_JSON
def command(
    out: Path, rows: int, seed: int, files: Literal["csv", "parquet"], faults: int, form: Form
) -> None:
    """Draw a complete valid package of random sheets into a new folder.

    Beyond the 193 countries in three editions, countries and editions are made up. No figure is a
    country's.
    """
    from ocdataset.reference.counted import counted
    from ocdataset.use.calls import simulate

    drawn = simulate(out, rows=rows, seed=seed, format=files, faults=faults)
    number = counted(len(drawn.faults), "fault")
    sown = f", {number} listed in {out / 'faults.csv'}" if faults else ""
    shown = f"{out}: {counted(drawn.scores, 'score')} of {counted(drawn.sheets, 'sheet')}{sown}."
    say_either(form, drawn, shown)
