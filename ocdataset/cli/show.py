"""`ocdataset show`."""

import click

from ocdataset.cli.json_form import TEXT_OR_JSON, Form, say_record


@click.command("show")
@click.argument("country")
@click.argument("edition", type=int)
@click.option("--narrative", is_flag=True, help="Show what the coded narrative says instead.")
@TEXT_OR_JSON
def command(country: str, edition: int, narrative: bool, form: Form) -> None:
    """Show COUNTRY in EDITION: averages, ranks, quadrant, change, and its profile as bars.

    COUNTRY is an ISO code or any known name, such as PRK or "Korea, DPR".
    """
    from ocdataset.package.in_use import package_in_use

    if narrative:
        from ocdataset.cli.narrative_rendering import print_narrative
        from ocdataset.use.narrative_profile import narrative_profile

        told = narrative_profile(package_in_use(), country, edition)
        say_record(told) if form == "json" else print_narrative(told)
        return
    from ocdataset.cli.overview_rendering import print_overview
    from ocdataset.cli.rendering import print_profile, print_profile_title
    from ocdataset.use.overview import overview
    from ocdataset.use.profile import profile

    package = package_in_use()
    found = profile(package, country, edition)
    if form == "json":
        say_record({"profile": found, "overview": overview(package, country, edition)})
        return
    print_profile_title(found)
    print_overview(overview(package, country, edition))
    print_profile(found)
