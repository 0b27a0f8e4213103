"""Help that shows how, and one way to name a package."""

import shlex
import shutil
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import ocdataset as oc
from ocdataset.cli.examples import EXAMPLES
from ocdataset.cli.package_option import WITHOUT
from ocdataset.cli.verbs import VERBS, cli
from ocdataset.reference.errors import DatasetError, Misuse

FOUND = {"diff", "doctor"}
"""Examples that end with status 1, as they should: what they compare differs, or has faults."""


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_every_help_has_an_example_and_names_the_package_alike(verb: str) -> None:
    shown = CliRunner().invoke(cli, [verb, "--help"])
    assert shown.exit_code == 0
    assert f"Examples:\n    {EXAMPLES[verb][0]}" in shown.output
    assert ("--package PATH" in shown.output) == (verb not in WITHOUT)


def test_the_verbs_are_listed_in_order_and_have_no_other_examples() -> None:
    assert list(VERBS) == sorted(VERBS)
    assert set(EXAMPLES) == set(VERBS)


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


@pytest.mark.parametrize(("verb", "line"), EVERY, ids=[line for _, line in EVERY])
def test_the_examples_run(verb: str, line: str, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    arguments = shlex.split(line)[1:]
    if "-o" in arguments:
        out = arguments.index("-o") + 1
        arguments[out] = f"anew-{arguments[out]}"
    ran = CliRunner().invoke(cli, arguments)
    assert ran.exit_code in ((0, 1) if verb in FOUND else (0,)), ran.output


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
