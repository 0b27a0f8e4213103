"""All 193 countries of a made-up edition, with computed ranks."""

import random

from ocdataset.arithmetic.half_points import GRID
from ocdataset.arithmetic.ranks import ranks
from ocdataset.reference.compositions import compositions
from ocdataset.reference.names import reference_table
from tests.sheets import Rows, sheet_rows

CONTINENTS = {"africa": 54, "americas": 35, "asia": 46, "europe": 44, "oceania": 14}
REGIONS = {
    "africa": "west_africa",
    "americas": "caribbean",
    "asia": "eastern_asia",
    "europe": "northern_europe",
    "oceania": "polynesia",
}


def world(edition: int = 2023, seed: int = 7) -> Rows:
    """Tables of a whole edition in which every rule holds."""
    draw = random.Random(seed)
    tree = compositions()[edition]
    countries = [row["country"] for row in reference_table("countries")]
    steps = {country: {leaf: draw.choice(GRID) for leaf in tree.indicators} for country in countries}
    continents = [name for name, size in CONTINENTS.items() for _ in range(size)]
    placed = dict(zip(countries, continents, strict=True))
    tables: Rows = {
        "sources": [],
        "scores": [],
        "averages": [],
        "ranks": [],
        "placements": [],
        "repairs": [],
    }
    for country in countries:
        unranked = dict.fromkeys(("world", "continent", "region"), (1, 1))
        sheet = sheet_rows(edition, country, steps[country], unranked)
        for table, rows in sheet.items():
            if table != "sources" or not tables["sources"]:
                tables[table] += rows
    for row in tables["placements"]:
        row["continent"] = placed[row["country"]]
        row["region"] = REGIONS[row["continent"]]
    for measure in ("criminality", "resilience"):
        exact = {country: tree.exact(measure, steps[country]) for country in countries}
        for row in tables["ranks"]:
            if row["measure"] != measure:
                continue
            group = countries
            if row["scope"] != "world":
                group = [one for one in countries if placed[one] == placed[row["country"]]]
            row["rank"] = str(ranks({one: exact[one] for one in group})[row["country"]])
            row["out_of"] = str(len(group))
    return tables
