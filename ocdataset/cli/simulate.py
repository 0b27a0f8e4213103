"""`ocdataset simulate`."""

from pathlib import Path
from typing import Literal

import click

from ocdataset.cli.terminal import say


@click.command("simulate")
@click.option(
    "-o",
    "--output",
    "out",
    required=True,
    type=click.Path(path_type=Path),
    help="A new folder for the package.",
)
@click.option("--rows", type=int, required=True, help="How many scores at least; sheets are whole.")
@click.option("--seed", type=int, default=0, show_default=True, help="The same seed, the same files.")
@click.option("--format", "form", type=click.Choice(["csv", "parquet"]), default="csv", show_default=True)
@click.option("--faults", type=int, default=0, help="How many faults to sow; faults.csv lists them.")
def command(out: Path, rows: int, seed: int, form: Literal["csv", "parquet"], faults: int) -> None:
    """Draw a complete valid package of random sheets into a new folder.

    Beyond the 193 countries in three editions, countries and editions are made up. No figure is a
    country's.
    """
    from ocdataset.use.calls import simulate

    drawn = simulate(out, rows=rows, seed=seed, format=form, faults=faults)
    sown = f", {len(drawn.faults)} faults listed in {out / 'faults.csv'}" if faults else ""
    say(f"{out}: {drawn.scores:,} scores of {drawn.sheets:,} sheets{sown}.")
