"""`ocdataset transcribe`."""

from pathlib import Path

import click

from ocdataset.cli.json_form import TEXT_OR_JSON, Form, say_record
from ocdataset.cli.output_option import NEW_PACKAGE, output
from ocdataset.cli.terminal import complain


@click.command("transcribe")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@output(NEW_PACKAGE)
@click.option("--country", help="ISO code or name, where the text does not say.")
@click.option("--edition", type=int, help="2021, 2023 or 2025, where the text does not say.")
@TEXT_OR_JSON
def command(files: tuple[Path, ...], out: Path, country: str | None, edition: int | None, form: Form) -> None:
    """Make a complete package in a new folder from profiles that you hold.

    FILE is a profile (text, text layer or PDF), a country page (HTML or its text), or a folder of them.
    What is given is forced by the page and the arithmetic; what is not forced is left open, with the
    values that fit.
    """
    from ocdataset.cli.rendering import print_transcription, with_progress
    from ocdataset.package.in_use import package_in_use
    from ocdataset.package.transcription import transcribe

    result = transcribe(
        files, out, country=country, edition=edition, known=package_in_use(), progress=with_progress
    )
    say_record(result) if form == "json" else print_transcription(result)
    faults = [line for sheet in result.sheets for line in sheet.contradictions]
    for line in faults:
        complain(line, wrapped=True)
    raise SystemExit(1 if faults or result.refused else 0)
