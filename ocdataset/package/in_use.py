"""Which package is in use: one chosen in the program, in the environment, by `fetch`, or the shipped one."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from ocdataset.package.package import Package, below, open_package
from ocdataset.reference.errors import PackageError
from ocdataset.reference.files import json_object
from ocdataset.reference.rows import write_whole

VARIABLE = "OCDATASET_PACKAGE"
HOME_VARIABLE = "OCDATASET_HOME"
POINTER = "in_use.json"

_chosen: Path | None = None


def package_in_use() -> Package:
    """Return the package in use.

    It is the one that `use` chose in this program, else the one that the environment variable
    OCDATASET_PACKAGE names, else the one that was fetched last, else the shipped one.

    Raises
    ------
    PackageError
        If what was chosen is no package; no other one is taken in its place.
    """
    named = _chosen or os.environ.get(VARIABLE) or None
    if named is not None:
        return open_package(named)
    fetched = fetched_package()
    if fetched is not None and not fetched.exists():
        raise PackageError(
            f"{fetched}: the package that was fetched is not there any more; fetch it again, or "
            f"delete {home() / POINTER} to go back to the shipped one"
        )
    return open_package(fetched)


def known_packages() -> list[Package]:
    """Return the packages to compare new figures with: the shipped one, and the one in use if it opens."""
    found = {}
    for opened in (package_in_use, open_package):
        try:
            package = opened()
        except PackageError:
            continue
        found[package.root.resolve()] = package
    return list(found.values())


def use(path: str | Path | None) -> Package:
    """Make the package at `path` the one in use in this program; None goes back to the default.

    Raises
    ------
    PackageError
        If there is no usable package; the one in use stays in use then.

    Examples
    --------
    >>> from ocdataset.reference.location import shipped_package
    >>> use(shipped_package()).version == package_in_use().version
    True
    >>> _ = use(None)
    """
    global _chosen
    if path is None:
        _chosen = None
        return package_in_use()
    package = open_package(path)
    _chosen = package.root.resolve()
    return package


@contextmanager
def using(path: str | Path) -> Iterator[Package]:
    """Make the package at `path` the one in use for a while.

    Raises
    ------
    PackageError
        If there is no usable package.
    """
    global _chosen
    before = _chosen
    try:
        yield use(path)
    finally:
        _chosen = before


def home() -> Path:
    """Return the user's data folder, where fetched packages are; OCDATASET_HOME moves it."""
    given = os.environ.get(HOME_VARIABLE)
    if given:
        return Path(given)
    from platformdirs import user_data_path

    return user_data_path("ocdataset", appauthor=False)


def fetched_package() -> Path | None:
    """Return the folder of the package that was fetched last, or None if none was.

    Raises
    ------
    PackageError
        If the note of it is damaged.
    """
    if not os.environ.get(HOME_VARIABLE) and find_spec("platformdirs") is None:
        # it comes with what fetches: nothing was
        return None
    pointer = home() / POINTER
    try:
        named = json_object(pointer)["package"]
        return below(home(), named, f"{pointer}: the path {named!r}")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError, KeyError, TypeError, PackageError):
        raise PackageError(
            f"{pointer}: cannot be read; delete it to go back to the shipped package"
        ) from None


def keep_in_use(folder: Path) -> None:
    """Make a package below the user's data folder the one in use from now on.

    Raises
    ------
    OSError
        If the note of it cannot be written.
    """
    note = {"package": folder.relative_to(home()).as_posix()}
    write_whole(home() / POINTER, (json.dumps(note) + "\n").encode())
