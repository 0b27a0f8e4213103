"""What a printed number can mean, garbles included."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ocdataset.arithmetic.half_points import GRID
from ocdataset.establish.page.search.costs import Costs
from ocdataset.establish.page.search.sums import ANY, set_of

_LOOKALIKES: Final = str.maketrans(
    {"O": "0", "o": "0", "l": "1", "I": "1", "S": "5", "B": "8", "Z": "2", **dict.fromkeys("-:;'", ".")}
)
_DECIMAL: Final = re.compile(r"(\d{1,2})\.(\d{1,2})")
_CHANGE: Final = re.compile(r"([-+]?)(\d{1,2})\.(\d{1,2})")
_ALIKE: Final = str.maketrans(
    {
        **dict.fromkeys(",\u00b7\u2219\uff0e\uff0c", "."),
        **dict.fromkeys("\u2212\u2010\u2011\u2012\u2013\u2014\u2193\u25bc\u25bd", "-"),
        **dict.fromkeys("\u2191\u25b2\u25b3", "+"),
        **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff"),
    }
)


@dataclass(frozen=True)
class Numeral:
    """A printed number as a score and as an average.

    Parameters
    ----------
    costs : Costs
        What it costs for the score to be each value.
    steps : int or None
        The score in half points that it prints plainly, or as a garble of one score only.
    plain : bool
        Whether it is printed as the Index prints scores.
    average : int or None
        The number in hundredths, if it is printed as an average is.
    short_average : int or None
        The number in hundredths, if it is printed as an average is but for noughts left out at its end.
    """

    costs: Costs
    steps: int | None
    plain: bool
    average: int | None
    short_average: int | None = None


@lru_cache(maxsize=8192)
def numeral(text: str) -> Numeral:
    """Return what a printed number can mean.

    Examples
    --------
    >>> numeral("8.50").steps, numeral("4.82").average, numeral("850").steps, numeral("8.3").steps
    (17, 482, 17, None)
    """
    shown = "".join(text.split()).translate(_ALIKE)
    found = _DECIMAL.fullmatch(shown)
    if found:
        value = int(found[1]) * 100 + int(found[2].ljust(2, "0"))
        steps = value // 50 if value % 50 == 0 and value // 50 in GRID else None
        average = value if 100 <= value <= 1000 else None
        if len(found[2]) < 2:
            return Numeral(_costs_of(steps), steps, steps is not None, None, average)
        return Numeral(_costs_of(steps), steps, steps is not None, average)
    guesses = _guesses(shown)
    short = int(shown) * 100 if shown.isdecimal() and 1 <= int(shown) <= 10 else None
    if not guesses:
        return Numeral(((1, ANY),), None, False, None)
    costs: Costs = ((1, guesses), (2, ANY ^ guesses))
    only = guesses.bit_length() - 1 if guesses.bit_count() == 1 else None
    return Numeral(costs, only, False, None, short)


@lru_cache(maxsize=64)
def _costs_of(steps: int | None) -> Costs:
    return ((1, ANY),) if steps is None else ((0, 1 << steps), (1, ANY ^ 1 << steps))


def witness_of(steps: int) -> Costs:
    """Return the costs of a witness to one value, as a bar or a change is.

    Examples
    --------
    >>> witness_of(17)[0] == (0, 1 << 17)
    True
    """
    return _costs_of(steps)


def _guesses(shown: str) -> int:
    """Return the set of scores of which `shown` can be a garble.

    The point is lost, letters stand for digits, or only the end is left.

    Examples
    --------
    >>> [_guesses(shown).bit_count() for shown in ("650", "6S0", "50", "n")]
    [1, 0, 10, 0]
    """
    found = _DECIMAL.fullmatch(shown.translate(_LOOKALIKES))
    if found:
        values = [int(found[1]) * 100 + int(found[2].ljust(2, "0"))]
    elif shown.isdecimal() and len(shown) <= 4:
        number = int(shown)
        values = [number * 100, number * 10, number]
        if shown == "50":
            # the end of any half as well, its beginning and its point lost
            values += [whole * 100 + number for whole in range(1, 10)]
    else:
        return 0
    return set_of(value // 50 for value in values if value % 50 == 0 and value // 50 in GRID)


@lru_cache(maxsize=4096)
def bar_steps(whole: tuple[str, ...]) -> int | None:
    """Return the score, in half points, that the residue of a bar stands for: ten times the score.

    Examples
    --------
    >>> bar_steps(("100", "65")), bar_steps(("100", "100")), bar_steps(("100",)), bar_steps(("7",))
    (13, 20, None, None)
    """
    numbers = [int(text) for text in whole if text.isdecimal()]
    if 100 in numbers:
        numbers.remove(100)
    if len(numbers) != 1 or numbers[0] % 5 or numbers[0] // 5 not in GRID:
        return None
    return numbers[0] // 5


@lru_cache(maxsize=4096)
def change_of(text: str) -> int | None:
    """Return a printed change in hundredths, or None.

    Examples
    --------
    >>> change_of("-1.00"), change_of("0.50"), change_of("n/a")
    (-100, 50, None)
    """
    found = _CHANGE.fullmatch("".join(text.split()).translate(_ALIKE))
    if found is None:
        return None
    value = int(found[2]) * 100 + int(found[3].ljust(2, "0"))
    return -value if found[1] == "-" else value


def prints(text: str, value: int, is_average: bool) -> bool:
    """Return whether a text is a value, in hundredths, as the Index prints it.

    Examples
    --------
    >>> prints("4.82", 482, True), prints("4.50", 450, False), prints("450", 450, False)
    (True, True, False)
    """
    known = numeral(text)
    if is_average:
        return value in (known.average, known.short_average)
    return known.plain and known.steps == value // 50


def garbles(text: str, value: int) -> bool:
    """Return whether a text can be a garble of a score, in hundredths, and not of every score.

    Examples
    --------
    >>> garbles("450", 450), garbles("4.50", 450), garbles("4.3", 450)
    (True, False, False)
    """
    known = numeral(text)
    cost, values = known.costs[0]
    return not known.plain and cost == 1 and values != ANY and bool(values >> value // 50 & 1)
