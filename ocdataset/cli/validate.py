"""`ocdataset validate`."""

from pathlib import Path

import click


@click.command("validate")
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--all", "every", is_flag=True, help="Show every finding, not five a rule.")
@click.option(
    "--sources",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder with source files, to look every quotation up in.",
)
def command(path: Path | None, form: str, every: bool, sources: Path | None) -> None:
    """Check the package at PATH, by default the package in use.

    The phases are descriptor, cells, columns, keys and the rules of the Index. The exit status is 1
    if anything is found.
    """
    from ocdataset.use.dataset import validate

    report = validate(path, sources=sources)
    click.echo(report.to_json() if form == "json" else report.to_text(every=every))
    raise SystemExit(0 if report.valid else 1)
