"""A measure on the map of the world."""

import textwrap
from typing import TYPE_CHECKING, Any

from ocdataset.package.package import Package
from ocdataset.reference.counted import counted
from ocdataset.reference.errors import DatasetError, UnknownName
from ocdataset.reference.folding import fold
from ocdataset.reference.names import measure_names
from ocdataset.use.plot.captions import OUTLINES, country_names, measures_in_order, source_line, values_of
from ocdataset.use.plot.grounds import CLASSES, Ground, class_of, finished
from ocdataset.use.plot.outlines import outlines

if TYPE_CHECKING:
    import altair

WIDTH, HEIGHT = 900, 396
NOT_SCORED, NO_VALUE = "not scored by the Index", "no value in this package"
NOTE_WIDTH = 150


def map_picture(package: Package, measure: str, edition: int, on: Ground) -> "altair.VConcatChart":
    """Return a map; `Pictures.map` describes it."""
    row = measure_row(package, measure, edition)
    values = {
        country: value
        for (country, code), value in values_of(package, edition).items()
        if code == row["measure"]
    }
    if not values:
        raise DatasetError(f"the package in use has no value of {row['measure']} in {edition}")
    direction = row["direction"].replace("_", " ")
    unscored = sorted(place.name for place in outlines().places.values() if not place.scored)
    return finished(
        map_chart(country_names(package), values, row, on),
        on,
        title=f"{row['label']}, {edition}",
        below=[f"1 to 10; {direction}. Small states are dots."],
        notes=[
            OUTLINES,
            *textwrap.wrap(f"Hatched, {NOT_SCORED}: {', '.join(unscored)}.", NOTE_WIDTH),
            source_line(package, edition),
        ],
        description=describe(country_names(package), values, row, edition),
    )


def measure_row(package: Package, measure: str, edition: int) -> dict[str, str]:
    """Return the row of the table `measures` of a measure of an edition, by its code or label.

    Raises
    ------
    UnknownName
        If the edition has no such measure.
    """
    present = {row["measure"]: row for row in measures_in_order(package, edition)}
    code = measure_names().get(fold(measure))
    if code not in present:
        raise UnknownName(f"measure of {edition}", measure, present)
    return present[code]


def map_chart(names: dict[str, str], values: dict[str, float], row: dict[str, str], on: Ground) -> Any:
    """Return the map alone: land, hatching and dots, without title and notes."""
    import altair as alt

    found = outlines()
    facts = {
        code: _facts(place.scored, names.get(code, place.name), values.get(code))
        for code, place in found.places.items()
    }
    geometries = found.topology["objects"]["countries"]["geometries"]
    shapes = [shape | {"properties": facts[shape["id"]]} for shape in geometries]
    world = found.topology | {"objects": {"countries": {"type": "GeometryCollection", "geometries": shapes}}}
    colour = alt.Color("properties.class:N").scale(
        domain=[*CLASSES, NO_VALUE, NOT_SCORED],
        range=[*on.scheme(row["direction"]), on["line"], on["ground"]],
    )
    legend = alt.Legend(title=None, orient="top", symbolType="square", symbolStrokeColor=on["outline"])
    told = [
        alt.Tooltip("properties.name:N", title="country"),
        alt.Tooltip("properties.shown:N", title="value"),
    ]
    land = (
        alt.Chart(
            alt.InlineData(values=world, format=alt.TopoDataFormat(feature="countries", type="topojson"))
        )
        .mark_geoshape(stroke=on["outline"], strokeWidth=0.5)
        .encode(color=colour.legend(legend), tooltip=told, description="properties.told:N")
    )
    hatching = alt.Chart(alt.InlineData(values=found.hatching)).mark_geoshape(
        filled=False, stroke=on["outline"], strokeWidth=0.7
    )
    dots = [
        {"lon": place.lon, "lat": place.lat, "properties": facts[code]}
        for code, place in found.places.items()
        if place.small and place.scored
    ]
    small = (
        alt.Chart(alt.InlineData(values=dots))
        .mark_circle(size=32, opacity=1, stroke=on["outline"], strokeWidth=0.8)
        .encode(
            longitude="lon:Q", latitude="lat:Q", color=colour, tooltip=told, description="properties.told:N"
        )
    )
    return alt.layer(land, hatching, small).project("equalEarth").properties(width=WIDTH, height=HEIGHT)


def _facts(scored: bool, name: str, value: float | None) -> dict[str, Any]:
    shown = f"{value:.2f}" if value is not None else NO_VALUE if scored else NOT_SCORED
    label = CLASSES[class_of(value)] if value is not None else shown
    return {"name": name, "shown": shown, "class": label, "told": f"{name}: {shown}"}


def describe(names: dict[str, str], values: dict[str, float], row: dict[str, str], edition: int) -> str:
    """Return what a map shows, in words."""
    ranked = sorted(values, key=lambda code: (-values[code], code))
    highest = ", ".join(f"{names[code]} {values[code]:.2f}" for code in ranked[:3])
    lowest = ", ".join(f"{names[code]} {values[code]:.2f}" for code in ranked[-3:])
    return (
        f"Map of {row['label'].lower()} in {edition} for {counted(len(values), 'country')}. "
        f"Highest: {highest}. Lowest: {lowest}."
    )
