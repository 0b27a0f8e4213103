# ruff: noqa: E501, PT017
"""Each reader and `validate` on files that are changed at random: a result or an error of ours, never another."""

import os
import shutil
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ocdataset as oc
from ocdataset.check.doctor.diagnosing import diagnose
from ocdataset.package.reading_sources import read_or_refuse
from ocdataset.reference.errors import DatasetError
from tests.hostile.corpus import FOOT, HEAD, workbook

EXAMPLES = int(os.environ.get("OCDATASET_FUZZ_EXAMPLES", "0"))
"""Of each test; none asked for: few, and the same each time."""


def fuzzed(few: int) -> settings:
    return settings(max_examples=EXAMPLES or few, derandomize=not EXAMPLES, deadline=None, database=None)


PIECES = st.sampled_from(
    ["", "\n", ",", '"', "<", ">", "\0", "\x1b[31m", "=", "9" * 400, "1.00", "10.0", "-", "{", "}", "[", "]", "null",
     "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "é", "\u202e", "criminality", "2023", "  ", "1e999", "NaN"]
) | st.text(max_size=8)  # fmt: skip
CHANGES = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), PIECES), min_size=1, max_size=6)


def changed(content: bytes, changes: list[tuple[float, int, str]]) -> bytes:
    for place, length, piece in changes:
        at = int(place * len(content))
        content = content[:at] + piece.encode("utf-8", "replace") + content[at + length :]
    return content


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


CELLS = '<row r="1"><c r="A1" t="inlineStr"><is><t>Country</t></is></c><c r="B1" t="s"><v>0</v></c></row><row><c><v>7.5</v></c></row>'
STRINGS = "<sst><si><t>Criminality</t></si></sst>"


@fuzzed(40)
@given(changes=CHANGES, where=st.sampled_from(["sheet", "strings", "archive"]))
def test_workbooks(changes: list[tuple[float, int, str]], where: str, scratch: Path) -> None:
    sheet, strings = (HEAD + CELLS + FOOT).encode(), STRINGS.encode()
    content = workbook(
        changed(sheet, changes) if where == "sheet" else sheet,
        strings=changed(strings, changes).decode("utf-8", "replace") if where == "strings" else STRINGS,
    )
    path = scratch / "a.xlsx"
    path.write_bytes(changed(content, changes) if where == "archive" else content)
    try:
        diagnose(path)
    except DatasetError as error:
        assert "\n" not in str(error)


TABLE = b"country,edition,measure,value\nPRK,2023,heroin_trade,4.0\nFRA,2023,Criminality,5.25\n,,,\nChad,2021,extortion,3,5\n"


@fuzzed(60)
@given(changes=CHANGES)
def test_tables_of_users(changes: list[tuple[float, int, str]], scratch: Path) -> None:
    path = scratch / "a.csv"
    path.write_bytes(changed(TABLE, changes))
    try:
        diagnose(path).to_json().encode("utf-8", "surrogatepass")
    except DatasetError as error:
        assert "\n" not in str(error)


PAGE = b"Korea, DPR\n2023\nCriminality 4.82\nCriminal markets 5.17\nHeroin trade 4.0\nResilience 1.90\nMafia-style groups 2.00\n"


@fuzzed(60)
@given(changes=CHANGES, html=st.booleans())
def test_pages(changes: list[tuple[float, int, str]], html: bool, scratch: Path) -> None:
    page = PAGE.replace(b"\n", b"</div>\n<div>").replace(b"Korea", b"<html><div>Korea") if html else PAGE
    path = scratch / "a.txt"
    path.write_bytes(changed(page, changes))
    read_or_refuse(path, country=None, edition=None, averages={})


FILES = ["datapackage.json", "schemas/scores.json", "schemas/composition.json", "data/scores.csv", "data/averages.csv",
         "data/composition.csv", "data/repairs.csv", "data/readings.csv", "data/wordings.csv", "data/sources.csv"]  # fmt: skip


@pytest.fixture(scope="module")
def package(checkout: Path, scratch: Path) -> Path:
    root = scratch / "package"
    for folder in ("data", "schemas"):
        shutil.copytree(checkout / folder, root / folder)
    shutil.copyfile(checkout / "datapackage.json", root / "datapackage.json")
    return root


@fuzzed(8)
@given(changes=CHANGES, name=st.sampled_from(FILES))
def test_packages(changes: list[tuple[float, int, str]], name: str, package: Path) -> None:
    content = (package / name).read_bytes()
    (package / name).write_bytes(changed(content, changes))
    try:
        report = oc.validate(package)
        assert "\x1b" not in report.to_text(every=True)
    except DatasetError as error:
        assert "\n" not in str(error)
    finally:
        (package / name).write_bytes(content)


def test_the_workbook_that_is_changed_is_one() -> None:
    with zipfile.ZipFile(BytesIO(workbook(HEAD + CELLS + FOOT, strings=STRINGS))) as archive:
        assert archive.testzip() is None
