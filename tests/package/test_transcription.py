"""From the source text to a complete package, and back from edited readings."""

import csv
from pathlib import Path

import pytest

from ocdataset.package.build import build, differences, write_files
from ocdataset.package.package import open_package
from ocdataset.package.transcription import transcribe
from ocdataset.reference.compositions import compositions
from ocdataset.reference.errors import DatasetError, Misuse, SourceRefused
from ocdataset.reference.names import measure_labels
from ocdataset.reference.rows import read_rows
from ocdataset.use.calls import validate

SEED = "000_683d49672b7a9cf3.txt"
PAGES = ("samples/2021_korea_dpr_1.txt", "samples/2021_korea_dpr_3.txt")
BUILT = ("scores", "averages", "ranks", "readings", "repairs", "placements")


def of_edition(table: str, edition: str, root: Path) -> list[dict[str, str]]:
    rows = open_package(root).rows(table)
    if table in ("readings", "repairs"):
        return [row for row in rows if f"-{edition}-" in row["source_id"]]
    return [row for row in rows if row["edition"] == edition]


def test_the_seed_gives_exactly_the_shipped_tables(sources: Path, checkout: Path, tmp_path: Path) -> None:
    out = tmp_path / "with a blank" / "package"
    transcribe([sources / SEED], out)
    for table in BUILT:
        assert open_package(out).rows(table) == of_edition(table, "2023", checkout), table
    assert validate(out, sources=sources).valid


def test_the_two_pages_give_exactly_the_shipped_tables(sources: Path, checkout: Path, tmp_path: Path) -> None:
    transcribe([sources / page for page in PAGES], tmp_path / "package")
    for table in BUILT:
        assert open_package(tmp_path / "package").rows(table) == of_edition(table, "2021", checkout), table


def test_a_transcribed_package_builds_to_itself(sources: Path, tmp_path: Path) -> None:
    transcribe([sources / SEED], tmp_path / "package")
    assert differences(tmp_path / "package", build(tmp_path / "package")) == []


def edit_reading(root: Path, measure: str, as_printed: str, correction: str) -> None:
    path = root / "data" / "readings.csv"
    rows = read_rows(path)
    for row in rows:
        if (row["measure"], row["as_printed"], row["kind"]) == (measure, as_printed, "number"):
            row["correction"] = correction
            break
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.parametrize(
    ("measure", "as_printed", "correction"),
    [("anti_money_laundering", "6.00", "1.00"), ("cannabis_trade", "6.00", "1.00")],
)
def test_a_correction_shows_as_an_override(
    copy: Path, measure: str, as_printed: str, correction: str
) -> None:
    edit_reading(copy, measure, as_printed, correction)
    write_files(copy, build(copy))
    overridden = [row for row in read_rows(copy / "data" / "repairs.csv") if row["rule"] == "override"]
    assert overridden
    assert validate(copy).valid


def test_a_correction_against_the_mean_leaves_the_other_cells_open(copy: Path) -> None:
    edit_reading(copy, "foreign_actors", "4.50", "5.00")
    write_files(copy, build(copy))
    scores = read_rows(copy / "data" / "scores.csv")
    sheet = {row["measure"]: row for row in scores if row["edition"] == "2023"}
    assert sheet["foreign_actors"]["value"] == "5.00"
    assert sheet["criminal_networks"]["status"] == "unresolved"
    assert sheet["criminal_networks"]["value"] == ""
    assert sheet["criminal_networks"]["candidates"] == "2.50 3.00"
    assert validate(copy).valid


@pytest.mark.parametrize("edition", ["2021", "2023"])
def test_a_removed_table_is_made_anew(copy: Path, edition: str) -> None:
    before = of_edition("scores", edition, copy)
    (copy / "data" / "scores.csv").unlink()
    assert "missing" in differences(copy, build(copy))[0]
    write_files(copy, build(copy))
    assert of_edition("scores", edition, copy) == before


def refused(tmp_path: Path, name: str, content: bytes, **asked: object) -> str:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(SourceRefused) as caught:
        transcribe([path], tmp_path / "out", **asked)  # type: ignore[arg-type]
    assert not (tmp_path / "out").exists()
    assert not list(tmp_path.glob(".out*"))
    line = str(caught.value)
    assert "\n" not in line
    assert name in line
    return line


def test_what_is_no_profile_is_refused_in_one_line(tmp_path: Path) -> None:
    refused(tmp_path, "picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00")
    refused(tmp_path, "empty.txt", b"")
    refused(tmp_path, "prose.txt", b"The minister said on Monday that crime fell by 4.50 percent.\n" * 9)
    refused(tmp_path, "absent.pdf", b"not a PDF at all")


def test_of_a_workbook_the_refusal_names_the_verb_that_reads_it(tmp_path: Path) -> None:
    assert "`ocdataset import`" in refused(tmp_path, "release.XLSX", b"PK\x03\x04")
    assert "`ocdataset import`" not in refused(tmp_path, "report.docx", b"PK\x03\x04")


PAGE = """Criminal actors
4.25
Mafia-style groups
1.00
Criminal networks
2.00
State-embedded actors
10.00
Foreign actors
4.00
"""


def page(title: str, address: str) -> bytes:
    return f"# {address}\n{title}\nCriminality score\n{PAGE}".encode()


def test_an_unknown_country_is_asked_for(tmp_path: Path) -> None:
    line = refused(tmp_path, "page.txt", page("Atlantis", "https://example.org/2021/country/atlantis"))
    assert "--country" in line


def test_a_2019_page_is_named(tmp_path: Path) -> None:
    line = refused(tmp_path, "page.txt", page("Kenya", "https://ocindex.net/2019/country/kenya"))
    assert "2019" in line


def test_a_taken_folder_is_not_touched(sources: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    with pytest.raises(Misuse, match="choose a new one"):
        transcribe([sources / SEED], tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine.txt"]


def test_a_folder_that_cannot_be_made_is_one_line(sources: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DatasetError, match="cannot be written"):
        transcribe([sources / SEED], tmp_path / "file" / "out")


def test_a_page_of_which_nothing_can_be_given_gives_an_open_sheet(tmp_path: Path) -> None:
    tree, labels = compositions()[2023], measure_labels()
    lines = ["Togo, Global Organized Crime Index 2023"]
    for part in tree.components:
        # averages that no scores beside them give prove that the numbers are others'
        lines += [f"{labels[part]} 9.00", *(f"{labels[name]} 5.00" for name in tree.children[part])]
    (tmp_path / "page.txt").write_text("\n".join(lines), encoding="utf-8")
    transcribe([tmp_path / "page.txt"], tmp_path / "package", country="TGO", edition=2023)
    rows = open_package(tmp_path / "package").rows("scores")
    assert {row["status"] for row in rows} == {"unresolved"}
    assert validate(tmp_path / "package").valid


def test_a_number_in_a_sentence_is_kept_in_the_package_unplaced(tmp_path: Path) -> None:
    rows = [f"{label} 4.00" for label in measure_labels().values()]
    prose = "In the year before the score of heroin trade had been put at 6.50 by all who were asked."
    (tmp_path / "page.txt").write_text("\n".join([*rows, prose]))
    transcribe([tmp_path / "page.txt"], tmp_path / "package", country="PRK", edition=2023)
    kept = [row for row in open_package(tmp_path / "package").rows("readings") if row["kind"] == "unplaced"]
    assert [(row["as_printed"], row["reason"], row["outcome"]) for row in kept] == [
        ("heroin trade", "sentence", "unused"),
        ("6.50", "sentence", "unused"),
    ]
    assert differences(tmp_path / "package", build(tmp_path / "package")) == []
    assert validate(tmp_path / "package").valid
