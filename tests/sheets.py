"""Valid sheets drawn at random, and the tables that hold them."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path

from hypothesis import strategies as st

from ocdataset.arithmetic.averages import round_half_up
from ocdataset.arithmetic.half_points import GRID, hundredths_text, score_text
from ocdataset.check.frames.engines import engine_for
from ocdataset.check.frames.exact_tables import ExactTables, Table, table_of_rows
from ocdataset.check.phases.columns import column_checks
from ocdataset.check.phases.keys import key_violations as violations_of_keys
from ocdataset.check.phases.row_checks import row_violations
from ocdataset.check.report import Violation
from ocdataset.reference.compositions import compositions
from ocdataset.reference.names import reference_table
from ocdataset.reference.schemas import Schema, field_names, table_schema

COUNTRIES = ("AUT", "BEL", "CHE", "NAM", "PRK")
HAND_KEPT = ("editions", "composition", "regions", "measures", "countries")

Rows = dict[str, list[dict[str, str]]]


@st.composite
def sheets(draw: st.DrawFn, editions=(2021, 2023, 2025)) -> Rows:
    """Tables of one valid sheet: scores, averages, ranks, placements, no repairs."""
    edition = draw(st.sampled_from(editions))
    country = draw(st.sampled_from(COUNTRIES))
    tree = compositions()[edition]
    steps = draw(
        st.lists(st.sampled_from(GRID), min_size=len(tree.indicators), max_size=len(tree.indicators))
    )
    return sheet_rows(edition, country, dict(zip(tree.indicators, steps, strict=True)), draw(ranks()))


@st.composite
def ranks(draw: st.DrawFn) -> dict[str, tuple[int, int]]:
    """A rank within each scope, none worse than within the larger one."""
    world = draw(st.integers(1, 193))
    continent = draw(st.integers(1, min(world, 46)))
    size = draw(st.integers(2, 15))
    region = draw(st.integers(1, min(continent, size)))
    return {"world": (world, 193), "continent": (continent, 46), "region": (region, size)}


def sheet_rows(edition: int, country: str, steps: dict[str, int], ranked: dict[str, tuple[int, int]]) -> Rows:
    tree = compositions()[edition]
    scores = [_valued(edition, country, measure, score_text(steps[measure])) for measure in tree.indicators]
    averages = [
        _valued(edition, country, parent, hundredths_text(round_half_up(tree.exact(parent, steps))))
        for parent in tree.parents
    ]
    ranks_ = [
        _filled(
            "ranks",
            edition=edition,
            country=country,
            measure=measure,
            scope=scope,
            rank=rank,
            out_of=out_of,
            status="printed",
            source_id="made-up",
            locator="1:1",
            as_printed=f"{rank} of {out_of}",
            method="profile_sheet",
        )
        for measure in ("criminality", "resilience")
        for scope, (rank, out_of) in ranked.items()
    ]
    placement = _filled(
        "placements",
        edition=edition,
        country=country,
        continent="asia",
        region="eastern_asia",
        source_id="made-up",
    )
    source = _filled(
        "sources",
        source_id="made-up",
        title="Made up",
        publisher="Nobody",
        language="en",
        sha256="0" * 64,
        bytes=1,
        media_type="text/plain",
        reader="profile_sheet",
        rights="none",
        obtained="drawn",
    )
    return {
        "sources": [source],
        "scores": scores,
        "averages": averages,
        "ranks": ranks_,
        "placements": [placement],
        "repairs": [],
    }


def _filled(table: str, **values: object) -> dict[str, str]:
    return {name: str(values.get(name, "")) for name in field_names(table_schema(table))}


def _valued(edition: int, country: str, measure: str, value: str) -> dict[str, str]:
    return _filled(
        "scores",
        edition=edition,
        country=country,
        measure=measure,
        value=value,
        status="printed",
        source_id="made-up",
        locator="1:1",
        as_printed=value,
        method="profile_sheet",
    )


ENGINE = engine_for("polars")


def exact_tables(rows: Rows) -> ExactTables:
    """The tables of a sheet with the hand-kept ones, as the rules see them."""
    every = {table: [dict(row) for row in reference_table(table)] for table in HAND_KEPT} | rows
    return exact({table: cast_rows(table, table_schema(table), held)[0] for table, held in every.items()})


def exact(tables: dict[str, Table], at_hand: Mapping[str, Path] | None = None) -> ExactTables:
    """Tables as the rules see them."""
    return ExactTables(ENGINE, dict(tables), at_hand or {})


def cast_rows(table: str, schema: Schema, rows: Sequence[Mapping[str, str]]) -> tuple[Table, list[Violation]]:
    """Rows of text as a table, and what of them could not be cast."""
    held = table_of_rows(ENGINE, table, schema, [dict(row) for row in rows])
    return held, row_violations(exact({table: held}), table, [])


def column_violations(table: Table) -> list[Violation]:
    """The cells of a table that break a constraint of their column."""
    found = row_violations(exact({table.name: table}), table.name, list(column_checks(table.schema)))
    return [one for one in found if one.rule == "columns"]


def key_violations(tables: dict[str, Table]) -> list[Violation]:
    """The keys that are doubled, and the references that find nothing."""
    held = exact(tables)
    return [one for table in tables for one in violations_of_keys(held, table)]


def exact_value(rows: Rows, parent: str) -> Fraction:
    """The exact value of a parent in the rows of a sheet."""
    tree = compositions()[int(rows["scores"][0]["edition"])]
    steps = {row["measure"]: int(Fraction(row["value"]) * 2) for row in rows["scores"]}
    return tree.exact(parent, steps)
