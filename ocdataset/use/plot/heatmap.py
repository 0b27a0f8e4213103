"""Every indicator of many countries as a table of colours."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ocdataset.package.package import Package
from ocdataset.reference.counted import counted
from ocdataset.reference.errors import DatasetError
from ocdataset.reference.names import country_code
from ocdataset.use.plot.captions import HIGH, country_names, measures_in_order, source_line, values_of
from ocdataset.use.plot.grounds import CLASSES, Ground, class_of, finished

if TYPE_CHECKING:
    import altair

WITH_FIGURES = 60
"""Above this number of countries the rows are too low for figures."""
CELL = 30
OPEN = "open"


def heatmap_picture(
    package: Package, edition: int, countries: str | Sequence[str] | None, on: Ground
) -> "altair.VConcatChart":
    """Return a heatmap; `Pictures.heatmap` describes it."""
    values = values_of(package, edition)
    measures = measures_in_order(package, edition)
    shown = _shown(values, countries, edition)
    return finished(
        _chart(package, values, measures, shown, on),
        on,
        title=f"Scores of {counted(len(shown), 'country')}, {edition}",
        below=[f"{HIGH} Sorted by criminality, highest first."],
        notes=[source_line(package, edition)],
        description=_description(package, values, measures, shown, edition),
    )


def _shown(
    values: dict[tuple[str, str], float], countries: str | Sequence[str] | None, edition: int
) -> list[str]:
    """Return the codes of the countries to show, those with most criminality first."""
    held = {country for country, _ in values}
    names = [countries] if isinstance(countries, str) else countries
    wanted = held if names is None else {country_code(name) for name in names}
    missing = sorted(wanted - held)
    if missing:
        raise DatasetError(f"the package in use has no sheet of {', '.join(missing)} {edition}")
    return sorted(wanted, key=lambda code: (-values.get((code, "criminality"), 0), code))


def _chart(
    package: Package,
    values: dict[tuple[str, str], float],
    measures: list[dict[str, str]],
    shown: list[str],
    on: Ground,
) -> Any:
    import altair as alt

    names = country_names(package)
    rows = [
        _cell(names[code], measure, values.get((code, measure["measure"])), on)
        for code in shown
        for measure in measures
    ]
    height = 20 if len(shown) <= WITH_FIGURES else 13
    top = alt.Axis(orient="top", labelAngle=-55, title=None, domain=False, ticks=False, labelPadding=6)
    side = alt.Axis(title=None, domain=False, ticks=False, labelPadding=6)
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X("measure:N", sort=[measure["label"] for measure in measures], axis=top),
        y=alt.Y("country:N", sort=[names[code] for code in shown], axis=side),
    )
    keys = [f"{scheme} {label}" for scheme in on.schemes for label in CLASSES]
    colour = (
        alt.Color("class:N")
        .scale(
            domain=[*keys, OPEN], range=[*on.schemes["criminality"], *on.schemes["resilience"], on["line"]]
        )
        .legend(orient="bottom", columns=len(CLASSES), title=None, symbolStrokeColor=on["outline"])
    )
    cells = base.mark_rect(stroke=on["ground"], strokeWidth=1, aria=len(shown) <= WITH_FIGURES).encode(
        color=colour, tooltip=["country:N", "measure:N", "shown:N"]
    )
    layers = [cells]
    if len(shown) <= WITH_FIGURES:
        layers.append(
            base.mark_text(fontSize=9.5).encode(text="shown:N", color=alt.Color("text:N", scale=None))
        )
    return alt.layer(*layers).properties(width=CELL * len(measures), height=height * len(shown))


def _cell(country: str, measure: dict[str, str], value: float | None, on: Ground) -> dict[str, Any]:
    fill = on["line"] if value is None else on.fill(value, measure["direction"])
    scheme = "criminality" if measure["direction"] == "higher_is_worse" else "resilience"
    shown = OPEN if value is None else f"{value:.2f}" if measure["level"] != "indicator" else f"{value:g}"
    return {
        "country": country,
        "measure": measure["label"],
        "class": OPEN if value is None else f"{scheme} {CLASSES[class_of(value)]}",
        "text": on.text_on(fill),
        "shown": shown,
    }


def _description(
    package: Package,
    values: dict[tuple[str, str], float],
    measures: list[dict[str, str]],
    shown: list[str],
    edition: int,
) -> str:
    names = country_names(package)
    first = ", ".join(
        f"{names[code]} {values[code, 'criminality']:.2f}"
        for code in shown[:3]
        if (code, "criminality") in values
    )
    return (
        f"A table of colours: {counted(len(shown), 'country')} by {counted(len(measures), 'measure')} "
        f"of {edition}, sorted by criminality. First: {first}."
    )
