"""Faults sown among simulated tables: each known to a rule, at a known place."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from ocdataset.package.simulation.tables import Columns
from ocdataset.package.simulation.world import Part, World

KEYS: Final = {
    "scores": ("edition", "country", "measure"),
    "averages": ("edition", "country", "measure"),
    "ranks": ("edition", "country", "measure", "scope"),
    "placements": ("edition", "country"),
}
NO_COUNTRY: Final = b"ZZZ"
"""A code that no country is given: it comes last, and the worlds do not use every code up."""


@dataclass(frozen=True)
class Kind:
    """A kind of fault.

    Parameters
    ----------
    name, rule, table, column : str
        What it is, and where which rule reports it.
    cells : mapping of str to bytes
        What the cells of a row become.
    """

    name: str
    rule: str
    table: str
    column: str
    cells: dict[str, bytes]


KINDS: Final = (
    Kind("off_the_grid", "half_point", "scores", "value", {"value": b"8.25", "as_printed": b"8.25"}),
    Kind("out_of_range", "half_point", "scores", "value", {"value": b"10.50", "as_printed": b"10.50"}),
    Kind("not_a_number", "cells", "scores", "value", {"value": b"high"}),
    Kind("unknown_status", "columns", "scores", "status", {"status": b"guessed"}),
    Kind("unknown_country", "keys", "scores", "country", {"country": NO_COUNTRY}),
    Kind("indicator_missing", "complete_sheet", "scores", "measure", {}),
    Kind("indicator_doubled", "complete_sheet", "scores", "measure", {}),
    Kind("moved_half_a_point", "published_average", "scores", "value", {}),
    Kind("average_moved", "published_average", "averages", "value", {}),
    Kind("rank_beyond_out_of", "rank_bounds", "ranks", "rank", {"rank": b"194", "as_printed": b"194 of 193"}),
    Kind("wrong_size_of_scope", "rank_bounds", "ranks", "out_of", {"out_of": b"192"}),
    Kind("wrong_rank", "rank_order", "ranks", "rank", {}),
    Kind("worse_in_a_smaller_scope", "rank_scope", "ranks", "rank", {}),
    Kind("without_source", "provenance", "averages", "source_id", {"source_id": b""}),
    Kind("without_place", "provenance", "scores", "locator", {"locator": b""}),
    Kind("without_print", "provenance", "scores", "as_printed", {"as_printed": b""}),
    Kind("derived_without_repair", "repair_needed", "scores", "value", {"status": b"derived"}),
    Kind("differing_from_print", "repair_needed", "scores", "value", {"as_printed": b"85O"}),
    Kind("other_region_printed", "repair_needed", "placements", "region", {"as_printed": b"Atlantis"}),
    Kind("obsolete_repair", "repair_needed", "scores", "as_given", {}),
)

TYPED: Final = ("not_a_number",)
"""Kinds that a file with types cannot hold."""


class Sower:
    """Sows faults, each in a sheet of its own, and keeps the list of them.

    Parameters
    ----------
    world : World
    seed, count : int
    form : str
        Of the files, which may have types.
    """

    def __init__(self, world: World, seed: int, count: int, form: str) -> None:
        self._draw, self._world = np.random.default_rng([seed, world.sheets, count]), world
        self._sheets = self._chosen(count, form)
        self.sown: list[dict[str, str]] = []
        self.repairs: list[dict[str, Any]] = []

    def _chosen(self, count: int, form: str) -> dict[int, Kind]:
        """Return which kind of fault each chosen sheet has.

        Ranks are judged only where every sheet of the edition is whole, so faults in ranks have the
        last fifth of the editions to themselves; where there is one edition only, there are none.
        """
        world = self._world
        whole = world.editions - (world.last < world.size)
        ranked = -(-whole // 5) if whole > 1 else 0
        kinds = [kind for kind in KINDS if form == "csv" or kind.name not in TYPED]
        if not ranked:
            kinds = [kind for kind in kinds if kind.table != "ranks"]
        chosen: dict[int, Kind] = {}
        given = [kinds[at % len(kinds)] for at in range(count)]
        first, last = 0, (whole - ranked) * world.size if whole else world.last
        for start, end, among in (
            (first, last, [kind for kind in given if kind.table != "ranks"]),
            (last, whole * world.size, [kind for kind in given if kind.table == "ranks"]),
        ):
            if among:
                drawn = start + self._draw.choice(end - start, len(among), replace=False)
                chosen |= {int(sheet): kind for sheet, kind in zip(drawn, among, strict=True)}
        return chosen

    def sow(self, part: Part, tables: dict[str, Columns]) -> None:
        """Put the faults of a part into its tables."""
        size = self._world.size
        dropped: list[int] = []
        doubled: list[int] = []
        for sheet in sorted(self._sheets):
            place, country = divmod(sheet, size)
            if part.first <= place < part.first + part.count and country < part.countries:
                kind = self._sheets[sheet]
                columns = tables[kind.table]
                rows = len(columns["edition"]) // (part.count * part.countries)
                start = ((place - part.first) * part.countries + country) * rows
                self._sow_one(kind, tables, range(start, start + rows), dropped, doubled)
        _drop_and_double(tables["scores"], dropped, doubled)

    def _sow_one(
        self, kind: Kind, tables: dict[str, Columns], sheet: range, dropped: list[int], doubled: list[int]
    ) -> None:
        columns = tables[kind.table]
        row = int(self._draw.integers(sheet.start, sheet.stop))
        if kind.table == "ranks":
            # the world's rank of one of the two measures
            row = sheet.start + 3 * int(self._draw.integers(2))
        key = _key(columns, kind.table, row)
        report = {
            "fault": kind.name,
            "rule": kind.rule,
            "table": kind.table,
            "key": key,
            "column": kind.column,
        }
        special: dict[str, Callable[[], dict[str, str] | None]] = {
            "indicator_missing": lambda: dropped.append(row),
            "indicator_doubled": lambda: doubled.append(row),
            "moved_half_a_point": lambda: _move_score(columns, row),
            "average_moved": lambda: _move_average(columns, row),
            "wrong_rank": lambda: _give_wrong_rank(columns, row),
            "worse_in_a_smaller_scope": lambda: _make_worse(columns, row),
            "obsolete_repair": lambda: self._repair(columns, row),
        }
        for column, cell in kind.cells.items():
            columns[column][row] = cell
        if kind.name == "unknown_country":
            report["key"] = _key(columns, kind.table, row)
        if kind.name in special:
            report |= special[kind.name]() or {}
        self.sown.append(report)

    def _repair(self, columns: Columns, row: int) -> dict[str, str]:
        cells = {name: column[row].decode() for name, column in columns.items()}
        key = ("source_id", "edition", "country", "measure")
        self.repairs.append(
            {name: cells[name] for name in key}
            | {
                "as_printed": cells["as_printed"],
                "as_given": cells["value"],
                "rule": "read_as",
                "reason": "sown",
                "fitting": 1,
            }
        )
        return {"table": "repairs", "key": " ".join(cells[name] for name in key)}


def _key(columns: Columns, table: str, row: int) -> str:
    return " ".join(columns[name][row].decode() for name in KEYS[table])


def _drop_and_double(columns: Columns, dropped: list[int], doubled: list[int]) -> None:
    if not dropped and not doubled:
        return
    kept = np.sort(np.append(np.delete(np.arange(len(columns["edition"])), dropped), doubled)).astype(
        np.int64
    )
    for name in columns:
        columns[name] = columns[name][kept]


def _moved(text: bytes, step: int) -> bytes:
    hundredths = int(text.replace(b".", b"")) + step
    return f"{hundredths // 100}.{hundredths % 100:02d}".encode()


def _move_score(columns: Columns, row: int) -> dict[str, str]:
    """Move a score by half a point; its component's average shows it."""
    from ocdataset.reference.compositions import compositions

    value = columns["value"][row]
    columns["value"][row] = columns["as_printed"][row] = _moved(value, 50 if value < b"10" else -50)
    edition, measure = int(columns["edition"][row]), columns["measure"][row].decode()
    tree = compositions()[min(edition, max(compositions()))]
    key = f"{edition} {columns['country'][row].decode()} {tree.parent_of[measure]}"
    return {"table": "averages", "key": key}


def _move_average(columns: Columns, row: int) -> None:
    value = columns["value"][row]
    step = 1 if value != b"10.00" else -1
    columns["value"][row] = columns["as_printed"][row] = _moved(value, step)


def _give_wrong_rank(columns: Columns, row: int) -> None:
    """Give the last the first rank in the world, and everybody else the last."""
    columns["rank"][row] = b"1" if columns["rank"][row] != b"1" else b"193"


def _make_worse(columns: Columns, row: int) -> dict[str, str]:
    """Give a country a rank in its continent that is worse than the one in the world."""
    world, out_of = int(columns["rank"][row]), int(columns["out_of"][row + 1])
    if world < out_of:
        columns["rank"][row + 1] = str(world + 1).encode()
        return {"key": _key(columns, "ranks", row + 1)}
    columns["rank"][row] = b"1"
    columns["rank"][row + 1] = b"2"
    return {"key": _key(columns, "ranks", row + 1)}
