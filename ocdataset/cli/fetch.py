"""`ocdataset fetch`."""

import click

from ocdataset.cli.json_form import TEXT_OR_JSON, Form, say_record
from ocdataset.cli.terminal import say


@click.command("fetch")
@click.option("--url", help="Where the workbook is, if not at the known address.")
@click.option("--sha256", help="What the SHA-256 of the workbook has to be; another one is not taken.")
@TEXT_OR_JSON
def command(url: str | None, sha256: str | None, form: Form) -> None:
    """Download the publisher's workbook, import it, and make it the package in use.

    It goes to your data folder (OCDATASET_HOME moves it), through the proxy of your environment,
    and goes on where an earlier download was cut off. OCDATASET_PACKAGE still wins over it.
    """
    from ocdataset.cli.workbook_rendering import download_bar, import_record, print_import, print_terms
    from ocdataset.package.in_use import VARIABLE, package_in_use
    from ocdataset.reference.publisher import known_release
    from ocdataset.use.calls import dataset_in_use
    from ocdataset.use.fetching import fetch

    if form == "text":
        print_terms()
    with download_bar() as progress:
        fetched = fetch(url, sha256=sha256, progress=progress)
    if form == "json":
        known = known_release(fetched.sha256)
        found = {"address": fetched.address, "sha256": fetched.sha256, "release": known}
        say_record(found | import_record(fetched.imported))
        return
    print_import(fetched.imported)
    release = known_release(fetched.sha256)
    say(f"SHA-256: {fetched.sha256} ({release or 'no known release'})")
    in_use = package_in_use()
    if in_use.root.resolve() != fetched.imported.folder.resolve():
        say(f"note: {VARIABLE} names another package, which stays in use: {in_use.root}")
    say(f"In use: data version {in_use.version}. Cite it as:\n{dataset_in_use().cite()}")
