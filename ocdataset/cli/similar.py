"""`ocdataset similar`."""

import click

from ocdataset.cli.answer_rendering import FORMAT, Form


@click.command("similar")
@click.argument("country")
@click.argument("edition")
@click.option("--on", default="criminality", show_default=True, help="The measure whose indicators count.")
@click.option("-n", type=int, default=10, show_default=True, help="How many, and those that tie.")
@FORMAT
def command(country: str, edition: str, on: str, n: int, form: Form) -> None:
    """Show the countries whose scores in EDITION are most like those of COUNTRY."""
    from ocdataset.cli.answer_rendering import print_answer
    from ocdataset.cli.answer_texts import SIMILAR, SIMILAR_NOTES, similar_title
    from ocdataset.package.in_use import package_in_use
    from ocdataset.use.answers.similar import similar

    answer = similar(package_in_use(), country, edition, on, n)
    print_answer(answer, form, SIMILAR, similar_title(country, edition, on), SIMILAR_NOTES)
