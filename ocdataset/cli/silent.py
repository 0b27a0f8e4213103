"""`ocdataset silent`."""

import click

from ocdataset.cli.json_form import TEXT_OR_JSON, Form, say_record
from ocdataset.cli.terminal import say


@click.command("silent")
@click.argument("country")
@click.argument("edition", type=int)
@TEXT_OR_JSON
def command(country: str, edition: int, form: Form) -> None:
    """List the scored indicators on which the narrative of COUNTRY in EDITION says nothing."""
    from ocdataset.package.in_use import package_in_use
    from ocdataset.use.narrative import asked_profiles, silent_rows

    package = package_in_use()
    found = silent_rows(package, asked_profiles(package, edition, country))
    if form == "json":
        say_record(found)
        return
    for row in found:
        say(f"{row['value']:5.2f}  {row['measure_label']}")
    if not found:
        say("none: the narrative says something on every scored indicator")
