"""Fetching over a loopback server, with every fault that a network has."""

import socket
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

import ocdataset as oc
from ocdataset.package.in_use import package_in_use
from ocdataset.reference.errors import DatasetError, DownloadFailed, Misuse
from ocdataset.reference.publisher import known_release
from ocdataset.use.downloading import ATTEMPTS, CHUNK
from ocdataset.use.fetching import fetch
from tests.fetch.server import Offer, serving
from tests.workbook.made_up import made_up_sheet, write


@pytest.fixture(autouse=True)
def direct(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "HTTPS_PROXY", "https_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


def failed(url: str, line: str) -> None:
    before = package_in_use().root
    with pytest.raises(DownloadFailed, match=line) as error:
        fetch(url)
    assert "\n" not in str(error.value)
    assert package_in_use().root == before


def test_what_is_fetched_is_in_use_and_says_so(workbook: bytes, own_home: Path) -> None:
    seen = []
    with serving(Offer(workbook)) as offer:
        fetched = fetch(offer.url, progress=lambda done, total: seen.append((done, total)))
    assert fetched.workbook.read_bytes() == workbook
    assert own_home in fetched.imported.folder.parents
    assert seen[-1] == (len(workbook), len(workbook))
    assert oc.data_version().endswith("+workbook.2023")
    assert len(oc.load("averages")) == 4 * 193
    assert oc.load("sources")["url"].tolist() == [offer.url]


def test_fetching_anew_takes_the_place_of_what_was_fetched(workbook: bytes, tmp_path: Path) -> None:
    newer = write(tmp_path / "newer.xlsx", made_up_sheet(2023), made_up_sheet(2025)).read_bytes()
    with serving(Offer(workbook)) as offer:
        fetch(offer.url)
        first = package_in_use().root
        fetch(offer.url)
        assert package_in_use().root != first
        assert not first.exists()
        offer.content, offer.etag = newer, '"two"'
        fetch(offer.url)
    assert oc.data_version().endswith("+workbook.2025")


def test_a_cut_off_download_goes_on_from_there(workbook: bytes) -> None:
    with serving(Offer(workbook, cut=[5 * CHUNK])) as offer:
        fetch(offer.url)
    assert [asked.get("Range") for asked in offer.asked] == [None, f"bytes={5 * CHUNK}-"]


def test_what_came_in_an_earlier_call_is_not_asked_for_again(workbook: bytes) -> None:
    with serving(Offer(workbook, cut=[2 * CHUNK, CHUNK, CHUNK, CHUNK])) as offer:
        failed(offer.url, f"cut off {ATTEMPTS} times .*run it again to go on from there")
        fetch(offer.url)
    assert offer.asked[-1]["Range"] == f"bytes={5 * CHUNK}-"
    assert len(oc.load("averages")) == 4 * 193


def test_a_file_that_changed_meanwhile_is_taken_from_its_start(workbook: bytes) -> None:
    with serving(Offer(workbook, cut=[CHUNK, 0, 0, 0])) as offer:
        failed(offer.url, "cut off")
        offer.etag = '"two"'
        fetch(offer.url)
    assert package_in_use().version.endswith("+workbook.2023")


def test_a_server_that_knows_no_ranges(workbook: bytes) -> None:
    with serving(Offer(workbook, ranges=False, cut=[100])) as offer:
        fetch(offer.url)
    assert len(offer.asked) == 2


@pytest.mark.parametrize(
    ("offer", "line"),
    [
        (Offer(b"gone", status=404), "the server answers 404 Not Found; give the present address with --url"),
        (Offer(b"no", status=403), "the server answers 403"),
        (Offer(b"broken", status=500), "the server answers 500"),
        (Offer(b"<html>Moved</html>", kind="text/html; charset=utf-8"), "is a web page, not a workbook"),
        (Offer(b"<!DOCTYPE html><html>Sign in</html>"), "is a web page, not a workbook"),
        (Offer(b"Country,Criminality\n"), "is text, not a workbook"),
        (Offer(b""), "is empty"),
        (Offer(b"x", declared=1 << 40), "more than 32 MiB"),
    ],
    ids=["404", "403", "500", "page", "page-unsaid", "csv", "empty", "too-large"],
)
def test_a_wrong_answer_is_one_clear_line(offer: Offer, line: str) -> None:
    with serving(offer):
        failed(offer.url, line)


def test_a_workbook_that_cannot_be_imported_is_not_put_in_use(tmp_path: Path, own_home: Path) -> None:
    sheet = made_up_sheet(2023)
    sheet.cells["FRA"]["heroin_trade"] = None
    content = write(tmp_path / "broken.xlsx", sheet).read_bytes()
    with serving(Offer(content)) as offer:
        failed(offer.url, "what came cannot be imported: 1 missing value")
    assert not list(own_home.glob("downloads/*.xlsx"))
    assert not list(own_home.glob("packages/*"))


def test_no_network_is_one_clear_line() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    failed(f"http://127.0.0.1:{port}/x.xlsx", "no connection to 127.0.0.1; check the network and the proxy")


def test_an_address_that_is_none() -> None:
    for address in ("file:///etc/passwd", "x.xlsx", "ftp://example.org/x.xlsx"):
        with pytest.raises(Misuse, match="no http or https address"):
            fetch(address)


def test_a_data_folder_that_cannot_be_written(
    workbook: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("OCDATASET_HOME", str(tmp_path / "file" / "home"))
    with (
        serving(Offer(workbook)) as offer,
        pytest.raises(Misuse, match=r"cannot be written .* OCDATASET_HOME"),
    ):
        fetch(offer.url)


def test_the_proxy_of_the_environment_is_used(workbook: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(Offer(workbook)) as proxy:
        monkeypatch.delenv("NO_PROXY")
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.setenv("HTTP_PROXY", proxy.url.rpartition("/")[0])
        fetch("http://ocindex.invalid/global_oc_index.xlsx")
    assert proxy.paths == ["http://ocindex.invalid/global_oc_index.xlsx"]


def test_the_environment_and_the_program_choose_before_what_was_fetched(
    workbook: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with serving(Offer(workbook)) as offer:
        fetch(offer.url)
    fetched = package_in_use().root
    shipped = oc.open(Path(__file__).parents[2])
    monkeypatch.setenv("OCDATASET_PACKAGE", str(shipped.package.root))
    assert oc.data_version() == shipped.data_version()
    try:
        oc.use(fetched)
        assert oc.data_version().endswith("+workbook.2023")
        with pytest.raises(DatasetError):
            oc.use(tmp_path / "none")
        assert oc.data_version().endswith("+workbook.2023")
    finally:
        oc.use(None)
    assert oc.data_version() == shipped.data_version()


def test_a_fetched_package_that_is_gone_is_said_and_not_replaced_by_another(workbook: bytes) -> None:
    import shutil

    with serving(Offer(workbook)) as offer:
        fetch(offer.url)
    shutil.rmtree(package_in_use().root)
    with pytest.raises(DatasetError, match="is not there any more; fetch it again, or delete"):
        oc.data_version()
    with serving(Offer(workbook)) as offer:
        fetch(offer.url)
    assert oc.data_version().endswith("+workbook.2023")


def test_the_command_shows_terms_citation_and_what_is_in_use(workbook: bytes) -> None:
    with serving(Offer(workbook)) as offer:
        command = [sys.executable, "-m", "ocdataset", "fetch", "--url", offer.url]
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        shown = " ".join(done.stdout.split())
        assert "Rights in the workbook and in the profiles remain with" in shown
        assert "Global Organized Crime Index 2023. Geneva" in shown
        assert "In use: data version" in shown
        digest = sha256(workbook).hexdigest()
        assert f"SHA-256: {digest} (no known release)" in shown
        offer.status = 404
        done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    version = subprocess.run([sys.executable, "-m", "ocdataset", "--version"], capture_output=True, text=True)
    assert "+workbook.2023" in version.stdout


def test_the_releases_at_hand_are_known_by_their_hash(sources: Path) -> None:
    for year in (2021, 2023):
        digest = sha256((sources / f"global_oc_index_{year}.xlsx").read_bytes()).hexdigest()
        assert (known_release(digest) or "").startswith(f"Release of {year}")
    assert known_release("0" * 64) is None
