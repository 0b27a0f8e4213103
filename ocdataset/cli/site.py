"""`ocdataset site`."""

from pathlib import Path

import click

from ocdataset.cli.terminal import say


@click.command("site")
@click.argument("path", metavar="[PACKAGE]", required=False, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "out",
    required=True,
    type=click.Path(path_type=Path),
    help="A new folder, or one that holds such a site.",
)
def command(path: Path | None, out: Path) -> None:
    """Build a site of PACKAGE (default the one in use) that opens from a folder, offline.

    Open its index.html in a browser. Every number has an address and shows its proof.
    """
    from ocdataset.cli.rendering import with_progress
    from ocdataset.package.in_use import package_in_use
    from ocdataset.package.package import open_package
    from ocdataset.reference.publisher import publisher
    from ocdataset.use.site.building import build_site

    opened = package_in_use() if path is None else open_package(path)
    site = build_site(opened, out, lambda steps, count: with_progress(steps, count, "Building"))
    say(f"{site.pages} pages, {site.megabytes:.1f} MB; open {site.folder / 'index.html'}")
    if site.not_ours:
        say(f"note: these figures are the publisher's. {publisher()['terms']['text']}")
