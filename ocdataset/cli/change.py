"""`ocdataset change`."""

import click

from ocdataset.cli.answer_rendering import FORMAT, Form


@click.command("change")
@click.argument("start")
@click.argument("end")
@click.argument("measures", nargs=-1)
@click.option("--countries", help="Only these, ISO codes or names separated by commas.")
@click.option(
    "--by",
    type=click.Choice(["measure", "indicator"]),
    default="measure",
    show_default=True,
    help="A row a measure, or what each indicator contributes.",
)
@FORMAT
def command(
    start: str, end: str, measures: tuple[str, ...], countries: str | None, by: str, form: Form
) -> None:
    """Show the change of MEASURES from edition START to END, as published and like for like.

    MEASURES are averages or indicators, by default criminality. "like for like" compares only the
    indicators that both editions have: 2021 averages fewer than the later ones.
    """
    from ocdataset.cli.answer_rendering import print_answer
    from ocdataset.cli.answer_texts import (
        BY_INDICATOR,
        CHANGES,
        CHANGES_NOTES,
        indicator_title,
        measure_title,
    )
    from ocdataset.package.in_use import package_in_use
    from ocdataset.reference.names import countries_listed
    from ocdataset.use.answers.change import change

    answer = change(
        package_in_use(),
        start,
        end,
        list(measures) or "criminality",
        countries=None if countries is None else countries_listed(countries),
        by=by,  # type: ignore[arg-type]
    )
    if by == "indicator":
        print_answer(answer, form, BY_INDICATOR, indicator_title)
    else:
        print_answer(answer, form, CHANGES, measure_title, CHANGES_NOTES)
