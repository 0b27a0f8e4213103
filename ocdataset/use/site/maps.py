"""The outlines of the map as short SVG paths, drawn once by Altair and coloured by the page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final
from xml.etree import ElementTree

SCALE: Final = 2
"""Steps a unit of the drawing: half a pixel is as fine as the outlines are."""
NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?")
SVG: Final = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Shape:
    """A country, or the dot of a small one.

    Parameters
    ----------
    code, name : str
    scored : bool
        Whether the Index scores it.
    path : str
        What goes into the `d` of an SVG path.
    """

    code: str
    name: str
    scored: bool
    path: str


@dataclass(frozen=True)
class WorldMap:
    """The drawing.

    Parameters
    ----------
    view_box : str
    shapes : tuple of Shape
    hatching : str
    """

    view_box: str
    shapes: tuple[Shape, ...]
    hatching: str


@cache
def world_map() -> WorldMap:
    """Return the map of the world."""
    from ocdataset.use.plot.grounds import ground
    from ocdataset.use.plot.outlines import outlines
    from ocdataset.use.plot.saving import converter
    from ocdataset.use.plot.world_map import map_chart

    places = outlines().places
    chart = map_chart({code: code for code in places}, {}, {"direction": "higher_is_worse"}, ground("light"))
    spec = chart.configure(padding=0, legend={"disable": True}, view={"stroke": None}).to_dict(validate=False)
    drawn = ElementTree.fromstring(converter().vegalite_to_svg(spec))  # noqa: S314
    shapes, hatching, seen = [], "", Extent()
    for path, (across, down) in _paths(drawn, (0.0, 0.0)):
        code = path.get("aria-label", "").partition(":")[0]
        short = _short(path.get("d", ""), across, down, seen if code in places else Extent())
        if code in places:
            place = places[code]
            shapes.append(Shape(code, place.name, place.scored, short))
        else:
            hatching = max(hatching, short, key=len)
    return WorldMap(seen.view_box(), tuple(shapes), hatching)


@dataclass
class Extent:
    """How far a drawing reaches, in steps."""

    left: int = 10**6
    top: int = 10**6
    right: int = 0
    bottom: int = 0

    def add(self, x: int, y: int) -> None:
        """Take a point in."""
        self.left, self.right = min(self.left, x), max(self.right, x)
        self.top, self.bottom = min(self.top, y), max(self.bottom, y)

    def view_box(self, margin: int = 12) -> str:
        """Return the view box of an SVG with a margin for the dots at its edge."""
        width, height = self.right - self.left + 2 * margin, self.bottom - self.top + 2 * margin
        return f"{self.left - margin} {self.top - margin} {width} {height}"


def _paths(
    node: ElementTree.Element, at: tuple[float, float]
) -> Iterator[tuple[ElementTree.Element, tuple[float, float]]]:
    """Give every path that is drawn with how far the groups around it, and it itself, are moved."""
    moved = NUMBER.findall(node.get("transform", ""))[:2]
    here = (at[0] + float(moved[0]), at[1] + float(moved[1])) if len(moved) == 2 else at
    if node.tag == f"{SVG}path" and node.get("stroke"):
        yield node, here
    for child in node:
        yield from _paths(child, here)


def _short(path: str, across: float, down: float, seen: Extent) -> str:
    """Return a path in whole steps, each point as the difference from the one before.

    Examples
    --------
    >>> _short("M1,1L2.1,3L2.2,3Z", 0, 0, Extent())
    'M2 2l2 4z'
    """
    out, x, y = [], 0, 0
    for command, text in re.findall(r"([MLZA])([^MLZA]*)", path):
        numbers = [float(number) for number in NUMBER.findall(text)]
        if command == "A":
            return _circle(round((numbers[0]) * SCALE), round(across * SCALE), round(down * SCALE))
        if command == "Z":
            out.append("z")
            continue
        u, v = round((numbers[0] + across) * SCALE), round((numbers[1] + down) * SCALE)
        seen.add(u, v)
        if command == "M":
            out.append(f"M{u} {v}")
        elif (u, v) != (x, y):
            out.append(f"l{u - x} {v - y}")
        x, y = u, v
    return "".join(out).replace(" -", "-")


def _circle(radius: int, x: int, y: int) -> str:
    half = f"a{radius} {radius} 0 1 0 "
    return f"M{x - radius} {y}{half}{2 * radius} 0{half}{-2 * radius} 0z"
