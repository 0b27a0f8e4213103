"""How long what-if intervals of a whole edition take, beside drawing them by chance.

The intervals are computed, not drawn; the peer draws each indicator anew and ranks, as one would by hand.
A peer's interval that differs is the peer's own error. All figures are made up: `ocdataset simulate` draws
them. Run: python benchmarks/what_if.py [--smallest]
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import ocdataset as oc
from ocdataset.arithmetic.half_points import HIGHEST, LOWEST
from ocdataset.use.figures import Figures

EDITIONS = (2021, 2023)
COUNTRIES = 193
INDICATORS = 26 + 32


def main() -> None:
    """Print a row an edition."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--smallest", action="store_true", help="draw less, to see that it works")
    draws = 200 if options.parse_args().smallest else 4000
    with tempfile.TemporaryDirectory() as folder:
        oc.simulate(f"{folder}/world", rows=COUNTRIES * INDICATORS, seed=1)
        dataset = oc.open(f"{folder}/world")
        dataset.ranking(edition=EDITIONS[0], interval=0.9)  # what is imported once is not measured
        print(f"| edition | ranks alone | with intervals | {draws} draws | intervals that the draws miss |")
        print("|---|---|---|---|---|")
        for edition in EDITIONS:
            _row(dataset, edition, draws)


def _row(dataset: oc.Dataset, edition: int, draws: int) -> None:
    bare, _ = _timed(lambda: dataset.ranking(edition=edition))
    whole, ranked = _timed(lambda: dataset.ranking(edition=edition, interval=0.9))
    drawing, drawn = _timed(lambda: drawn_intervals(dataset, edition, draws))
    found = ranked.set_index("country")[["low", "high"]]
    missed = sum(tuple(found.loc[country]) != ends for country, ends in drawn.items())
    print(f"| {edition} | {bare:.2f} s | {whole:.2f} s | {drawing:.2f} s | {missed} of {len(drawn)} |")


def _timed(call):
    start = time.perf_counter()
    found = call()
    return time.perf_counter() - start, found


def drawn_intervals(dataset: oc.Dataset, edition: int, draws: int) -> dict[str, tuple[int, int]]:
    """Return the interval of each country from ranks of sheets drawn by chance."""
    figures, chance = Figures(dataset.package), np.random.default_rng(1)
    tree = figures.tree(edition)
    sheets = figures.complete(edition, "criminality")
    weights, _ = tree.weights("criminality")
    scores = np.array([[sheet[leaf] for leaf in weights] for sheet in sheets.values()])
    share = np.array(list(weights.values()))
    ranks = np.empty((draws, len(scores)), dtype=np.int64)
    for at in range(draws):
        moved = np.clip(scores + chance.integers(-1, 2, scores.shape), LOWEST, HIGHEST) @ share
        ranks[at] = len(moved) - np.searchsorted(np.sort(moved), moved, side="right") + 1
    low, high = np.quantile(ranks, (0.05, 0.95), axis=0, method="inverted_cdf")
    return {country: (int(first), int(last)) for country, first, last in zip(sheets, low, high, strict=True)}


if __name__ == "__main__":
    main()
