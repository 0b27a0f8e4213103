"""The outlines of countries; README.md beside this file says where they come from."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Place:
    """A country that the Index scores, or a territory that it does not.

    Parameters
    ----------
    code, name : str
        ISO 3166-1 alpha-3, or the source's code where there is none.
    scored : bool
    small : bool
        Whether it is too small to be seen at the size of a map, and is drawn as a dot.
    lon, lat : float
        Centre of its largest part, in degrees.
    """

    code: str
    name: str
    scored: bool
    small: bool
    lon: float
    lat: float


@dataclass(frozen=True)
class Outlines:
    """The outlines of the world.

    Parameters
    ----------
    topology : dict
        TopoJSON in degrees; the `id` of a geometry of its object `countries` is a code.
    hatching : dict
        GeoJSON lines within what the Index does not score.
    places : mapping of str to Place
        By code.
    """

    topology: dict[str, Any]
    hatching: dict[str, Any]
    places: dict[str, Place]


@cache
def outlines() -> Outlines:
    """Return the outlines that the maps use.

    Examples
    --------
    >>> sum(place.scored for place in outlines().places.values())
    193
    """
    found = json.loads((Path(__file__).parent / "outlines.json").read_text(encoding="utf-8"))
    places = {row["code"]: Place(**row) for row in found["places"]}
    return Outlines(found["topology"], found["hatching"], places)
