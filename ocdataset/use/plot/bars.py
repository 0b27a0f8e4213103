"""A country's profile as bars, in the order of the printed sheet."""

from typing import TYPE_CHECKING, Any

from ocdataset.package.package import Package
from ocdataset.reference.counted import counted
from ocdataset.use.plot.captions import HIGH, source_line
from ocdataset.use.plot.grounds import Ground, finished, rows_axis
from ocdataset.use.profile import Profile, ProfileLine, profile

if TYPE_CHECKING:
    import altair

ROW = 17


def profile_picture(package: Package, country: str, edition: int, on: Ground) -> "altair.VConcatChart":
    """Return the profile of a country; `Pictures.profile` describes it."""
    found = profile(package, country, edition)
    notes = ["   ".join(found.legend)] if found.legend else []
    return finished(
        _chart(found, on),
        on,
        title=f"{found.name}, {edition}",
        below=[HIGH],
        notes=[*notes, source_line(package, edition)],
        description=_description(found),
    )


def _chart(found: Profile, on: Ground) -> Any:
    import altair as alt

    rows = [_row(line, on) for line in found.lines]
    order = [row["label"] for row in rows]
    averages = [row["label"] for row in rows if row["average"]]
    across = alt.X("value:Q").scale(domain=[0, 10]).axis(values=list(range(11)), title=None, grid=False)
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("label:N", sort=order, axis=rows_axis(averages))
    )
    told = base.transform_filter("datum.value != null")
    bars = told.mark_bar(size=ROW - 6, stroke=on["outline"], strokeWidth=0.5).encode(
        x=across, color=alt.Color("fill:N", scale=None), tooltip=["label:N", "shown:N", "status:N"]
    )
    open_ = base.transform_filter("datum.value == null").mark_rule(
        strokeWidth=3, strokeDash=[2, 2], color=on["outline"]
    )
    ranges = open_.encode(x=alt.X("least:Q"), x2="most:Q", tooltip=["label:N", "shown:N"])
    text = base.mark_text(align="left", dx=5).encode(x="most:Q", text="shown:N")
    return alt.layer(bars, ranges, text).properties(width=430, height=ROW * len(rows))


def _row(line: ProfileLine, on: Ground) -> dict[str, Any]:
    value = float(line.value) if line.value else None
    candidates = [float(one) for one in line.candidates.split()] or [1.0, 10.0]
    shown = f"{line.value} {line.mark}".strip() if line.value else _open(line)
    return {
        "label": line.label,
        "average": line.level != "indicator",
        "value": value,
        "least": min(candidates) if value is None else value,
        "most": max(candidates) if value is None else value,
        "shown": shown,
        "status": line.status,
        "fill": "" if value is None else on.fill(value, line.direction),
    }


def _open(line: ProfileLine) -> str:
    fitting = line.candidates.split()
    if not fitting:
        return f"open {line.mark}"
    joined = " or ".join(fitting) if len(fitting) < 4 else f"{fitting[0]} to {fitting[-1]}"
    return f"{joined} {line.mark}"


def _description(found: Profile) -> str:
    averages = [f"{line.label} {line.value or 'open'}" for line in found.lines if line.level != "indicator"]
    highest = sorted(
        (line for line in found.lines if line.level == "indicator" and line.value),
        key=lambda line: -float(line.value),
    )[:3]
    names = ", ".join(f"{line.label} {line.value}" for line in highest)
    return (
        f"Bars of the {counted(len(found.lines), 'measure')} of {found.name} in {found.edition}. "
        f"{', '.join(averages)}. Highest: {names}."
    )
