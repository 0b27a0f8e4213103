"""Two countries side by side in an edition."""

import json
from typing import TYPE_CHECKING, Any, Final

from ocdataset.reference.counted import counted
from ocdataset.reference.names import country_code
from ocdataset.use.plot.captions import HIGH, as_the_index_prints, country_names, source_line
from ocdataset.use.plot.grounds import Ground, finished, rows_axis

if TYPE_CHECKING:
    import altair

    from ocdataset.use.dataset import Dataset

ROW = 17


CLEAR: Final = "a clear difference"
NOT_CLEAR: Final = "no clear difference"
CLEARNESS: Final = "Filled: the difference keeps its sign in 95 % of a what-if of half a point; hollow: not."


def compare_picture(dataset: "Dataset", a: str, b: str, edition: int, on: Ground) -> "altair.VConcatChart":
    """Return two countries side by side; `Pictures.compare` describes it."""
    codes = [country_code(a), country_code(b)]
    found = dataset.compare(codes[0], codes[1], edition, exact=True).to_dict("records")
    measures = {row["measure"]: row for row in dataset.package.rows("measures")}
    rows = [
        {
            "label": measures[row["measure"]]["label"],
            "average": measures[row["measure"]]["level"] != "indicator",
            "a": float(row["a"]),
            "b": float(row["b"]),
            "apart": CLEAR if row["told_apart"] else NOT_CLEAR,
            "told": " and ".join(as_the_index_prints(row[one]) for one in ("a", "b")),
        }
        for row in found
    ]
    names = [country_names(dataset.package)[code] for code in codes]
    apart = sum(row["told_apart"] for row in found)
    return finished(
        _chart(rows, names, on),
        on,
        title=f"{names[0]} and {names[1]}, {edition}",
        below=[HIGH, CLEARNESS],
        notes=[source_line(dataset.package, edition)],
        description=(
            f"{names[0]} and {names[1]} side by side in {edition}, {counted(len(rows), 'measure')}; "
            f"of {apart} the difference is clear. "
            + "; ".join(f"{row['label']} {row['told']}" for row in rows if row["average"])
            + "."
        ),
    )


def _chart(rows: list[dict[str, Any]], names: list[str], on: Ground) -> Any:
    import altair as alt

    averages = [row["label"] for row in rows if row["average"]]
    axis = rows_axis(averages, grid=True)
    ticks = alt.Axis(values=list(range(1, 11)), format="d", title=None, grid=False)
    across = alt.X("a:Q").scale(domain=[1, 10]).axis(ticks)
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("label:N", sort=[row["label"] for row in rows], axis=axis),
        tooltip=["label:N", "told:N", "apart:N"],
    )
    legend = alt.Legend(title=None, orient="top")
    colour = alt.Color("country:N").scale(domain=names, range=[on["first"], on["second"]]).legend(legend)
    rim = alt.Stroke("country:N").scale(domain=names, range=[on["first"], on["second"]]).legend(legend)
    shape = alt.Shape("country:N").scale(domain=names, range=["circle", "square"]).legend(legend)
    layers: list[Any] = [base.mark_rule(strokeWidth=1.5, color=on["outline"]).encode(x=across, x2="b:Q")]
    for column, name, size in zip(("a", "b"), names, (110, 38), strict=True):
        mine = base.transform_calculate(country=json.dumps(name)).encode(
            x=f"{column}:Q", color=colour, stroke=rim, shape=shape
        )
        looks: tuple[tuple[str, dict[str, Any]], ...] = (
            (CLEAR, {}),
            (NOT_CLEAR, {"fill": on["ground"]}),
        )
        for apart, look in looks:
            layers.append(
                mine.transform_filter(f"datum.apart == '{apart}'").mark_point(
                    filled=True, size=size, opacity=1, strokeWidth=2, **look
                )
            )
    layers.append(base.mark_text(align="left", x=536).encode(text="told:N"))
    return alt.layer(*layers).properties(width=520, height=ROW * len(rows))
