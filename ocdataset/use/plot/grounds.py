"""The colours of the pictures on a light and on a dark ground, and the look that all of them share."""

import json
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from ocdataset.reference.errors import Misuse

if TYPE_CHECKING:
    import altair

GroundName = Literal["light", "dark"]

CUTS: Final = (2.5, 4.0, 5.5, 7.0, 8.5)
"""Where the classes of a scheme begin; 5.5 is where the Index's quadrants are cut."""
CLASSES: Final = ("1.0 to 2.5", "2.5 to 4.0", "4.0 to 5.5", "5.5 to 7.0", "7.0 to 8.5", "8.5 to 10.0")
"""Each class includes its lower end."""
FONT: Final = "DejaVu Sans, Verdana, Helvetica, Arial, sans-serif"


@dataclass(frozen=True)
class Ground:
    """The colours of a ground, by what they are for.

    Parameters
    ----------
    name : str
    colours : mapping of str to str
        `#rrggbb` by purpose: ground, ink, quiet (less important text), line, outline, ...
    schemes : mapping of str to tuple of str
        Six colours, the lowest class first, for `criminality` and for `resilience`.
    """

    name: str
    colours: dict[str, str]
    schemes: dict[str, tuple[str, ...]]

    def __getitem__(self, purpose: str) -> str:
        return self.colours[purpose]

    def scheme(self, direction: str) -> tuple[str, ...]:
        """Return the scheme of a direction as the table `measures` writes it."""
        return self.schemes["criminality" if direction == "higher_is_worse" else "resilience"]

    def fill(self, value: float, direction: str) -> str:
        """Return the colour of the class of a value."""
        return self.scheme(direction)[class_of(value)]

    def text_on(self, fill: str) -> str:
        """Return black or white, whichever is read better on a fill."""
        return max(("#000000", "#ffffff"), key=lambda text: contrast(text, fill))


@cache
def ground(name: str) -> Ground:
    """Return a ground by its name.

    Raises
    ------
    Misuse
        If it is neither light nor dark.
    """
    if name not in get_args(GroundName):
        raise Misuse(f"ground is one of {', '.join(get_args(GroundName))}, not {name!r}")
    colours = json.loads((Path(__file__).parent / "colours.json").read_text(encoding="utf-8"))[name]
    schemes = {key: tuple(value) for key, value in colours.items() if isinstance(value, list)}
    return Ground(name, {key: value for key, value in colours.items() if key not in schemes}, schemes)


def class_of(value: float) -> int:
    """Return the class of a value, 0 to 5.

    Examples
    --------
    >>> class_of(1.0), class_of(5.49), class_of(5.5), class_of(10.0)
    (0, 2, 3, 5)
    """
    return bisect_right(CUTS, value)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 defines it, 1 to 21.

    Examples
    --------
    >>> round(contrast("#000000", "#ffffff"), 1)
    21.0
    """
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def finished(
    chart: Any,
    on: Ground,
    *,
    title: str,
    below: list[str],
    notes: list[str],
    description: str,
) -> "altair.VConcatChart":
    """Return a chart with its title, what stands below the title, and the notes at its foot.

    Parameters
    ----------
    chart : altair chart
    on : Ground
    title : str
    below : list of str
        How to read the picture, a line each.
    notes : list of str
        Marks, source and data version, a line each.
    description : str
        What the picture shows, for those who cannot see it.
    """
    import altair as alt

    foot = alt.TitleParams(
        notes,
        orient="bottom",
        anchor="start",
        frame="bounds",
        offset=14,
        fontSize=10.5,
        fontWeight="normal",
        color=on["quiet"],
    )
    head = alt.TitleParams(title, subtitle=below, anchor="start", offset=12)
    framed: alt.VConcatChart = alt.vconcat(chart.properties(title=foot), title=head, description=description)
    looked: alt.VConcatChart = framed.configure(**_look(on))
    return looked


def rows_axis(bold: list[str], **more: Any) -> "altair.Axis":
    """Return the axis of the names of rows, some of them in bold."""
    import altair as alt

    weight = {
        "condition": {"test": f"indexof({json.dumps(bold)}, datum.value) >= 0", "value": "bold"},
        "value": "normal",
    }
    look: dict[str, Any] = {"domain": False, "ticks": False, "title": None, "labelPadding": 8}
    return alt.Axis(labelFontWeight=weight, **look, **more)


def _look(on: Ground) -> dict[str, Any]:
    ink, quiet, line = on["ink"], on["quiet"], on["line"]
    return {
        "background": on["ground"],
        "font": FONT,
        "padding": 14,
        "view": {"stroke": None},
        "title": {
            "color": ink,
            "fontSize": 16,
            "subtitleColor": quiet,
            "subtitleFontSize": 11.5,
            "subtitlePadding": 5,
        },
        "axis": {
            "labelColor": ink,
            "titleColor": quiet,
            "titleFontWeight": "normal",
            "labelFontSize": 11,
            "labelLimit": 0,
            "gridColor": line,
            "domainColor": line,
            "tickColor": line,
        },
        "legend": {
            "labelColor": ink,
            "titleColor": quiet,
            "titleFontWeight": "normal",
            "symbolStrokeWidth": 1,
            "symbolBaseFillColor": quiet,
            "symbolBaseStrokeColor": quiet,
            "labelLimit": 0,
        },
        "text": {"color": ink, "fontSize": 11},
    }
