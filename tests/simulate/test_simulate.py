"""Simulated packages: valid, the same by seed, as large as asked for, and whole or not there at all."""

import csv
import os
import resource
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

import ocdataset as oc
from ocdataset.package.simulation.simulating import simulate
from ocdataset.package.simulation.world import world_of
from ocdataset.reference.errors import Misuse
from tests.cli.test_verbs import run


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("simulated") / "small"
    simulate(folder, rows=500, seed=1)
    return folder


def test_frictionless_and_every_rule_find_it_valid(small: Path) -> None:
    command = [sys.executable, "-W", "ignore", "-m", "frictionless", "validate", "datapackage.json"]
    ended = subprocess.run(command, cwd=small, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stdout
    assert oc.validate(small).valid


def test_the_same_seed_gives_the_same_files_and_another_does_not(small: Path, tmp_path: Path) -> None:
    simulate(tmp_path / "again", rows=500, seed=1)
    simulate(tmp_path / "other", rows=500, seed=2)
    assert files(tmp_path / "again") == files(small)
    assert files(tmp_path / "other")["data/scores.csv"] != files(small)["data/scores.csv"]


def test_an_edition_does_not_depend_on_how_many_there_are(small: Path, tmp_path: Path) -> None:
    simulate(tmp_path / "larger", rows=6_000, seed=1)
    scores = files(small)["data/scores.csv"]
    assert files(tmp_path / "larger")["data/scores.csv"].startswith(scores)


@pytest.mark.parametrize("rows", [1, 26, 27, 5_018, 5_019, 17_370, 17_371, 300_000])
def test_it_is_as_large_as_asked_for_and_no_larger_by_a_sheet(rows: int) -> None:
    world = world_of(rows)
    assert rows <= world.scores < rows + 32
    assert world.sheets == sum(part.count * part.countries for part in world.parts())


def test_beyond_the_real_ones_countries_and_editions_are_made_up(tmp_path: Path) -> None:
    drawn = simulate(tmp_path / "large", rows=30_000, seed=4)
    larger = oc.open(drawn.folder)
    scores = larger.load("scores")
    assert (len(scores), scores["edition"].nunique(), scores["country"].nunique()) == (drawn.scores, 6, 386)
    assert larger.validate().valid
    counts = Counter(scores.groupby(["edition", "country"]).size())
    assert set(counts) == {26, 32}


def test_parquet_holds_the_same(tmp_path: Path) -> None:
    for form in ("csv", "parquet"):
        oc.simulate(tmp_path / form, rows=700, seed=9, format=form)
    for table in ("scores", "averages", "ranks", "placements"):
        for library in ("pandas", "polars", "arrow"):
            left, right = (oc.open(tmp_path / form).load(table, as_=library) for form in ("csv", "parquet"))
            assert left.equals(right), (table, library)
    assert oc.open(tmp_path / "parquet").validate().valid


def test_faults_are_listed_beside_the_package_and_found(tmp_path: Path) -> None:
    out = tmp_path / "faulty"
    ended = run("simulate", "-o", out, "--rows", 11_000, "--faults", 20)
    assert ended.returncode == 0, ended.stderr
    assert "11,002 scores of 380 sheets, 20 faults listed in" in ended.stdout
    with (out / "faults.csv").open(newline="") as file:
        listed = list(csv.DictReader(file))
    assert len(listed) == 20
    ended = run("validate", out)
    assert ended.returncode == 1
    report = oc.validate(out)
    found = {(one.rule, one.table, one.key) for one in report.violations}
    assert {(row["rule"], row["table"], row["key"]) for row in listed} <= found


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--rows", "0"), "rows must be from 1"),
        (("--rows", "10", "--seed", "-1"), "seed and faults at least 0"),
        (("--rows", "100", "--faults", "9"), "sow at most one in four"),
        (("--rows", "ten"), "not a valid integer"),
    ],
)
def test_misuse_is_one_clear_line(words: tuple[str, ...], said: str, tmp_path: Path) -> None:
    ended = run("simulate", "-o", tmp_path / "new", *words)
    assert ended.returncode == 2
    assert said in ended.stderr
    assert not (tmp_path / "new").exists()


def test_a_taken_folder_is_never_touched(small: Path) -> None:
    before = files(small)
    with pytest.raises(Misuse, match="exists and is not an empty folder"):
        simulate(small, rows=10)
    assert files(small) == before


def limited_to(size: int):
    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


def test_a_full_disk_leaves_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "ocdataset", "simulate", "-o", str(tmp_path / "new"), "--rows", "20000"]
    ended = subprocess.run(command, capture_output=True, text=True, preexec_fn=limited_to(300_000))
    assert ended.returncode == 2
    assert ended.stderr.count("\n") == 1, ended.stderr
    assert "cannot be written (File too large); nothing was left there" in ended.stderr
    assert not list(tmp_path.iterdir())


def test_ctrl_c_leaves_nothing(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "ocdataset",
        "simulate",
        "-o",
        str(tmp_path / "new"),
        "--rows",
        "5000000",
    ]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    deadline = time.monotonic() + 20
    while not list(tmp_path.rglob("scores.csv")) and time.monotonic() < deadline:
        time.sleep(0.05)
    os.kill(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert (process.returncode, said) == (130, "ocdataset: stopped\n")
    assert not list(tmp_path.iterdir())
