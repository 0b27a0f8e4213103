"""A download that goes on where it was cut off, and whose every failure is one clear line."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from ocdataset.read.workbook.archive import MOST_BYTES
from ocdataset.reference.errors import DownloadFailed, Misuse
from ocdataset.reference.extras import require_extra
from ocdataset.reference.files import MEBIBYTE

if TYPE_CHECKING:
    import requests

ATTEMPTS: Final = 4
CONNECT_SECONDS: Final = 10
READ_SECONDS: Final = 30
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

    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
        raise Misuse(f"{url}: no http or https address; give one with --url, {INSTEAD}")
    name = f"{sha256(url.encode()).hexdigest()[:16]}.download"
    pooch.get_logger().setLevel("WARNING")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).unlink(missing_ok=True)
        downloader = _Resuming(folder / f"{name}.part", progress)
        return Path(pooch.retrieve(url, None, fname=name, path=folder, downloader=downloader))
    except OSError as error:
        raise Misuse(f"{folder}: cannot be written ({error.strerror}); set OCDATASET_HOME") from None


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

        host = urlsplit(url).hostname
        try:
            with requests.get(
                url, stream=True, headers=self._headers(), timeout=(CONNECT_SECONDS, READ_SECONDS)
            ) as response:
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
                raise _CutOff(f"after {self.part.stat().st_size} bytes") from None
            raise DownloadFailed(
                f"{url}: no connection to {host}; check the network and the proxy, {INSTEAD}"
            ) from None
        except requests.exceptions.ChunkedEncodingError:
            raise _CutOff(f"after {self.part.stat().st_size} bytes") from None
        except requests.exceptions.RequestException as error:
            kind = type(error).__name__
            raise DownloadFailed(
                f"{url}: cannot be downloaded ({kind}); give the present address with --url, {INSTEAD}"
            ) from None

    def _headers(self) -> dict[str, str]:
        """Return the headers that ask for the rest of what has come, if it can be told to be the same."""
        headers = {"Accept-Encoding": "identity"}
        validator = self._validator()
        if validator and self.part.exists() and self.part.stat().st_size:
            headers |= {"Range": f"bytes={self.part.stat().st_size}-", "If-Range": validator}
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
        total = have + int(length) if length.isdecimal() else None
        if total is not None and total > MOST_BYTES:
            raise _too_large(url)
        self._note(response)
        with self.part.open("ab" if have else "wb") as file:
            for chunk in response.iter_content(CHUNK):
                file.write(chunk)
                file.flush()
                have += len(chunk)
                if have > MOST_BYTES:
                    raise _too_large(url)
                self.progress(have, total)
        if total is not None and have < total:
            raise _CutOff(f"after {have} of {total} bytes")

    def _continued_from(self, response: "requests.Response") -> int:
        """Return how many bytes that have come are kept; a whole file anew keeps none."""
        if response.status_code != 206:
            return 0
        size = self.part.stat().st_size
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
