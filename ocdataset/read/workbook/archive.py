"""The parts of a workbook file, opened only as far as bounds on size allow; nothing is unpacked to disk."""

import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from ocdataset.reference.errors import Misuse, UnfitFile, WorkbookRefused
from ocdataset.reference.files import MEBIBYTE, opened

# a release is a third of a MiB packed, and 2 MiB unpacked
MOST_BYTES: Final = 32 * MEBIBYTE
MOST_BYTES_OF_A_PART: Final = 24 * MEBIBYTE
MOST_BYTES_UNPACKED: Final = 64 * MEBIBYTE
MOST_PARTS: Final = 1000
_PACKED: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = 0x1


@contextmanager
def opened_archive(path: Path) -> Iterator[zipfile.ZipFile]:
    """Give the parts of a workbook, once the file and what it declares are within bounds.

    Raises
    ------
    WorkbookRefused
        If it is no workbook, is damaged or locked by a password, or unpacks to more than the bounds.
    Misuse
        If there is no such file.
    """
    _refuse_what_is_no_workbook(path)
    try:
        with opened(path) as file, zipfile.ZipFile(file) as archive:
            _refuse_beyond_bounds(path, archive.infolist())
            yield archive
    except zipfile.BadZipFile as error:
        raise WorkbookRefused(
            f"{path}: the workbook is damaged ({str(error).rstrip('.')}); get a new copy"
        ) from None
    except (NotImplementedError, EOFError, OSError, RuntimeError, ValueError, zlib.error) as error:
        raise WorkbookRefused(f"{path}: the workbook cannot be unpacked ({error})") from None


def _refuse_what_is_no_workbook(path: Path) -> None:
    try:
        with opened(path) as file:
            size = os.fstat(file.fileno()).st_size
            start = file.read(4096)
    except FileNotFoundError:
        raise Misuse(f"{path}: no such file; give the publisher's workbook, an .xlsx file") from None
    except UnfitFile as error:
        raise Misuse(f"{error}: the publisher's workbook, an .xlsx file") from None
    except OSError as error:
        raise Misuse(f"{path}: cannot be read ({error.strerror})") from None
    what = what_it_is(start)
    if what != "archive":
        raise WorkbookRefused(f"{path}: {_REASONS[what]}")
    if size > MOST_BYTES:
        raise WorkbookRefused(
            f"{path}: {size // MEBIBYTE} MiB, more than the {MOST_BYTES // MEBIBYTE} MiB a workbook may "
            "have; a release has less than 1"
        )


_REASONS: Final = {
    "empty": "is empty; get a new copy of the workbook",
    "ole": (
        "is an encrypted workbook or one of the old .xls kind; open it in a spreadsheet program and "
        "save it as .xlsx without a password"
    ),
    "page": "is a web page, not a workbook; download the .xlsx file itself",
    "text": "is text, not a workbook; `ocdataset doctor` reads CSV files under the name .csv",
    "other": "is no .xlsx workbook; give the publisher's workbook as downloaded",
}


def what_it_is(start: bytes) -> str:
    """Return what a file is by its first bytes: archive, empty, ole, page, text or other.

    Examples
    --------
    >>> what_it_is(b"PK" + bytes([3, 4])), what_it_is(b"<!DOCTYPE html>"), what_it_is(b"a,b")
    ('archive', 'page', 'text')
    """
    if not start:
        return "empty"
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "archive"
    if start.startswith(_OLE):
        return "ole"
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return "page"
    return "other" if b"\x00" in start or start.startswith(b"%PDF") else "text"


def _refuse_beyond_bounds(path: Path, parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MOST_PARTS:
        raise WorkbookRefused(f"{path}: {len(parts)} parts, more than {MOST_PARTS}; no workbook has so many")
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise WorkbookRefused(f"{path}: is locked by a password; save it without one")
    if any(part.compress_type not in _PACKED for part in parts):
        raise WorkbookRefused(f"{path}: is packed as no spreadsheet program packs; save it anew as .xlsx")
    if not any(part.filename.lower() == "[content_types].xml" for part in parts):
        raise WorkbookRefused(f"{path}: is an archive, but no .xlsx workbook")
    largest = max(part.file_size for part in parts)
    if largest > MOST_BYTES_OF_A_PART or sum(part.file_size for part in parts) > MOST_BYTES_UNPACKED:
        raise WorkbookRefused(
            f"{path}: unpacks to {sum(part.file_size for part in parts) // MEBIBYTE} MiB, more than a "
            f"workbook may ({MOST_BYTES_OF_A_PART // MEBIBYTE} a sheet, "
            f"{MOST_BYTES_UNPACKED // MEBIBYTE} in all); a release unpacks to less than 4"
        )


def part_named(archive: zipfile.ZipFile, name: str) -> zipfile.ZipInfo | None:
    """Return the part of a name, in whatever case it is written."""
    wanted = name.lstrip("/").casefold()
    return next((part for part in archive.infolist() if part.filename.casefold() == wanted), None)


@contextmanager
def opened_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[IO[bytes]]:
    """Give the content of a part; zipfile reads no more of it than it declares, and checks its sum."""
    with archive.open(part) as content:
        yield content
