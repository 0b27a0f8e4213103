"""Errors that a user can mend, each one clear line."""

from collections.abc import Iterable

from ocdataset.reference.folding import three_closest


class DatasetError(Exception):
    """What is wrong, where, what was expected, and what to do, in one line."""

    exit_status = 1


class Misuse(DatasetError):
    """A call that cannot be carried out as it was made."""

    exit_status = 2


class NoRoom(DatasetError):
    """A machine without the memory or the disk for what was asked, which says nothing of the data."""

    exit_status = 2


class SourceRefused(DatasetError):
    """A file that is no source of scores, or not one that can be told."""


class UnknownName(Misuse, KeyError):
    """A table, measure, country or column that does not exist, with the three closest that do."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        closest = three_closest(name, known)
        hint = f"; the closest are {', '.join(closest)}" if closest else ""
        self.line = f"no {kind} is called {name!r}{hint}"
        super().__init__(self.line)

    def __str__(self) -> str:
        """Return the line, which KeyError would put between quotes."""
        return self.line
