"""The publisher's workbook, downloaded, imported, and made the package in use."""

import hashlib
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from ocdataset.package.in_use import home, keep_in_use, known_packages
from ocdataset.package.workbook.importing import Import, import_workbook
from ocdataset.reference.errors import DatasetError, DownloadFailed, Misuse
from ocdataset.reference.publisher import publisher
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


def fetch(url: str | None = None, *, progress: Progress | None = None) -> Fetched:
    """Download the publisher's workbook, import it, and make it the package in use.

    Parameters
    ----------
    url : str, optional
        By default the public address that is known.
    progress : callable, optional
        Is told how many bytes have come, of how many.

    Raises
    ------
    DownloadFailed
        If it cannot be downloaded.
    SourceRefused
        If what came is no workbook that can be imported. The package in use stays in use then.
    Misuse
        If the address is none, or the user's data folder cannot be written to.
    """
    address = url or str(publisher()["workbook"]["url"])
    arrived = download(address, home() / "downloads", progress)
    sha256 = hashlib.sha256(arrived.read_bytes()).hexdigest()
    digest = sha256[:12]
    try:
        workbook = arrived.replace(arrived.with_name(f"global_oc_index-{digest}.xlsx"))
        imported = _import_anew(workbook, home() / "packages" / digest, address)
        keep_in_use(imported.folder)
    except Misuse:
        raise
    except DatasetError as error:
        workbook.unlink(missing_ok=True)
        reason = str(error).removeprefix(f"{workbook}: ")
        raise DownloadFailed(f"{address}: what came cannot be imported: {reason}") from None
    except OSError as error:
        raise Misuse(f"{home()}: cannot be written ({error.strerror}); set OCDATASET_HOME") from None
    return Fetched(address, workbook, imported, sha256)


def _import_anew(workbook: Path, folder: Path, address: str) -> Import:
    """Import a workbook to a folder of its own, in the place of an earlier import of the same file."""
    anew = folder.with_name(f"{folder.name}.anew")
    shutil.rmtree(anew, ignore_errors=True)
    result = import_workbook(workbook, anew, known=known_packages(), address=address)
    shutil.rmtree(folder, ignore_errors=True)
    anew.replace(folder)
    return replace(result, folder=folder)
