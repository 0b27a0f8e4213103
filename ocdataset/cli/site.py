"""`ocdataset site`."""

from pathlib import Path

import click

from ocdataset.cli.json_form import TEXT_OR_JSON, Form, say_either
from ocdataset.cli.output_option import output
from ocdataset.cli.package_option import not_both


@click.command("site")
@click.argument(
    "path", metavar="[PACKAGE]", required=False, callback=not_both, type=click.Path(path_type=Path)
)
@output("A new folder, or one that holds such a site.")
@TEXT_OR_JSON
def command(path: Path | None, out: Path, form: Form) -> None:
    """Build a site of PACKAGE (default the one in use) that opens from a folder, offline.

    Open its index.html in a browser. Every number has an address and shows its proof.
    """
    from ocdataset.cli.rendering import with_progress
    from ocdataset.package.in_use import package_in_use
    from ocdataset.package.package import open_package
    from ocdataset.reference.counted import counted
    from ocdataset.reference.publisher import publisher
    from ocdataset.use.site.building import build_site

    opened = package_in_use() if path is None else open_package(path)
    site = build_site(opened, out, lambda steps, count: with_progress(steps, count, "Building"))
    index = site.folder / "index.html"
    terms = [f"these figures are the publisher's. {publisher()['terms']['text']}"] if site.not_ours else []
    record = {"index": index, "pages": site.pages, "megabytes": round(site.megabytes, 3), "notes": terms}
    shown = f"{counted(site.pages, 'page')}, {site.megabytes:.1f} MB; open {index}"
    say_either(form, record, shown, *(f"note: {line}" for line in terms))
