"""`ocdataset sensitivity`."""

import click

from ocdataset.cli.answer_rendering import FORMAT, Form


@click.command("sensitivity")
@click.argument("edition")
@click.argument("measure", default="criminality")
@FORMAT
def command(edition: str, measure: str, form: Form) -> None:
    """Show how far ranks of EDITION would move if MEASURE were averaged in another way."""
    from ocdataset.cli.answer_rendering import label_of, print_answer
    from ocdataset.cli.answer_texts import SENSITIVITY, SENSITIVITY_NOTES
    from ocdataset.package.in_use import package_in_use
    from ocdataset.reference.names import measure_code
    from ocdataset.use.answers.sensitivity import sensitivity

    answer = sensitivity(package_in_use(), edition, measure)
    title = f"{label_of(measure_code(measure))}, {edition}: moves of ranks in the world"
    print_answer(answer, form, SENSITIVITY, lambda _: title, SENSITIVITY_NOTES)
