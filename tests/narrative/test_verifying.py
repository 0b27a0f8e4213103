"""Coded units found again in a user's own copy of a profile."""

import shutil
from pathlib import Path

import pytest

from ocdataset.check.verifying import verify
from ocdataset.package.package import open_package
from ocdataset.reference.errors import DatasetError, Misuse
from tests.cli.test_verbs import run
from tests.narrative.forms import FORMS


@pytest.mark.parametrize("source_id", ["prk-2021-narrative", "prk-2023-ocr-sheet"])
def test_the_very_file_has_every_unit_at_its_place(profiles: dict[str, Path], source_id: str) -> None:
    [result] = verify(open_package(), [profiles[source_id]])
    assert (result.source_id, result.untouched) == (source_id, True)
    assert result.count("found") == len(result.units)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("source_id", ["prk-2021-narrative", "prk-2023-ocr-sheet"])
def test_another_extraction_has_every_unit(
    profiles: dict[str, Path], tmp_path: Path, source_id: str, form: str
) -> None:
    text = profiles[source_id].read_bytes().decode("utf-8")
    copy = tmp_path / "copy.txt"
    copy.write_bytes(FORMS[form](text).encode("utf-8"))
    [result] = verify(open_package(), [copy])
    assert result.source_id == source_id
    assert result.count("missing") == 0
    assert result.untouched == (FORMS[form](text) == text)


def test_one_changed_word_loses_one_unit(profiles: dict[str, Path], tmp_path: Path) -> None:
    text = profiles["prk-2023-ocr-sheet"].read_text(encoding="utf-8")
    copy = tmp_path / "copy.txt"
    copy.write_text(text.replace("porous", "open", 1), encoding="utf-8")
    [result] = verify(open_package(), [copy])
    assert [unit.unit_id for unit in result.units if unit.status == "missing"] == ["PRK-2023-u107"]
    units = {row["unit_id"]: int(row["char_start"]) for row in open_package().rows("units")}
    assert all(
        unit.char_start == units[unit.unit_id] - (2 if unit.unit_id > "PRK-2023-u107" else 0)
        for unit in result.units
        if unit.status != "missing"
    )


def test_without_headings_the_sentences_are_found(profiles: dict[str, Path], tmp_path: Path) -> None:
    lines = profiles["prk-2023-ocr-sheet"].read_text(encoding="utf-8").splitlines()
    copy = tmp_path / "copy.txt"
    copy.write_text("\n".join(line for line in lines if not line.startswith("#")), encoding="utf-8")
    [result] = verify(open_package(), [copy])
    assert {unit.kind for unit in result.units if unit.status == "missing"} == {"heading"}


def test_what_is_no_profile_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Nothing of the kind stands here.", encoding="utf-8")
    with pytest.raises(DatasetError, match="no sentence of a coded narrative"):
        verify(open_package(), [page])
    page.write_bytes(b"\x00\x01")
    with pytest.raises(Misuse, match="no plain UTF-8 text"):
        verify(open_package(), [page])


def test_a_package_without_units_or_with_broken_ones_says_so(
    checkout: Path, profiles: dict[str, Path], tmp_path: Path
) -> None:
    shutil.copytree(checkout / "data", tmp_path / "data")
    shutil.copyfile(checkout / "datapackage.json", tmp_path / "datapackage.json")
    units = tmp_path / "data" / "units.csv"
    lines = units.read_text(encoding="utf-8").splitlines(keepends=True)
    units.write_text(
        "".join([*lines[:-1], lines[-1].replace(",funding,1,", ",funding,1,x")]), encoding="utf-8"
    )
    with pytest.raises(DatasetError, match="run: ocdataset validate"):
        verify(open_package(tmp_path), [profiles["prk-2023-ocr-sheet"]])
    units.write_text(lines[0], encoding="utf-8")
    with pytest.raises(DatasetError, match="no units of a narrative"):
        verify(open_package(tmp_path), [profiles["prk-2023-ocr-sheet"]])


def test_the_verb_says_what_is_missing_and_ends_with_its_status(
    profiles: dict[str, Path], tmp_path: Path
) -> None:
    ended = run("verify", "--source", profiles["prk-2023-ocr-sheet"])
    assert ended.returncode == 0
    assert "130 units: 130 found, 0 moved, 0 missing" in ended.stdout
    copy = tmp_path / "copy.txt"
    text = profiles["prk-2021-narrative"].read_text(encoding="utf-8")
    copy.write_text(text.replace("the ", "a "), encoding="utf-8")
    ended = run("verify", "--source", copy)
    assert ended.returncode == 1
    assert "more missing (--all shows them)" in ended.stdout
    assert run("verify", "--source", tmp_path / "nowhere.txt").returncode == 2
    assert run("verify").returncode == 2
