"""The tables that the checks see: numbers as whole hundredths, in frames of any engine."""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import narwhals as nw

from ocdataset.arithmetic.composition import Composition
from ocdataset.check.frames.composition_tables import CompositionTables
from ocdataset.check.frames.concurrency import OncePerKey
from ocdataset.check.frames.engines import ROW, Engine, Told, Types
from ocdataset.check.phases.cells import RAW, exact_columns, raw_columns
from ocdataset.check.phases.schema_shape import kind_of
from ocdataset.reference.compositions import compositions_of
from ocdataset.reference.formulas import FORMULA
from ocdataset.reference.rows import Row
from ocdataset.reference.schemas import Schema, field_names, shipped_tables, table_schema

_ROWS, _FORMULAS, _FAULTY = "rows of all", "rows of formulas", "rows of faults"
"""Columns beside those of a table; the blank keeps them from being fields."""
INTEGERS = ("edition", "tree", "weight", "divisor", "leaves")

Found = Mapping[str, Any]
T = TypeVar("T")


class Distant(Exception):
    """A table is asked for that is not where the others are."""


@dataclass(frozen=True)
class Table:
    """A table as its file has it.

    Parameters
    ----------
    name : str
    schema : mapping
    frame : LazyFrame
        Every column as the file has it; text, if that is CSV.
    path : Path, optional
        Its file, if that is CSV.
    empty_is_missing : bool
        Whether no cell is an empty text, as an engine reads CSV.
    casts_missing : bool
        Whether the engine casts texts of which some are missing.
    """

    name: str
    schema: Schema
    frame: nw.LazyFrame[Any]
    path: Path | None = None
    empty_is_missing: bool = False
    casts_missing: bool = False

    @cached_property
    def types(self) -> Mapping[str, nw.dtypes.DType]:
        """The types that the columns have in the file."""
        types = dict(self.frame.collect_schema())
        del types[ROW]
        return types

    @cached_property
    def exact(self) -> nw.LazyFrame[Any]:
        """The cells cast, beside the cells as the file has them where they are not text."""
        exact = exact_columns(
            self.schema,
            self.types,
            empty_is_missing=self.empty_is_missing,
            casts_missing=self.casts_missing,
        )
        return self.frame.select(ROW, *raw_columns(self.schema), *exact)

    @property
    def free_texts(self) -> list[str]:
        """The columns of text that the schema does not restrict."""
        return [
            field["name"]
            for field in self.schema["fields"]
            if field.get("type", "string") == "string"
            and not {"enum", "pattern"} & set(field.get("constraints", {}))
        ]

    @property
    def formulas(self) -> nw.Expr | None:
        """Whether a cell of free text is one that a spreadsheet would run; None without such columns."""
        texts = [nw.col(name).str.contains(FORMULA) for name in self.free_texts]
        return nw.any_horizontal(*texts, ignore_nulls=True) if texts else None

    @property
    def key(self) -> list[str]:
        """The columns of the primary key."""
        return list(self.schema.get("primaryKey", []))


@dataclass(frozen=True)
class Counts:
    """How many rows a table has, cells of each column that hold something, and rows with a formula."""

    rows: int
    filled: Mapping[str, int]
    formulas: int


@dataclass
class ExactTables:
    """A package's tables in an engine, for checks.

    Parameters
    ----------
    engine : Engine
    tables : mapping of str to Table
    sources_at_hand : mapping of str to Path
        The files of those sources that the user has, by source.
    distant : set of str
        The tables whose rows are elsewhere.
    """

    engine: Engine
    tables: dict[str, Table]
    sources_at_hand: Mapping[str, Path] = field(default_factory=dict)
    distant: AbstractSet[str] = frozenset()
    _sums: list[nw.LazyFrame[Any]] = field(default_factory=list)
    _held: OncePerKey[nw.LazyFrame[Any]] = field(default_factory=OncePerKey)
    _unsound: dict[str, nw.Expr] = field(default_factory=dict)
    _counts: dict[str, Counts] = field(default_factory=dict)
    _rows: OncePerKey[list[dict[str, Any]]] = field(default_factory=OncePerKey)
    _computed: OncePerKey[Any] = field(default_factory=OncePerKey)

    def asked(self, compute: Callable[["ExactTables"], T]) -> T:
        """Return what a function of tables gives, of those that have what it needs."""
        return compute(self)

    def cells(self, table: str) -> nw.LazyFrame[Any]:
        """Return every row of a table: cells cast, missing where they could not be.

        Raises
        ------
        Distant
            If its rows are elsewhere.
        """
        if table in self.distant:
            raise Distant(table)
        return self._held.of(table, lambda: self.engine.held(self.tables[table].exact))

    def counts(self, table: str) -> Counts:
        """Return how many rows a table has, and how many of its cells hold something."""
        if table not in self._counts:
            self.counts_with(table)
        return self._counts[table]

    def counts_with(self, table: str, fault: nw.Expr | None = None) -> int:
        """Return how many rows of a table have a fault, counted in one pass with all else about it."""
        held = self.tables[table]
        faults = {_FAULTY: fault, _FORMULAS: held.formulas}
        marks = {name: mark for name, mark in faults.items() if mark is not None}
        ones = [
            nw.when(mark).then(nw.lit(1)).otherwise(nw.lit(0)).alias(name) for name, mark in marks.items()
        ]
        fields = nw.col(*field_names(held.schema)).count()
        sums = [nw.col(*marks).sum()] if marks else []

        def told(rows: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
            marked = rows.with_columns(*ones) if ones else rows
            return marked.select(nw.len().alias(_ROWS), fields, *sums)

        [counted] = self._told_of(table, told)
        found = {name: int(counted.get(name) or 0) for name in (_ROWS, _FORMULAS, _FAULTY)}
        filled = {name: int(counted[name]) for name in field_names(held.schema)}
        self._counts[table] = Counts(found[_ROWS], filled, found[_FORMULAS])
        return found[_FAULTY]

    def _told_of(self, table: str, told: Told) -> list[dict[str, Any]]:
        """Return what is told of the cells of a table: in the pass that holds them, if they are not yet."""
        if table in self.distant:
            raise Distant(table)
        found: list[dict[str, Any]] = []

        def held() -> nw.LazyFrame[Any]:
            frame, rows = self.engine.held_with(self.tables[table].exact, told)
            found.extend(rows)
            return frame

        frame = self._held.of(table, held)
        return found or self.engine.rows(told(frame))

    def empty(self, table: str) -> bool:
        """Return whether a table has no rows."""
        return not self.counts(table).rows

    def of_the_index(self) -> "ExactTables":
        """Return, over the same frames, the tables that have the columns of the Index's tables at least.

        The rules of the Index are rules of these alone.
        """
        return replace(
            self, tables={name: table for name, table in self.tables.items() if _is_of_the_index(table)}
        )

    def with_rows(self, table: Table) -> "ExactTables":
        """Return the same tables, one of which has other rows."""
        return replace(
            self,
            tables=self.tables | {table.name: table},
            _held=self._held.but(table.name),
            _rows=self._rows.but(table.name),
            _counts={name: counts for name, counts in self._counts.items() if name != table.name},
            _computed=OncePerKey(),
        )

    def let_through(self, rest: Table, sums: nw.LazyFrame[Any]) -> None:
        """Take `rest` for the rows of a table of which sound sheets were let through with these sums."""
        self.tables[rest.name] = rest
        self._sums.append(sums)

    def leave_out(self, table: str, unsound: nw.Expr) -> None:
        """Keep from `frame` the rows of a table that hold a cell which could not be cast."""
        self._unsound[table] = unsound

    def frame(self, table: str) -> nw.LazyFrame[Any]:
        """Return the sound rows of a table; every number is a whole number of hundredths."""
        cells = self.cells(table)
        return cells.filter(~self._unsound[table]) if table in self._unsound else cells

    def collected(self, frame: nw.LazyFrame[Any]) -> list[dict[str, Any]]:
        """Return the rows of a frame in the order of their file, the same from every engine.

        Rows that no file has are sorted by their cells, the missing first.
        """
        return sorted(self.engine.rows(frame), key=_place)

    def numbers(self, frames: Sequence[nw.LazyFrame[Any]]) -> list[int]:
        """Return how many rows each of several frames has."""
        counted = [
            frame.select(nw.len().alias("rows")).with_columns(nw.lit(at).alias("frame"))
            for at, frame in enumerate(frames)
        ]
        if not self.engine.counts_at_once:
            return [int(self.engine.rows(one)[0]["rows"]) for one in counted]
        rows = self.engine.rows(nw.concat(counted)) if counted else []
        return [int(row["rows"]) for row in sorted(rows, key=lambda row: int(row["frame"]))]

    def findings(self, frame: nw.LazyFrame[Any]) -> list[dict[str, Any]]:
        """Return what `collected` does, of a frame that mostly is empty.

        Its rows are counted first, which needs none of the columns that only tell of them.
        """
        if not any(self.numbers([frame])):
            return []
        return self.collected(frame)

    def once(self, compute: Callable[["ExactTables"], T]) -> T:
        """Return what a function of these tables gives, computed once."""
        found: T = self._computed.of(compute, lambda: compute(self))
        return found

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Return the sound rows of a small table in the order of its file."""
        if self.empty(table):
            return []
        return self._rows.of(table, lambda: self.collected(self.frame(table)))

    def like(self, columns: Mapping[str, Sequence[Any]]) -> nw.LazyFrame[Any]:
        """Return a small frame of the engine that the tables are in."""
        types: Types = {
            name: "integer" if (isinstance(cells[0], int) if cells else name in INTEGERS) else "string"
            for name, cells in columns.items()
        }
        return self.engine.small(columns, types)

    @cached_property
    def compositions(self) -> dict[int, Composition]:
        """The compositions in the package's own table; a measure stands in it once."""
        names = ("edition", "position", "measure", "parent")
        whole = self.frame("composition").filter(*(~nw.col(name).is_null() for name in names[:3]))
        rows = sorted(
            (*(row[name] for name in names[:3]), row["parent"] or "")
            for row in self.engine.rows(whole.select(*names))
        )
        first = {(row[0], row[2]): row for row in reversed(rows)}
        return compositions_of(dict(zip(names, row, strict=True)) for row in sorted(first.values()))

    @cached_property
    def composition_tables(self) -> CompositionTables:
        """The different trees among the compositions, and the editions of each."""
        return CompositionTables.of(self.compositions)

    @cached_property
    def tree_of_edition(self) -> nw.LazyFrame[Any]:
        """Which tree each edition has: edition, tree."""
        return self.like(self.composition_tables.editions())

    @cached_property
    def exact_sums(self) -> nw.LazyFrame[Any]:
        """The exact value of each parent whose indicators all have a score.

        Columns edition, country, parent, total, divisor: the value is total over divisor, in
        hundredths.
        """
        weights = self.like(self.composition_tables.weights())
        scored = self.frame("scores").filter(~nw.col("value").is_null())
        weighted = scored.join(self.tree_of_edition, on="edition", how="inner").join(
            weights, on=["tree", "measure"], how="inner"
        )
        summed = (
            weighted.with_columns((nw.col("value") * nw.col("weight")).alias("share"))
            .group_by("edition", "country", "parent", "divisor", "leaves")
            .agg(nw.col("share").sum().alias("total"), nw.len().alias("scored"))
        )
        columns = ("edition", "country", "parent", "total", "divisor")
        full = summed.filter(nw.col("scored") == nw.col("leaves")).select(
            *(nw.col(name) for name in columns[:3]), *(nw.col(name).cast(nw.Int64) for name in columns[3:])
        )
        return self.engine.held(nw.concat([full, *self._sums]))


def _is_of_the_index(table: Table) -> bool:
    if table.name not in shipped_tables():
        return False
    types = {field["name"]: kind_of(field) for field in table.schema["fields"]}
    return all(types.get(field["name"]) == kind_of(field) for field in table_schema(table.name)["fields"])


def _place(row: Found) -> tuple[int, tuple[tuple[bool, str], ...]]:
    """Return what a row is sorted by: its place in its file, else its cells."""
    if ROW in row:
        return row[ROW], ()
    return 0, tuple((cell is not None, str(cell)) for cell in row.values())


def text_of(row: Found) -> Row:
    """Return a row as its file has it: every cell a text, the empty cell ""."""
    names = [name for name in row if not name.startswith(RAW) and name != ROW]
    cells = {name: row.get(RAW + name, row[name]) for name in names}
    return {name: "" if cell is None else str(cell) for name, cell in cells.items()}


def table_of_rows(engine: Engine, table: str, schema: Schema, rows: Sequence[Row]) -> Table:
    """Return rows of text in memory as a table."""
    names = field_names(schema)
    cells: dict[str, Sequence[Any]] = {name: [row[name] or None for row in rows] for name in names}
    types: Types = {**dict.fromkeys(names, "string"), ROW: "integer"}
    frame = engine.small(cells | {ROW: range(len(rows))}, types)
    return Table(table, schema, frame, None, empty_is_missing=True, casts_missing=engine.casts_missing)
