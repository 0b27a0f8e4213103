"""`ocdataset code`: the kit for coders."""

import shlex
from dataclasses import asdict
from pathlib import Path

import click

from ocdataset.cli.json_form import TEXT_OR_JSON, Form, say_either, say_record
from ocdataset.cli.output_option import NEW_PACKAGE, output
from ocdataset.cli.terminal import complain

FOLDER = click.Path(path_type=Path)


@click.group("code")
def command() -> None:
    """Code the narrative of a profile, alone or with others, and make a package of it.

    `new` makes a folder for each coder; `check` says what is wrong in it and how much is left; `compare`
    measures how far coders agree; `adjudicate` asks for decisions and writes the package.
    """


@command.command("new")
@click.argument("file", type=FOLDER)
@output("A new folder for the coder.")
@click.option("--coder", required=True, help="A short name in lower case.")
@click.option("--country", required=True, help="ISO code or name; with --name, three capitals of your own.")
@click.option("--edition", required=True, type=int, help="2021, 2023 or 2025.")
@click.option("--name", help="The name of a country that the Index does not have.")
@TEXT_OR_JSON
def new(file: Path, out: Path, coder: str, country: str, edition: int, name: str | None, form: Form) -> None:
    """Make a folder with the sentences of FILE, empty tables, the manual and the vocabulary."""
    from ocdataset.package.coding.folder import new_folder
    from ocdataset.reference.counted import counted

    folder = new_folder(file, out, coder=coder, country=country, edition=edition, name=name)
    number = len(folder.sentences)
    say_either(
        form,
        {"folder": out, "coder": folder.coder, "sentences": number},
        f"{out}: {counted(number, 'sentence')} for {folder.coder}; read MANUAL.md, fill statements.csv,",
        "statement_terms.csv and relations.csv. sentences.csv is prose: do not pass it on.",
    )


@command.command("check")
@click.argument("folder", type=FOLDER)
@click.option("--source", type=FOLDER, help="The file that the folder was made from, to check wording too.")
@click.option("--all", "every", is_flag=True, help="Show every fault and doubt.")
@TEXT_OR_JSON
def check(folder: Path, source: Path | None, every: bool, form: Form) -> None:
    """Say what is wrong in a coder's FOLDER, and how much of it is coded."""
    from ocdataset.check.coding_folder import check_folder
    from ocdataset.cli.coding_rendering import checked_record, print_checked
    from ocdataset.package.coding.folder import open_folder

    checked = check_folder(open_folder(folder), source)
    say_record(checked_record(checked)) if form == "json" else print_checked(checked, every=every)
    raise SystemExit(1 if checked.faults else 0)


@command.command("compare")
@click.argument("folders", nargs=-1, required=True, type=FOLDER, metavar="FOLDER...")
@TEXT_OR_JSON
def compare(folders: tuple[Path, ...], form: Form) -> None:
    """Show how far two coders or more agree, on the sentences that all of them have coded."""
    from ocdataset.cli.coding_rendering import print_agreement
    from ocdataset.package.coding.comparing import agreement_of
    from ocdataset.package.coding.folder import open_folder

    agreed = agreement_of([open_folder(folder) for folder in folders])
    say_record(agreed) if form == "json" else print_agreement(agreed)


@command.command("adjudicate")
@click.argument("folders", nargs=-1, required=True, type=FOLDER, metavar="FOLDER...")
@click.option("--decisions", required=True, type=FOLDER, help="A CSV file to decide in; made if not there.")
@output(NEW_PACKAGE)
@click.option("--adjudicator", default="adjudicator", show_default=True, help="Who decides.")
@TEXT_OR_JSON
def adjudicate(folders: tuple[Path, ...], decisions: Path, out: Path, adjudicator: str, form: Form) -> None:
    """Merge codings: list what is undecided, or write the package once nothing is."""
    from ocdataset.package.coding.adjudicating import adjudicate as merge_folders
    from ocdataset.package.coding.folder import open_folder
    from ocdataset.reference.counted import counted

    result = merge_folders([open_folder(folder) for folder in folders], decisions, out, adjudicator)
    record = {"folder": None if result.undecided else out, "decisions": decisions} | asdict(result)
    if result.undecided:
        if form == "json":
            say_record(record)
        every = result.undecided + result.decided
        complain(
            f"{decisions}: {result.undecided} of {counted(every, 'difference')} undecided; fill value, "
            "verdict and reason there, and run this again"
        )
        raise SystemExit(1)
    statements, decided = counted(result.statements, "statement"), counted(result.decided, "decision")
    say_either(form, record, f"{out}: {statements} of {counted(len(folders), 'coder')}, {decided}")


@command.command("export")
@click.argument("path", type=FOLDER)
@output("The file to write.")
@click.option("--to", required=True, type=click.Choice(["cas", "cas-types", "web-annotation"]))
@click.option("--text", type=FOLDER, help="CAS only: the file coded, to put its text into the CAS.")
@TEXT_OR_JSON
def export(path: Path, out: Path, to: str, text: Path | None, form: Form) -> None:
    """Write the coding in PATH, a coder's folder or a package, for another program.

    Without --text no word of the profile is in the file: places and hashes of sentences only.
    """
    from ocdataset.package.coding.exchange import export_coding
    from ocdataset.reference.counted import counted

    count = export_coding(path, out, to, text)
    record = {"path": out, "format": to, "statements": count}
    say_either(form, record, f"{out}: {counted(count, 'statement')}")


@command.command("import")
@click.argument("file", type=FOLDER)
@click.argument("folder", type=FOLDER)
@click.option("--from", "from_", required=True, type=click.Choice(["cas", "web-annotation"]))
@TEXT_OR_JSON
def import_(file: Path, folder: Path, from_: str, form: Form) -> None:
    """Put the coding in FILE into the tables of a coder's FOLDER, in the place of what is there."""
    from ocdataset.package.coding.exchange import import_coding
    from ocdataset.reference.counted import counted

    count = import_coding(file, folder, from_)
    check = shlex.join(["ocdataset", "code", "check", str(folder)])
    say_either(
        form,
        {"folder": folder, "statements": count},
        f"{folder}: {counted(count, 'statement')}; check with: {check}",
    )
