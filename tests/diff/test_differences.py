"""Two packages or workbooks compared by key."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import ocdataset as oc
from ocdataset.package.differences import compare
from tests.workbook.made_up import made_up_sheet, write

CHECKOUT = Path(__file__).parents[2]
RELEASE = CHECKOUT.parent / "shared" / "sources" / "global_oc_index_2023.xlsx"


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("one") / "one.xlsx", made_up_sheet(2023))


def test_a_workbook_and_the_package_made_of_it_do_not_differ(one: Path, tmp_path: Path) -> None:
    oc.import_workbook(one, tmp_path / "package")
    comparison = compare(one, tmp_path / "package")
    assert comparison.same
    assert comparison.compared["scores"] == 193 * 32


def test_order_and_spelling_are_not_values(one: Path, tmp_path: Path) -> None:
    sheet = made_up_sheet(2023)
    sheet.order.reverse()
    sheet.columns.reverse()
    sheet.rename("criminality", "Criminality avg,")
    sheet.cells["COD"]["country"] = "Congo, Dem, Rep,"
    comparison = compare(one, write(tmp_path / "two.xlsx", sheet))
    assert [str(change) for change in comparison.changed] == [
        "header 2023 criminality label: 'Criminality' -> 'Criminality avg,'",
        "name 2023 COD label: 'Congo, Dem. Rep.' -> 'Congo, Dem, Rep,'",
    ]


def test_a_changed_score_shows_in_its_averages_and_ranks(one: Path, tmp_path: Path) -> None:
    sheet = made_up_sheet(2023, seed=2023)
    country = next(code for code in sheet.order if sheet.cells[code]["heroin_trade"] == 5)
    row = sheet.cells[country]
    row["heroin_trade"] = 5.5
    markets = [key for key, _ in sheet.columns[5:20]]
    row["criminal_markets"] = sum(row[key] for key in markets) / 15
    actors = [key for key, _ in sheet.columns[21:26]]
    row["criminality"] = (row["criminal_markets"] + sum(row[key] for key in actors) / 5) / 2
    comparison = compare(one, write(tmp_path / "two.xlsx", sheet))
    tables = {change.table for change in comparison.changed}
    assert {"scores", "averages"} <= tables <= {"scores", "averages", "ranks"}
    scores = [change for change in comparison.changed if change.table == "scores"]
    assert [str(change) for change in scores] == [f"2023 {country} heroin_trade value: 5.00 -> 5.50"]


def test_a_moved_country_and_an_added_edition(one: Path, tmp_path: Path) -> None:
    sheet = made_up_sheet(2023)
    moved = sheet.order[0]
    sheet.cells[moved]["region"] = "North Africa"
    two = write(tmp_path / "two.xlsx", sheet, made_up_sheet(2025))
    comparison = compare(one, two)
    placements = [str(change) for change in comparison.changed if change.table == "placements"]
    assert placements == [f"2023 {moved} region: west_africa -> north_africa"]
    added = {table: 0 for table, _ in comparison.added}
    for table, _ in comparison.added:
        added[table] += 1
    assert added["scores"] == 193 * 32
    assert not comparison.gone
    assert compare(two, one).gone == comparison.added


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_exit_status_says_whether_they_differ(one: Path, tmp_path: Path, form: str) -> None:
    two = write(tmp_path / "two.xlsx", made_up_sheet(2023, seed=1))
    statuses = []
    for other in (one, two):
        command = [sys.executable, "-m", "ocdataset", "diff", str(one), str(other), "--format", form]
        done = subprocess.run(command, capture_output=True, text=True)
        statuses.append(done.returncode)
        if form == "json":
            assert json.loads(done.stdout)["same"] == (other == one)
        else:
            assert ("no difference" in done.stdout) == (other == one)
    assert statuses == [0, 1]


def test_neither_package_nor_workbook_is_one_line(one: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "ocdataset", "diff", str(one), str(tmp_path / "none")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


def test_the_transcribed_profile_agrees_with_the_publishers_workbook_cell_by_cell() -> None:
    if not RELEASE.is_file():
        pytest.skip(f"the publisher's workbook is not part of the project and not at {RELEASE}")
    comparison = compare(CHECKOUT, RELEASE, countries=["PRK"])
    assert not comparison.changed
    assert not comparison.gone
    assert comparison.compared["scores"] == 26 + 32
    assert comparison.compared["averages"] == 8
    assert comparison.compared["ranks"] >= 9
    # the ranks of 2021 that neither page prints are computed
    assert {table for table, _ in comparison.added} <= {"ranks"}


def test_a_package_a_workbook_and_a_csv_file_in_any_mixture(one: Path, tmp_path: Path) -> None:
    import csv

    sheet = made_up_sheet(2023)
    path = tmp_path / "mine 2023.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow([header for _, header in sheet.columns])
        for country in sheet.order:
            cells = sheet.cells[country] | ({"heroin_trade": 0.5} if country == "AFG" else {})
            lines.writerow([cells.get(key) for key, _ in sheet.columns])
    oc.import_workbook(one, tmp_path / "package")
    before = f"{sheet.cells['AFG']['heroin_trade']:.2f}"
    for other in (one, tmp_path / "package"):
        comparison = compare(other, path)
        assert [str(change) for change in comparison.changed] == [
            f"2023 AFG heroin_trade value: {before} -> 0.50"
        ]
        assert comparison.compared == {"scores": 193 * 32, "averages": 193 * 4}


def test_the_differences_of_a_faulty_workbook_are_shown(one: Path, tmp_path: Path) -> None:
    sheet = made_up_sheet(2023)
    sheet.cells["AFG"]["criminality"] = 1.11
    faulty = write(tmp_path / "faulty.xlsx", sheet)
    [change] = compare(one, faulty).changed
    assert str(change).startswith("2023 AFG criminality value: ")
    assert change.after == "1.11"


def test_a_csv_file_without_an_edition_is_refused(one: Path, tmp_path: Path) -> None:
    from ocdataset.reference.errors import SourceRefused

    (tmp_path / "mine.csv").write_text("Country,Human trafficking\nAustria,4.5\n")
    with pytest.raises(SourceRefused, match="which edition it is"):
        compare(one, tmp_path / "mine.csv")


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"", "is empty"), (b"\n\n", "nothing; expected a header and rows"), (None, "no such file")],
)
@pytest.mark.parametrize("mine_first", [True, False])
def test_an_empty_or_missing_file_is_called_that(
    content: bytes | None, told: str, mine_first: bool, one: Path, tmp_path: Path
) -> None:
    from ocdataset.reference.errors import DatasetError

    path = tmp_path / "mine.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DatasetError, match=f"mine.csv: {told}"):
        compare(*((path, one) if mine_first else (one, path)))
