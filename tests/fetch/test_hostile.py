"""A server that lies, sends elsewhere or takes forever; a cache that leads elsewhere: one true line each."""

import hashlib
import io
import os
import re
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from ocdataset.package.in_use import POINTER, home, package_in_use
from ocdataset.reference.errors import DownloadFailed, Misuse, PackageError
from ocdataset.use import downloading
from ocdataset.use.downloading import _session
from ocdataset.use.fetching import fetch
from tests.fetch.server import Offer, serving


@pytest.fixture
def answering() -> Iterator[object]:
    """Give what serves bytes as they are, one answer after another, slowly if asked to."""
    servers: list[socket.socket] = []

    def serve(*answers: bytes, pause: float = 0.0) -> str:
        server = socket.create_server(("127.0.0.1", 0))
        servers.append(server)

        def run() -> None:
            for answer in answers:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    connection.recv(65536)
                    try:
                        for at in range(0, len(answer), 10) if pause else [0]:
                            connection.sendall(answer[at : at + 10] if pause else answer)
                            time.sleep(pause)
                    except OSError:
                        continue

        threading.Thread(target=run, daemon=True).start()
        return f"http://127.0.0.1:{server.getsockname()[1]}/a.xlsx"

    yield serve
    for server in servers:
        server.close()


def failed(url: str, line: str, **options: str) -> None:
    with pytest.raises((DownloadFailed, Misuse), match=line) as error:
        fetch(url, **options)
    assert "\n" not in str(error.value)
    assert not (home() / POINTER).exists()


def test_a_part_that_was_not_asked_for(answering) -> None:
    head = b"HTTP/1.1 206 Partial\r\nContent-Range: bytes 5-9/10\r\nContent-Length: 5\r\n\r\n12345"
    failed(answering(head), "a part that was not asked for")


@pytest.mark.parametrize(
    "place", ["http://[", "ftp://a.b/c", "file:///etc/passwd", "http://a:b/", "http://" + "a" * 300]
)
def test_an_address_that_is_none(place: str, answering) -> None:
    failed(place, "no http or https address")
    answer = f"HTTP/1.1 302 Found\r\nLocation: {place}\r\nContent-Length: 0\r\n\r\n".encode()
    failed(answering(answer), "sends on to .*, which is no address")


ANSWERS = {
    "nothing": b"",
    "nonsense": b"nonsense\r\n\r\n",
    "a length of thousands of digits": b"HTTP/1.1 200 OK\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\nab",
    "truncated": b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nab",
    "no chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz",
    "no gzip": b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nab",
    "in a circle": b"HTTP/1.1 302 Found\r\nLocation: /a.xlsx\r\nContent-Length: 0\r\n\r\n",
}


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=list(ANSWERS))
def test_an_answer_that_is_none(answer: bytes, answering) -> None:
    failed(answering(*[answer] * 40), "http")


def test_nothing_less_secure_is_gone_on_to() -> None:
    answer = requests.Response()
    answer.status_code, answer.url = 302, "https://example.org/a"
    answer.raw = io.BytesIO()
    for there, fits in (("http://example.org/b", False), ("https://example.org/b", True), ("/b", True)):
        answer.headers["location"] = there
        if fits:
            assert _session().get_redirect_target(answer) == there
            continue
        with pytest.raises(DownloadFailed, match="not secure"):
            _session().get_redirect_target(answer)


def test_an_answer_that_drips_is_given_up(answering, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloading, "SECONDS_IN_ALL", 0.5)
    began = time.monotonic()
    failed(answering(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 5000, pause=0.1), "took more than 0.5 seconds")
    assert time.monotonic() - began < 5


def test_a_hash_pins_the_workbook(workbook: bytes) -> None:
    with serving(Offer(workbook)) as offer:
        failed(offer.url, "no SHA-256", sha256="12")
        failed(
            offer.url, f"has the SHA-256 {hashlib.sha256(workbook).hexdigest()}, not 0000", sha256="0" * 64
        )
        assert not list((home() / "packages").glob("*"))
        assert fetch(offer.url, sha256=hashlib.sha256(workbook).hexdigest().upper()).imported.folder.is_dir()


@pytest.mark.skipif(os.name != "posix", reason="the lock is that of POSIX")
def test_two_fetches_at_once(workbook: bytes) -> None:
    import fcntl

    (home() / "downloads").mkdir(parents=True)
    handle = os.open(home() / "downloads", os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        with serving(Offer(workbook)) as offer:
            failed(offer.url, "another fetch is going on")
    finally:
        os.close(handle)


@pytest.mark.parametrize("name", ["downloads", "packages"])
def test_no_folder_of_the_cache_is_a_link(name: str, workbook: bytes, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    home().mkdir(parents=True, exist_ok=True)
    (home() / name).symlink_to(elsewhere)
    with serving(Offer(workbook)) as offer:
        failed(offer.url, "is a link, which is not followed")
    assert list(elsewhere.iterdir()) == []


def test_no_file_of_the_cache_is_a_link(workbook: bytes, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"mine")
    with serving(Offer(workbook)) as offer:
        name = f"{hashlib.sha256(offer.url.encode()).hexdigest()[:16]}.download"
        (home() / "downloads").mkdir(parents=True)
        for one in (
            name,
            f"{name}.part",
            f"{name}.json",
            f"global_oc_index-{hashlib.sha256(workbook).hexdigest()[:12]}.xlsx",
        ):
            (home() / "downloads" / one).symlink_to(victim)
        fetch(offer.url)
    assert victim.read_bytes() == b"mine"


@pytest.mark.parametrize("named", ["../elsewhere", "/etc", "a\0b", 5, None, ["packages"]])
def test_the_note_of_what_is_in_use_leads_nowhere_else(named: object) -> None:
    import json

    home().mkdir(parents=True, exist_ok=True)
    (home() / POINTER).write_text(json.dumps({"package": named}))
    with pytest.raises(PackageError, match=re.escape(str(home() / POINTER))):
        package_in_use()
