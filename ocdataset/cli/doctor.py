"""`ocdataset doctor`."""

from pathlib import Path

import click

from ocdataset.cli.json_form import TEXT_OR_JSON, Form
from ocdataset.cli.terminal import say_json


@click.command("doctor")
@click.argument("file", type=click.Path(path_type=Path))
@TEXT_OR_JSON
@click.option("--all", "every", is_flag=True, help="Show every finding, not five of a kind.")
def command(file: Path, form: Form, every: bool) -> None:
    """Say what FILE is by its content, and what is wrong with it.

    FILE is a release of the publisher's workbook, or your own CSV of the Index's figures, long or
    wide. The exit status is 1 if anything stands against its figures.
    """
    from ocdataset.check.doctor.diagnosing import diagnose
    from ocdataset.package.in_use import known_packages

    diagnosis = diagnose(file, known=known_packages())
    if form == "json":
        say_json(diagnosis.to_json())
    else:
        from ocdataset.cli.workbook_rendering import print_diagnosis

        print_diagnosis(diagnosis, None if every else 5)
    raise SystemExit(0 if diagnosis.healthy else 1)
