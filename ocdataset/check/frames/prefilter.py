"""Which sheets need a closer look: one pass over the scores, however many they are.

A sheet that is let through breaks no check of a score: its rows are all familiar at sight (a score
on the grid, simply as printed, with its source and place), each indicator of its edition is there
once, and every key that it uses is known. What is left is looked at by the rules themselves. So the
prefilter decides nothing, and a test shows that a report is the same with and without it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import reduce
from operator import add
from typing import Any, Final

import narwhals as nw

from ocdataset.arithmetic.half_points import GRID, score_text
from ocdataset.check.frames.concurrency import InThread
from ocdataset.check.frames.exact_tables import ExactTables, Table
from ocdataset.check.phases.cells import exact_cell
from ocdataset.check.phases.columns import column_faults
from ocdataset.check.phases.schema_shape import as_checked
from ocdataset.reference.schemas import Schema, field_names, table_schema

SHEET: Final = ("edition", "country")
ALIKE: Final = (*SHEET, "source_id", "status", "method")
"""Columns that most rows of a sheet agree in: what is asked of them is asked once for all such rows."""
MOST_MEASURES: Final = 40
"""How many measures have room in one whole number, a bit each."""
MOST_COMPONENTS: Final = 4
ROOM: Final = 1024
"""More than the half points of a whole sheet: the room that the sum of a component has in one number."""

Frame = nw.LazyFrame[Any]


class Prefilter:
    """The one pass over the scores, begun at once, beside other checks where the engine can.

    Parameters
    ----------
    tables : ExactTables
        Left as they are where it cannot be told at sight which sheets are sound.
    """

    def __init__(self, tables: ExactTables) -> None:
        self._tables = tables
        self._groups: Callable[[], Frame | None] = lambda: _held_groups(tables)
        if tables.engine.computes_in_threads:
            self._groups = InThread(self._groups).result

    def apply(self) -> int:
        """Leave among the scores only those of sheets that need a closer look.

        Returns
        -------
        int
            How many cells of scores were let through.
        """
        groups = self._groups()
        if groups is None:
            return 0
        tables, scores = self._tables, self._tables.tables["scores"]
        sheets = tables.engine.held(_sheets(tables, groups))
        counted = tables.engine.rows(sheets.select(*_counts()))[0]
        if counted["respelt"]:
            return 0
        sound = nw.col("sound")
        odd = sheets.filter(~sound) if counted["odd"] else None
        rest = replace(scores, frame=_rows_of(scores, odd, bool(counted["nameless"])))
        tables.let_through(rest, _sums(tables, sheets.filter(sound)))
        return int(counted["rows"] or 0) * (len(field_names(scores.schema)) - 1)


def _held_groups(tables: ExactTables) -> Frame | None:
    """Return the scores of each sheet put together, or nothing, if it cannot be told what is sound."""
    scores = tables.tables.get("scores")
    if scores is None or not _familiar(tables, scores.schema):
        return None
    return tables.engine.held(_groups(tables, scores))


def _familiar(tables: ExactTables, schema: Schema) -> bool:
    """Return whether the scores have the schema that the prefilter knows, over trees that it can tell."""
    known = as_checked(table_schema("scores"))
    parts = ("primaryKey", "foreignKeys")
    alike = [_constraints(schema), *(schema.get(part) for part in parts)] == [
        _constraints(known),
        *(known.get(part) for part in parts),
    ]
    if not alike or not {"composition", "countries", "sources"} <= set(tables.tables):
        return False
    if "statements" in tables.tables and tables.rows("statements"):
        return False  # a narrative is held against the scores themselves
    components = tables.composition_tables.component_of
    pattern = next(field for field in known["fields"] if field["name"] == "measure")["constraints"]["pattern"]
    few = 0 < len(components) <= MOST_MEASURES and len(_components(tables)) <= MOST_COMPONENTS
    return few and all(re.fullmatch(pattern, leaf) for leaf in components)


def _constraints(schema: Schema) -> list[tuple[Any, ...]]:
    return [(field["name"], field["type"], field.get("constraints")) for field in schema["fields"]]


def _components(tables: ExactTables) -> list[str]:
    return sorted(set(tables.composition_tables.component_of.values()))


def _bits(tables: ExactTables) -> Mapping[str, int]:
    return {measure: 1 << at for at, measure in enumerate(sorted(tables.composition_tables.component_of))}


def _groups(tables: ExactTables, scores: Table) -> Frame:
    """Return counts and sums of the rows of a sheet that agree in everything but measure and value."""
    text = scores.types["value"] == nw.String
    known = tables.like(_known_scores(tables, "value" if text else "as_printed"))
    if text:
        joined = scores.frame.join(known, on=["measure", "value"], how="left")
        agrees = nw.col("as_printed") == nw.col("value")
    else:
        exact = exact_cell(nw.col("value"), "number", scores.types["value"]).alias("given")
        joined = scores.frame.with_columns(exact).join(known, on=["measure", "as_printed"], how="left")
        agrees = nw.col("given") == nw.col("points")
    placed = (nw.col("locator") != "").fill_null(False)
    plain = agrees.fill_null(False) & placed & nw.col("candidates").is_null() & ~nw.col("bit").is_null()
    return (
        joined.with_columns(nw.when(plain).then(nw.lit(0)).otherwise(nw.lit(1)).alias("odd"))
        .group_by(*ALIKE)
        .agg(nw.len().alias("rows"), *(nw.col(name).sum() for name in ("odd", "bit", "packed")))
    )


def _known_scores(tables: ExactTables, column: str) -> dict[str, list[Any]]:
    """Return each score of each indicator, as it is written in `column`: one join tells all of it.

    Columns beside it: the indicator's `measure` and `bit`, the score's hundredths as `points`, and
    its half points `packed` into the digits of the component that it is a part of.
    """
    places = {component: at for at, component in enumerate(_components(tables))}
    columns: dict[str, list[Any]] = {"measure": [], column: [], "bit": [], "points": [], "packed": []}
    for at, (measure, component) in enumerate(sorted(tables.composition_tables.component_of.items())):
        for steps in GRID:
            for text in sorted(_spellings(score_text(steps))):
                entry = (measure, text, 1 << at, steps * 50, steps * ROOM ** places[component])
                for name, value in zip(columns, entry, strict=True):
                    columns[name].append(value)
    return columns


def _spellings(text: str) -> set[str]:
    return {text, text[:-1], text.removesuffix(".00")}


def _sheets(tables: ExactTables, groups: Frame) -> Frame:
    """Return a row a sheet: its sums, its tree, whether it is sound, and whether its edition is respelt."""
    types = tables.tables["scores"].types
    fields = {field["name"]: field for field in tables.tables["scores"].schema["fields"]}
    faults = [fault for name in ALIKE if name != "edition" for fault in column_faults(fields[name])]
    known = _known(tables, "sources", "source_id", "reader")
    odd = (
        nw.any_horizontal(*faults, ignore_nulls=True)
        | ~nw.col("status").is_in(["printed", "aligned"])
        | nw.col("known_source_id").is_null()
        | nw.col("reader").is_null()
        | (nw.col("reader") != nw.col("method"))
        | (nw.col("odd") > 0)
    )
    judged = groups.join(known, on="source_id", how="left").with_columns(
        nw.when(odd).then(nw.lit(1)).otherwise(nw.lit(0)).alias("odd")
    )
    names = ("rows", "odd", "bit", "packed")
    sheets = judged.group_by(*SHEET).agg(*(nw.col(name).sum() for name in names))
    whole = (nw.col("rows") == nw.col("leaves")) & (nw.col("bit") == nw.col("mask"))
    known_country = ~nw.col("known_country").is_null()
    exact = exact_cell(nw.col("edition"), "integer", types["edition"])
    sound = (
        (nw.col("odd") == 0)
        & whole
        & known_country
        & ~nw.any_horizontal(*column_faults({**fields["edition"], "name": "exact"}), ignore_nulls=True)
    )
    return (
        sheets.join(_editions(tables, types["edition"]), on="edition", how="left")
        .join(_known(tables, "countries", "country"), on="country", how="left")
        .with_columns(exact.alias("spelt"))
        .with_columns(
            sound.fill_null(False).alias("sound"),
            (nw.col("exact").is_null() & nw.col("spelt").is_in(list(tables.compositions))).alias("respelt"),
        )
    )


def _known(tables: ExactTables, table: str, column: str, *beside: str) -> Frame:
    """Return the values of a column in another table, twice: to join by, and to see whether it joined."""
    found = tables.cells(table).select(column, *beside).unique()
    return found.with_columns(nw.col(column).alias(f"known_{column}"))


def _editions(tables: ExactTables, dtype: nw.dtypes.DType) -> Frame:
    """Return each edition as the scores spell it, exactly, and what a whole sheet of it has."""
    bits, trees = _bits(tables), tables.composition_tables
    masks = [sum(bits[leaf] for leaf in tree.indicators) for tree in trees.trees]
    columns: dict[str, list[Any]] = {"edition": [], "exact": [], "tree": [], "leaves": [], "mask": []}
    for edition, tree in trees.tree_of_edition.items():
        spelt = str(edition) if dtype == nw.String else edition
        entry = (spelt, edition, tree, len(trees.trees[tree].indicators), masks[tree])
        for name, value in zip(columns, entry, strict=True):
            columns[name].append(value)
    return tables.like(columns)


def _counts() -> list[nw.Expr]:
    sound, rows = nw.col("sound"), nw.col("rows")
    nameless = nw.col("edition").is_null() | nw.col("country").is_null()
    return [
        nw.when(sound).then(rows).otherwise(nw.lit(0)).sum().alias("rows"),
        nw.when(sound).then(nw.lit(0)).otherwise(nw.lit(1)).sum().alias("odd"),
        nw.when(nameless).then(nw.lit(1)).otherwise(nw.lit(0)).sum().alias("nameless"),
        nw.when(nw.col("respelt")).then(nw.lit(1)).otherwise(nw.lit(0)).sum().alias("respelt"),
    ]


def _rows_of(scores: Table, sheets: Frame | None, nameless: bool) -> Frame:
    """Return the scores of sheets, and those that name no sheet."""
    if sheets is None:
        return scores.frame.head(0)
    rows = scores.frame.join(sheets.select(*SHEET), on=list(SHEET), how="semi")
    if nameless:
        empty = nw.col("edition").is_null() | nw.col("country").is_null()
        rows = nw.concat([rows, scores.frame.filter(empty)])
    return rows


def _sums(tables: ExactTables, sheets: Frame) -> Frame:
    """Return the exact value of every parent of sheets, as `ExactTables.exact_sums` has it."""
    components = _components(tables)
    columns: dict[str, list[Any]] = {"tree": [], "parent": [], "divisor": []}
    columns |= {f"weight_{at}": [] for at in range(len(components))}
    for at, tree in enumerate(tables.composition_tables.trees):
        for parent in tree.parents:
            shares, divisor = tree.weights(parent)
            weight = {tree.parent_of[leaf]: share for leaf, share in shares.items()}
            entry = (at, parent, divisor, *(weight.get(component, 0) for component in components))
            for name, value in zip(columns, entry, strict=True):
                columns[name].append(value)
    packed = nw.col("packed").cast(nw.Int64)
    halves = [(packed // ROOM**at) % ROOM for at in range(len(components))]
    total = 50 * reduce(add, (half * nw.col(f"weight_{at}") for at, half in enumerate(halves)))
    return sheets.join(tables.like(columns), on="tree", how="inner").select(
        nw.col("exact").alias("edition"),
        "country",
        "parent",
        total.alias("total"),
        nw.col("divisor"),
    )
