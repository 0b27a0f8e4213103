"""The publisher's workbook, downloaded, imported, and made the package in use."""

import hashlib
import re
import shutil
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from ocdataset.package.in_use import home, keep_in_use, known_packages
from ocdataset.package.workbook.importing import Import, import_workbook
from ocdataset.read.workbook.archive import MOST_BYTES
from ocdataset.reference.errors import DatasetError, DownloadFailed, Misuse
from ocdataset.reference.extras import require_extra
from ocdataset.reference.files import content_of
from ocdataset.reference.publisher import publisher
from ocdataset.reference.unfinished import alone_in
from ocdataset.use.downloading import Progress, download


@dataclass(frozen=True)
class Fetched:
    """What came of fetching.

    Parameters
    ----------
    address : str
    workbook : Path
        The copy that was downloaded.
    imported : Import
        The package, which is in use from now on.
    sha256 : str
        Of the workbook.
    """

    address: str
    workbook: Path
    imported: Import
    sha256: str


def fetch(url: str | None = None, *, sha256: str | None = None, progress: Progress | None = None) -> Fetched:
    """Download the publisher's workbook, import it, and make it the package in use.

    Parameters
    ----------
    url : str, optional
        By default the public address that is known.
    sha256 : str, optional
        What the SHA-256 of the workbook has to be.
    progress : callable, optional
        Is told how many bytes have come, of how many.

    Raises
    ------
    MissingExtra
        If the extra `fetch` is not installed.
    DownloadFailed
        If it cannot be downloaded.
    SourceRefused
        If what came is no workbook that can be imported. The package in use stays in use then.
    Misuse
        If the address is none, or the user's data folder cannot be written to.
    """
    require_extra("fetch", "downloading")
    if sha256 is not None and not re.fullmatch("[0-9a-fA-F]{64}", sha256):
        raise Misuse(f"{sha256}: no SHA-256, which has 64 digits from 0 to f")
    address = url or str(publisher()["workbook"]["url"])
    try:
        with alone_in(_own_folder("downloads")) as downloads:
            return _fetched(address, download(address, downloads, progress), sha256)
    except BlockingIOError:
        raise Misuse(f"{home()}: another fetch is going on; wait until it has ended") from None
    except OSError as error:
        if isinstance(error, DatasetError):
            raise
        raise Misuse(f"{home()}: cannot be written ({error.strerror}); set OCDATASET_HOME") from None


def _own_folder(name: str) -> Path:
    """Return a folder of our own in the user's data folder, which no link leads out of."""
    folder = home() / name
    if folder.is_symlink():
        raise Misuse(f"{folder}: is a link, which is not followed; remove it, or set OCDATASET_HOME")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _fetched(address: str, arrived: Path, wanted: str | None) -> Fetched:
    """Import what arrived, if it is what was wanted, and make it the package in use."""
    sha256 = hashlib.sha256(content_of(arrived, MOST_BYTES)).hexdigest()
    if wanted is not None and wanted.lower() != sha256:
        arrived.unlink()
        raise DownloadFailed(
            f"{address}: what came has the SHA-256 {sha256}, not {wanted.lower()}; nothing was taken from it"
        )
    workbook = arrived.replace(arrived.with_name(f"global_oc_index-{sha256[:12]}.xlsx"))
    try:
        imported = _import_anew(workbook, _own_folder("packages"), sha256[:12], address)
    except Misuse:
        raise
    except DatasetError as error:
        workbook.unlink(missing_ok=True)
        reason = str(error).removeprefix(f"{workbook}: ")
        raise DownloadFailed(f"{address}: what came cannot be imported: {reason}") from None
    return Fetched(address, workbook, imported, sha256)


def _import_anew(workbook: Path, packages: Path, digest: str, address: str) -> Import:
    """Import a workbook to a new folder and put it in use, then remove earlier imports of the same file.

    Only then: whenever this is stopped, the package in use is the old or the new one, and whole.
    """
    earlier = [path for path in packages.iterdir() if path.name.partition("-")[0] == digest]
    taken = {path.name for path in earlier}
    names = (digest if number == 1 else f"{digest}-{number}" for number in count(1))
    folder = packages / next(name for name in names if name not in taken)
    result = import_workbook(workbook, folder, known=known_packages(), address=address)
    keep_in_use(result.folder)
    for path in earlier:
        if path.is_symlink():
            path.unlink()
        else:
            shutil.rmtree(path, ignore_errors=True)
    return result
