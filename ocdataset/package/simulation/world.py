"""Which editions and countries a simulated package has, made up where the real ones do not suffice."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, product
from string import ascii_uppercase
from typing import Final

from ocdataset.arithmetic.composition import Composition
from ocdataset.reference.compositions import compositions
from ocdataset.reference.names import reference_table
from ocdataset.reference.rows import Row

FIRST: Final = 2021
REAL_EDITIONS: Final = 3
EDITIONS_A_PART: Final = 16

Tables = dict[str, list[dict[str, object]]]


@dataclass(frozen=True)
class Part:
    """Editions that are drawn at once: they have one tree and the same number of countries.

    Parameters
    ----------
    first, count : int
        The place of the first edition, and how many there are.
    countries : int
        How many countries each of them has.
    """

    first: int
    count: int
    countries: int


@dataclass(frozen=True)
class World:
    """As many editions, of all countries each, as give the number of scores asked for.

    Parameters
    ----------
    editions : int
        How many editions there are.
    last : int
        How many countries the last of them has; the others have all.
    """

    editions: int
    last: int

    @cached_property
    def countries(self) -> list[str]:
        """Every country code: the real ones, then made-up ones, in worlds of equal size."""
        real = [row["country"] for row in reference_table("countries")]
        worlds = -(-self.editions // REAL_EDITIONS)
        if worlds == 1:
            return real
        taken = set(real)
        codes = ("".join(letters) for letters in product(ascii_uppercase, repeat=3))
        made_up = [code for code in codes if code not in taken]
        most = len(made_up) // len(real)
        return real + made_up[: min(worlds - 1, most) * len(real)]

    @property
    def size(self) -> int:
        """How many countries a whole edition has."""
        return len(reference_table("countries"))

    @property
    def sheets(self) -> int:
        """How many sheets there are."""
        return (self.editions - 1) * self.size + self.last

    @property
    def scores(self) -> int:
        """How many scores there are."""
        return sum(
            part.count * part.countries * len(self.tree(part.first).indicators) for part in self.parts()
        )

    def year(self, place: int) -> int:
        """Return the edition at a place."""
        return FIRST + 2 * place

    def tree(self, place: int) -> Composition:
        """Return the composition of the edition at a place: the real one, or that of the last real one."""
        return compositions()[self.year(min(place, REAL_EDITIONS - 1))]

    def countries_of(self, place: int) -> list[str]:
        """Return the countries of the edition at a place; three editions share a world of them."""
        worlds = len(self.countries) // self.size
        start = place // REAL_EDITIONS % worlds * self.size
        return self.countries[start : start + self.size]

    def parts(self) -> Iterator[Part]:
        """Give the editions in parts of one tree each."""
        whole = self.editions - (self.last < self.size)
        bounds = sorted({0, *range(1, whole, EDITIONS_A_PART), whole})
        for start, end in pairwise(bounds):
            if end > start:
                yield Part(start, end - start, self.size)
        if whole < self.editions:
            yield Part(whole, 1, self.last)

    def tables(self, seed: int) -> Tables:
        """Return the small tables that describe this world."""
        return {
            "editions": [self._edition(place) for place in range(self.editions)],
            "countries": [self._country(at, code) for at, code in enumerate(self.countries)],
            "composition": [row for place in range(self.editions) for row in self._composition(place)],
            "sources": [self._source(place, seed) for place in range(self.editions)],
        }

    def source_id(self, place: int) -> str:
        """Return the source of the edition at a place."""
        return f"simulated-{self.year(place)}"

    def _edition(self, place: int) -> dict[str, object]:
        year = self.year(place)
        return {
            "edition": year,
            "title": f"Simulated edition {year}",
            "assessment_year": year - 1,
            "assessment_year_basis": "inferred",
            "countries": self.size,
        }

    def _country(self, at: int, code: str) -> dict[str, object]:
        real: dict[str, Row] = {row["country"]: row for row in reference_table("countries")}
        if code in real:
            return dict(real[code])
        return {
            "country": code,
            "name": f"Made-up {code}",
            "m49": f"{at % 1000:03d}",
            "wikidata": f"Q{at}",
            "region": "",
        }

    def _composition(self, place: int) -> Iterator[dict[str, object]]:
        tree = self.tree(place)
        groups = {"": tree.roots, **tree.children}
        for parent, group in groups.items():
            for position, measure in enumerate(group, start=1):
                yield {
                    "edition": self.year(place),
                    "measure": measure,
                    "parent": parent,
                    "position": position,
                }

    def _source(self, place: int, seed: int) -> dict[str, object]:
        name = self.source_id(place)
        return {
            "source_id": name,
            "title": f"Random sheets of {self.year(place)}",
            "publisher": "nobody",
            "country": "",
            "edition": self.year(place),
            "language": "en",
            "url": "",
            "sha256": hashlib.sha256(f"{name} {seed}".encode()).hexdigest(),
            "bytes": 1,
            "media_type": "text/csv",
            "reader": "simulated",
            "rights": "none: made up",
            "obtained": f"drawn at random with seed {seed}",
            "note": "No country has these figures.",
        }


def world_of(rows: int) -> World:
    """Return the smallest world with at least `rows` scores.

    Examples
    --------
    >>> world_of(10_000).sheets, world_of(10_000).scores
    (349, 10010)
    """
    size = len(reference_table("countries"))
    trees = [len(compositions()[FIRST + 2 * place].indicators) for place in range(REAL_EDITIONS)]
    place, left = 0, rows
    while True:
        leaves = trees[min(place, REAL_EDITIONS - 1)]
        if left <= size * leaves:
            return World(place + 1, -(-left // leaves))
        left -= size * leaves
        place += 1
