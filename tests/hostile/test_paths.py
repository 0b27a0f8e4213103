"""What is no regular file is refused at once wherever a path is taken, and no path leads out of a package."""

import json
import os
import shutil
import stat
from pathlib import Path

import pytest

import ocdataset as oc
from ocdataset.package.build import build, write_files
from ocdataset.package.package import open_package
from ocdataset.reference.errors import DatasetError, PackageError, UnfitFile
from ocdataset.reference.files import DEEPEST_JSON, content_of, json_object, opened
from ocdataset.reference.rows import read_rows, write_whole
from ocdataset.reference.unfinished import sweep, unfinished_file, unfinished_folder
from tests.hostile.bounds import irregular, run

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes and devices are those of POSIX")


@pytest.fixture(scope="module")
def irregulars(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return irregular(tmp_path_factory.mktemp("irregular"))


NAMES = ("pipe", "loop", "folder", "device", "socket", "long")
VERBS = (
    ("doctor", "{}"),
    ("import", "{}", "-o", "{out}"),
    ("transcribe", "{}", "-o", "{out}"),
    ("validate", "{}"),
    ("verify", "--source", "{}"),
    ("build", "{}"),
    ("diff", "{}", "{}"),
)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb[0])
def test_no_verb_waits_for_what_is_no_file(
    verb: tuple[str, ...], name: str, irregulars: dict[str, Path], tmp_path: Path
) -> None:
    words = [word.format(irregulars[name], out=tmp_path / "out") for word in verb]
    run(*words).assert_refused()
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "name", ["data/scores.csv", "schemas/scores.json", "datapackage.json", "data/package.json"]
)
@pytest.mark.parametrize("kind", ["pipe", "device", "loop"])
def test_nor_where_a_package_has_it(name: str, kind: str, copy: Path) -> None:
    (copy / name).unlink()
    if kind == "pipe":
        os.mkfifo(copy / name)
    else:
        (copy / name).symlink_to("/dev/zero" if kind == "device" else Path(name).name)
    call = (lambda: build(copy)) if name == "data/package.json" else lambda: oc.open(copy).load("scores")
    with pytest.raises(DatasetError):
        call()
    ended = run("validate", copy).assert_bounded()
    assert ended.status in ((0,) if name == "data/package.json" else (1, 2))
    # what it makes itself, it puts in the place of anything; nothing else is written then
    ended = run("build", copy).assert_bounded()
    made_anew = name in ("data/scores.csv", "datapackage.json")
    assert ended.status in ((0, 1) if made_anew else (1, 2))
    assert (copy / name).is_file() or not made_anew or ended.status == 1


def test_the_gate_takes_regular_files_alone(irregulars: dict[str, Path], tmp_path: Path) -> None:
    for name, path in irregulars.items():
        with pytest.raises((UnfitFile, OSError)):
            opened(path)
        if name in ("pipe", "device", "folder", "socket"):
            with pytest.raises(UnfitFile, match=name):
                content_of(path, 10)
    for bad in ("a\0b", "a\ud800b"):
        with pytest.raises((UnfitFile, OSError)):
            opened(tmp_path / bad)
        with pytest.raises(DatasetError):
            oc.open(bad)
    (tmp_path / "eleven").write_bytes(b"12345678901")
    with pytest.raises(UnfitFile, match="larger than"):
        content_of(tmp_path / "eleven", 10)
    assert len(content_of(tmp_path / "eleven", 11)) == 11
    with pytest.raises(UnfitFile):  # says that it is empty
        content_of(Path("/proc/self/maps"), 10)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[" * 100_000, "nested deeper"),
        ('{"a": ' * 1000 + "1" + "}" * 1000, "nested deeper"),
        ('{"a": ' * (DEEPEST_JSON + 1) + "1" + "}" * (DEEPEST_JSON + 1), "nested deeper"),
        ('{"a": ' + "9" * 5000 + "}", "digits"),
        ("[]", "not a JSON object"),
        ("nul", "not JSON"),
        ("\ud800".encode("utf-8", "surrogatepass"), "not UTF-8"),
    ],
)  # fmt: skip
def test_json_that_is_none_of_ours(text: str | bytes, line: str, copy: Path) -> None:
    content = text if isinstance(text, bytes) else text.encode()
    for name in ("datapackage.json", "schemas/scores.json", "data/package.json"):
        (copy / name).write_bytes(content)
        with pytest.raises(ValueError, match=line):
            json_object(copy / name)
    with pytest.raises(PackageError, match=line):
        open_package(copy)
    run("list", OCDATASET_PACKAGE=str(copy)).assert_refused(line)
    run("build", copy).assert_refused()


@pytest.mark.parametrize("folder", ["data", "schemas", "data/scores.csv", "data/package.json"])
def test_build_does_not_write_through_a_link(folder: str, copy: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(copy, other)
    readings = other / "data" / "readings.csv"
    readings.write_text(readings.read_text(encoding="utf-8").replace(",4.0", ",5.0", 1), encoding="utf-8")
    before = {path: path.read_bytes() for path in other.rglob("*") if path.is_file()}
    if (copy / folder).is_dir():
        shutil.rmtree(copy / folder)
    else:
        (copy / folder).unlink()
    (copy / folder).symlink_to(other / folder)
    run("build", copy).assert_refused("leads outside the package")
    with pytest.raises(PackageError):
        write_files(copy, {f"{folder}/scores.csv" if folder in ("data", "schemas") else folder: b"x"})
    assert {path: path.read_bytes() for path in other.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("content", ["", "stale\n", "country,edition\n"])
def test_build_makes_nothing_of_a_table_that_is_lost(content: str, copy: Path) -> None:
    before = {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()}
    before[copy / "data" / "readings.csv"] = content.encode()
    (copy / "data" / "readings.csv").write_text(content)
    run("build", copy).assert_refused("readings.csv, line 1: the columns must be")
    assert {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("table", ["../../other", "/etc/passwd", "a\0b", "..\\other"])
def test_no_name_of_a_table_leads_outside(table: str, copy: Path) -> None:
    described = json.loads((copy / "data" / "package.json").read_text(encoding="utf-8"))
    described["tables"][table] = next(iter(described["rights"]))
    (copy / "data" / "package.json").write_text(json.dumps(described), encoding="utf-8")
    run("build", copy).assert_refused("leads outside the package")


def test_a_table_too_large_to_be_held_is_refused_by_its_size(copy: Path) -> None:
    path = copy / "data" / "scores.csv"
    os.truncate(path, 3 << 30)  # of which no disk holds more than the first page
    for words in (("list",), ("show", "PRK", 2023), ("build", copy), ("diff", copy, copy)):
        run(*words, OCDATASET_PACKAGE=str(copy)).assert_refused("is larger than 256 MB")
    with pytest.raises(UnfitFile, match="polars"):
        oc.open(copy).load("scores")


@pytest.mark.parametrize("engine", ["pandas", "polars"])
def test_an_endless_line_of_a_package(engine: str, copy: Path) -> None:
    os.truncate(copy / "data" / "scores.csv", 100 << 20)
    ended = run("validate", copy, "--engine", engine).assert_bounded()
    assert ended.status == 1


def test_an_endless_line_and_endless_columns(copy: Path) -> None:
    path = copy / "data" / "countries.csv"
    for content, line in (("a" * 3_000_000, "is longer than"), ("," * 5000 + "\n", "columns")):
        path.write_text(content)
        with pytest.raises(ValueError, match=line):
            read_rows(path)
        run("show", "PRK", 2023, OCDATASET_PACKAGE=str(copy)).assert_bounded()


def test_permissions_follow_the_umask(tmp_path: Path) -> None:
    for mask in (0o022, 0o077, 0o002):
        before = os.umask(mask)
        try:
            write_whole(tmp_path / f"{mask}" / "file", b"x")
            drawn = oc.simulate(tmp_path / f"{mask}" / "package", rows=100).folder
        finally:
            os.umask(before)
        for path in (tmp_path / f"{mask}").rglob("*"):
            wanted = (0o777 if path.is_dir() else 0o666) & ~mask
            assert stat.S_IMODE(path.stat().st_mode) == wanted, path
        assert drawn.is_dir()


def test_what_a_dead_run_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    left, other = tmp_path / ".a.0123.unfinished", tmp_path / ".hidden"
    for folder in (left, other):
        (folder / "deep").mkdir(parents=True)
        (folder / "deep" / "file").write_text("x")
    (tmp_path / ".b.4567.unfinished").write_text("x")
    (tmp_path / ".c.89ab.unfinished").symlink_to(other)
    with unfinished_folder(tmp_path / "new") as new, unfinished_file(tmp_path / "file") as file:
        sweep(tmp_path)
        assert new.exists()
        assert file.exists()
        assert not left.exists()
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == [".c.89ab.unfinished", ".hidden"]
    assert (other / "deep" / "file").exists()
