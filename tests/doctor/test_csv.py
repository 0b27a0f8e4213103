"""The mistakes that others made on the Index's figures, each recognised in a CSV made so."""

import csv
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ocdataset.check.doctor.diagnosing import Diagnosis, diagnose
from ocdataset.reference.compositions import compositions
from ocdataset.reference.errors import DatasetError
from tests.workbook.made_up import MadeUpSheet, made_up_sheet, unrounded

PARENTS = compositions()[2023].parents


def wide(sheet: MadeUpSheet, path: Path, **options: Any) -> Path:
    with path.open("w", encoding=options.pop("encoding", "utf-8"), newline="") as file:
        lines = csv.writer(file, **options)
        lines.writerow([header for _, header in sheet.columns])
        for country in sheet.order:
            row = sheet.cells[country]
            lines.writerow(["" if row.get(key) is None else row.get(key) for key, _ in sheet.columns])
    return path


def long(sheet: MadeUpSheet, path: Path, edition: object) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(["Country", "Year", "Indicator", "Score"])
        for country in sheet.order:
            for measure, header in sheet.columns[3:]:
                lines.writerow(
                    [sheet.cells[country]["country"], edition, header, sheet.cells[country][measure]]
                )
    return path


def faults(diagnosis: Diagnosis) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for finding in diagnosis.findings:
        if finding.fault:
            found.setdefault(finding.kind, []).append(str(finding))
    return found


def a_country_in_another_spelling(sheet: MadeUpSheet) -> None:
    sheet.cells["split"] = sheet.cells["COD"] | {"country": "Congo, Dem, Rep,"}
    sheet.order.append("split")


def zeros_for_missing(sheet: MadeUpSheet) -> None:
    for country in sheet.order[:7]:
        sheet.cells[country]["heroin_trade"] = 0


def on_a_scale_from_0(sheet: MadeUpSheet) -> None:
    for row in sheet.cells.values():
        row.update({key: round((row[key] - 1) / 9 * 10, 2) for key, _ in sheet.columns[3:]})


def rounded_to_even(sheet: MadeUpSheet) -> None:
    unrounded(sheet)
    for row in sheet.cells.values():
        row.update({parent: round(row[parent], 2) for parent in PARENTS})


def from_rounded_means(sheet: MadeUpSheet) -> None:
    for row in sheet.cells.values():
        row["criminality"] = round((row["criminal_markets"] + row["criminal_actors"]) / 2 + 1e-9, 2)


def averages_lost_to_a_missed_header(sheet: MadeUpSheet) -> None:
    for row in sheet.cells.values():
        row["criminality"] = None


def ranks_that_count_rows(sheet: MadeUpSheet) -> None:
    sheet.order.sort(key=lambda country: -sheet.cells[country]["criminality"])
    sheet.columns.append(("rank", "Criminality rank"))
    for at, country in enumerate(sheet.order, start=1):
        sheet.cells[country]["rank"] = at


def namibia_dropped(sheet: MadeUpSheet) -> None:
    sheet.order.remove("NAM")


def namibia_nameless(sheet: MadeUpSheet) -> None:
    sheet.cells["NAM"]["country"] = None


def namibia_everywhere(sheet: MadeUpSheet) -> None:
    sheet.columns.append(("code", "ISO2"))
    for country in sheet.order:
        sheet.cells[country]["code"] = "NA" if country in ("FRA", "NAM", "PRK") else country[:2]


def unknown_name(sheet: MadeUpSheet) -> None:
    sheet.cells["NER"]["country"] = "Nigr"


def region_with_a_blank(sheet: MadeUpSheet) -> None:
    sheet.cells["FRA"]["region"] += " "


def doubled(sheet: MadeUpSheet) -> None:
    sheet.order.append("FRA")


CASES: list[tuple[Callable[[MadeUpSheet], None], str, str]] = [
    (a_country_in_another_spelling, "split_name", "194 names are 193 countries"),
    (zeros_for_missing, "zero_for_missing", "0 for Heroin trade of 7 countries"),
    (on_a_scale_from_0, "other_scale", r"(score - 1) / 9 x 10"),
    (rounded_to_even, "average_differs", "rounded half to even"),
    (from_rounded_means, "average_differs", "the mean of the rounded means"),
    (averages_lost_to_a_missed_header, "missing_value", "of any country: the header 'criminality'"),
    (ranks_that_count_rows, "naive_rank", "they count rows"),
    (namibia_dropped, "missing_country", "no row of Namibia (NAM): its code NA is read as missing"),
    (namibia_nameless, "unknown_country", "Namibia's NA was read as missing"),
    (namibia_everywhere, "contradicted_country", "2 countries with the code of Namibia"),
    (unknown_name, "unknown_country", "'Nigr', expected a known country; the closest are Niger"),
    (region_with_a_blank, "harmonised_region", "Caribbean as"),
    (doubled, "repeated_country", "France again, as in line"),
]


@pytest.mark.parametrize(("spoil", "kind", "words"), CASES, ids=[spoil.__name__ for spoil, _, _ in CASES])
def test_a_known_mistake_is_recognised(
    spoil: Callable[[MadeUpSheet], None], kind: str, words: str, tmp_path: Path
) -> None:
    sheet = made_up_sheet(2023)
    spoil(sheet)
    found = faults(diagnose(wide(sheet, tmp_path / "spoilt.csv")))
    assert any(words in line for line in found[kind]), found


@pytest.mark.parametrize(
    "options", [{"delimiter": ";"}, {"encoding": "utf-8-sig"}, {"encoding": "utf-16"}, {"delimiter": "\t"}]
)
def test_a_sound_file_is_sound_however_it_was_saved(options: dict[str, Any], tmp_path: Path) -> None:
    diagnosis = diagnose(wide(made_up_sheet(2023), tmp_path / "of 2023.csv", **options))
    assert diagnosis.healthy, diagnosis.findings
    assert diagnosis.editions == ("2023: 193 countries, 6,176 scores",)


def test_unrounded_averages_with_binary_noise_are_sound(tmp_path: Path) -> None:
    sheet = made_up_sheet(2021)
    unrounded(sheet)
    assert diagnose(wide(sheet, tmp_path / "mine.csv")).healthy


def test_a_long_file(tmp_path: Path) -> None:
    sheet = made_up_sheet(2023)
    diagnosis = diagnose(long(sheet, tmp_path / "mine.csv", 2023))
    assert diagnosis.healthy, diagnosis.findings
    assert diagnosis.what == "a CSV file of the Index's figures, in the long shape"
    sheet.cells["FRA"]["heroin_trade"] = 0
    assert set(faults(diagnose(long(sheet, tmp_path / "mine.csv", 2023)))) == {"zero_for_missing"}


@pytest.mark.parametrize("shape", ["long", "wide"])
def test_the_wrong_edition_under_the_label_by_its_indicators(shape: str, tmp_path: Path) -> None:
    sheet = made_up_sheet(2023)
    path = tmp_path / "index_2021.csv"
    diagnosis = diagnose(long(sheet, path, 2021) if shape == "long" else wide(sheet, path))
    assert "extortion_and_protection_racketeering" in faults(diagnosis)["wrong_edition"][0]


def test_the_wrong_edition_under_the_label_by_its_values(tmp_path: Path) -> None:
    import ocdataset as oc
    from tests.workbook.made_up import write

    sheet = made_up_sheet(2023)
    known = oc.import_workbook(write(tmp_path / "known.xlsx", sheet), tmp_path / "known").package
    found = faults(diagnose(wide(sheet, tmp_path / "oci_2025.csv"), known=[known]))
    assert found == {
        "wrong_edition": [
            "labelled 2025 by the name of the file, but its values are those of 2023 (the scores of 193 "
            "countries), expected the values of 2025"
        ]
    }


def test_the_cover_read_as_data(tmp_path: Path) -> None:
    path = tmp_path / "cover.csv"
    path.write_text(",Unnamed: 0,GLOBAL ORGANIZED CRIME INDEX - 2023\n0,,Based on\n")
    assert "the cover sheet" in faults(diagnose(path))["no_table"][0]


def test_the_command_fits_80_columns_and_says_the_same_in_json(tmp_path: Path) -> None:
    sheet = made_up_sheet(2023)
    rounded_to_even(sheet)
    path = wide(sheet, tmp_path / "mine.csv")
    texts = {}
    for form in ("text", "json"):
        command = [sys.executable, "-m", "ocdataset", "doctor", path.name, "--format", form]
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env={"PATH": "", "COLUMNS": "80", "PYTHONPATH": str(Path(__file__).parents[2])},
        )
        assert done.returncode == 1, done.stderr
        texts[form] = done.stdout
    assert max(map(len, texts["text"].splitlines())) <= 80
    content = json.loads(texts["json"])
    assert content["summary"] in " ".join(texts["text"].split())
    assert content["compared"] == {"averages": 772, "ranks": 0, "keys": 193}
    assert {finding["kind"] for finding in content["findings"] if finding["fault"]} == {"average_differs"}


def test_nothing_wrong_is_said_only_where_every_kind_of_check_ran(tmp_path: Path) -> None:
    told = diagnose(wide(made_up_sheet(2023), tmp_path / "mine 2023.csv")).quotable
    assert "no fault found" in told
    assert told.endswith("compared: 193 keys, 772 averages; not checked: ranks.")
    (tmp_path / "some 2023.csv").write_text("Country,Human trafficking\nAustria,4.5\n")
    assert diagnose(tmp_path / "some 2023.csv").unchecked == ["averages", "ranks"]


def test_a_misspelt_column_is_no_column_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "b 2023.csv").write_text("Country,Criminalty,Human trafficking\nAustria,4.5,4.5\n")
    [found] = faults(diagnose(tmp_path / "b 2023.csv"))["unknown_column"]
    assert "Criminality, which it is nearly" in found


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("Country,Year,Indicater,Score", "no column indicator; the closest is 'Indicater'"),
        ("country,edition,mesure,value", "no column measure; the closest is 'mesure'"),
        ("country,edition,measure,valeu", "no column value; the closest is 'valeu'"),
        ("cuontry,edition,measure,value", "no column country; the closest is 'cuontry'"),
    ],
)
def test_a_misspelt_column_of_a_long_table_is_named(header: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "long.csv").write_text(f"{header}\nAustria,2023,Human trafficking,4.5\n")
    [found] = faults(diagnose(tmp_path / "long.csv"))["no_table"]
    assert told in found


def test_an_average_is_not_told_to_be_a_half_point(tmp_path: Path) -> None:
    (tmp_path / "a 2023.csv").write_text("Country,Criminality,Human trafficking\nAustria,11.2,4.25\n")
    average, score = sorted(faults(diagnose(tmp_path / "a 2023.csv"))["off_scale"], key=len)
    assert average.endswith("expected 1.00 to 10.00")
    assert score.endswith("expected one of 1.0, 1.5, ... 10.0")


@pytest.mark.parametrize(("content", "told"), [(b"", "is empty"), (None, "no such file")])
def test_an_empty_or_missing_file_is_called_that(content: bytes | None, told: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DatasetError, match=told):
        diagnose(path)
