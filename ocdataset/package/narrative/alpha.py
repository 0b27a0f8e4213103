"""Krippendorff's alpha, of the data and of thousands of resamples of them at once."""

from collections.abc import Sequence
from typing import Any, Final

SURPLUS: Final = "(none)"
"""What a coder is taken to say who has nothing to set next to what another has."""

Unit = tuple[str | None, ...]


def coincidences(units: Sequence[Unit], values: Sequence[str]) -> Any:
    """Return how often each value stands beside each other one, a pair of coders counted as one by m - 1.

    Parameters
    ----------
    units : sequence of tuple
        The value of each coder, None where one has none.
    values : sequence of str

    Returns
    -------
    numpy.ndarray
        float64, a row and a column a value.
    """
    import numpy as np

    at = {value: place for place, value in enumerate(values)}
    found = np.zeros((len(values), len(values)))
    for unit in units:
        given = [at[value] for value in unit if value is not None]
        for one, first in enumerate(given):
            for other, second in enumerate(given):
                if one != other:
                    found[first, second] += 1 / (len(given) - 1)
    return found


def alphas(matrices: Any, values: Sequence[str], metric: str) -> Any:
    """Return alpha for each of many matrices of coincidences, NaN where nothing varies.

    Parameters
    ----------
    matrices : numpy.ndarray
        Of shape (samples, values, values).
    values : sequence of str
        In order; for the ordinal metric that is the order of the scale, `SURPLUS` apart.
    metric : {"alpha_nominal", "alpha_ordinal"}

    Notes
    -----
    alpha = 1 - (n - 1) * observed / expected, after Krippendorff, Content Analysis (2004), 11.3. What
    stands beside nothing is as far from every value of an ordinal scale as its ends are from each other.

    Examples
    --------
    >>> units = [("a", "a"), ("a", "b"), ("b", "b"), ("b", "b")]
    >>> matrix = coincidences(units, ["a", "b"])
    >>> round(float(alphas(matrix[None], ["a", "b"], "alpha_nominal")[0]), 3)
    0.533
    """
    import numpy as np

    margins = matrices.sum(axis=2)
    total = margins.sum(axis=1)
    if metric == "alpha_nominal":
        observed = total - np.trace(matrices, axis1=1, axis2=2)
        expected = total**2 - (margins**2).sum(axis=1)
    else:
        distance = _ordinal(margins, values)
        observed = (matrices * distance).sum(axis=(1, 2))
        expected = (margins[:, :, None] * margins[:, None, :] * distance).sum(axis=(1, 2))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(expected > 0, 1 - (total - 1) * observed / expected, np.nan)


def _ordinal(margins: Any, values: Sequence[str]) -> Any:
    """Return the squared distances: how many values lie between two of a scale, ends counted half."""
    import numpy as np

    scale = [place for place, value in enumerate(values) if value != SURPLUS]
    place = np.cumsum(margins[:, scale], axis=1) - margins[:, scale] / 2
    between = (place[:, :, None] - place[:, None, :]) ** 2
    if len(scale) == len(values):
        return between
    found = np.zeros((len(margins), len(values), len(values)))
    found[np.ix_(range(len(margins)), scale, scale)] = between
    farthest = between.max(axis=(1, 2), initial=0)[:, None]
    surplus = values.index(SURPLUS)
    found[:, surplus, scale] = found[:, scale, surplus] = farthest
    return found
