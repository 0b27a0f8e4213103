"""Every error that a user can mend, each one clear line; nothing else is raised on purpose."""

from collections.abc import Iterable
from functools import cached_property

from ocdataset.reference.folding import fold, three_closest
from ocdataset.reference.plain_text import one_line


class DatasetError(Exception):
    """What is wrong, where, what was expected, and what to do, in one line."""

    exit_status = 1

    def __str__(self) -> str:
        """Return the line, in which what a file brought is shown and not obeyed by a terminal."""
        return one_line(super().__str__())


class Misuse(DatasetError):
    """A call that cannot be carried out as it was made."""

    exit_status = 2


class MissingExtra(Misuse):
    """A library that is not installed, and the command that adds it."""


class NoRoom(DatasetError):
    """A machine without the memory or the disk for what was asked, which says nothing of the data."""

    exit_status = 2


class UnfitFile(Misuse, OSError):
    """A path that is no regular file, or a file beyond the bounds of its kind; nothing of it was read.

    It is an OSError too, so that whoever says which files cannot be read says it of these as well.
    """

    def __init__(self, path: object, reason: str, number: int = 0) -> None:
        super().__init__(number, reason, str(path))

    def __reduce__(self) -> tuple[type["UnfitFile"], tuple[object, str, int]]:
        """Return what makes it anew in another process."""
        return UnfitFile, (self.filename, str(self.strerror), self.errno or 0)

    def __str__(self) -> str:
        """Return the line, which OSError would begin with a number."""
        return one_line(f"{self.filename}: {self.strerror}")


class SourceRefused(DatasetError):
    """A file that is no source of scores, or not one that can be told."""


class WorkbookRefused(SourceRefused):
    """A file that is no workbook, or not one that is safe to open."""


class PackageError(DatasetError):
    """A folder or descriptor that is no usable package, or tables that do not fit their schemas."""


HOW_TO_GET_ALL = (
    "make a package of all countries from the publisher's workbook with `ocdataset import`, "
    "or let `ocdataset fetch` download it"
)


class NotHeld(DatasetError):
    """Figures that an answer needs and the package in use does not hold, and how to get them."""

    def __init__(self, line: str) -> None:
        super().__init__(f"{line}; {HOW_TO_GET_ALL}")


class Unreadable(DatasetError):
    """A file that an engine cannot read as the table that it should be."""


class DownloadFailed(DatasetError):
    """A download that did not succeed, and what to do."""


class UnknownName(Misuse, KeyError):
    """A table, measure, country or column that does not exist, with the three closest that do.

    `because` says instead why there is none, where it is known, and no other is like it.
    """

    def __init__(self, kind: str, name: str, known: Iterable[str], *, because: str = "") -> None:
        super().__init__(kind, name)
        fold(name)  # what is no text fails here, where the call can be named, and not when it is printed
        self._known, self._because = known, because

    @cached_property
    def line(self) -> str:
        """The line; who catches thousands of these shows a few, and to liken names takes its time."""
        kind, name = self.args
        closest = [] if self._because else three_closest(name, self._known)
        hint = f"; the closest are {', '.join(closest)}" if closest else ""
        return self._because or f"no {kind} is called {name!r}{hint}"

    def __str__(self) -> str:
        """Return the line, which KeyError would put between quotes."""
        return one_line(self.line)
