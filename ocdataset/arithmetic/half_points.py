"""Scores as whole numbers of half points: 1.0, 1.5, ... 10.0 are 2, 3, ... 20."""

import re
from functools import lru_cache
from typing import Final

LOWEST: Final = 2
HIGHEST: Final = 20
GRID: Final = range(LOWEST, HIGHEST + 1)

_DECIMAL = re.compile(r"([0-9]{1,4})(?:\.([0-9]{1,2}))?")


def hundredths(text: str) -> int:
    """Return the number that `text` prints, in hundredths.

    Parameters
    ----------
    text : str
        Digits with at most two decimals, as the Index prints scores and averages.

    Raises
    ------
    ValueError
        If `text` is anything else.

    Examples
    --------
    >>> hundredths("4.82"), hundredths("6.5"), hundredths("10")
    (482, 650, 1000)
    """
    found = _DECIMAL.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is not a number with at most two decimals")
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))


def half_points(text: str) -> int:
    """Return the score that `text` prints, in half points (2 to 20).

    Raises
    ------
    ValueError
        If `text` is no number or lies off the grid 1.0, 1.5, ... 10.0.

    Examples
    --------
    >>> half_points("8.50"), half_points("1"), half_points("10.00")
    (17, 2, 20)
    >>> half_points("8.25")
    Traceback (most recent call last):
        ...
    ValueError: '8.25' is not a score: scores are 1.0, 1.5, ... 10.0
    """
    steps, rest = divmod(hundredths(text), 50)
    if rest or steps not in GRID:
        raise ValueError(f"{text!r} is not a score: scores are 1.0, 1.5, ... 10.0")
    return steps


def is_score(text: str) -> bool:
    """Return whether `text` prints a number on the grid 1.0, 1.5, ... 10.0.

    Examples
    --------
    >>> is_score("8.5"), is_score("8.25"), is_score("85"), is_score("n/a")
    (True, False, False, False)
    """
    try:
        half_points(text)
    except ValueError:
        return False
    return True


def score_text(steps: int) -> str:
    """Return a score of `steps` half points as the Index prints it.

    Examples
    --------
    >>> score_text(17), score_text(20)
    ('8.50', '10.00')
    """
    return f"{steps // 2}.{steps % 2 * 5}0"


@lru_cache(maxsize=4096)
def hundredths_text(value: int) -> str:
    """Return a number of hundredths as the Index prints it.

    Examples
    --------
    >>> hundredths_text(482), hundredths_text(-36)
    ('4.82', '-0.36')
    """
    sign = "-" if value < 0 else ""
    return f"{sign}{abs(value) // 100}.{abs(value) % 100:02d}"
