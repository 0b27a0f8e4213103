"""`ocdataset explain`."""

import click

from ocdataset.cli.json_form import TEXT_OR_JSON, Form, say_record


@click.command("explain")
@click.argument("country")
@click.argument("edition", type=int)
@click.argument("measure")
@TEXT_OR_JSON
def command(country: str, edition: int, measure: str, form: Form) -> None:
    """Prove the value of MEASURE for COUNTRY in EDITION, in plain words.

    What is printed where, which average forces what, and why other values are out.
    """
    from ocdataset.cli.rendering import print_proof
    from ocdataset.package.in_use import package_in_use
    from ocdataset.package.proof import proof

    lines = proof(package_in_use(), country, edition, measure)
    if form == "json":
        say_record({"country": country, "edition": edition, "measure": measure, "proof": lines})
    else:
        print_proof(lines)
