"""The page of a measure, and the script file with its figures for the page of all countries."""

import json
from typing import Any

from ocdataset.use.plot.captions import OUTLINES
from ocdataset.use.plot.grounds import CLASSES, class_of
from ocdataset.use.plot.world_map import describe
from ocdataset.use.site.facts import Facts
from ocdataset.use.site.figures import change_shown, figure, interval_shown, side_of
from ocdataset.use.site.maps import world_map
from ocdataset.use.site.rendering import page


def measure_page(facts: Facts, measure: str) -> bytes:
    """Return the page of a measure."""
    row = facts.measures[measure]
    editions = [edition for edition in facts.editions if measure in facts.measures_of[edition]]
    drawn = map_of(facts, measure, editions[0]) if editions else None
    return page(
        "measure.html",
        up="../",
        version=facts.package.version,
        measure=measure,
        label=row["label"],
        about=_about(facts, measure, editions),
        direction=side_of(row["direction"]),
        editions=editions,
        class_labels=CLASSES,
        outlines_note=OUTLINES,
        ranked=any((edition, measure) in facts.rankings for edition in editions),
        rows=[
            {
                "code": code,
                "name": name,
                "cells": [_cell(facts, code, measure, edition) for edition in editions],
            }
            for code, name in facts.countries.items()
        ],
        **(drawn or {"map_label": ""}),
    )


def map_of(facts: Facts, measure: str, edition: int) -> dict[str, Any] | None:
    """Return what a page needs to show the map of a measure, or None where there is no value of it."""
    values = {
        code: float(row["value"])
        for code in facts.countries
        for row in [facts.values.get((edition, code), {}).get(measure)]
        if row and row["value"]
    }
    if not values:
        return None
    shown = {code: facts.values[edition, code][measure]["value"] for code in values}
    return {
        "map": world_map(),
        "map_label": describe(facts.countries, values, facts.measures[measure], edition),
        "classes": {code: f"k{class_of(value)}" for code, value in values.items()},
        "names": facts.countries,
        "titles": {code: f"{facts.countries[code]}: {text}" for code, text in shown.items()},
    }


def measure_script(facts: Facts, measure: str) -> bytes:
    """Return the figures of a measure as a script: for each edition a row a country, in the page's order.

    A row is null, or value, class of the map, rank, what-if interval, published change, change like for
    like; empty text stands for what there is not.
    """
    editions = {
        str(edition): [_row(facts, code, measure, edition) for code in facts.countries]
        for edition in facts.editions
        if measure in facts.measures_of[edition]
    }
    text = json.dumps(editions, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")
    return f'"use strict";\nocdataset.took({json.dumps(measure)}, {text});\n'.encode()


def rank_shown(facts: Facts, code: str, measure: str, edition: int) -> tuple[str, str]:
    """Return a rank and its what-if interval; the printed rank where not all countries are held."""
    rank = facts.rankings.get((edition, measure), {}).get(code)
    if rank is not None:
        return f"{rank['rank']}{'=' if rank['tied'] else ''}", interval_shown(rank)
    for row in facts.ranks.get((edition, code), []):
        if (row["measure"], row["scope"]) == (measure, "world"):
            return row["rank"], ""
    return "", ""


def _row(facts: Facts, code: str, measure: str, edition: int) -> list[Any] | None:
    row = facts.values.get((edition, code), {}).get(measure)
    if row is None:
        return None
    published, common = change_shown(facts.changes.get(edition, {}).get((code, measure)))
    rank, interval = rank_shown(facts, code, measure, edition)
    klass = class_of(float(row["value"])) if row["value"] else "-"
    return [row["value"], klass, rank, interval, published, common]


def _cell(facts: Facts, code: str, measure: str, edition: int) -> dict[str, Any]:
    row = facts.values.get((edition, code), {}).get(measure)
    return {
        "edition": edition,
        "figure": figure(row, facts.measures[measure]["direction"]) if row else None,
        "rank": rank_shown(facts, code, measure, edition)[0],
    }


def _about(facts: Facts, measure: str, editions: list[int]) -> list[str]:
    """Return what a measure is: its definition and its place in the Index."""
    row = facts.measures[measure]
    parts = [
        row["level"],
        row["direction"].replace("_", " "),
        f"theme: {row['theme'].replace('_', ' ')}" if row["theme"] else "",
        f"editions {', '.join(map(str, editions))}" if editions else "in no edition of this package",
    ]
    place = "; ".join(part for part in parts if part)
    return [line for line in (row.get("definition", ""), f"{place[:1].upper()}{place[1:]}.") if line]
