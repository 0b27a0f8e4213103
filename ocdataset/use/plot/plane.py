"""Criminality against resilience, cut into the Index's quadrants."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from ocdataset.reference.counted import counted
from ocdataset.use.plot.captions import as_the_index_prints, country_names, source_line
from ocdataset.use.plot.grounds import Ground, finished

if TYPE_CHECKING:
    import altair

    from ocdataset.use.dataset import Dataset

SIDE: Final = 640
HIGH: Final = 5.5
NAMED: Final = 25
"""Up to this number of countries their names are written out; above it, their codes."""
OFTEN: Final = 0.05
QUADRANTS: Final = {
    "LL": "low criminality, low resilience",
    "LH": "low criminality, high resilience",
    "HL": "high criminality, low resilience",
    "HH": "high criminality, high resilience",
}
CORNERS: Final = {
    "HL": (1.1, 9.85, "left"),
    "HH": (9.9, 9.85, "right"),
    "LL": (1.1, 1.15, "left"),
    "LH": (9.9, 1.15, "right"),
}


def quadrants_picture(dataset: "Dataset", edition: int, on: Ground) -> "altair.VConcatChart":
    """Return the plane of the quadrants; `Pictures.quadrants` describes it."""
    found = dataset.quadrants(edition, exact=True).to_dict("records")
    names = country_names(dataset.package)
    rows = [
        {
            "country": names[row["country"]],
            "text": names[row["country"]] if len(found) <= NAMED else row["country"],
            "x": float(row["resilience"]),
            "y": float(row["criminality"]),
            "criminality": as_the_index_prints(row["criminality"]),
            "resilience": as_the_index_prints(row["resilience"]),
            "quadrant": row["quadrant"],
            "firm": row["leaves"] <= OFTEN,
            "leaves": f"{row['leaves']:.0%}",
        }
        for row in found
    ]
    counts = {key: sum(row["quadrant"] == key for row in rows) for key in QUADRANTS}
    told = "; ".join(f"{words}: {counts[key]}" for key, words in QUADRANTS.items())
    open_ = sum(not row["firm"] for row in rows)
    return finished(
        _chart(rows, counts, on),
        on,
        title=f"Criminality and resilience, {edition}",
        below=[
            f"High is {HIGH} or more. Hollow: a what-if of half a point puts the country into another",
            f"quadrant with a chance of more than {OFTEN:.0%} ({open_} of {len(rows)}).",
        ],
        notes=[source_line(dataset.package, edition)],
        description=(
            f"Criminality against resilience of {counted(len(rows), 'country')} in {edition}. {told}."
        ),
    )


def _chart(rows: list[dict[str, Any]], counts: dict[str, int], on: Ground) -> Any:
    import altair as alt

    scale = alt.Scale(domain=[1, 10], zero=False, nice=False)
    ticks: dict[str, Any] = {"values": list(range(1, 11)), "format": "d", "grid": False}
    across = alt.X("x:Q", scale=scale).axis(title="Resilience", **ticks)
    up = alt.Y("y:Q", scale=scale).axis(title="Criminality", **ticks)
    told = [f"{name}:N" for name in ("country", "criminality", "resilience", "quadrant", "leaves")]
    points = alt.Chart(alt.InlineData(values=rows)).encode(x=across, y=up, tooltip=told)
    marks = [
        points.transform_filter(condition).mark_point(
            filled=True, size=44, opacity=1, stroke=on["first"], strokeWidth=1.6, fill=fill
        )
        for condition, fill in (("datum.firm", on["first"]), ("!datum.firm", on["ground"]))
    ]
    cut = alt.Chart(alt.InlineData(values=[{}])).mark_rule(color=on["outline"], strokeDash=[4, 3])
    cuts = [cut.encode(x=alt.XDatum(HIGH, scale=scale)), cut.encode(y=alt.YDatum(HIGH, scale=scale))]
    layers: list[tuple[list[dict[str, Any]], Any, str, float]] = [
        (list(placed_labels(rows)), "left", "ink", 9.5),
        (_corners(counts, "left"), "left", "quiet", 11.5),
        (_corners(counts, "right"), "right", "quiet", 11.5),
    ]
    texts = [
        alt.Chart(alt.InlineData(values=labels))
        .mark_text(align=align, color=on[colour], fontSize=size)
        .encode(x=across, y=up, text="text:N")
        for labels, align, colour, size in layers
    ]
    return alt.layer(*cuts, *marks, *texts).properties(width=SIDE, height=SIDE)


def _corners(counts: dict[str, int], side: str) -> list[dict[str, Any]]:
    return [
        {"x": x, "y": y, "text": f"{QUADRANTS[key]}: {counts[key]}"}
        for key, (x, y, align) in CORNERS.items()
        if align == side
    ]


def placed_labels(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Give the labels that fit beside their points without lying on another label or point.

    A label is tried right, left, above and below its point; where none of these is free, it is left out.
    """
    unit = 9 / SIDE  # points of the Index a pixel
    half = 4.5 * unit
    taken = [(row["x"] - half, row["y"] - half, row["x"] + half, row["y"] + half) for row in rows]
    for row in rows:
        width, height = (5.9 * len(row["text"]) + 2) * unit, 10 * unit
        x, y = row["x"], row["y"]
        for left, low in (
            (x + 1.5 * half, y - height / 2),
            (x - 1.5 * half - width, y - height / 2),
            (x - width / 2, y + 1.3 * half),
            (x - width / 2, y - 1.3 * half - height),
        ):
            box = (left, low, left + width, low + height)
            if not any(_overlap(box, other) for other in taken) and left >= 1 and left + width <= 10:
                taken.append(box)
                yield {"x": left, "y": low + height / 2, "text": row["text"]}
                break


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
