"""A machine that has no room, no home and nowhere to write: one line, and nothing lost."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ocdataset.package.build import build, differences
from tests.hostile.bounds import Run, run
from tests.narrative.ruritania import PROFILE
from tests.workbook.made_up import made_up_sheet, write

pytestmark = pytest.mark.skipif(os.name != "posix", reason="mounts and homes are those of POSIX")

Mount = Callable[[str], Path]


@pytest.fixture
def mount(tmp_path: Path) -> Iterator[Mount]:
    """Give what mounts a disk of a size, or skips where this user or machine may not."""
    place = tmp_path / "disk"

    def mounted(options: str) -> Path:
        place.mkdir(exist_ok=True)
        words = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
        if shutil.which("mount") is None or subprocess.run(words, capture_output=True).returncode:
            pytest.skip("a disk can be mounted by root alone, and not on every machine")
        return place

    yield mounted
    if place.is_mount():
        subprocess.run(["umount", "-l", str(place)], check=True)


ROOM = re.compile(r"(?i)no space left|disk is full")


def refused(ended: Run, why: str | re.Pattern[str]) -> None:
    """Assert that it is refused in one line for a reason; what it noted before is no refusal."""
    ended.assert_bounded()
    assert ended.status in (1, 2)
    [line] = [line for line in ended.err.splitlines() if not line.startswith("ocdataset: note: ")]
    assert re.search(why, line), line


def fill(disk: Path, *, leaving: int) -> None:
    """Fill a disk but for so many bytes."""
    with (disk / "filler").open("wb", buffering=0) as filler:
        try:
            while filler.write(bytes(4096)) == 4096:
                pass
        except OSError:
            pass
        filler.truncate(max(0, filler.tell() - leaving))


def page(request: pytest.FixtureRequest) -> Path:
    samples: Path = request.getfixturevalue("sources") / "samples"
    return samples / "2021_korea_dpr_3.txt"


LIBRARIES = {
    "parquet": "pyarrow",
    "excel": "xlsxwriter",
    "duckdb": "duckdb",
    "stata": "pyreadstat",
    "spss": "pyreadstat",
    "plot": "vl_convert",
    "site": "jinja2",
    "code": "nupunkt",
}


def words_of(verb: str, folder: Path) -> list[object]:
    """Return how a verb is called that writes to what follows `-o`."""
    if verb in LIBRARIES:
        pytest.importorskip(LIBRARIES[verb])
    if verb == "import":
        return [verb, write(folder / "release.xlsx", made_up_sheet(2023))]
    if verb == "code":
        (folder / "profile.txt").write_text(PROFILE)
        return [verb, "new", folder / "profile.txt", "--coder", "a", "--country", "PRK", "--edition", 2023]
    given: dict[str, list[object]] = {
        "simulate": [verb, "--rows", 5000],
        "site": [verb],
        "plot": [verb, "map", "heroin_trade", 2023],
    }
    return given.get(verb, ["export", verb])


@pytest.mark.parametrize(
    "verb", ["transcribe", "import", "simulate", "sqlite", "json", "csv-wide", *LIBRARIES]
)
def test_a_full_disk_takes_all_or_nothing(
    verb: str, mount: Mount, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    words = [verb, page(request)] if verb == "transcribe" else words_of(verb, tmp_path)
    disk = mount("size=64k")
    fill(disk, leaving=0 if verb == "csv-wide" else 32_768)
    before = {path: path.read_bytes() for path in disk.iterdir()}
    refused(run(*words, "-o", disk / ("out.svg" if verb == "plot" else "out")), ROOM)
    assert {path: path.read_bytes() for path in disk.iterdir()} == before


def test_a_package_on_a_full_disk_is_the_old_or_the_new(copy: Path, mount: Mount) -> None:
    disk = mount("size=16m")
    package = disk / "package"
    shutil.copytree(copy, package)
    wanted = build(package)
    name = max(
        (name for name in wanted if name.startswith("data/") and "readings" not in name),
        key=lambda name: len(wanted[name]),
    )
    (package / name).write_bytes(b"stale\n")
    fill(disk, leaving=0)
    before = {path: path.read_bytes() for path in package.rglob("*") if path.is_file()}
    refused(run("build", package), ROOM)
    assert {path: path.read_bytes() for path in package.rglob("*") if path.is_file()} == before
    (disk / "filler").unlink()
    assert run("build", package).assert_bounded().status == 0
    assert differences(package, wanted) == []


def test_an_installation_that_cannot_be_written_to(mount: Mount, checkout: Path) -> None:
    disk = mount("size=64m")
    ignored = shutil.ignore_patterns("__pycache__")
    for folder in ("ocdataset", "data", "schemas"):
        shutil.copytree(checkout / folder, disk / folder, ignore=ignored)
    for name in ("datapackage.json", "pyproject.toml"):
        shutil.copyfile(checkout / name, disk / name)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    environment = os.environ | {"PYTHONPATH": str(disk), "HOME": str(disk), "XDG_DATA_HOME": str(disk)}
    environment.pop("OCDATASET_HOME", None)
    for words, status, said in (
        (["list"], 0, ""),
        (["validate"], 0, ""),
        (["export", "json", "-o", str(disk / "out.json")], 2, "Read-only file system"),
        (["simulate", "--rows", "100", "-o", str(disk / "out")], 2, "Read-only file system"),
    ):
        ended = subprocess.run(
            [sys.executable, "-m", "ocdataset", *words],
            capture_output=True,
            text=True,
            env=environment,
            cwd=disk,
        )
        assert ended.returncode == status, (words, ended.stderr)
        assert said in ended.stderr
        assert len(ended.stderr.splitlines()) == bool(status), ended.stderr


@pytest.mark.parametrize("home", [None, "", "/dev/null", "/nowhere"])
def test_no_home(home: str | None) -> None:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("HOME", "XDG_"))}
    environment.pop("OCDATASET_HOME", None)
    if home is not None:
        environment["HOME"] = home
    ended = subprocess.run(
        [sys.executable, "-m", "ocdataset", "list"], capture_output=True, text=True, env=environment
    )
    assert (ended.returncode, ended.stderr) == (0, "")


def test_nowhere_to_fetch_to() -> None:
    run("fetch", "--url", "http://127.0.0.1:9/a.xlsx", OCDATASET_HOME="/dev/null/home").assert_refused()


def test_thousands_of_arguments(tmp_path: Path) -> None:
    paths = [tmp_path / f"{at}.txt" for at in range(5000)]
    ended = run("transcribe", *paths, "-o", tmp_path / "out").assert_bounded()
    assert ended.status in (1, 2)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("verb", ["simulate", "export", "import", "transcribe"])
def test_a_name_of_260_characters(verb: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    words: list[object] = {"simulate": ["simulate", "--rows", 100]}.get(verb, ["export", "json"])
    if verb == "transcribe":
        words = [verb, page(request)]
    if verb == "import":
        words = [verb, write(tmp_path / "release.xlsx", made_up_sheet(2023))]
    refused(run(*words, "-o", tmp_path / ("x" * 260)), "File name too long")
    assert [path.name for path in tmp_path.iterdir()] in ([], ["release.xlsx"])
