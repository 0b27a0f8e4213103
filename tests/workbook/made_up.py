"""Made-up releases of the workbook: no score in them is the publisher's."""

import random
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl

from ocdataset.arithmetic.averages import round_half_up
from ocdataset.reference.compositions import compositions
from ocdataset.reference.names import country_labels, measure_labels

REGIONS = (
    ("Africa", "West Africa", 54),
    ("Americas", "Caribbean", 13),
    ("Americas", "Central America", 8),
    ("Americas", "South America", 14),
    ("Asia", "Western Asia", 46),
    ("Europe", "Western Europe", 44),
    ("Oceania", "Polynesia", 14),
)


@dataclass
class MadeUpSheet:
    """A sheet to be changed before it is written.

    `columns` are (key, header) pairs, a key being a measure, `continent`, `region`, `country`,
    `code` or anything that `cells` gives a value for.
    """

    edition: int
    name: str
    columns: list[tuple[str, str]]
    order: list[str]
    cells: dict[str, dict[str, Any]]
    above: list[list[Any]] = field(default_factory=list)
    below: list[list[Any]] = field(default_factory=list)

    def rename(self, key: str, header: str) -> None:
        self.columns = [(name, header if name == key else old) for name, old in self.columns]

    def drop(self, key: str) -> None:
        self.columns = [pair for pair in self.columns if pair[0] != key]


def made_up_sheet(edition: int, *, like: int | None = None, seed: int | None = None) -> MadeUpSheet:
    """All 193 countries with random scores and the averages that follow from them."""
    draw = random.Random(edition if seed is None else seed)
    tree = compositions()[like or edition]
    places = [(continent, region) for continent, region, size in REGIONS for _ in range(size)]
    cells: dict[str, dict[str, Any]] = {}
    for (country, name), (continent, region) in zip(country_labels().items(), places, strict=True):
        scores = {leaf: draw.randint(2, 20) for leaf in tree.indicators}
        cells[country] = {leaf: steps / 2 for leaf, steps in scores.items()}
        cells[country] |= {parent: round_half_up(tree.exact(parent, scores)) / 100 for parent in tree.parents}
        cells[country] |= {"country": name, "code": country, "continent": continent, "region": region}
    keys = ["continent", "region", "country", *tree.measures]
    labels = {"continent": "Continent", "region": "Region", "country": "Country", **measure_labels()}
    columns = [(key, labels[key]) for key in keys]
    return MadeUpSheet(edition, f"{edition}_dataset", columns, list(cells), cells)


def unrounded(sheet: MadeUpSheet) -> None:
    """Give the averages as the 2021 release does, with all binary digits."""
    tree = compositions()[sheet.edition]
    for row in sheet.cells.values():
        scores = {leaf: int(row[leaf] * 2) for leaf in tree.indicators}
        row.update({parent: float(Fraction(tree.exact(parent, scores))) for parent in tree.parents})


def write(path: Path, *sheets: MadeUpSheet, cover: str | None = None) -> Path:
    """Write sheets, after a cover if one is given."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    if cover is not None:
        front = book.create_sheet("About")
        front["B1"] = cover
        front["B2"] = "Based on the 2019 ENACT Index, a made-up text about 2021 and 2023."
        front.merge_cells("B1:P1")
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        for line in sheet.above:
            page.append(line)
        page.append([header for _, header in sheet.columns])
        for country in sheet.order:
            page.append([sheet.cells[country].get(key) for key, _ in sheet.columns])
        for line in sheet.below:
            page.append(line)
    book.save(path)
    return path
