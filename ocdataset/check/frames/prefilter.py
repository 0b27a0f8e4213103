"""Which sheets need a closer look: one pass over the scores, however many they are.

A sheet is let through where the rules themselves find nothing in it, asked in a cheaper way: what
they ask of a measure and its score is asked of each pair that there can be, once; what they ask of
country, edition, source, status and method is asked of one row of all that agree in these; the rest
is asked of each row. What is left is looked at by the rules as ever. So the prefilter decides nothing
of its own but that a sheet is whole, and a test shows that a report is the same with and without it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from operator import add
from typing import Any, Final

import narwhals as nw

from ocdataset.arithmetic.half_points import GRID, score_text
from ocdataset.check.frames.engines import ROW
from ocdataset.check.frames.exact_tables import ExactTables, Table, table_of_rows
from ocdataset.check.phases.cells import RAW, exact_cell
from ocdataset.check.phases.keys import loose
from ocdataset.check.phases.row_checks import RowCheck, breaks, cell_checks
from ocdataset.check.rules.catalogue import Rule
from ocdataset.reference.formulas import FORMULA
from ocdataset.reference.schemas import field_names, table_schema

SHEET: Final = ("edition", "country")
ALIKE: Final = (*SHEET, "source_id", "status", "method")
"""Columns that most rows of a sheet agree in: what is asked of them is asked once for all such rows."""
SCORE: Final = ("measure", "value")
MOST_MEASURES: Final = 40
"""How many measures have room in one whole number, a bit each."""
MOST_COMPONENTS: Final = 4
ROOM: Final = 1024
"""More than the half points of a whole sheet: the room that the sum of a component has in one number."""

Frame = nw.LazyFrame[Any]


class Prefilter:
    """The one pass over the scores, made at once: before the memory holds other tables.

    Parameters
    ----------
    tables : ExactTables
        Left as they are where it cannot be told cheaply which sheets are sound.
    rules : sequence of Rule
        The rules that apply.
    checks : sequence of RowCheck
        Everything that is asked of a single row of the scores.
    """

    def __init__(self, tables: ExactTables, rules: Sequence[Rule], checks: Sequence[RowCheck]) -> None:
        self._tables, self._rules = tables, rules
        self._checks = checks
        self._groups = self._held_groups()

    def _held_groups(self) -> Frame | None:
        """Return the scores of each sheet put together, or nothing, if it cannot be told what is sound."""
        tables, scores = self._tables, self._tables.tables.get("scores")
        if scores is None or not _has_room(tables) or not _is_told_by_sheets(scores):
            return None
        if any("scores" in rule.needs and rule.bearing is None for rule in self._rules):
            return None
        return tables.engine.held(_groups(tables, scores, [*cell_checks(scores), *self._checks]))

    def apply(self) -> int:
        """Leave among the scores only those of sheets that need a closer look.

        Returns
        -------
        int
            How many cells of scores were let through.
        """
        groups = self._groups
        if groups is None:
            return 0
        tables, scores = self._tables, self._tables.tables["scores"]
        bearing = _bearing(tables, groups, self._rules, self._checks)
        sheets = tables.engine.held(_sheets(tables, groups, bearing))
        counted = tables.engine.rows(sheets.select(*_counts()))[0]
        if counted["respelt"]:
            return 0
        sound = nw.col("sound")
        odd = sheets.filter(~sound) if counted["odd"] else None
        rest = replace(scores, frame=_rows_of(scores, odd, bool(counted["nameless"])))
        tables.let_through(rest, _sums(tables, sheets.filter(sound)))
        return int(counted["rows"] or 0) * (len(field_names(scores.schema)) - 1)


def _has_room(tables: ExactTables) -> bool:
    if not {"composition", "countries", "sources"} <= set(tables.tables):
        return False
    return (
        0 < len(tables.composition_tables.component_of) <= MOST_MEASURES
        and len(_components(tables)) <= MOST_COMPONENTS
    )


def _is_told_by_sheets(scores: Table) -> bool:
    """Return whether the scores have the Index's columns and key, and references that a sheet tells of."""
    known = table_schema("scores")
    references = [tuple(one["fields"]) for one in scores.schema.get("foreignKeys", [])]
    return (
        field_names(scores.schema) == field_names(known)
        and scores.key == known["primaryKey"]
        and all(set(fields) <= set(ALIKE) or fields == _OF_COMPOSITION for fields in references)
    )


_OF_COMPOSITION: Final = ("edition", "measure")
"""The reference that every score of a whole sheet keeps."""


def _components(tables: ExactTables) -> list[str]:
    return sorted(set(tables.composition_tables.component_of.values()))


def _bits(tables: ExactTables) -> Mapping[str, int]:
    return {measure: 1 << at for at, measure in enumerate(sorted(tables.composition_tables.component_of))}


def _groups(tables: ExactTables, scores: Table, checks: Sequence[RowCheck]) -> Frame:
    """Return counts and sums of the rows of a sheet that agree in everything but measure, value and place.

    A row is odd that breaks a check, or that a spreadsheet would run, or that is no score simply as
    printed; what is asked of `SCORE` and of `ALIKE` alone is asked elsewhere.
    """
    text = scores.types["value"] == nw.String
    known = tables.like(_known_scores(tables, scores, checks, "value" if text else "as_printed"))
    if text:
        joined = scores.frame.join(known, on=[*SCORE], how="left")
        agrees = nw.col("as_printed") == nw.col("value")
    else:
        exact = exact_cell(nw.col("value"), "number", scores.types["value"]).alias("given")
        joined = scores.frame.with_columns(exact).join(known, on=["measure", "as_printed"], how="left")
        agrees = nw.col("given") == nw.col("points")
    placed = (nw.col("locator") != "") & ~nw.col("locator").str.contains(FORMULA)
    plain = agrees.fill_null(False) & placed.fill_null(False)
    plain = plain & nw.col("candidates").is_null() & ~nw.col("bit").is_null()
    each = [check for check in checks if not _is_told_elsewhere(check)]
    # the checks see the number, as the tables have it
    numbered = joined.with_columns(plain.alias("plain"), nw.col("points").alias("value"))
    odd = breaks(each).fill_null(False) | ~nw.col("plain")
    judged = numbered.with_columns(_as_number(odd).alias("odd"))
    sums = (nw.col(name).sum() for name in ("odd", "bit", "packed"))
    return judged.group_by(*ALIKE).agg(nw.col(ROW).min(), nw.len().alias("rows"), *sums)


def _as_number(fault: nw.Expr) -> nw.Expr:
    return nw.when(fault).then(nw.lit(1)).otherwise(nw.lit(0))


def _is_told_elsewhere(check: RowCheck) -> bool:
    return set(check.reads) <= set(SCORE) or set(check.reads) <= set(ALIKE)


def _known_scores(
    tables: ExactTables, scores: Table, checks: Sequence[RowCheck], column: str
) -> dict[str, list[Any]]:
    """Return each score of each indicator that breaks no check, as it is written in `column`.

    Columns beside it: the indicator's `measure` and `bit`, the score's hundredths as `points`, and
    its half points `packed` into the digits of the component that it is a part of.
    """
    bits, component_of = _bits(tables), tables.composition_tables.component_of
    places = {component: at for at, component in enumerate(_components(tables))}
    texts = sorted(text for steps in GRID for text in _spellings(score_text(steps)))
    empty = dict.fromkeys(field_names(scores.schema), "")
    rows = [empty | {"measure": measure, "value": text} for measure in bits for text in texts]
    written = table_of_rows(tables.engine, "scores", scores.schema, rows)
    asked = [*cell_checks(written), *checks]
    faults = [check for check in asked if set(check.reads) <= set(SCORE)]
    sound = written.exact.filter(~breaks(faults).fill_null(False))
    found = tables.collected(sound.select(ROW, "measure", "value", RAW + "value"))
    return {
        "measure": [row["measure"] for row in found],
        column: [row[RAW + "value"] for row in found],
        "bit": [bits[row["measure"]] for row in found],
        "points": [row["value"] for row in found],
        "packed": [row["value"] // 50 * ROOM ** places[component_of[row["measure"]]] for row in found],
    }


def _spellings(text: str) -> set[str]:
    return {text, text[:-1], text.removesuffix(".00")}


def _bearing(tables: ExactTables, groups: Frame, rules: Iterable[Rule], checks: Sequence[RowCheck]) -> Frame:
    """Return which groups a check breaks, a reference is loose in, or a rule has to see: row index."""
    scores = tables.tables["scores"]
    # as texts, as CSV has them: whole numbers of pandas have no gaps
    absent = (nw.lit(None).cast(nw.String()).alias(name) for name in scores.types if name not in ALIKE)
    rows = groups.select(ROW, *ALIKE, *absent).select(ROW, *scores.types)
    sample = replace(scores, frame=rows)
    # a row of each group stands for all of them
    standing = tables.with_rows(sample)
    found = list(_found_in(standing, sample, rules, [*cell_checks(sample), *checks]))
    return nw.concat([frame.select(ROW) for frame in found]).unique()


def _found_in(
    tables: ExactTables, sample: Table, rules: Iterable[Rule], checks: Iterable[RowCheck]
) -> Iterator[Frame]:
    told = [check for check in checks if set(check.reads) <= set(ALIKE)]
    texts = [
        nw.col(field["name"]).str.contains(FORMULA)
        for field in sample.schema["fields"]
        if field["name"] in ALIKE and field.get("type", "string") == "string"
    ]
    unfilled = [nw.col(name).is_null() for name in ALIKE]
    fault = nw.any_horizontal(*(check.fault for check in told), *texts, *unfilled, ignore_nulls=True)
    yield tables.cells("scores").filter(fault)
    for reference in sample.schema.get("foreignKeys", []):
        if set(reference["fields"]) <= set(ALIKE) and reference["reference"]["resource"] in tables.tables:
            yield loose(tables, sample, reference)
    for rule in rules:
        if rule.bearing is not None:
            yield from rule.bearing(tables)


def _sheets(tables: ExactTables, groups: Frame, bearing: Frame) -> Frame:
    """Return a row a sheet: its sums, its tree, whether it is sound, and whether its edition is respelt."""
    types = tables.tables["scores"].types
    seen = bearing.with_columns(nw.lit(1).alias("seen"))
    names = ("rows", "odd", "bit", "packed")
    sheets = (
        groups.join(seen, on=ROW, how="left")
        .with_columns((nw.col("odd") + nw.col("seen").fill_null(0)).alias("odd"))
        .group_by(*SHEET)
        .agg(*(nw.col(name).sum() for name in names))
    )
    whole = (nw.col("rows") == nw.col("leaves")) & (nw.col("bit") == nw.col("mask"))
    exact = exact_cell(nw.col("edition"), "integer", types["edition"])
    return (
        sheets.join(_editions(tables, types["edition"]), on="edition", how="left")
        .with_columns(exact.alias("spelt"))
        .with_columns(
            ((nw.col("odd") == 0) & whole).fill_null(False).alias("sound"),
            (nw.col("exact").is_null() & nw.col("spelt").is_in(list(tables.compositions))).alias("respelt"),
        )
    )


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
