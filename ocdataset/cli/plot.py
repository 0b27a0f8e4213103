"""`ocdataset plot`."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from ocdataset.cli.json_form import TEXT_OR_JSON, Form, say_either
from ocdataset.cli.output_option import output

OUT = output("The file: .svg, .png, .pdf, .html or .json (the chart's Vega-Lite).", dir_okay=False)
DARK = click.option("--dark", is_flag=True, help="On a dark ground.")


@click.group("plot")
def command() -> None:
    """Draw a picture from the package in use into a file."""


def _kind(name: str) -> Callable[[Callable[..., Any]], click.Command]:
    def registered(function: Callable[..., Any]) -> click.Command:
        return command.command(name)(OUT(DARK(TEXT_OR_JSON(function))))

    return registered


def _write(kind: str, out: Path, dark: bool, form: Form, *words: Any, **options: Any) -> None:
    from ocdataset.use.calls import dataset_in_use
    from ocdataset.use.plot.saving import refuse_unknown_format, save

    refuse_unknown_format(out)
    ground = "dark" if dark else "light"
    save(getattr(dataset_in_use().plot, kind)(*words, **options, ground=ground), out)
    say_either(form, {"picture": kind, "path": out}, f"{kind} written to {out}")


@_kind("profile")
@click.argument("country")
@click.argument("edition", type=int)
def profile(country: str, edition: int, out: Path, dark: bool, form: Form) -> None:
    """Draw the profile of COUNTRY in EDITION as bars."""
    _write("profile", out, dark, form, country, edition)


@_kind("heatmap")
@click.argument("edition", type=int)
@click.argument("countries", nargs=-1)
def heatmap(edition: int, countries: tuple[str, ...], out: Path, dark: bool, form: Form) -> None:
    """Draw every measure of COUNTRIES (default all) in EDITION as a table of colours."""
    _write("heatmap", out, dark, form, edition, countries=list(countries) or None)


@_kind("map")
@click.argument("measure")
@click.argument("edition", type=int)
def map_(measure: str, edition: int, out: Path, dark: bool, form: Form) -> None:
    """Draw MEASURE in EDITION on the map of the world."""
    _write("map", out, dark, form, measure, edition)


@_kind("network")
@click.argument("country")
@click.argument("edition", type=int)
def network(country: str, edition: int, out: Path, dark: bool, form: Form) -> None:
    """Draw with whom and in which goods the narrative of COUNTRY in EDITION relates it."""
    _write("network", out, dark, form, country, edition)


@_kind("change")
@click.argument("country")
@click.argument("start", type=int)
@click.argument("end", type=int)
def change(country: str, start: int, end: int, out: Path, dark: bool, form: Form) -> None:
    """Draw the change of COUNTRY from START to END, as published and like for like."""
    _write("change", out, dark, form, country, start, end)


@_kind("compare")
@click.argument("a")
@click.argument("b")
@click.argument("edition", type=int)
def compare(a: str, b: str, edition: int, out: Path, dark: bool, form: Form) -> None:
    """Draw the countries A and B side by side in EDITION."""
    _write("compare", out, dark, form, a, b, edition)


@_kind("ranking")
@click.argument("measure")
@click.argument("edition", type=int)
@click.option(
    "--within", default="world", show_default=True, help="world, continent, region or group, or one."
)
def ranking(measure: str, edition: int, within: str, out: Path, dark: bool, form: Form) -> None:
    """Draw the ranks by MEASURE in EDITION with what-if intervals."""
    _write("ranking", out, dark, form, measure, edition, within=within)


@_kind("quadrants")
@click.argument("edition", type=int)
def quadrants(edition: int, out: Path, dark: bool, form: Form) -> None:
    """Draw criminality against resilience in EDITION, cut into quadrants."""
    _write("quadrants", out, dark, form, edition)
