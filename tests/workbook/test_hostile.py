"""Hostile files: one clear line, bounded memory and time, nothing executed, nothing written outside."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import ocdataset as oc
from ocdataset.read.workbook.archive import MOST_BYTES_OF_A_PART
from ocdataset.read.workbook.reading import read_workbook
from ocdataset.reference.errors import DatasetError, Misuse, WorkbookRefused
from tests.workbook.made_up import made_up_sheet, write

SHEET = "xl/worksheets/sheet1.xml"
HEAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
FOOT = "</sheetData></worksheet>"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("sound") / "release.xlsx", made_up_sheet(2023))


def with_part(path: Path, source: Path, name: str, content: bytes) -> Path:
    """Copy a workbook with one part replaced or added."""
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as after:
        for part in before.infolist():
            if part.filename != name:
                after.writestr(part, before.read(part))
        after.writestr(name, content)
    return path


def refused(path: Path, line: str) -> None:
    with pytest.raises(WorkbookRefused, match=line) as error:
        read_workbook(path)
    assert "\n" not in str(error.value)


def test_a_bomb_is_refused_by_what_it_declares(sound: Path, tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(sound) as before, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as after:
        for part in before.infolist():
            if part.filename != SHEET:
                after.writestr(part, before.read(part))
        with after.open(SHEET, "w", force_zip64=True) as content:
            for _ in range(3 * MOST_BYTES_OF_A_PART // (1 << 22)):
                content.write(b" " * (1 << 22))
    assert bomb.stat().st_size < 1 << 20
    refused(bomb, "unpacks to 7. MiB, more than a workbook may")


def test_a_bomb_that_lies_about_its_size_is_not_read_beyond_it(sound: Path, tmp_path: Path) -> None:
    body = (HEAD + "<row/>" * 2_000_000 + FOOT).encode()
    path = with_part(tmp_path / "lie.xlsx", sound, SHEET, body)
    content = path.read_bytes()
    size = len(body).to_bytes(4, "little")
    assert content.count(size) == 2
    path.write_bytes(content.replace(size, (1000).to_bytes(4, "little")))
    refused(path, "damaged|not well formed")


def test_two_cells_at_the_far_corners_cost_nothing(sound: Path, tmp_path: Path) -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    path = with_part(tmp_path / "far.xlsx", sound, SHEET, (HEAD + cells + FOOT).encode())
    assert [cell.text for cell in next(iter(read_workbook(path))).cells.values()] == ["1", "2"]


def test_two_million_empty_rows(sound: Path, tmp_path: Path) -> None:
    path = with_part(tmp_path / "rows.xlsx", sound, SHEET, (HEAD + "<row/>" * 2_000_000 + FOOT).encode())
    refused(path, "more than 1,000,000 elements of XML")


def test_a_row_beyond_the_last_one(sound: Path, tmp_path: Path) -> None:
    path = with_part(tmp_path / "rows.xlsx", sound, SHEET, (HEAD + '<row r="1048577"/>' + FOOT).encode())
    refused(path, "more than 1048576 rows")


def test_empty_rows_after_the_data_do_not_matter(sound: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(sound) as archive:
        sheet = archive.read(SHEET)
    blank = b"".join(b'<row r="%d"/>' % row for row in range(200, 300_000))
    path = with_part(
        tmp_path / "blank.xlsx", sound, SHEET, sheet.replace(b"</sheetData>", blank + b"</sheetData>")
    )
    assert read_workbook(path).sheets[0].cells == read_workbook(sound).sheets[0].cells


def test_a_cell_too_many(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ocdataset.read.workbook.reading.MOST_CELLS", 1000)
    refused(sound, "more than 300000 cells")


def test_entities_are_not_expanded(sound: Path, tmp_path: Path) -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>' + HEAD + FOOT
    refused(with_part(tmp_path / "laughs.xlsx", sound, SHEET, laughs.encode()), "document type declaration")


def test_macros_are_not_opened(sound: Path, tmp_path: Path) -> None:
    path = with_part(tmp_path / "macro.xlsm", sound, "xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 Auto_Open")
    assert "the file carries macros, which were not opened" in read_workbook(path).remarks
    assert len(oc.import_workbook(path, tmp_path / "out").load("averages")) == 4 * 193


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", "is empty"),
        (b"Country,Criminality\nFrance,5.0\n", "is text, not a workbook"),
        (b"<!DOCTYPE html><html><body>Moved</body></html>", "is a web page, not a workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "encrypted workbook or one of the old .xls"),
        (b"PK\x03\x04" + bytes(600), "damaged"),
        (b"%PDF-1.7", "is no .xlsx workbook"),
    ],
    ids=["empty", "csv", "page", "encrypted", "damaged", "pdf"],
)
def test_a_file_that_is_no_workbook(content: bytes, line: str, tmp_path: Path) -> None:
    path = tmp_path / "release.xlsx"
    path.write_bytes(content)
    refused(path, line)


def test_an_archive_that_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "release.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../evil.txt", "outside")
    refused(path, "is an archive, but no .xlsx workbook")
    assert not (tmp_path.parent.parent / "evil.txt").exists()


def test_a_truncated_workbook(sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "cut.xlsx"
    path.write_bytes(sound.read_bytes()[:20_000])
    refused(path, "damaged")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Misuse, match="no such file"):
        read_workbook(tmp_path / "none.xlsx")


def test_no_cell_of_any_table_starts_like_a_formula(tmp_path: Path) -> None:
    sheet = made_up_sheet(2023)
    sheet.name = "=cmd|2023"
    sheet.above = [["=cmd|'/c calc'!A0"], ["+1+1", "@SUM(1)", "-2"]]
    sheet.columns.append(("note", "Note"))
    for row in sheet.cells.values():
        row["note"] = "=HYPERLINK(A1)"
    path = write(tmp_path / "=2+5.xlsx", sheet)
    package = oc.import_workbook(path, tmp_path / "out").package
    for table in (
        "sources",
        "editions",
        "composition",
        "placements",
        "scores",
        "averages",
        "ranks",
        "repairs",
    ):
        for row in package.rows(table):
            for text in row.values():
                assert not text.startswith(("=", "+", "-", "@", "\t", "\r")), (table, row)


@pytest.mark.parametrize("verb", ["import", "doctor"])
def test_the_command_says_it_in_one_line_without_a_traceback(verb: str, tmp_path: Path) -> None:
    path = tmp_path / "release.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    out = ["-o", str(tmp_path / "out")] if verb == "import" else []
    done = subprocess.run(
        [sys.executable, "-m", "ocdataset", verb, str(path), *out], capture_output=True, text=True
    )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_every_refusal_is_an_error_a_user_can_mend() -> None:
    assert issubclass(WorkbookRefused, DatasetError)
