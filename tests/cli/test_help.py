"""Help that shows how, and one way to name a package."""

import json
import shlex
import shutil
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

import ocdataset as oc
from ocdataset.cli.examples import EXAMPLES, examples_of
from ocdataset.cli.package_option import WITHOUT
from ocdataset.cli.verbs import VERBS, cli
from ocdataset.package.coding.adjudicating import adjudicate
from ocdataset.package.coding.exchange import export_coding
from ocdataset.package.coding.folder import new_folder, open_folder, save_coding
from ocdataset.reference.errors import DatasetError, Misuse
from tests.cli.commands import commands
from tests.narrative import ruritania

GROUPS = [name for name, command in commands() if isinstance(command, click.Group)]
RUN = [name for name, command in commands() if not isinstance(command, click.Group)]
FOUND = {"diff", "doctor"}
"""Examples that end with status 1, as they should: what they compare differs, or has faults."""


@pytest.mark.parametrize("name", GROUPS + RUN)
def test_every_help_has_an_example_and_names_the_package_alike(name: str) -> None:
    shown = CliRunner().invoke(cli, [*name.split(), "--help"])
    assert shown.exit_code == 0
    lines = examples_of(name)
    assert lines
    assert f"Examples:\n    {lines[0]}" in shown.output
    assert ("--package PATH" in shown.output) == (name in RUN and name.split()[0] not in WITHOUT)
    assert max(map(len, shown.output.splitlines())) <= 88


def test_the_verbs_are_listed_in_order_and_have_no_other_examples() -> None:
    assert list(VERBS) == sorted(VERBS)
    assert list(EXAMPLES) == sorted(EXAMPLES)
    assert set(EXAMPLES) == set(RUN)
    for name, lines in EXAMPLES.items():
        assert all(line.startswith(f"ocdataset {name}") for line in lines)


def test_what_is_written_is_named_alike() -> None:
    for name, command in commands():
        for option in command.params:
            if "-o" in option.opts:
                assert (option.opts, option.name, option.metavar) == (["-o", "--output"], "out", "PATH"), name


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, checkout: Path, sources: Path) -> Path:
    """A folder with everything that the examples name."""
    folder = tmp_path_factory.mktemp("desk")
    for package in (".", "my-dataset"):
        for part in ("data", "schemas"):
            shutil.copytree(checkout / part, folder / package / part)
        shutil.copy(checkout / "datapackage.json", folder / package)
    shutil.copy(next(sources.glob("000_*.txt")), folder / "profile.txt")
    (folder / "more-profiles").mkdir()
    shutil.copy(sources / "samples" / "2023_korea_dpr_1.txt", folder / "more-profiles")
    shutil.copy(sources / "global_oc_index_2023.xlsx", folder / "global_oc_index.xlsx")
    (folder / "my-figures.csv").write_text("country,criminality\nPRK,4.82\n", encoding="utf-8")
    oc.import_workbook(folder / "global_oc_index.xlsx", folder / "index")
    return folder


EVERY = [
    (verb, line) for verb, lines in EXAMPLES.items() for line in lines if verb not in ("fetch", "import")
]


@pytest.fixture(scope="module")
def coders_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which anna and bela have coded alike, and what became of it."""
    folder = tmp_path_factory.mktemp("coders")
    ruritania.profile(folder).rename(folder / "profile.txt")
    for coder in ("anna", "bela"):
        options = {"coder": coder, "country": "XRU", "edition": 2023, "name": "Ruritania"}
        made = new_folder(folder / "profile.txt", folder / coder, **options)
        save_coding(made, ruritania.coding(ruritania.anna()))
    coded = [open_folder(folder / coder) for coder in ("anna", "bela")]
    adjudicate(coded, folder / "decisions.csv", folder / "coded", "clara")
    export_coding(folder / "anna", folder / "anna.json", "cas", None)
    return folder


def run_anew(line: str) -> Result:
    """Run an example; what it writes goes to a place of its own."""
    arguments = shlex.split(line)[1:]
    if "-o" in arguments:
        out = arguments.index("-o") + 1
        arguments[out] = f"anew-{arguments[out]}"
    return CliRunner().invoke(cli, arguments)


CODING = [one for one in EVERY if one[0].startswith("code ")]
OTHERS = [one for one in EVERY if one not in CODING]


@pytest.mark.parametrize(("verb", "line"), OTHERS, ids=[line for _, line in OTHERS])
def test_the_examples_run(verb: str, line: str, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    ran = run_anew(line)
    assert ran.exit_code in ((0, 1) if verb in FOUND else (0,)), ran.output


@pytest.mark.parametrize("line", [line for _, line in CODING])
@pytest.mark.parametrize("form", ["text", "json"])
def test_the_examples_for_coders_run(
    line: str, form: str, coders_desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = tmp_path / "desk"
    shutil.copytree(coders_desk, desk)
    monkeypatch.chdir(desk)
    ran = run_anew(f"{line} --format {form}")
    assert ran.exit_code == 0, ran.output
    assert form == "text" or json.loads(ran.stdout)


def test_a_package_is_named_for_one_verb_only(copy: Path) -> None:
    descriptor = copy / "datapackage.json"
    text = descriptor.read_text(encoding="utf-8")
    descriptor.write_text(text.replace('"version": "', '"version": "9.', 1), encoding="utf-8")
    before = oc.data_version()
    shown = CliRunner().invoke(cli, ["cite", "--what", "dataset", "--package", str(copy)])
    assert f"(version 9.{before})" in shown.output
    assert oc.data_version() == before


def test_two_names_for_a_package_are_refused(copy: Path) -> None:
    with pytest.raises(Misuse, match="give one of them"):
        cli.main(["validate", str(copy), "--package", str(copy)], standalone_mode=False)


def test_a_package_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="no such file"):
        cli.main(["list", "--package", str(tmp_path)], standalone_mode=False)


def test_completion_knows_the_verbs() -> None:
    from click.shell_completion import BashComplete

    completed = BashComplete(cli, {}, "ocdataset", "_OCDATASET_COMPLETE").get_completions([], "exp")
    assert "explain" in [one.value for one in completed]
    assert isinstance(cli, click.Group)
