# ruff: noqa: E501, PT017
"""Each reader and `validate` on files that are changed at random: a result or an error of ours, never another.

Each example may compute for five seconds, as a user's file may. In CI they are few and the same each time;
`OCDATASET_FUZZ=100 pytest -n 0 tests/hostile/test_fuzz.py --hypothesis-show-statistics` runs a hundred times as
many, new ones each time, and prints how many.
"""

import faulthandler
import os
import shutil
import signal
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from io import BytesIO
from pathlib import Path
from time import process_time

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

import ocdataset as oc
from ocdataset.check.doctor.diagnosing import diagnose
from ocdataset.package.build import build
from ocdataset.package.country_tables import CountryTables, country_tables
from ocdataset.package.reading_sources import ReadSource, Refusal, read_or_refuse
from ocdataset.package.workers import Workers, workers
from ocdataset.reference.errors import DatasetError
from tests.hostile.bounds import MOST_SECONDS, PATIENCE
from tests.hostile.corpus import FOOT, HEAD, workbook
from tests.hostile.disorder import ACTS, LAYOUTS, rearranged

TIMES = int(os.environ.get("OCDATASET_FUZZ", "0"))
"""How many times as many examples as in CI; none asked for: few, and the same each time."""


def fuzzed(few: int) -> settings:
    return settings(max_examples=few * (TIMES or 1), derandomize=not TIMES, database=None)


@contextmanager
def bounded() -> Iterator[None]:
    """Let what is done be a result or an error of ours in one line, and fail it if it computes for too long.

    What hangs in a library that hears no signal ends the run, and says where.
    """
    has_signals = hasattr(signal, "setitimer")
    faulthandler.dump_traceback_later(PATIENCE, exit=True)
    before = process_time()
    if has_signals:
        signal.signal(signal.SIGPROF, lambda *_: pytest.fail(f"computes for more than {MOST_SECONDS} s"))
        signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
    try:
        yield
    except DatasetError as error:
        assert "\n" not in str(error)
        event(type(error).__name__)
    finally:
        if has_signals:
            signal.setitimer(signal.ITIMER_PROF, 0)
        faulthandler.cancel_dump_traceback_later()
    assert process_time() - before < MOST_SECONDS


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
    with bounded():
        diagnose(path)


TABLE = b"country,edition,measure,value\nPRK,2023,heroin_trade,4.0\nFRA,2023,Criminality,5.25\n,,,\nChad,2021,extortion,3,5\n"


@fuzzed(60)
@given(changes=CHANGES)
def test_tables_of_users(changes: list[tuple[float, int, str]], scratch: Path) -> None:
    path = scratch / "a.csv"
    path.write_bytes(changed(TABLE, changes))
    with bounded():
        diagnose(path).to_json().encode("utf-8", "surrogatepass")


PAGE = b"Korea, DPR\n2023\nCriminality 4.82\nCriminal markets 5.17\nHeroin trade 4.0\nResilience 1.90\nMafia-style groups 2.00\n"


@fuzzed(60)
@given(changes=CHANGES, html=st.booleans())
def test_pages(changes: list[tuple[float, int, str]], html: bool, scratch: Path) -> None:
    page = PAGE.replace(b"\n", b"</div>\n<div>").replace(b"Korea", b"<html><div>Korea") if html else PAGE
    path = scratch / "a.txt"
    path.write_bytes(changed(page, changes))
    with bounded():
        read_or_refuse(path, country=None, edition=None, averages={})


def pages() -> list[str]:
    """Return made-up pages of each layout, and one in HTML."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(LAYOUTS.glob("*.txt"))]
    blocks = "".join(f"<div>{line}</div>\n" for line in texts[0].splitlines() if line)
    return [*texts, f"<html><body>{blocks}</body></html>"]


LINES = st.lists(
    st.tuples(
        st.sampled_from(ACTS),
        st.floats(0, 1), st.integers(1, 60), st.integers(0, 1 << 30),
    ), max_size=5,
)  # fmt: skip


@pytest.fixture(scope="module")
def pool() -> Iterator[Workers]:
    with workers(1) as made:
        yield made


def lost(_: object, why: str) -> str:
    return why


def assert_promised(outcome: object) -> None:
    """Assert that a worker gave what it was asked for, or that it could not within its bounds."""
    if isinstance(outcome, str):
        assert "a fault of ocdataset" not in outcome
        assert "given up" not in outcome
        event(outcome)


def transcribed(path: Path, pool: Workers) -> None:
    """Read and establish a page as `transcribe` does: in a worker, which has its own bounds."""
    read = partial(read_or_refuse, country="PRK", edition=2023, averages={})
    [source] = pool.each(read, [path], lost)
    assert_promised(source)
    if isinstance(source, ReadSource):
        [tables] = pool.each(country_tables, [[("a", source)]], lost)
        assert_promised(tables)
        event("established" if isinstance(tables, CountryTables) else "not established")
    elif isinstance(source, Refusal):
        assert "\n" not in source.reason


@fuzzed(20)
@given(page=st.sampled_from(pages()), acts=LINES, changes=CHANGES | st.just([]))
def test_pages_in_disorder(
    page: str, acts: list[tuple[str, float, int, int]], changes: list[tuple[float, int, str]],
    scratch: Path, pool: Workers,
) -> None:  # fmt: skip
    path = scratch / "page.txt"
    path.write_bytes(changed(rearranged(page, acts).encode(), changes))
    transcribed(path, pool)


def pdf(lines: list[str]) -> bytes:
    """Return a PDF of one page that shows these lines."""
    shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
    stream = f"BT /F 12 Tf 40 800 Td {shown}ET"
    bodies = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 840]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    return ("%PDF-1.4\n" + "".join(f"{at} 0 obj{body}endobj\n" for at, body in enumerate(bodies, 1))
            + "trailer<</Root 1 0 R/Size 6>>\n%%EOF").encode()  # fmt: skip


PDF = pdf(PAGE.decode().splitlines())
OF_PDF = st.sampled_from([b"[" * 300, b"<<" * 300, b"1 0 R", b"2 0 R", b"99999999", b"-1", b"/Kids[2 0 R]", b"endobj",
                          b"stream\n", b"/Filter/FlateDecode", b"BT", b"Tj", b"1e30 Tf", b"/Encrypt 5 0 R", b"%%EOF"])  # fmt: skip


@fuzzed(20)
@given(changes=CHANGES, put=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), OF_PDF), max_size=5))
def test_pdfs(
    changes: list[tuple[float, int, str]], put: list[tuple[float, int, bytes]], scratch: Path, pool: Workers
) -> None:
    content = PDF
    for place, length, piece in put:
        at = int(place * len(content))
        content = content[:at] + piece + content[at + length :]
    path = scratch / "a.pdf"
    path.write_bytes(changed(content, changes[1:]))
    transcribed(path, pool)


def test_the_pdf_that_is_changed_is_one(scratch: Path) -> None:
    path = scratch / "sound.pdf"
    path.write_bytes(PDF)
    read = read_or_refuse(path, country="PRK", edition=2023, averages={})
    assert isinstance(read, ReadSource)
    assert [reading[5] for reading in read.readings if reading[4] == "number"][:2] == ["4.82", "5.17"]


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
        with bounded():
            report = oc.validate(package)
            assert "\x1b" not in report.to_text(every=True)
    finally:
        (package / name).write_bytes(content)


@fuzzed(3)
@given(changes=CHANGES, name=st.sampled_from([*FILES, "data/package.json", "data/countries.csv"]))
def test_calls_and_builds(
    changes: list[tuple[float, int, str]], name: str, package: Path, checkout: Path
) -> None:
    content = (package / name).read_bytes()
    (package / name).write_bytes(changed(content, changes))
    try:
        for act in (
            lambda: build(package),
            lambda: oc.open(package).load("scores"),
            lambda: oc.open(package).explain("PRK", 2023, "heroin_trade"),
            lambda: oc.diff(package, checkout),
        ):
            with bounded():
                act()
    finally:
        (package / name).write_bytes(content)


def test_the_workbook_that_is_changed_is_one() -> None:
    with zipfile.ZipFile(BytesIO(workbook(HEAD + CELLS + FOOT, strings=STRINGS))) as archive:
        assert archive.testzip() is None
