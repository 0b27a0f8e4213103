"""`ocdataset groups`."""

import click

from ocdataset.cli.answer_rendering import FORMAT, Form


@click.command("groups")
@click.argument("by")
@click.argument("edition")
@click.argument("measures", nargs=-1)
@FORMAT
def command(by: str, edition: str, measures: tuple[str, ...], form: Form) -> None:
    """Show means of MEASURES over groups of countries in EDITION.

    BY is world, continent, region or group, for all of these; or one, such as africa, EU or OECD. Members
    of a group are those at the end of the year that the edition assesses. MEASURES are by default
    criminality.
    """
    from ocdataset.cli.answer_rendering import print_answer
    from ocdataset.cli.answer_texts import GROUPS, group_title, unlike
    from ocdataset.package.in_use import package_in_use
    from ocdataset.use.answers.groups import groups

    package, asked = package_in_use(), list(measures) or ["criminality"]
    answer = groups(package, by, edition, asked)
    print_answer(answer, form, GROUPS, group_title, unlike(package, asked, edition))
