"""Who imports all countries keeps the coded narratives of the package that had them."""

from pathlib import Path

import pytest

import ocdataset as oc
from ocdataset.package.package import open_package
from ocdataset.reference.notices import DatasetWarning
from tests.cli.test_verbs import run
from tests.workbook.made_up import MadeUpSheet, made_up_sheet, write

NARRATIVE = ("units", "statements", "statement_terms", "relations", "terms", "reliability")


def with_the_coded_scores(sheet: MadeUpSheet) -> MadeUpSheet:
    """The sheet with the DPRK's own figures, which its narratives were coded beside."""
    package = open_package()
    for table in ("scores", "averages"):
        for row in package.rows(table):
            if row["edition"] == str(sheet.edition):
                sheet.cells["PRK"][row["measure"]] = float(row["value"])
    return sheet


@pytest.mark.parametrize("editions", [(2021, 2023), (2021,), (2025,)])
def test_narratives_are_kept_and_the_package_is_valid(tmp_path: Path, editions: tuple[int, ...]) -> None:
    sheets = [with_the_coded_scores(made_up_sheet(edition)) for edition in editions]
    imported = oc.import_workbook(write(tmp_path / "release.xlsx", *sheets), tmp_path / "index")
    for table in NARRATIVE:
        assert imported.load(table).equals(oc.load(table))
    report = imported.validate()
    assert report.valid, report.to_text(every=True)
    assert (
        "narratives of PRK 2021, PRK 2023 are kept from ocdataset"
        in imported.package.descriptor["description"]
    )
    coded = set(imported.load("units")["source_id"])
    assert coded < set(imported.load("sources")["source_id"])
    if editions == (2021, 2023):
        assert imported.silent(2021).equals(oc.silent(2021))


def test_they_are_kept_again_by_whoever_imports_the_next_release(tmp_path: Path) -> None:
    first = with_the_coded_scores(made_up_sheet(2021))
    second = with_the_coded_scores(made_up_sheet(2023))
    imported = oc.import_workbook(write(tmp_path / "a.xlsx", first), tmp_path / "a")
    oc.use(imported)
    try:
        again = oc.import_workbook(write(tmp_path / "b.xlsx", first, second), tmp_path / "b")
    finally:
        oc.use(None)
    assert again.load("relations").equals(oc.load("relations"))
    assert "kept from ocdataset-workbook-2021" in again.package.descriptor["description"]


def test_beside_other_scores_they_are_not_kept_and_that_is_told(tmp_path: Path) -> None:
    book = write(tmp_path / "release.xlsx", made_up_sheet(2023))
    with pytest.warns(DatasetWarning, match="not kept: they were coded with other scores of PRK 2023"):
        imported = oc.import_workbook(book, tmp_path / "index")
    with pytest.warns(DatasetWarning, match="the package has no coded narratives"):
        assert imported.load("units").empty
    assert imported.validate().valid


def test_the_command_line_tells_in_one_line(tmp_path: Path) -> None:
    book = write(tmp_path / "release.xlsx", with_the_coded_scores(made_up_sheet(2023)))
    ended = run("import", book, "-o", tmp_path / "index")
    assert ended.returncode == 0, ended.stderr
    told = [line for line in ended.stdout.splitlines() if "narratives" in line]
    assert told == [
        f"note: the coded narratives of PRK 2021, PRK 2023 are kept from ocdataset {oc.data_version()}"
    ]
