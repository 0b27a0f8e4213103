"""`ocdataset explain`."""

from pathlib import Path

import click


@click.command("explain")
@click.argument("country")
@click.argument("edition", type=int)
@click.argument("measure")
@click.option(
    "--package",
    "path",
    type=click.Path(path_type=Path),
    help="Another package than the one in use, such as one just transcribed.",
)
def command(country: str, edition: int, measure: str, path: Path | None) -> None:
    """Prove the value of MEASURE for COUNTRY in EDITION, in plain words.

    What is printed where, which average forces what, and why other values are out.
    """
    from ocdataset.cli.rendering import print_proof
    from ocdataset.package.in_use import package_in_use
    from ocdataset.package.package import open_package
    from ocdataset.package.proof import proof

    package = package_in_use() if path is None else open_package(path)
    print_proof(proof(package, country, edition, measure))
