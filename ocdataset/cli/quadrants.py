"""`ocdataset quadrants`."""

import click

from ocdataset.cli.answer_rendering import FORMAT, Form


@click.command("quadrants")
@click.argument("edition")
@FORMAT
def command(edition: str, form: Form) -> None:
    """Show each country's quadrant in EDITION: low or high criminality, low or high resilience."""
    from ocdataset.cli.answer_rendering import print_answer
    from ocdataset.cli.answer_texts import QUADRANTS, QUADRANTS_NOTES, quadrant_title, unlike
    from ocdataset.package.in_use import package_in_use
    from ocdataset.use.answers.quadrants import quadrants

    package = package_in_use()
    answer = quadrants(package, edition)
    notes = (*QUADRANTS_NOTES, *unlike(package, ["criminality"], edition))
    print_answer(answer, form, QUADRANTS, quadrant_title, notes)
