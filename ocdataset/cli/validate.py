"""`ocdataset validate`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ocdataset.cli.package_option import not_both
from ocdataset.cli.terminal import say, say_json

if TYPE_CHECKING:
    from ocdataset.use.dataset import Engine


@click.command("validate")
@click.argument("path", required=False, callback=not_both)
@click.option(
    "--engine",
    type=click.Choice(["auto", "pandas", "polars", "spark"]),
    default="auto",
    show_default=True,
    help="What the checks run on; the findings are the same.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "junit"]),
    default="text",
    show_default=True,
    help="Text to read, JSON by its schema, SARIF for a code host, JUnit XML for a test runner.",
)
@click.option("--all", "every", is_flag=True, help="Show every finding, not five a rule.")
@click.option(
    "--sources",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder with source files, to look every quotation up in.",
)
def command(path: str | None, engine: "Engine", form: str, every: bool, sources: Path | None) -> None:
    """Check the package at PATH, by default the package in use.

    Its tables may be CSV or Parquet. With --engine spark, PATH may be a URL of whatever Spark reads.
    The phases are descriptor, cells, columns, keys and the rules of the Index. The exit status is 1
    if anything is found.
    """
    from ocdataset import __version__
    from ocdataset.check.renderings import to_junit, to_sarif
    from ocdataset.use.calls import validate

    report = validate(path, sources=sources, engine=engine)
    if form in ("json", "sarif"):
        say_json(report.to_json() if form == "json" else to_sarif(report, __version__))
    else:
        say(to_junit(report) if form == "junit" else report.to_text(every=every))
    raise SystemExit(0 if report.valid else 1)
