"""`ocdataset plot`."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

OUT = click.option(
    "-o",
    "--output",
    "out",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file: .svg, .png, .pdf, .html or .json (the chart's Vega-Lite).",
)
DARK = click.option("--dark", is_flag=True, help="On a dark ground.")


@click.group("plot")
def command() -> None:
    """Draw a picture of KIND from the package in use into a file."""


def _kind(name: str) -> Callable[[Callable[..., Any]], click.Command]:
    def registered(function: Callable[..., Any]) -> click.Command:
        return command.command(name)(OUT(DARK(function)))

    return registered


def _write(kind: str, out: Path, dark: bool, *words: Any, **options: Any) -> None:
    from ocdataset.use.dataset import dataset_in_use
    from ocdataset.use.plot.saving import refuse_unknown_format, save

    refuse_unknown_format(out)
    ground = "dark" if dark else "light"
    save(getattr(dataset_in_use().plot, kind)(*words, **options, ground=ground), out)
    click.echo(f"{kind} written to {out}")


@_kind("profile")
@click.argument("country")
@click.argument("edition", type=int)
def profile(country: str, edition: int, out: Path, dark: bool) -> None:
    """Draw the profile of COUNTRY in EDITION as bars."""
    _write("profile", out, dark, country, edition)


@_kind("heatmap")
@click.argument("edition", type=int)
@click.argument("countries", nargs=-1)
def heatmap(edition: int, countries: tuple[str, ...], out: Path, dark: bool) -> None:
    """Draw every measure of COUNTRIES (default all) in EDITION as a table of colours."""
    _write("heatmap", out, dark, edition, countries=list(countries) or None)


@_kind("map")
@click.argument("measure")
@click.argument("edition", type=int)
def map_(measure: str, edition: int, out: Path, dark: bool) -> None:
    """Draw MEASURE in EDITION on the map of the world."""
    _write("map", out, dark, measure, edition)


@_kind("network")
@click.argument("country")
@click.argument("edition", type=int)
def network(country: str, edition: int, out: Path, dark: bool) -> None:
    """Draw with whom and in which goods the narrative of COUNTRY in EDITION relates it."""
    _write("network", out, dark, country, edition)
