"""`ocdataset compare`."""

import click

from ocdataset.cli.answer_rendering import FORMAT, Form


@click.command("compare")
@click.argument("a")
@click.argument("b")
@click.argument("edition")
@FORMAT
def command(a: str, b: str, edition: str, form: Form) -> None:
    """Show the countries A and B side by side in EDITION, measure by measure."""
    from ocdataset.cli.answer_rendering import print_answer
    from ocdataset.cli.answer_texts import COMPARED_NOTES, compared, compared_title
    from ocdataset.package.in_use import package_in_use
    from ocdataset.use.answers.comparing import compare

    answer = compare(package_in_use(), a, b, edition)
    print_answer(answer, form, compared(a, b), compared_title(a, b, edition), COMPARED_NOTES)
