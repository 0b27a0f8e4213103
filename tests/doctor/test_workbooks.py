"""What the doctor says of a workbook: which release it is, and what differs from what one expects."""

from pathlib import Path

import pytest

from ocdataset.check.doctor.diagnosing import Diagnosis, diagnose
from tests.workbook.made_up import made_up_sheet, write

SOURCES = Path(__file__).parents[2].parent / "shared" / "sources"
RELEASES = {
    "global_oc_index_2021.xlsx": ((2021,), 772),
    "global_oc_index_2023.xlsx": ((2021, 2023), 1544),
}


def said(diagnosis: Diagnosis, kind: str) -> list[str]:
    return [str(finding) for finding in diagnosis.findings if finding.kind == kind]


def test_every_drift_is_listed_and_nothing_is_a_fault(tmp_path: Path) -> None:
    older, newer = made_up_sheet(2021), made_up_sheet(2023)
    older.rename("criminality", "CRIMINALITY")
    older.cells["COD"]["country"] = "Congo, Dem, Rep,"
    for row in older.cells.values():
        if row["region"] == "Caribbean":
            row["region"] = "Caribbean "
    moved = newer.order[0]
    newer.cells[moved]["region"] = "North Africa"
    diagnosis = diagnose(write(tmp_path / "no year in the name.xlsx", older, newer))
    assert diagnosis.healthy
    assert diagnosis.what == "the 2023 release of the publisher's workbook, editions 2021 and 2023"
    assert said(diagnosis, "header_spelling") == ["2021_dataset!D1: 'CRIMINALITY', expected 'Criminality'"]
    assert said(diagnosis, "name_spelling")[0].endswith("'Congo, Dem, Rep,', expected 'Congo, Dem. Rep.'")
    assert "'Caribbean ' of 13 countries" in said(diagnosis, "harmonised_region")[0]
    assert said(diagnosis, "moved_country") == [
        "2023_dataset!B2: Afghanistan in North Africa, expected West Africa, as in 2021"
    ]


def test_all_faults_are_listed_not_just_the_first(tmp_path: Path) -> None:
    sheet = made_up_sheet(2023)
    sheet.cells["FRA"]["heroin_trade"] = None
    sheet.cells["NER"]["country"] = "Nigr"
    for country in sheet.order[:9]:
        sheet.cells[country]["criminality"] = 1.01
    diagnosis = diagnose(write(tmp_path / "release.xlsx", sheet))
    kinds = {finding.kind for finding in diagnosis.findings if finding.fault}
    assert kinds == {"missing_value", "unknown_country", "missing_country", "average_differs"}
    assert len(said(diagnosis, "average_differs")) == 9


def test_ranks_in_a_workbook_are_checked(tmp_path: Path) -> None:
    sheet = made_up_sheet(2023)
    sheet.columns.append(("rank", "Rank (resilience)"))
    ordered = sorted(sheet.order, key=lambda country: -sheet.cells[country]["resilience"])
    for at, country in enumerate(ordered, start=1):
        sheet.cells[country]["rank"] = at
    diagnosis = diagnose(write(tmp_path / "release.xlsx", sheet))
    assert "ranks by Resilience: they count rows" in said(diagnosis, "naive_rank")[0]


@pytest.mark.parametrize("name", RELEASES)
def test_a_release_of_the_publisher_is_known_and_sound(name: str) -> None:
    if not (SOURCES / name).is_file():
        pytest.skip(f"the publisher's workbook is not part of the project and not at {SOURCES / name}")
    editions, averages = RELEASES[name]
    diagnosis = diagnose(SOURCES / name)
    assert diagnosis.healthy, said(diagnosis, "average_differs")
    assert f"the {editions[-1]} release" in diagnosis.what
    assert [int(line[:4]) for line in diagnosis.editions] == list(editions)
    assert sum(int(line.split(" averages")[0].split()[-1]) for line in diagnosis.editions) == averages
