"""Ranks with the places that a what-if leaves open."""

from typing import TYPE_CHECKING, Any

from ocdataset.reference.counted import counted
from ocdataset.use.answers.scopes import scopes
from ocdataset.use.plot.captions import as_the_index_prints, country_names, source_line
from ocdataset.use.plot.grounds import CLASSES, Ground, class_of, finished, rows_axis
from ocdataset.use.plot.world_map import measure_row

if TYPE_CHECKING:
    import altair

    from ocdataset.use.dataset import Dataset

INTERVAL = 0.9
ROW = 15
PLACE = 4
NO_ERROR = "The Index publishes no error; the what-if is no confidence interval."


def ranking_picture(
    dataset: "Dataset", measure: str, edition: int, within: str, on: Ground
) -> "altair.VConcatChart":
    """Return a ranking; `Pictures.ranking` describes it."""
    row = measure_row(dataset.package, measure, edition)
    found = dataset.ranking(
        row["measure"], edition=edition, within=within, interval=INTERVAL, exact=True
    ).to_dict("records")
    labels = {scope.group: scope.label for scope in scopes(dataset.package, edition, within)}
    rows = _rows(found, country_names(dataset.package), labels)
    place = (
        ""
        if within == "world"
        else f", {next(iter(labels.values()))}"
        if len(labels) == 1
        else f", by {within}"
    )
    first = ", ".join(row["country"] for row in rows if row["rank"] == 1)
    widest = max(one["high"] - one["low"] for one in found)
    return finished(
        _chart(rows, row["direction"], on),
        on,
        title=f"Ranks by {row['label'].lower()}{place}, {edition}",
        below=[
            f"Rank 1 is the highest value; {row['direction'].replace('_', ' ')}. = marks ties.",
            "Line: where the rank lies in 90 % of a what-if that moves each indicator by half a point.",
        ],
        notes=[
            "The Index publishes no error; the what-if is no confidence interval.",
            source_line(dataset.package, edition),
        ],
        description=(
            f"Ranks of {counted(len(found), 'country')} by {row['label'].lower()} in {edition}{place}. "
            f"First: {first}. The widest what-if interval spans {counted(widest, 'place')}."
        ),
    )


def _rows(found: list[dict[Any, Any]], names: dict[str, str], labels: dict[str, str]) -> list[dict[str, Any]]:
    """Return a row a country, and before those of each of several scopes one with its name alone."""
    rows: list[dict[str, Any]] = []
    scope = None
    for row in found:
        if len(labels) > 1 and row["group"] != scope:
            scope = row["group"]
            rows.append({"label": labels[scope], "rank": None, "head": True})
        shown = as_the_index_prints(row["value"])
        rows.append(
            {
                "label": f"{row['rank']}{'=' if row['tied'] else ''}  {names[row['country']]}",
                "country": names[row["country"]],
                "rank": row["rank"],
                "low": row["low"],
                "high": row["high"],
                "class": CLASSES[class_of(float(shown))],
                "shown": shown,
                "head": False,
            }
        )
    # a country may be in several groups: a row is told by its place, not by its label
    return [row | {"at": f"{at:0{PLACE}} {row['label']}"} for at, row in enumerate(rows)]


def _chart(rows: list[dict[str, Any]], direction: str, on: Ground) -> Any:
    import altair as alt

    heads = [row["at"] for row in rows if row["head"]]
    axis = rows_axis(heads, labelExpr=f"slice(datum.value, {PLACE + 1})")
    last = max(row["high"] for row in rows if not row["head"])
    across = alt.X("low:Q").scale(domain=[1, last], nice=False).axis(orient="top", title=None, tickMinStep=1)
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("at:N", sort=[row["at"] for row in rows], axis=axis),
        tooltip=["country:N", "rank:Q", "low:Q", "high:Q", "shown:N"],
    )
    told = base.transform_filter("!datum.head")
    colour = (
        alt.Color("class:N")
        .scale(domain=list(CLASSES), range=list(on.scheme(direction)))
        .legend(title=None, orient="top", symbolStrokeColor=on["outline"])
    )
    return alt.layer(
        base.transform_filter("datum.head").mark_text(text=" "),
        told.mark_rule(strokeWidth=3, color=on["outline"], strokeCap="round").encode(x=across, x2="high:Q"),
        told.mark_point(filled=True, size=70, opacity=1, stroke=on["outline"], strokeWidth=1).encode(
            x="rank:Q", color=colour
        ),
        told.mark_text(align="left", x=528).encode(text="shown:N"),
    ).properties(width=520, height=ROW * len(rows))
