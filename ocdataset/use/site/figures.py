"""A number as the pages show it: its bar, its mark, and words for what the calls give."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from ocdataset.reference.rows import Row
from ocdataset.use.plot.dumbbells import signed
from ocdataset.use.profile import LEGEND, MARKS

MINUS: Final = "\u2212"
QUADRANTS: Final = {
    "LL": "low criminality, low resilience",
    "LH": "low criminality, high resilience",
    "HL": "high criminality, low resilience",
    "HH": "high criminality, high resilience",
}


@dataclass(frozen=True)
class Figure:
    """A score or an average.

    Parameters
    ----------
    shown : str
        As the Index prints it, or "open".
    width : int
        Of its bar, in percent.
    side : str
        `worse` or `better`: what a high value is.
    mark, why : str
        What marks a value that is not simply the number beside its label, and what that means.
    """

    shown: str
    width: int
    side: str
    mark: str
    why: str


def figure(row: Row, direction: str) -> Figure:
    """Return how a row of `scores` or `averages` is shown."""
    try:
        width = max(0, min(100, round(float(row["value"] or 0) * 10)))
    except ValueError:
        width = 0
    status = row["status"]
    return Figure(
        row["value"] or "open",
        width,
        side_of(direction),
        MARKS.get(status, "").strip(),
        LEGEND.get(status, ""),
    )


def side_of(direction: str) -> str:
    """Return the short word for a direction of the table `measures`."""
    return "worse" if direction == "higher_is_worse" else "better"


def change_shown(change: Mapping[Any, Any] | None) -> tuple[str, str]:
    """Return a change as published, and like for like where that differs, with a word if signs differ."""
    if change is None:
        return "", ""
    published = proper(change["published"])
    if not change["composition"]:
        return published, ""
    return published, proper(change["common"]) + (", signs differ" if change["sign_disagrees"] else "")


def proper(change: Any) -> str:
    """Return a change with two decimals and a minus sign that is one."""
    return signed(change).replace("-", MINUS)


def interval_shown(rank: Mapping[Any, Any] | None) -> str:
    """Return the what-if interval of a row of `ranking`, or ""."""
    if rank is None:
        return ""
    return str(rank["low"]) if rank["low"] == rank["high"] else f"{rank['low']} to {rank['high']}"
