"""A download that goes on where it was cut off, and whose every failure is one clear line."""

import json
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin, urlsplit

from ocdataset.read.workbook.archive import MOST_BYTES
from ocdataset.reference.errors import DownloadFailed, Misuse
from ocdataset.reference.extras import require_extra
from ocdataset.reference.files import MEBIBYTE

if TYPE_CHECKING:
    import requests

ATTEMPTS: Final = 4
CONNECT_SECONDS: Final = 10
READ_SECONDS: Final = 30
SECONDS_IN_ALL: Final = 600
# a piece that is cut off is lost whole
CHUNK: Final = 1 << 12
INSTEAD: Final = "or download the workbook in a browser and run `ocdataset import`"

Progress = Callable[[int, int | None], None]


class _CutOff(Exception):
    """The connection ended before the file did."""


def download(url: str, folder: Path, progress: Progress | None = None) -> Path:
    """Download a file into a folder through pooch, and return where it is.

    What was cut off in an earlier call, or in this one, is continued if the server still has the
    same file. A proxy is taken from the environment.

    Raises
    ------
    DownloadFailed
        If it does not succeed; what has come so far is kept to go on from.
    Misuse
        If the address is no http or https address, or the folder cannot be written to.
    """
    require_extra("fetch", "downloading")
    import pooch

    if _host(url) is None:
        raise Misuse(f"{url}: no http or https address; give one with --url, {INSTEAD}")
    name = f"{sha256(url.encode()).hexdigest()[:16]}.download"
    pooch.get_logger().setLevel("WARNING")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).unlink(missing_ok=True)
        for left in folder.glob("tmp*"):
            left.unlink()
        downloader = _Resuming(folder / f"{name}.part", progress)
        retrieve = partial(pooch.retrieve, url, None, fname=name, path=folder, downloader=downloader)
        return Path(_in_time(url, retrieve, downloader))
    except OSError as error:
        raise Misuse(f"{folder}: cannot be written ({error.strerror}); set OCDATASET_HOME") from None


def _in_time(url: str, retrieve: Callable[[], str], downloader: "_Resuming") -> str:
    """Return what `retrieve` does, in a thread that is given up when all of it takes too long."""
    found: list[str] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            found.append(retrieve())
        except BaseException as error:
            errors.append(error)

    thread = Thread(target=run, daemon=True)
    thread.start()
    try:
        thread.join(SECONDS_IN_ALL)
    finally:
        downloader.given_up = thread.is_alive()
    if errors:
        raise errors[0]
    if not found:
        raise DownloadFailed(
            f"{url}: took more than {SECONDS_IN_ALL} seconds; run it again to go on from there, {INSTEAD}"
        )
    return found[0]


def _host(url: str) -> str | None:
    """Return the host of an http or https address, None if it is no such address."""
    try:
        parts = urlsplit(url)
        _ = parts.port
        # what cannot be asked for is no host
        (parts.hostname or "").encode("idna")
    except ValueError:
        return None
    return parts.hostname if parts.scheme in ("http", "https") else None


def _fault_of_redirection(url: str, target: str) -> str:
    """Return why an address is not followed to another, or ""."""
    try:
        there = urljoin(url, target)
    except ValueError:
        there = ""
    if _host(there) is None:
        return "no address"
    less = urlsplit(url).scheme == "https" and urlsplit(there).scheme == "http"
    return "not secure; nothing was taken from there" if less else ""


def _session() -> "requests.Session":
    """Return a session that goes on to another address only if that is one, and no less secure."""
    import requests

    class Session(requests.Session):
        def get_redirect_target(self, resp: requests.Response) -> str | None:
            target = super().get_redirect_target(resp)
            fault = "" if target is None else _fault_of_redirection(resp.url, target)
            if fault:
                resp.close()
                raise DownloadFailed(f"{resp.url}: sends on to {target!r}, which is {fault}, {INSTEAD}")
            return target

    return Session()


class _Resuming:
    """A downloader for pooch that keeps what has come, and asks for the rest.

    Parameters
    ----------
    part : Path
        Where what has come is kept until the file is whole.
    progress : callable, optional
        Is told how many bytes have come, of how many.
    """

    def __init__(self, part: Path, progress: Progress | None) -> None:
        self.part = part
        self.note = part.with_suffix(".json")
        self.progress = progress or (lambda *_: None)
        self.given_up = False
        for place in (self.part, self.note):
            if place.is_symlink():
                place.unlink()

    def __call__(self, url: str, output_file: Any, pooch: Any, check_only: bool = False) -> None:  # noqa: ARG002
        """Download `url` to `output_file`, as pooch calls it."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                self._attempt(url)
                break
            except _CutOff as cut:
                if attempt == ATTEMPTS:
                    raise DownloadFailed(
                        f"{url}: the download was cut off {ATTEMPTS} times ({cut}); run it again to go "
                        f"on from there, {INSTEAD}"
                    ) from None
        Path(output_file).write_bytes(self.part.read_bytes())
        self.forget()

    def forget(self) -> None:
        """Drop what has come."""
        self.part.unlink(missing_ok=True)
        self.note.unlink(missing_ok=True)

    def _attempt(self, url: str) -> None:
        import requests
        from urllib3.exceptions import HTTPError

        host = _host(url)
        headers = self._headers()
        try:
            with (
                _session() as session,
                session.get(
                    url, stream=True, headers=headers, timeout=(CONNECT_SECONDS, READ_SECONDS)
                ) as response,
            ):
                if response.status_code == 206 and "Range" not in headers:
                    raise DownloadFailed(
                        f"{url}: the server answers with a part that was not asked for; give another "
                        f"address with --url, {INSTEAD}"
                    )
                self._take(url, response)
        except requests.exceptions.ProxyError:
            raise DownloadFailed(
                f"{url}: the proxy does not answer; check HTTPS_PROXY and HTTP_PROXY, {INSTEAD}"
            ) from None
        except requests.exceptions.SSLError:
            raise DownloadFailed(
                f"{url}: no secure connection to {host}; check the clock and the certificates, {INSTEAD}"
            ) from None
        except (requests.exceptions.ConnectionError, requests.exceptions.Timeout) as error:
            if self.part.exists() and _broke_off(error):
                raise _CutOff(f"after {self._size()} bytes") from None
            raise DownloadFailed(
                f"{url}: no connection to {host}; check the network and the proxy, {INSTEAD}"
            ) from None
        except requests.exceptions.ChunkedEncodingError:
            raise _CutOff(f"after {self._size()} bytes") from None
        except (requests.exceptions.RequestException, HTTPError, ValueError) as error:
            kind = type(error).__name__
            raise DownloadFailed(
                f"{url}: cannot be downloaded ({kind}); give the present address with --url, {INSTEAD}"
            ) from None

    def _size(self) -> int:
        """Return how many bytes have come."""
        return self.part.stat().st_size if self.part.exists() else 0

    def _headers(self) -> dict[str, str]:
        """Return the headers that ask for the rest of what has come, if it can be told to be the same."""
        headers = {"Accept-Encoding": "identity"}
        validator = self._validator()
        if validator and self._size():
            headers |= {"Range": f"bytes={self._size()}-", "If-Range": validator}
        return headers

    def _validator(self) -> str:
        try:
            return str(json.loads(self.note.read_text(encoding="utf-8"))["validator"])
        except (OSError, ValueError, KeyError, TypeError):
            return ""

    def _take(self, url: str, response: "requests.Response") -> None:
        if response.status_code == 416:
            self.forget()
            raise _CutOff("with a rest that the server does not have")
        if response.status_code not in (200, 206):
            raise DownloadFailed(
                f"{url}: the server answers {response.status_code} {response.reason}; give the present "
                f"address with --url, {INSTEAD}"
            )
        if response.headers.get("Content-Type", "").partition(";")[0].strip().lower() == "text/html":
            raise DownloadFailed(
                f"{url}: is a web page, not a workbook; give the address of the .xlsx file with --url, "
                f"{INSTEAD}"
            )
        have = self._continued_from(response)
        length = response.headers.get("Content-Length", "")
        total = have + int(length) if length.isdecimal() and len(length) < 16 else None
        if total is not None and total > MOST_BYTES:
            raise _too_large(url)
        self._note(response)
        with self.part.open("ab" if have else "wb") as file:
            for chunk in response.iter_content(CHUNK):
                file.write(chunk)
                file.flush()
                have += len(chunk)
                if self.given_up:
                    raise _CutOff("as it took too long")
                if have > MOST_BYTES:
                    raise _too_large(url)
                self.progress(have, total)
        if total is not None and have < total:
            raise _CutOff(f"after {have} of {total} bytes")

    def _continued_from(self, response: "requests.Response") -> int:
        """Return how many bytes that have come are kept; a whole file anew keeps none."""
        if response.status_code != 206:
            return 0
        size = self._size()
        if not response.headers.get("Content-Range", "").startswith(f"bytes {size}-"):
            self.forget()
            raise _CutOff("with another part than was asked for")
        return size

    def _note(self, response: "requests.Response") -> None:
        """Note by what the file is told to be the same one; a weak tag does not tell."""
        tag = response.headers.get("ETag", "")
        validator = response.headers.get("Last-Modified", "") if tag.startswith("W/") or not tag else tag
        self.note.write_text(json.dumps({"validator": validator}), encoding="utf-8")


def _broke_off(error: Exception) -> bool:
    """Return whether an established connection ended, rather than that none came about."""
    return "Max retries exceeded" not in repr(error)


def _too_large(url: str) -> DownloadFailed:
    return DownloadFailed(
        f"{url}: more than {MOST_BYTES // MEBIBYTE} MiB, which no release of the workbook has; check "
        "the address"
    )
