"""What is unknown, missing, doubled or contradicted is named in one line, and nothing is written."""

from collections.abc import Callable
from pathlib import Path

import pytest

import ocdataset as oc
from ocdataset.reference.errors import Misuse, SourceRefused
from tests.workbook.made_up import MadeUpSheet, made_up_sheet, write


def unknown_column(sheet: MadeUpSheet) -> None:
    sheet.columns.append(("new", "Wildlife cybercrime"))
    for row in sheet.cells.values():
        row["new"] = 5.0


def missing_column(sheet: MadeUpSheet) -> None:
    sheet.drop("heroin_trade")


def repeated_column(sheet: MadeUpSheet) -> None:
    sheet.columns.append(("heroin_trade", "HEROIN TRADE"))


def header_missed(sheet: MadeUpSheet) -> None:
    sheet.rename("criminality", "")


def unknown_country(sheet: MadeUpSheet) -> None:
    sheet.cells["NER"]["country"] = "Nigr"


def missing_country(sheet: MadeUpSheet) -> None:
    sheet.order.remove("NAM")


def repeated_country(sheet: MadeUpSheet) -> None:
    sheet.order.append("FRA")


def nameless_country(sheet: MadeUpSheet) -> None:
    sheet.cells["NAM"]["country"] = None


def contradicted_code(sheet: MadeUpSheet) -> None:
    sheet.columns.append(("code", "ISO3"))
    sheet.cells["FRA"]["code"] = "NAM"


def missing_value(sheet: MadeUpSheet) -> None:
    sheet.cells["FRA"]["heroin_trade"] = None


def missing_value_in_words(sheet: MadeUpSheet) -> None:
    sheet.cells["FRA"]["heroin_trade"] = "n/a"


def whole_row_missing(sheet: MadeUpSheet) -> None:
    for key, _ in sheet.columns[3:]:
        sheet.cells["FRA"][key] = None


def zero(sheet: MadeUpSheet) -> None:
    sheet.cells["FRA"]["heroin_trade"] = 0


def off_the_grid(sheet: MadeUpSheet) -> None:
    sheet.cells["FRA"]["heroin_trade"] = 6.25


def no_number(sheet: MadeUpSheet) -> None:
    sheet.cells["FRA"]["heroin_trade"] = "high"


def moved_half_a_point(sheet: MadeUpSheet) -> None:
    sheet.cells["FRA"]["heroin_trade"] += 0.5 if sheet.cells["FRA"]["heroin_trade"] < 10 else -0.5


def unknown_region(sheet: MadeUpSheet) -> None:
    sheet.cells["FRA"]["region"] = "Middle Earth"


def region_of_another_continent(sheet: MadeUpSheet) -> None:
    sheet.cells["FRA"]["region"] = "Polynesia"


def merged_region_that_nothing_tells_apart(sheet: MadeUpSheet) -> None:
    for row in sheet.cells.values():
        if row["region"] in ("Caribbean", "Central America"):
            row["region"] = "Caribbean & Central"


def formula_without_a_value(sheet: MadeUpSheet) -> None:
    sheet.cells["FRA"]["heroin_trade"] = "=cmd|'/c calc'!A0"


def name_that_is_a_formula(sheet: MadeUpSheet) -> None:
    sheet.cells["FRA"]["country"] = "@France"


def other_indicators_than_the_label(sheet: MadeUpSheet) -> None:
    sheet.name = "2021_dataset"


def africa_only(sheet: MadeUpSheet) -> None:
    sheet.name = "2019_dataset"


def no_edition_said(sheet: MadeUpSheet) -> None:
    sheet.name = "Full_dataset"


def year_without_an_edition(sheet: MadeUpSheet) -> None:
    sheet.name = "2022_dataset"


FAULTS: list[tuple[Callable[[MadeUpSheet], None], str]] = [
    (unknown_column, r"1 unknown column \(2023_dataset!AN1: 'Wildlife cybercrime'"),
    (missing_column, "no column of Heroin trade"),
    (repeated_column, "'HEROIN TRADE' means heroin_trade, which 2023_dataset!"),
    (header_missed, "193 numbers below no header"),
    (unknown_country, "'Nigr', expected a known country; the closest are Niger,"),
    (missing_country, r"no row of Namibia \(NAM\)"),
    (repeated_country, "France again, as in row"),
    (nameless_country, r"no row of Namibia \(NAM\)"),
    (contradicted_code, "the code 'NAM' next to the name 'France'"),
    (missing_value, "no Heroin trade of France"),
    (missing_value_in_words, "no Heroin trade of France"),
    (whole_row_missing, "France without 36 of its 36 values"),
    (zero, "missing is never 0"),
    (off_the_grid, "6.25 for Heroin trade of France"),
    (no_number, "'high' for Heroin trade of France"),
    (moved_half_a_point, "for Criminal markets of France, expected"),
    (unknown_region, "'Middle Earth'"),
    (region_of_another_continent, "'Polynesia' on the continent Americas"),
    (merged_region_that_nothing_tells_apart, "may be Caribbean or Central America"),
    (formula_without_a_value, "formula .* without a value"),
    (name_that_is_a_formula, "'@France'"),
    (other_indicators_than_the_label, "labelled 2021 by its name, but its 36 measures are those of 2023"),
    (africa_only, "2019, which covers Africa only"),
    (no_edition_said, "no name, title or cover says which edition"),
    (year_without_an_edition, "there is no such edition"),
]


@pytest.mark.parametrize(("fault", "line"), FAULTS, ids=[fault.__name__ for fault, _ in FAULTS])
def test_it_is_refused_in_one_line(fault: Callable[[MadeUpSheet], None], line: str, tmp_path: Path) -> None:
    sheet = made_up_sheet(2023)
    fault(sheet)
    path = write(tmp_path / "release.xlsx", sheet)
    with pytest.raises(SourceRefused, match=line) as refused:
        oc.import_workbook(path, tmp_path / "out")
    assert "\n" not in str(refused.value)
    assert [one.name for one in tmp_path.iterdir()] == ["release.xlsx"]


def test_many_faults_are_the_first_few_and_how_many_more(tmp_path: Path) -> None:
    sheet = made_up_sheet(2023)
    for country in sheet.order[:40]:
        sheet.cells[country]["heroin_trade"] = None
    sheet.cells["ZWE"]["country"] = "Zimbabweland"
    path = write(tmp_path / "release.xlsx", sheet)
    with pytest.raises(
        SourceRefused, match=r"40 missing values .*; \+37 more.*1 unknown countries|1 unknown"
    ):
        oc.import_workbook(path, tmp_path / "out")


def test_the_values_of_one_edition_under_the_label_of_another(tmp_path: Path) -> None:
    copied = made_up_sheet(2023)
    copied.name = "2025_dataset"
    path = write(tmp_path / "release.xlsx", made_up_sheet(2023), copied)
    with pytest.raises(SourceRefused, match="labelled 2025 by its name, but its values are those of 2023"):
        oc.import_workbook(path, tmp_path / "out")


def test_two_sheets_of_one_edition_that_differ(tmp_path: Path) -> None:
    other = made_up_sheet(2023, seed=5)
    other.name = "2023 revised"
    path = write(tmp_path / "release.xlsx", made_up_sheet(2023), other)
    with pytest.raises(SourceRefused, match="holds the edition 2023, as the sheet '2023_dataset' does"):
        oc.import_workbook(path, tmp_path / "out")


def test_what_is_there_is_never_overwritten(tmp_path: Path) -> None:
    path = write(tmp_path / "release.xlsx", made_up_sheet(2023))
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    with pytest.raises(Misuse, match="not an empty folder"):
        oc.import_workbook(path, tmp_path / "out")
    assert (tmp_path / "out" / "mine.txt").read_text() == "mine"
