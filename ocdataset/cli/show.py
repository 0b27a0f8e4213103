"""`ocdataset show`."""

import click


@click.command("show")
@click.argument("country")
@click.argument("edition", type=int)
def command(country: str, edition: int) -> None:
    """Show the profile of COUNTRY in EDITION as bars, with marks on repaired values.

    COUNTRY is an ISO code or any known name, such as PRK or "Korea, DPR".
    """
    from ocdataset.cli.rendering import print_profile
    from ocdataset.package.in_use import package_in_use
    from ocdataset.use.profile import profile

    print_profile(profile(package_in_use(), country, edition))
