"""Files and folders that are not finished: beside their place until they are, and swept up if nobody will.

Each is locked by the process that fills it. The system lets go of the lock when that process ends, however
it ends, so that the next one to write there can tell what was left behind.
"""

import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

_SUFFIX: Final = ".unfinished"
_LONGEST_NAME: Final = 60
_NEW: Final = os.O_CREAT | os.O_EXCL | os.O_WRONLY


@contextmanager
def unfinished_file(place: Path) -> Iterator[Path]:
    """Give a new empty file beside `place`, to be filled and renamed there; it goes if it is not renamed."""
    with _held(place, lambda beside: os.close(os.open(beside, _NEW, 0o666))) as beside:
        try:
            yield beside
        finally:
            beside.unlink(missing_ok=True)


@contextmanager
def unfinished_folder(place: Path) -> Iterator[Path]:
    """Give a new folder beside `place`, to be filled and renamed there; it goes if it is not renamed."""
    with _held(place, Path.mkdir) as beside:
        try:
            yield beside
        finally:
            shutil.rmtree(beside, ignore_errors=True)


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Give a new folder among the system's temporary ones, which no other user may read."""
    with unfinished_folder(Path(tempfile.gettempdir()) / "ocdataset") as folder:
        folder.chmod(0o700)
        yield folder


@contextmanager
def _held(place: Path, make: Callable[[Path], None]) -> Iterator[Path]:
    """Give a new path beside `place` that is locked, and swept up by nobody."""
    sweep(place.parent)
    short = os.fsencode(place.name)[:_LONGEST_NAME].decode("utf-8", "ignore")
    handle = None
    while handle is None:
        beside = place.with_name(f".{short}.{secrets.token_hex(6)}{_SUFFIX}")
        make(beside)
        if os.name != "posix":
            break
        handle = _taken(beside)
    try:
        yield beside
    finally:
        if handle is not None:
            os.close(handle)


def _taken(beside: Path) -> int | None:
    """Return a new path opened and locked; None if another process took it for a thing left behind."""
    try:
        handle = os.open(beside, os.O_RDONLY)
    except FileNotFoundError:
        return None
    with suppress(BlockingIOError):
        _lock(handle)
        if beside.exists():
            return handle
    os.close(handle)
    return None


@contextmanager
def alone_in(folder: Path) -> Iterator[Path]:
    """Give a folder while no other process is given it.

    Raises
    ------
    BlockingIOError
        If one is.
    """
    if os.name != "posix":
        yield folder
        return
    handle = os.open(folder, os.O_RDONLY | os.O_NOFOLLOW)
    try:
        _lock(handle)
        yield folder
    finally:
        os.close(handle)


def sweep(folder: Path) -> None:
    """Remove what processes that have ended left unfinished in a folder."""
    if os.name != "posix":
        return
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(".") and entry.name.endswith(_SUFFIX) and not entry.is_symlink():
                _remove_if_left(Path(entry.path))


def _remove_if_left(path: Path) -> None:
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            if not _lock(handle):
                return
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink()
        finally:
            os.close(handle)


def _lock(handle: int) -> bool:
    """Lock what is open, and return whether that is possible there; some network drives have no locks.

    Raises
    ------
    BlockingIOError
        If another process has locked it.
    """
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise
    except OSError:
        return False
    return True
