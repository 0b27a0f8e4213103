"""A new folder that appears whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ocdataset.reference.errors import DatasetError, Misuse
from ocdataset.reference.files import what_is_at
from ocdataset.reference.unfinished import unfinished_folder


def refuse_taken(out: Path) -> None:
    """Refuse a folder that is there already and not empty.

    Raises
    ------
    Misuse
        If it is.
    """
    found = what_is_at(out)
    if found == "file" or (found == "folder" and any(out.iterdir())):
        raise Misuse(f"{out}: exists and is not an empty folder; choose a new one with -o")


@contextmanager
def fresh_folder(out: Path) -> Iterator[Path]:
    """Give a folder to fill, and put it in the place of `out` once it is full.

    Raises
    ------
    Misuse
        If `out` is taken or cannot be written. What is already there is never touched.
    """
    refuse_taken(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with unfinished_folder(out) as beside:
            yield beside
            beside.replace(out)
    except OSError as error:
        if isinstance(error, DatasetError):
            raise
        raise Misuse(
            f"{out}: cannot be written ({error.strerror}); nothing was left there. Choose a folder that you "
            "may write to, on a disk with room, with -o"
        ) from None
