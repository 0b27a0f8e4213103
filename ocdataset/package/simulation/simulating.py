"""A complete valid package of random sheets, for benchmarks and for trying code at size."""

import csv
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from ocdataset.package.descriptor import descriptor_text, metadata
from ocdataset.package.fresh_folder import fresh_folder, refuse_taken
from ocdataset.package.laying_out import lay_out
from ocdataset.package.simulation.world import World, world_of
from ocdataset.reference.counted import counted
from ocdataset.reference.errors import Misuse
from ocdataset.reference.extras import require_extra
from ocdataset.reference.location import DESCRIPTOR
from ocdataset.reference.rows import csv_text, write_whole
from ocdataset.reference.schemas import field_names, table_schema

Form = Literal["csv", "parquet"]

DRAWN = ("placements", "scores", "averages", "ranks")
FAULTS = "faults.csv"
MOST_ROWS = 100_000_000
"""Beyond, what describes the editions would not fit into memory any more."""


@dataclass(frozen=True)
class Simulation:
    """A package that was drawn.

    Parameters
    ----------
    folder : Path
    sheets, scores : int
        How many it holds.
    faults : tuple of dict
        The faults that were sown: fault, and the rule, table, key and column that must report it.
    """

    folder: Path
    sheets: int
    scores: int
    faults: tuple[Mapping[str, str], ...] = ()


def simulate(out: Path, *, rows: int, seed: int = 0, form: Form = "csv", faults: int = 0) -> Simulation:
    """Draw a package of random sheets into a new folder.

    Parameters
    ----------
    out : Path
        A folder that does not exist yet, or an empty one.
    rows : int
        How many scores it has at least, up to 100 million; sheets are whole. Beyond the 193 countries in
        the first three editions, countries and editions are made up.
    seed : int
        The same seed gives the same files, byte for byte.
    form : {"csv", "parquet"}
        Of the four tables that are drawn; the small ones beside them are CSV.
    faults : int
        How many faults to sow; they are listed in `faults.csv` in the folder.

    Raises
    ------
    Misuse
        If a number is out of range, the form is unknown or cannot be written here, or `out` is taken.
    """
    _refuse_misuse(rows, seed, form, faults)
    refuse_taken(out)
    world = world_of(rows)
    if faults > world.sheets // 4:
        too_many = f"{counted(faults, 'fault')} in {counted(world.sheets, 'sheet')}"
        raise Misuse(f"{too_many} would be too many; sow at most one in four")
    with fresh_folder(out) as folder:
        lay_out(folder, "simulated")
        for table, held in world.tables(seed).items():
            _write_rows(folder, table, held)
        sown = _write_drawn(folder, world, seed, form, faults)
        described = metadata(folder)
        suffixes = dict.fromkeys(DRAWN, form)
        files = {
            table: folder / "data" / f"{table}.{suffixes.get(table, 'csv')}" for table in described["tables"]
        }
        for table, path in files.items():
            if not path.exists():
                _write_rows(folder, table, [])
        write_whole(folder / DESCRIPTOR, descriptor_text(folder, described, files).encode())
        if faults:
            text = csv_text(("fault", "rule", "table", "key", "column"), sown)
            write_whole(folder / FAULTS, text.encode())
    return Simulation(out, world.sheets, world.scores, tuple(sown))


def _refuse_misuse(rows: int, seed: int, form: str, faults: int) -> None:
    if not 1 <= rows <= MOST_ROWS or seed < 0 or faults < 0:
        raise Misuse(
            f"rows must be from 1 to {MOST_ROWS:,}, seed and faults at least 0, not {rows}, {seed}, {faults}"
        )
    if form not in get_args(Form):
        raise Misuse(f"the form is one of {', '.join(get_args(Form))}, not {form!r}")
    if form == "parquet":
        require_extra("arrow", "Parquet")


def _write_rows(folder: Path, table: str, rows: Iterable[Mapping[str, object]]) -> None:
    text = csv_text(field_names(table_schema(table)), rows)
    write_whole(folder / "data" / f"{table}.csv", text.encode())


def _write_drawn(folder: Path, world: World, seed: int, form: Form, faults: int) -> list[dict[str, str]]:
    """Draw the sheets a few editions at a time, sow faults among them and write them; return the faults."""
    from ocdataset.package.simulation.faults import Sower
    from ocdataset.package.simulation.files import writer
    from ocdataset.package.simulation.tables import drawn_tables

    sower = Sower(world, seed, faults, form)
    with ExitStack() as stack:
        files = {
            table: stack.enter_context(writer(folder / "data" / f"{table}.{form}", table_schema(table)))
            for table in DRAWN
        }
        for part in world.parts():
            tables = drawn_tables(world, part, seed)
            sower.sow(part, tables)
            for table, columns in tables.items():
                files[table].write(columns)
    _append(folder / "data" / "repairs.csv", sower.repairs)
    return sower.sown


def _append(path: Path, rows: list[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, field_names(table_schema("repairs")), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
