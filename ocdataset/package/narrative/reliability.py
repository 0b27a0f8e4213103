"""How far two independent codings of the narratives agreed, field by field, before they were merged."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from ocdataset.package.narrative.codings import CODERS, Coding, Merges, read_coding
from ocdataset.package.narrative.comparisons import Comparison, Pair, comparisons
from ocdataset.reference.errors import PackageError
from ocdataset.reference.extras import require_extra
from ocdataset.reference.rows import Row, read_rows

SHIPPED, FLAGGED = 0.800, 0.667
RESAMPLES: Final = 250
SEED: Final = 20260101


@dataclass(frozen=True)
class Agreement:
    """One row of the table `reliability`, in numbers.

    Parameters
    ----------
    table, field, categories, metric : str
    n : int
        Pairs that were compared.
    value, low, high : float
        The agreement and its bootstrap interval; NaN where it is not defined.
    """

    table: str
    field: str
    categories: str
    metric: str
    n: int
    value: float
    low: float
    high: float


def agreements(first: Coding, second: Coding, merges: Merges, kinds: Mapping[str, str]) -> list[Agreement]:
    """Return how far two codings agree in each field, as coded and with categories merged.

    Parameters
    ----------
    first, second : Coding
    merges : sequence of Row
        What `data/coding/merges.csv` holds.
    kinds : mapping of str to str
        The kind of each term.
    """
    sentences = sorted({*first.statements, *second.statements})
    found = []
    for comparison in comparisons(first, second, merges, kinds):
        compared = {sentence: comparison.compare(sentence) for sentence in sentences}
        found.append(_agreement(comparison, compared))
    return found


def _agreement(comparison: Comparison, compared: Mapping[str, list[Pair]]) -> Agreement:
    import numpy as np

    pairs = [pair for found in compared.values() for pair in found]
    counts = _value_counts(pairs)
    bounds = np.cumsum([0, *(len(found) for found in compared.values())])
    blocks = [np.arange(start, end) for start, end in pairwise(bounds)]
    draw = np.random.default_rng(SEED)
    resampled = []
    for _ in range(RESAMPLES):
        chosen = np.concatenate([blocks[at] for at in draw.integers(0, len(blocks), len(blocks))])
        resampled.append(_measured(comparison.metric, counts[chosen]))
    defined = [value for value in resampled if value == value]
    low, high = np.quantile(defined, [0.025, 0.975]) if defined else (float("nan"), float("nan"))
    value = _measured(comparison.metric, counts)
    return Agreement(
        comparison.table,
        comparison.field,
        comparison.categories,
        comparison.metric,
        len(pairs),
        value,
        float(low),
        float(high),
    )


def _value_counts(pairs: Sequence[Pair]) -> Any:
    """Return a row a pair and a column a value, in order: how many coders gave it."""
    import numpy as np

    values = sorted({value for pair in pairs for value in pair})
    counts = np.zeros((len(pairs), len(values)), dtype=int)
    for at, pair in enumerate(pairs):
        for value in pair:
            counts[at, values.index(value)] += 1
    return counts


def _measured(metric: str, counts: Any) -> float:
    """Return the agreement of pairs given by their value counts, NaN where nothing varies."""
    used = counts.sum(axis=0) > 0
    if not metric.startswith("alpha"):
        return float((counts == 2).any(axis=1).mean()) if len(counts) else float("nan")
    if used.sum() < 2:
        return float("nan")
    require_extra("coding", "Krippendorff's alpha")
    import krippendorff

    level: Any = metric.removeprefix("alpha_")
    return float(krippendorff.alpha(value_counts=counts[:, used], level_of_measurement=level))


def reliability_rows(root: Path) -> list[Row]:
    """Return the table `reliability` of a package, from the codings below its `data/coding`.

    Raises
    ------
    PackageError
        If a coding is not there.
    """
    folder = root / "data" / "coding"
    try:
        first, second = (read_coding(folder / coder) for coder in CODERS)
        merges = read_rows(folder / "merges.csv")
        kinds = {row["term_id"]: row["kind"] for row in read_rows(root / "data" / "terms.csv")}
    except (OSError, ValueError) as error:
        raise PackageError(f"{folder}: the two codings cannot be read ({error})") from None
    return [_row(found) for found in agreements(first, second, merges, kinds)]


def _row(found: Agreement) -> Row:
    return {
        "table": found.table,
        "field": found.field,
        "categories": found.categories,
        "metric": found.metric,
        "n": str(found.n),
        "agreement": _rounded(found.value, math.floor),
        "low": _rounded(found.low, math.floor),
        "high": _rounded(found.high, math.ceil),
        "treatment": _treatment(found),
    }


def _rounded(value: float, towards: Callable[[float], int]) -> str:
    """Return a figure with two decimals, rounded so that it is not flattered."""
    return "" if math.isnan(value) else f"{towards(round(value * 100, 6)) / 100:.2f}"


def _treatment(found: Agreement) -> str:
    if not found.metric.startswith("alpha"):
        return "reported"
    if found.value >= SHIPPED:
        return "shipped"
    return "flagged" if found.value >= FLAGGED else "merged"
