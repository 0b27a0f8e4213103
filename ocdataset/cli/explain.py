"""`ocdataset explain`."""

import click


@click.command("explain")
@click.argument("country")
@click.argument("edition", type=int)
@click.argument("measure")
def command(country: str, edition: int, measure: str) -> None:
    """Prove the value of MEASURE for COUNTRY in EDITION, in plain words.

    What is printed where, which average forces what, and why other values are out.
    """
    from ocdataset.cli.rendering import print_proof
    from ocdataset.package.in_use import package_in_use
    from ocdataset.package.proof import proof

    print_proof(proof(package_in_use(), country, edition, measure))
