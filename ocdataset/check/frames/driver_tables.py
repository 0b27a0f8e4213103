"""A package of which an engine of many machines keeps the large tables, and the driver the small ones."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import narwhals as nw

from ocdataset.check.frames.exact_tables import Counts, Distant, ExactTables, Table

T = TypeVar("T")


@dataclass
class TablesInTwoPlaces(ExactTables):
    """The tables of an engine, the small ones of which are at the driver too, as pandas has them.

    A job costs more than all checks of a small table do. So each check is asked of the tables at the
    driver first; if it asks them for a table that is not there, it is asked of the engine, where
    every table is. It is the same check in either place.

    Parameters
    ----------
    at_driver : ExactTables
        The same tables, the large ones of which are distant.
    opened : callable
        Opens a small table in the engine, for the checks that need it beside a large one.
    """

    at_driver: ExactTables = field(kw_only=True)
    opened: Callable[[str], Table] = field(kw_only=True)

    def asked(self, compute: Callable[[ExactTables], T]) -> T:
        """Return what a function of tables gives, of those at the driver if it needs no other."""
        try:
            return compute(self.at_driver)
        except Distant:
            return compute(self)

    def cells(self, table: str) -> nw.LazyFrame[Any]:
        """Return every row of a table, in the engine."""
        if self._is_distant(table):
            return super().cells(table)
        return self._held.of(table, lambda: self.engine.held(self.opened(table).exact))

    def counts(self, table: str) -> Counts:
        """Return how many rows a table has, and how many of its cells hold something."""
        return super().counts(table) if self._is_distant(table) else self.at_driver.counts(table)

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Return the sound rows of a small table in the order of its file."""
        return super().rows(table) if self._is_distant(table) else self.at_driver.rows(table)

    def of_the_index(self) -> "TablesInTwoPlaces":
        """Return, over the same frames, the tables that have the columns of the Index's tables at least."""
        tables = super().of_the_index().tables
        return replace(self, tables=tables, at_driver=replace(self.at_driver, tables=tables))

    def _is_distant(self, table: str) -> bool:
        return table in self.at_driver.distant
