"""`ocdataset rank`."""

import click

from ocdataset.cli.answer_rendering import FORMAT, Form


@click.command("rank")
@click.argument("edition")
@click.argument("measure", default="criminality")
@click.option(
    "--within",
    default="world",
    show_default=True,
    help="world, continent, region or group, for each of these; or one, such as africa or EU.",
)
@click.option("--interval", type=float, help="Add what-if intervals of this share, such as 0.9.")
@FORMAT
def command(edition: str, measure: str, within: str, interval: float | None, form: Form) -> None:
    """Rank all countries of EDITION by MEASURE, the highest first, ties sharing the better rank.

    MEASURE is an average or an indicator. A what-if interval is that of the rank if each indicator were
    half a point lower, the same or higher, with equal chance.
    """
    from ocdataset.cli.answer_rendering import print_answer
    from ocdataset.cli.answer_texts import INTERVALS, RANKS, rank_notes, rank_title, unlike
    from ocdataset.package.in_use import package_in_use
    from ocdataset.use.answers.ranking import ranking

    package = package_in_use()
    answer = ranking(package, measure, edition, within, interval)
    shown = RANKS if interval is None else (*RANKS, *INTERVALS)
    notes = (*rank_notes(interval), *unlike(package, [measure], edition))
    print_answer(answer, form, shown, rank_title, notes)
