# ruff: noqa: E501
"""Verbs killed at random moments: nothing lost, nothing half written, nobody left, nothing left by the next run."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import ocdataset as oc
from ocdataset.package.build import build, differences
from ocdataset.use.site.own_folder import MARKER, own_folder
from tests.fetch.server import Offer, serving
from tests.hostile.test_workers import children_of, gone
from tests.workbook.made_up import made_up_sheet, write

KILLS = int(os.environ.get("OCDATASET_KILLS", "1"))
"""For each verb; the workers are looked for where the machine lists processes."""

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="this machine does not list processes there"
)


def killed(words: list[object], seconds: float, number: int, **variables: str) -> bool:
    """Run a verb and kill it after so many seconds; return whether it was still running."""
    process = subprocess.Popen(
        [sys.executable, "-m", "ocdataset", *map(str, words)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | variables,
    )
    time.sleep(seconds)
    children = children_of(process.pid)
    was_running = process.poll() is None
    process.send_signal(number)
    _, said = process.communicate(timeout=20)
    assert gone(children, 2), words
    assert "Traceback" not in said, said
    return was_running


def moments(most: float, seed: str) -> list[tuple[float, int]]:
    draw = random.Random(seed)
    signals = (signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
    return [(draw.uniform(0.05, most), draw.choice(signals)) for _ in range(KILLS)]


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*.unfinished"))


@pytest.mark.parametrize("verb", ["simulate", "import", "transcribe"])
def test_a_new_package_is_whole_or_not_there(
    verb: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    out = tmp_path / "out"
    words: list[object] = {"simulate": ["simulate", "--rows", 20_000]}.get(verb, [verb])
    if verb == "import":
        words.append(write(tmp_path / "release.xlsx", made_up_sheet(2023)))
    if verb == "transcribe":
        page = request.getfixturevalue("sources") / "samples" / "2021_korea_dpr_3.txt"
        for at in range(30):
            (tmp_path / "pages").mkdir(exist_ok=True)
            (tmp_path / "pages" / f"{at}.txt").write_bytes(page.read_bytes())
        words.append(tmp_path / "pages")
    for seconds, number in moments(2.5, verb):
        was_running = killed([*words, "-o", out], seconds, number)
        assert out.exists() or was_running
        if out.exists():
            assert oc.validate(out).valid
            out.rename(tmp_path / f"whole {time.monotonic()}")
    assert (
        subprocess.run([sys.executable, "-m", "ocdataset", *map(str, words), "-o", str(out)]).returncode == 0
    )
    assert left(tmp_path) == []


@pytest.mark.parametrize("form", ["sqlite", "excel"])
def test_a_file_that_is_exported_is_whole_or_not_there(form: str, tmp_path: Path) -> None:
    if form == "excel":
        pytest.importorskip("xlsxwriter")
    out, words = tmp_path / "out", ["export", form]
    assert oc.export(form, tmp_path / "first") == tmp_path / "first"  # type: ignore[arg-type]
    for seconds, number in moments(2.0, form):
        was_running = killed([*words, "-o", out], seconds, number)
        assert out.exists() or was_running
        if out.exists():
            assert out.stat().st_size == (tmp_path / "first").stat().st_size
            out.unlink()
    assert subprocess.run([sys.executable, "-m", "ocdataset", *words, "-o", str(out)]).returncode == 0
    assert {path.name for path in tmp_path.iterdir()} == {"first", "out"}


SITES = """
import sys
from itertools import count
from pathlib import Path
from ocdataset.use.site.own_folder import own_folder
for number in count():
    with own_folder(Path(sys.argv[1]), {}) as folder:
        for name in "ab":
            (folder / name).write_text(str(number))
    print(number, flush=True)
"""


def test_a_site_is_the_old_or_the_new(tmp_path: Path) -> None:
    """Hundreds of sites, each put in the place of the one before it, until it is killed."""
    out = tmp_path / "out"
    for seconds, _ in moments(0.5, "site"):
        process = subprocess.Popen([sys.executable, "-c", SITES, str(out)], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        assert process.stdout.readline() == "0\n"
        time.sleep(seconds)
        process.kill()
        last = process.communicate()[0].split()[-1:] or ["0"]
        assert (out / "a").read_text() == (out / "b").read_text()
        assert int((out / "a").read_text()) >= int(last[0])
    with own_folder(out, {}) as folder:
        (folder / "a").write_text("")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a", MARKER, "out"]


def test_a_package_that_is_built_stays_whole(copy: Path) -> None:
    wanted = build(copy)
    for seconds, number in moments(0.8, "build"):
        for path in wanted:
            if path.startswith("data/") and path != "data/readings.csv":
                (copy / path).write_bytes(b"stale\n")
        killed(["build", copy], seconds, number)
        for path, content in wanted.items():
            assert (copy / path).read_bytes() in (content, b"stale\n")
    assert subprocess.run([sys.executable, "-m", "ocdataset", "build", str(copy)]).returncode == 0
    assert differences(copy, wanted) == []
    assert left(copy) == []


def test_the_package_in_use_is_the_old_or_the_new(tmp_path: Path) -> None:
    home = {"OCDATASET_HOME": str(tmp_path / "home")}
    offered = write(tmp_path / "offered.xlsx", made_up_sheet(2023)).read_bytes()
    with serving(Offer(offered)) as offer:
        for seconds, number in moments(4.0, "fetch"):
            killed(["fetch", "--url", offer.url], seconds, number, **home)
            listed = [sys.executable, "-m", "ocdataset", "list"]
            ended = subprocess.run(listed, capture_output=True, text=True, env=os.environ | home)
            assert ended.returncode == 0, ended.stderr
        fetched = [sys.executable, "-m", "ocdataset", "fetch", "--url", offer.url]
        assert subprocess.run(fetched, stdout=subprocess.DEVNULL, env=os.environ | home).returncode == 0
    assert left(tmp_path) == []
    assert len(list((tmp_path / "home" / "packages").iterdir())) == 1
    assert [
        path.name for path in (tmp_path / "home" / "downloads").iterdir() if path.name.startswith("tmp")
    ] == []
