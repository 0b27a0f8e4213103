"""A cell that a spreadsheet would run: `validate` warns of it, and exports keep it as text, reversibly."""

import csv
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import ocdataset as oc
from ocdataset.cli.answer_rendering import print_answer
from ocdataset.reference.formulas import as_it_was, is_formula, kept_as_text
from ocdataset.reference.rows import read_rows
from ocdataset.use.dataset import Engine

RUN = ["=1+1", "=", "+A1", "-A1+2", "@SUM(1)", "\t=1", "\r=cmd", "-2+cmd|' /C calc'!A0", '=HYPERLINK("x")']
SHOWN = ["-", "+", "- 0", "-0.35", "+5.25", "-7/40", "a=b", "1-2", "", "mail@example.org", "'quoted'"]


@pytest.mark.parametrize("text", RUN)
def test_what_a_spreadsheet_runs(text: str) -> None:
    assert is_formula(text)
    assert kept_as_text(text) == f"'{text}"


@pytest.mark.parametrize("text", SHOWN)
def test_what_it_shows(text: str) -> None:
    assert not is_formula(text)
    assert kept_as_text(text) == text


@given(st.text(alphabet="='+-@\t1a( ", max_size=6))
@example("'=1")
@example("''-1")
def test_every_cell_comes_back(text: str) -> None:
    kept = str(kept_as_text(text))
    assert as_it_was(kept) == text
    assert not is_formula(kept)


def named(copy: Path, formula: str) -> Path:
    """Give a country of a package another name."""
    path = copy / "data" / "countries.csv"
    text = path.read_text(encoding="utf-8").replace("\nFRA,France,", f"\nFRA,{formula} France,", 1)
    assert formula in text
    path.write_text(text, encoding="utf-8")
    return copy


@pytest.mark.parametrize("engine", ["pandas", "polars"])
def test_validate_warns(copy: Path, engine: Engine) -> None:
    if engine == "polars":
        pytest.importorskip("polars")
    report = oc.validate(named(copy, "=1+1"), engine=engine)
    notes = [note for result in report.results for note in result.notes if "formula" in note]
    assert len(notes) == 1
    assert notes[0].startswith("countries FRA name: a cell that a spreadsheet would run as a formula, '=1+1")


def test_the_shipped_cells_are_none(checkout: Path) -> None:
    notes = [note for result in oc.validate(checkout).results for note in result.notes]
    assert not any("formula" in note for note in notes)


def test_exports_keep_it_as_text(copy: Path, tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter")
    oc.open(named(copy, "=1+1")).export("excel", tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as book:
        sheets = [book.read(name).decode() for name in book.namelist() if "worksheets/sheet" in name]
    assert sheets
    assert not any("<f>" in sheet for sheet in sheets)
    scores = copy / "data" / "scores.csv"
    scores.write_text(scores.read_text(encoding="utf-8").replace(",PRK,", ",=PRK,"), encoding="utf-8")
    out = oc.open(copy).export("csv-wide", tmp_path / "a.csv")
    countries = {row["country"] for row in read_rows(out)}
    assert countries == {"'=PRK"}
    assert {as_it_was(cell) for cell in countries} == {"=PRK"}


class Told:
    """An answer with a cell that a spreadsheet would run."""

    columns = ("name", "value", "flag")

    def plain(self) -> list[dict[str, object]]:
        return [{"name": "=1+1", "value": -0.5, "flag": True}]


def test_answers_in_csv_keep_it_as_text(capsys: pytest.CaptureFixture[str]) -> None:
    print_answer(Told(), "csv", [], str)  # type: ignore[arg-type]
    assert list(csv.reader(io.StringIO(capsys.readouterr().out))) == [
        ["name", "value", "flag"],
        ["'=1+1", "-0.5", "true"],
    ]
