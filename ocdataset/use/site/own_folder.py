"""The folder of a site: written beside its place, and put there only over a site of ours."""

import ctypes
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from ocdataset.reference.errors import DatasetError, Misuse
from ocdataset.reference.unfinished import unfinished_folder

MARKER: Final = "ocdataset-site.json"
NOT_OURS: Final = "choose a new folder with -o"
_FROM_HERE: Final = -100
_EXCHANGE: Final = 2
"""AT_FDCWD and RENAME_EXCHANGE of Linux."""


@contextmanager
def own_folder(out: Path, about: dict[str, str]) -> Iterator[Path]:
    """Give a folder to fill, and put it in the place of `out` once it is full.

    Parameters
    ----------
    out : Path
        A folder that does not exist, is empty, or holds a site and nothing else.
    about : dict
        What the list of the site's files says of it.

    Raises
    ------
    Misuse
        If `out` is something else or cannot be written. What is there is not touched then.
    """
    refuse_what_is_not_ours(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with unfinished_folder(out) as beside:
            yield beside
            (beside / MARKER).write_text(_list_of_files(beside, about), encoding="utf-8", newline="\n")
            _swap(beside, out)
    except OSError as error:
        if isinstance(error, DatasetError):
            raise
        raise Misuse(
            f"{out}: cannot be written ({error.strerror}); nothing was changed there, {NOT_OURS}"
        ) from None


def refuse_what_is_not_ours(out: Path) -> None:
    """Refuse a place that holds anything but a site that was written here.

    Raises
    ------
    Misuse
        If it does.
    """
    try:
        if not out.exists() and not out.is_symlink():
            return
        if not out.is_dir() or out.is_symlink():
            raise Misuse(f"{out}: exists and is no folder; {NOT_OURS}")
        present = {path.relative_to(out).as_posix() for path in out.rglob("*") if not path.is_dir()}
        if not present and not any(out.iterdir()):
            return
        stranger = min(present - _files_of(out) or {""})
    except OSError as error:
        raise Misuse(f"{out}: cannot be read ({error.strerror}); {NOT_OURS}") from None
    if stranger:
        raise Misuse(f"{out}: holds {stranger!r}, which is not of a site of ocdataset; {NOT_OURS}")


def _files_of(out: Path) -> set[str]:
    """Return the files that a site in a folder says are its own."""
    try:
        files = json.loads((out / MARKER).read_text(encoding="utf-8"))["files"]
        return {MARKER, *map(str, files)}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _list_of_files(folder: Path, about: dict[str, str]) -> str:
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return json.dumps(about | {"files": files}, indent=1, ensure_ascii=False) + "\n"


def _swap(beside: Path, out: Path) -> None:
    """Put a folder in the place of another one, which takes its place and goes with what is unfinished."""
    if not out.exists():
        beside.replace(out)
    elif not _exchanged(beside, out):
        with unfinished_folder(out) as folder:
            old = folder / "old"
            out.replace(old)
            try:
                beside.replace(out)
            except OSError:
                old.replace(out)
                raise


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders at once, so that a kill leaves one or the other; return whether it was done."""
    exchange = getattr(ctypes.CDLL(None), "renameat2", None) if sys.platform == "linux" else None
    return exchange is not None and not exchange(
        _FROM_HERE, os.fsencode(one), _FROM_HERE, os.fsencode(other), _EXCHANGE
    )
