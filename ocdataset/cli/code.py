"""`ocdataset code`: the kit for coders."""

from pathlib import Path

import click

from ocdataset.cli.terminal import complain, say

FOLDER = click.Path(path_type=Path)


@click.group("code")
def command() -> None:
    """Code the narrative of a profile, alone or with others, and make a package of it.

    `new` makes a folder for each coder; `check` says what is wrong in it and how much is left; `compare`
    measures how far coders agree; `adjudicate` asks for decisions and writes the package.
    """


@command.command("new")
@click.argument("file", type=FOLDER)
@click.option("-o", "--output", "out", required=True, type=FOLDER, help="A new folder for the coder.")
@click.option("--coder", required=True, help="A short name in lower case.")
@click.option("--country", required=True, help="ISO code or name; with --name, three capitals of your own.")
@click.option("--edition", required=True, type=int, help="2021, 2023 or 2025.")
@click.option("--name", help="The name of a country that the Index does not have.")
def new(file: Path, out: Path, coder: str, country: str, edition: int, name: str | None) -> None:
    """Make a folder with the sentences of FILE, empty tables, the manual and the vocabulary."""
    from ocdataset.package.coding.folder import new_folder

    folder = new_folder(file, out, coder=coder, country=country, edition=edition, name=name)
    say(f"{out}: {len(folder.sentences)} sentences for {folder.coder}; read MANUAL.md, fill statements.csv,")
    say("statement_terms.csv and relations.csv. sentences.csv is prose: do not pass it on.")


@command.command("check")
@click.argument("folder", type=FOLDER)
@click.option("--source", type=FOLDER, help="The file that the folder was made from, to check wording too.")
@click.option("--all", "every", is_flag=True, help="Show every fault and doubt.")
def check(folder: Path, source: Path | None, every: bool) -> None:
    """Say what is wrong in a coder's FOLDER, and how much of it is coded."""
    from ocdataset.check.coding_folder import check_folder
    from ocdataset.cli.coding_rendering import print_checked
    from ocdataset.package.coding.folder import open_folder

    checked = check_folder(open_folder(folder), source)
    print_checked(checked, every=every)
    raise SystemExit(1 if checked.faults else 0)


@command.command("compare")
@click.argument("folders", nargs=-1, required=True, type=FOLDER, metavar="FOLDER...")
def compare(folders: tuple[Path, ...]) -> None:
    """Show how far two coders or more agree, on the sentences that all of them have coded."""
    from ocdataset.cli.coding_rendering import print_agreement
    from ocdataset.package.coding.comparing import agreement_of
    from ocdataset.package.coding.folder import open_folder

    print_agreement(agreement_of([open_folder(folder) for folder in folders]))


@command.command("adjudicate")
@click.argument("folders", nargs=-1, required=True, type=FOLDER, metavar="FOLDER...")
@click.option("--decisions", required=True, type=FOLDER, help="A CSV file to decide in; made if not there.")
@click.option("-o", "--output", "out", required=True, type=FOLDER, help="A new folder for the package.")
@click.option("--adjudicator", default="adjudicator", show_default=True, help="Who decides.")
def adjudicate(folders: tuple[Path, ...], decisions: Path, out: Path, adjudicator: str) -> None:
    """Merge codings: list what is undecided, or write the package once nothing is."""
    from ocdataset.package.coding.adjudicating import adjudicate as merge_folders
    from ocdataset.package.coding.folder import open_folder

    result = merge_folders([open_folder(folder) for folder in folders], decisions, out, adjudicator)
    if result.undecided:
        every = result.undecided + result.decided
        complain(
            f"{decisions}: {result.undecided} of {every} differences are undecided; fill value, verdict and "
            "reason there, and run this again"
        )
        raise SystemExit(1)
    say(f"{out}: {result.statements} statements of {len(folders)} coders, {result.decided} decisions")


@command.command("export")
@click.argument("path", type=FOLDER)
@click.option("-o", "--output", "out", required=True, type=FOLDER, help="The file to write.")
@click.option("--to", "form", required=True, type=click.Choice(["cas", "cas-types", "web-annotation"]))
@click.option("--text", type=FOLDER, help="CAS only: the file coded, to put its text into the CAS.")
def export(path: Path, out: Path, form: str, text: Path | None) -> None:
    """Write the coding in PATH, a coder's folder or a package, for another program.

    Without --text no word of the profile is in the file: places and hashes of sentences only.
    """
    from ocdataset.package.coding.exchange import export_coding

    count = export_coding(path, out, form, text)
    say(f"{out}: {count} statements")


@command.command("import")
@click.argument("file", type=FOLDER)
@click.argument("folder", type=FOLDER)
@click.option("--from", "form", required=True, type=click.Choice(["cas", "web-annotation"]))
def import_(file: Path, folder: Path, form: str) -> None:
    """Put the coding in FILE into the tables of a coder's FOLDER, in the place of what is there."""
    from ocdataset.package.coding.exchange import import_coding

    count = import_coding(file, folder, form)
    say(f"{folder}: {count} statements; check them with: ocdataset code check {folder}")
