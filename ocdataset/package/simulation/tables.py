"""The drawn tables of a simulated package, a part at a time, as columns of bytes."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ocdataset.arithmetic.composition import Composition
from ocdataset.arithmetic.half_points import GRID, hundredths_text
from ocdataset.package.simulation.world import Part, World
from ocdataset.reference.names import reference_table

Columns = dict[str, NDArray[np.bytes_]]
"""The cells of a table by column, as text; the empty text is the empty cell."""
Whole = NDArray[np.int64]

RANKED: Final = ("criminality", "resilience")
SCOPES: Final = ("world", "continent", "region")
METHOD: Final = b"simulated"

_PRINTED: Final = np.array([hundredths_text(value).encode() for value in range(1001)])
_NUMBERS: Final = np.array([str(value).encode() for value in range(1000)])


def drawn_tables(world: World, part: Part, seed: int) -> dict[str, Columns]:
    """Return the placements, scores, averages and ranks of a part, every rule kept.

    The draw of an edition depends on the seed and the edition alone.
    """
    tree = world.tree(part.first)
    points = np.stack([_draw(world, part, tree, seed, part.first + at) for at in range(part.count)])
    sheets = _Sheets(world, part)
    tables = {
        "placements": sheets.placements(),
        "scores": sheets.valued(tree.indicators, points),
        "averages": sheets.valued(tree.parents, _averages(tree, points)),
    }
    # an edition that lacks countries has no ranks
    tables["ranks"] = sheets.ranks(_exact(tree, points)) if part.countries == world.size else {}
    return tables


def _draw(world: World, part: Part, tree: Composition, seed: int, place: int) -> Whole:
    """Return the scores of an edition in hundredths: a row a country, a column an indicator."""
    draw = np.random.default_rng([seed, place])
    steps = draw.integers(GRID.start, GRID.stop, (world.size, len(tree.indicators)))
    return steps[: part.countries] * 50


def _weighted(tree: Composition, parent: str, points: Whole) -> tuple[Whole, int]:
    """Return the exact values of a parent as whole numbers over a divisor."""
    weights, divisor = tree.weights(parent)
    return points @ np.array([weights.get(leaf, 0) for leaf in tree.indicators]), divisor


def _averages(tree: Composition, points: Whole) -> Whole:
    """Return every parent's average in hundredths, rounded half up."""
    exact = [_weighted(tree, parent, points) for parent in tree.parents]
    return np.stack([(2 * total + divisor) // (2 * divisor) for total, divisor in exact], axis=-1)


def _exact(tree: Composition, points: Whole) -> Whole:
    """Return the exact values of the two ranked measures, to compare among countries."""
    return np.stack([_weighted(tree, measure, points)[0] for measure in RANKED], axis=-1)


class _Sheets:
    """The sheets of a part, and the tables of what is theirs; arrays are edition, country, the rest."""

    def __init__(self, world: World, part: Part) -> None:
        places = range(part.first, part.first + part.count)
        self._editions = np.array([str(world.year(place)).encode() for place in places])
        self._sources = np.array([world.source_id(place).encode() for place in places])
        self._countries = np.array(
            [world.countries_of(place)[: part.countries] for place in places], dtype="S3"
        )
        continents, regions = _placed(world.size)
        self._groups = {
            "world": np.zeros(world.size, dtype=np.int64),
            "continent": np.unique(continents, return_inverse=True)[1],
            "region": np.unique(regions, return_inverse=True)[1],
        }
        self._continents, self._regions = continents[: part.countries], regions[: part.countries]

    def _columns(self, *shape: int, **columns: Any) -> Columns:
        """Return columns of a table of `shape` rows a sheet, each cell given along the axes it varies in."""
        whole = (*self._countries.shape, *shape)
        within = (1,) * len(shape)
        keys = {
            "edition": self._editions.reshape(-1, 1, *within),
            "country": self._countries.reshape(*self._countries.shape, *within),
            "source_id": self._sources.reshape(-1, 1, *within),
        }
        return {
            name: np.broadcast_to(np.asarray(cells), whole).flatten()
            for name, cells in {**keys, **columns}.items()
        }

    def _locators(self, *shape: int) -> NDArray[np.bytes_]:
        """Return where in its source each cell stands: the country's line, the cell's place in it."""
        count = int(np.prod(shape))
        cells = [
            f"{line}:{place}"
            for line in range(1, self._countries.shape[1] + 1)
            for place in range(1, count + 1)
        ]
        return np.array(cells, dtype=np.bytes_).reshape(-1, *shape)

    def placements(self) -> Columns:
        """Return the placements."""
        labels = {row["region"]: row["label"] for row in reference_table("regions")}
        printed = np.array([labels[name.decode()] for name in self._regions], dtype=np.bytes_)
        return self._columns(
            continent=self._continents, region=self._regions, locator=self._locators(), as_printed=printed
        )

    def valued(self, measures: tuple[str, ...], values: Whole) -> Columns:
        """Return scores or averages."""
        printed = _PRINTED[values]
        return self._columns(
            len(measures),
            measure=np.array(measures, dtype=np.bytes_),
            value=printed,
            status=b"printed",
            candidates=b"",
            locator=self._locators(len(measures)),
            as_printed=printed,
            method=METHOD,
        )

    def ranks(self, exact: Whole) -> Columns:
        """Return ranks: 1 + the number of countries strictly higher, in every scope."""
        ranks = np.stack([_ranks_within(exact, self._groups[scope]) for scope in SCOPES], axis=-1)
        sizes = [np.bincount(groups)[groups] for groups in self._groups.values()]
        out_of = np.stack(sizes, axis=-1)[:, np.newaxis, :]
        printed = np.char.add(np.char.add(_NUMBERS[ranks], b" of "), _NUMBERS[out_of])
        return self._columns(
            len(RANKED),
            len(SCOPES),
            measure=np.array(RANKED, dtype=np.bytes_)[:, np.newaxis],
            scope=np.array(SCOPES, dtype=np.bytes_),
            rank=_NUMBERS[ranks],
            out_of=_NUMBERS[out_of],
            status=b"printed",
            locator=self._locators(len(RANKED), len(SCOPES)),
            as_printed=printed,
            method=METHOD,
        )


def _placed(size: int) -> tuple[NDArray[np.bytes_], NDArray[np.bytes_]]:
    """Return the continent and region of each country of a world, in the sizes that the Index has."""
    regions = reference_table("regions")
    continents, placed = [], []
    for row in regions:
        if row["level"] == "continent":
            below = [one["region"] for one in regions if one["continent"] == row["region"]]
            count = int(row["countries"])
            continents += [row["region"]] * count
            placed += [below[at * len(below) // count] for at in range(count)]
    return np.array(continents[:size], dtype=np.bytes_), np.array(placed[:size], dtype=np.bytes_)


def _ranks_within(exact: Whole, groups: Whole) -> Whole:
    """Return the rank of each country among those of its group; axes are edition, country, measure."""
    ranks = np.empty_like(exact)
    for group in np.unique(groups):
        members = np.flatnonzero(groups == group)
        values = exact[:, members, :]
        ascending = np.sort(values, axis=1)
        for edition, measure in np.ndindex(values.shape[0], values.shape[2]):
            no_higher = np.searchsorted(ascending[edition, :, measure], values[edition, :, measure], "right")
            ranks[edition, members, measure] = len(members) + 1 - no_higher
    return ranks
