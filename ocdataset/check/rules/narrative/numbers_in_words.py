"""The quantities that a wording names, in figures or in words."""

import re
from functools import cache
from typing import Final

_SMALL: Final = dict(
    zip(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
        range(1, 13),
        strict=True,
    )
)
_ORDERS: Final = {
    "tens": 10,
    "decade": 10,
    "dozen": 12,
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
}
_FIGURE: Final = r"[0-9]+(?:[.,][0-9]+)*"
_ORDER: Final = r"(?:tens|decades?|dozens?|hundreds?|thousands?|millions?|billions?)"


@cache
def _phrase() -> re.Pattern[str]:
    amount = rf"(?:{_FIGURE}|{'|'.join(_SMALL)}|{_ORDER})"
    joined = rf"{amount}(?:(?: to | and |-){amount})?"
    return re.compile(rf"(?i)(?<![\w.,-])({joined})((?:(?: of)? {_ORDER})*)(?![\w])")


def numbers_in(wording: str) -> set[float]:
    """Return the quantities in a wording, orders of magnitude read as singular.

    Examples
    --------
    >>> sorted(numbers_in("Two of 9 pacts, 1,500 men and tens to hundreds of thousands of pigs"))
    [2.0, 9.0, 1500.0, 10000.0, 100000.0]
    """
    found: set[float] = set()
    for match in _phrase().finditer(wording):
        factor = 1.0
        for word in re.findall(_ORDER, match[2], re.IGNORECASE):
            factor *= _value(word)
        for amount in re.split(r" to | and |-", match[1]):
            found.add(_value(amount) * factor)
    return found


def _value(word: str) -> float:
    lower = word.lower()
    if lower[0].isdecimal():
        plain = re.sub(r",(?=[0-9]{3})", "", lower).replace(",", ".")
        return float(plain) if plain.count(".") < 2 else float(plain.replace(".", ""))
    if lower in _SMALL:
        return float(_SMALL[lower])
    return float(_ORDERS.get(lower) or _ORDERS[lower.removesuffix("s")])
