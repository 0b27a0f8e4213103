"""Files that are damaged: one clear line, the same from every engine, and the right exit status."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ocdataset.check.report import Report
from ocdataset.reference.errors import Misuse
from tests.cli.test_verbs import run
from tests.engines.conftest import ALWAYS, NEVER, judged

CSV = pytest.mark.parametrize("form", ["csv"], indirect=True)
PARQUET = pytest.mark.parametrize("form", ["parquet"], indirect=True)
ENGINES = pytest.mark.parametrize("engine", ["pandas", "polars"])


@pytest.fixture
def copy(sound: Path, tmp_path: Path) -> Path:
    """A sound package whose descriptor says nothing of sizes and hashes."""
    root = tmp_path / "package"
    shutil.copytree(sound, root)
    descriptor = json.loads((root / "datapackage.json").read_text())
    for resource in descriptor["resources"]:
        del resource["hash"], resource["bytes"]
    (root / "datapackage.json").write_text(json.dumps(descriptor))
    return root


def only_line(report: Report) -> str:
    assert not report.valid
    [violation] = report.violations
    assert violation.rule == "cells"
    assert "\n" not in str(violation)
    return str(violation)


@ENGINES
@CSV
@pytest.mark.parametrize("table", ["scores", "placements"])
def test_a_csv_file_cut_off_in_mid_row(engine: str, table: str, copy: Path) -> None:
    path = copy / "data" / f"{table}.csv"
    whole = path.read_bytes()
    last = whole.rindex(b"\n", 0, -1)
    path.write_bytes(whole[: last + 8])
    lines = whole.count(b"\n")
    line = only_line(judged(copy, engine, ALWAYS))
    assert f"{table}.csv, line {lines}: 2 cells, the header has" in line


@ENGINES
@CSV
def test_a_row_that_is_too_wide(engine: str, copy: Path) -> None:
    path = copy / "data" / "scores.csv"
    path.write_bytes(path.read_bytes().replace(b"8.50,printed", b"8.50,8.50,printed", 1))
    assert "11 cells, the header has 10" in only_line(judged(copy, engine))


@ENGINES
@CSV
def test_bytes_that_are_no_text(engine: str, copy: Path) -> None:
    path = copy / "data" / "scores.csv"
    path.write_bytes(path.read_bytes().replace(b",printed,", b",print\xff\xfed,", 1))
    assert "scores.csv, line 2: not UTF-8 text" in only_line(judged(copy, engine))


@ENGINES
@CSV
@pytest.mark.parametrize("prefiltered_from", [NEVER, ALWAYS], ids=["in full", "prefiltered"])
def test_the_wrong_type_in_the_last_row(engine: str, prefiltered_from: int, copy: Path) -> None:
    path = copy / "data" / "scores.csv"
    rows = path.read_bytes().split(b"\n")
    cells = rows[-2].split(b",")
    cells[3] = b"high"
    rows[-2] = b",".join(cells)
    path.write_bytes(b"\n".join(rows))
    report = judged(copy, engine, prefiltered_from)
    [line] = [str(one) for one in report.violations if one.rule == "cells"]
    assert line.startswith(f"scores:{len(rows) - 1} ")
    assert "found 'high', expected a number with at most two decimals" in line


@ENGINES
@CSV
def test_what_only_looks_like_a_number(engine: str, copy: Path) -> None:
    path = copy / "data" / "scores.csv"
    lines = path.read_text().splitlines()
    cells = ("8.505", "1e1", " 8.50", "8,50", "nan", "0x8", "8.50\n", "1" * 30, "--1", "٣")
    for at, cell in enumerate(cells, start=1):
        row = lines[at].split(",")
        lines[at] = ",".join([*row[:3], f'"{cell}"', *row[4:]])
    path.write_text("\n".join(lines) + "\n")
    found = [one for one in judged(copy, engine).violations if one.rule == "cells"]
    assert sorted(one.found for one in found) == sorted(map(repr, cells))
    # a cell over two lines takes a line more
    assert {one.line for one in found} == set(range(2, len(cells) + 3)) - {9}
    assert {one.row for one in found} == set(range(1, len(cells) + 1))


@ENGINES
@PARQUET
@pytest.mark.parametrize("place", [0.3, 0.6, 1.0])
def test_a_parquet_file_with_flipped_bytes(engine: str, place: float, copy: Path) -> None:
    path = copy / "data" / "scores.parquet"
    content = bytearray(path.read_bytes())
    at = int(len(content) * place) - 10
    for offset in range(4):
        content[at + offset] ^= 0xFF
    path.write_bytes(bytes(content))
    report = judged(copy, engine, ALWAYS)
    assert all("\n" not in str(one) for one in report.violations)
    # within a page the bytes may be those of another text: that, only the hash shows
    assert place < 1 or not report.valid


@PARQUET
def test_a_hash_finds_any_flipped_byte(sound: Path, tmp_path: Path) -> None:
    root = tmp_path / "package"
    shutil.copytree(sound, root)
    path = root / "data" / "scores.parquet"
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 1
    path.write_bytes(bytes(content))
    ended = run("validate", root)
    assert ended.returncode == 1
    assert "scores hash: found sha256:" in ended.stdout


@ENGINES
@PARQUET
def test_a_column_of_another_type(engine: str, copy: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    path = copy / "data" / "scores.parquet"
    table = parquet.read_table(path)
    flags = pa.array([True] * len(table))
    parquet.write_table(table.set_column(table.schema.get_field_index("status"), "status", flags), path)
    assert "found status as Boolean, expected a column of type string" in only_line(judged(copy, engine))


def test_an_engine_that_is_unknown_or_not_installed(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Misuse, match="no engine is called 'dask'"):
        judged(sound, "dask")
    monkeypatch.setattr("ocdataset.reference.extras.find_spec", lambda _: None)
    with pytest.raises(Misuse, match=r"pip install 'ocdataset\[fast\]'"):
        judged(sound, "polars")
    assert run("validate", sound, "--engine", "dask").returncode == 2


@PARQUET
@pytest.mark.parametrize("engine", ["polars", "pandas"])
def test_ctrl_c_is_one_line_and_no_finding(engine: str, sound: Path) -> None:
    words = [sys.executable, "-c", STOPPED_IN_THE_MIDDLE, "validate", str(sound), "--engine", engine]
    ended = subprocess.run(words, capture_output=True, text=True)
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, "", "ocdataset: stopped\n")


STOPPED_IN_THE_MIDDLE = """
import os, signal
from ocdataset.check.phases import row_checks
from ocdataset.cli import main
def stop(*_):
    os.kill(os.getpid(), signal.SIGINT)
    raise KeyboardInterrupt
row_checks.cell_checks = stop
main()
"""


def test_the_line_that_says_what_there_is_no_room_for_is_told() -> None:
    from ocdataset.check.frames.engines.engine import Unreadable, refusal

    deep = "SparkException: lost\n at x\nCaused by: {}\n"
    full = refusal(ValueError(deep.format("java.io.IOException: No space left on device")))
    assert full.exit_status == 2
    assert str(full).endswith(": Caused by: java.io.IOException: No space left on device")
    other = refusal(ValueError(deep.format("a page that is no page")), "file: ")
    assert isinstance(other, Unreadable)
    assert str(other) == "file: SparkException: lost"
