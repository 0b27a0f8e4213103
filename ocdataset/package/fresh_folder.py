"""A new folder that appears whole or not at all."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ocdataset.reference.errors import Misuse


def refuse_taken(out: Path) -> None:
    """Refuse a folder that is there already and not empty.

    Raises
    ------
    Misuse
        If it is.
    """
    if out.exists() and not (out.is_dir() and not any(out.iterdir())):
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
        beside = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    except OSError as error:
        raise Misuse(
            f"{out}: cannot be written ({error.strerror}); choose a folder that you may write to with -o"
        ) from None
    try:
        yield beside
        beside.chmod(0o755)
        beside.replace(out)
    except OSError as error:
        raise Misuse(f"{out}: cannot be written ({error.strerror}); nothing was left there") from None
    finally:
        shutil.rmtree(beside, ignore_errors=True)
