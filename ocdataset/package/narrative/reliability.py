"""How far independent codings of the narratives agree, field by field."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from ocdataset.package.narrative.alpha import SURPLUS, Unit, alphas, coincidences
from ocdataset.package.narrative.codings import TABLES, Coding, coding_of, codings_by_coder
from ocdataset.package.narrative.comparisons import Comparison, comparisons
from ocdataset.package.package import Package
from ocdataset.reference.counted import counted
from ocdataset.reference.errors import PackageError
from ocdataset.reference.rows import Row

RELIABLE, TENTATIVE = 0.800, 0.667
RESAMPLES: Final = 2000
SEED: Final = 20260101
FEWEST_INFORMATIVE: Final = 10


@dataclass(frozen=True)
class Agreement:
    """How far codings agree in a field.

    Parameters
    ----------
    comparison : Comparison
    n, informative : int
        What stood side by side; among it, that of which some coder gave a value.
    value, low, high, with_surplus : float
        The figure, its bootstrap interval, and the figure where surplus is disagreement; NaN where
        it is not defined.
    """

    comparison: Comparison
    n: int
    informative: int
    value: float
    low: float
    high: float
    with_surplus: float


def agreements(
    codings: Sequence[Coding],
    kinds: Mapping[str, str],
    units: Iterable[str],
    resamples: int = RESAMPLES,
) -> list[Agreement]:
    """Return how far codings agree in each field on the sentences given.

    Parameters
    ----------
    codings : sequence of Coding
        Two or more.
    kinds : mapping of str to str
        The kind of each term.
    units : iterable of str
    resamples : int
        Of the sentences, for the interval.
    """
    sentences = sorted(units)
    return [
        _agreement(one, [one.compare(unit) for unit in sentences], resamples)
        for one in comparisons(codings, kinds)
    ]


def _agreement(comparison: Comparison, compared: Sequence[Sequence[Unit]], resamples: int) -> Agreement:
    whole = [[unit for unit in units if None not in unit] for units in compared]
    if comparison.metric.startswith("alpha"):
        # with three coders and more, two of them side by side are enough
        whole = [[unit for unit in units if len(unit) - unit.count(None) > 1] for units in compared]
    together = [unit for units in whole for unit in units]
    informative = sum(any(unit) for unit in together)
    value, low, high = _figures(comparison.metric, whole, resamples)
    if informative < FEWEST_INFORMATIVE:
        low = high = float("nan")
    surplus = float("nan")
    if comparison.has_surplus:
        filled = [
            [tuple(SURPLUS if cell is None else cell for cell in unit) for unit in units]
            for units in compared
        ]
        surplus = _figures(comparison.metric, filled, 0)[0]
    return Agreement(comparison, len(together), informative, value, low, high, surplus)


def _figures(metric: str, compared: Sequence[Sequence[Unit]], resamples: int) -> tuple[float, float, float]:
    """Return the figure of what stands side by side on each sentence, and its interval."""
    import numpy as np

    measure = _alpha_of(metric, compared) if metric.startswith("alpha") else _share_of(compared)
    ones = np.ones((1, len(compared)))
    value = float(measure(ones)[0]) if compared else float("nan")
    if not resamples or not compared:
        return value, float("nan"), float("nan")
    draw = np.random.default_rng(SEED)
    weights = draw.multinomial(len(compared), np.full(len(compared), 1 / len(compared)), size=resamples)
    drawn = measure(weights)
    defined = drawn[~np.isnan(drawn)]
    low, high = np.quantile(defined, [0.025, 0.975]) if len(defined) else (float("nan"),) * 2
    return value, float(low), float(high)


def _alpha_of(metric: str, compared: Sequence[Sequence[Unit]]) -> Callable[[Any], Any]:
    import numpy as np

    values = sorted({value for units in compared for unit in units for value in unit if value is not None})
    matrices = np.array([coincidences(units, values) for units in compared])

    def measured(weights: Any) -> Any:
        return alphas(np.tensordot(weights, matrices, axes=1), values, metric)

    return measured


def _share_of(compared: Sequence[Sequence[Unit]]) -> Callable[[Any], Any]:
    import numpy as np

    alike = np.array([sum(len(set(unit)) == 1 for unit in units) for units in compared])
    every = np.array([len(units) for units in compared])

    def measured(weights: Any) -> Any:
        with np.errstate(divide="ignore", invalid="ignore"):
            return (weights @ alike) / (weights @ every)

    return measured


def reliability_rows(package: Package) -> list[Row]:
    """Return the table `reliability` of a package, from its coded tables.

    Raises
    ------
    PackageError
        If fewer than two coders coded anything in it.
    """
    codings = codings_by_coder({f"coded_{table}": _rows(package, f"coded_{table}") for table in TABLES})
    roles = {row["coder"]: row["role"] for row in _rows(package, "coders")}
    coders = [coder for coder in codings if roles.get(coder) == "coder"]
    if len(coders) < 2:
        raise PackageError(
            f"{package.root}: coded by {counted(len(coders), 'coder')}; agreement takes two, in the "
            "tables coders and coded_statements"
        )
    kinds = {row["term_id"]: row["kind"] for row in package.rows("terms")}
    merged = coding_of(*(package.rows(table) for table in TABLES))
    rows = list(_rows_of("coders", [codings[coder] for coder in coders], kinds))
    for coder in codings:
        if roles.get(coder) == "earlier" and merged.statements:
            rows += _rows_of(coder, [merged, codings[coder]], kinds)
    return rows


def _rows(package: Package, table: str) -> list[Row]:
    return package.rows(table) if table in package.tables else []


def _rows_of(name: str, codings: Sequence[Coding], kinds: Mapping[str, str]) -> Iterator[Row]:
    """Give the rows of a comparison: all sentences that every coder coded, and those of each edition."""
    units = set.intersection(*(set(coding.statements) for coding in codings))
    editions = sorted({unit.split("-")[1] for unit in units})
    for edition in ("all", *(editions if len(editions) > 1 else ())):
        chosen = [unit for unit in units if edition in ("all", unit.split("-")[1])]
        for found in agreements(codings, kinds, chosen):
            yield {"comparison": name, "profiles": edition, **agreement_row(found)}


def agreement_row(found: Agreement) -> Row:
    """Return an agreement as text, rounded so that it is not flattered."""
    return {
        "table": found.comparison.table,
        "field": found.comparison.field,
        "kind": "word_list" if found.comparison.word_list else "judgement",
        "categories": "as_coded",
        "metric": found.comparison.metric,
        "n": str(found.n),
        "informative": str(found.informative),
        "agreement": _rounded(found.value, math.floor),
        "low": _rounded(found.low, math.floor),
        "high": _rounded(found.high, math.ceil),
        "with_surplus": _rounded(found.with_surplus, math.floor),
        "treatment": _treatment(found),
    }


def _rounded(value: float, towards: Callable[[float], int]) -> str:
    return "" if math.isnan(value) else f"{towards(round(value * 100, 6)) / 100:.2f}"


def _treatment(found: Agreement) -> str:
    is_alpha = found.comparison.metric.startswith("alpha")
    if not is_alpha or found.informative < FEWEST_INFORMATIVE or math.isnan(found.value):
        return "reported"
    if found.value >= RELIABLE:
        return "reliable"
    return "tentative" if found.value >= TENTATIVE else "low"
