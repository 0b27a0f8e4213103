"""A country's change between two editions: where each measure was and is, on both bases."""

import json
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ocdataset.arithmetic.changes import signed_hundredths
from ocdataset.reference.counted import counted
from ocdataset.reference.names import country_code
from ocdataset.use.plot.captions import HIGH, country_names, measures_in_order, source_line, values_of
from ocdataset.use.plot.grounds import Ground, finished, rows_axis

if TYPE_CHECKING:
    import altair

    from ocdataset.use.dataset import Dataset

ROW = 17
LIKE_FOR_LIKE = "like for like"


def change_picture(
    dataset: "Dataset", country: str, start: int, end: int, on: Ground
) -> "altair.VConcatChart":
    """Return a country's change; `Pictures.change` describes it."""
    code = country_code(country)
    rows = _rows(dataset, code, start, end)
    name = country_names(dataset.package)[code]
    return finished(
        _chart(rows, start, end, on),
        on,
        title=f"{name}, {start} to {end}",
        below=[
            HIGH,
            "At the right the change as published, and like for like (over the indicators that both",
            "editions have) where that differs.",
        ],
        notes=[source_line(dataset.package, start, end)],
        description=_description(rows, name, start, end),
    )


def _rows(dataset: "Dataset", country: str, start: int, end: int) -> list[dict[str, Any]]:
    """Return a row a measure of either edition: its values, its changes, and what is told of them."""
    orders = [measures_in_order(dataset.package, edition) for edition in (start, end)]
    both = [row["measure"] for row in orders[0] if row in orders[1]]
    changes = {
        row["measure"]: row
        for row in dataset.change(start, end, both, countries=country, exact=True).to_dict("records")
    }
    was, now = (values_of(dataset.package, edition) for edition in (start, end))
    kept = {row["measure"] for order in orders for row in order}
    measures = [row for row in dataset.package.rows("measures") if row["measure"] in kept]
    keys = [(country, row["measure"]) for row in measures]
    return [
        _row(row, was.get(key), now.get(key), changes.get(key[1]), (start, end))
        for row, key in zip(measures, keys, strict=True)
    ]


def _row(
    measure: dict[str, str],
    was: float | None,
    now: float | None,
    change: dict[Any, Any] | None,
    editions: tuple[int, int],
) -> dict[str, Any]:
    average = measure["level"] != "indicator"
    like = None
    if change is None:
        told = _no_change(was, now, editions)
    elif not average or not change["composition"]:
        told = signed(change["published"])
    else:
        told = f"{signed(change['published'])}, {LIKE_FOR_LIKE} {signed(change['common'])}"
        told += ", signs differ" if change["sign_disagrees"] else ""
        like = None if was is None else was + float(change["common"])
    return {"label": measure["label"], "average": average, "was": was, "now": now, "like": like, "told": told}


def _no_change(was: float | None, now: float | None, editions: tuple[int, int]) -> str:
    if was is None and now is not None:
        return f"in {editions[1]} only"
    return f"in {editions[0]} only" if was is not None and now is None else "open"


def signed(change: Fraction) -> str:
    """Return a change with its sign and two decimals, half away from zero.

    Examples
    --------
    >>> signed(Fraction(-13, 40)), signed(Fraction(1, 24)), signed(Fraction(0))
    ('-0.33', '+0.04', '0.00')
    """
    hundredths = signed_hundredths(change)
    return f"{hundredths / 100:+.2f}" if hundredths else "0.00"


def _chart(rows: list[dict[str, Any]], start: int, end: int, on: Ground) -> Any:
    import altair as alt

    averages = [row["label"] for row in rows if row["average"]]
    across = alt.Axis(values=list(range(1, 11)), format="d", title=None, grid=False)
    order = [row["label"] for row in rows]
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("label:N", sort=order, axis=rows_axis(averages, grid=True)), tooltip=["label:N", "told:N"]
    )
    legend = alt.Legend(title=None, orient="top")
    kinds = [str(start), str(end), f"{start} plus the change {LIKE_FOR_LIKE}"]
    shape = alt.Shape("kind:N").scale(domain=kinds, range=["circle", "circle", "diamond"]).legend(legend)
    colour = (
        alt.Color("kind:N").scale(domain=kinds, range=[on["quiet"], on["ink"], on["first"]]).legend(legend)
    )
    layers: list[Any] = [
        base.transform_filter("datum.was != null && datum.now != null")
        .mark_rule(strokeWidth=2, color=on["outline"])
        .encode(x=alt.X("was:Q").scale(domain=[1, 10]).axis(across), x2="now:Q")
    ]
    for column, kind, size in zip(("was", "now", "like"), kinds, (130, 50, 62), strict=True):
        layers.append(
            base.transform_filter(f"datum.{column} != null")
            .transform_calculate(kind=json.dumps(kind))
            .mark_point(filled=True, size=size, opacity=1)
            .encode(x=f"{column}:Q", color=colour, shape=shape)
        )
    layers.append(base.mark_text(align="left", x=436).encode(text="told:N"))
    return alt.layer(*layers).properties(width=420, height=ROW * len(rows))


def _description(rows: list[dict[str, Any]], name: str, start: int, end: int) -> str:
    averages = "; ".join(f"{row['label']} {row['told']}" for row in rows if row["average"])
    up = sum(row["now"] > row["was"] for row in rows if None not in (row["was"], row["now"]))
    down = sum(row["now"] < row["was"] for row in rows if None not in (row["was"], row["now"]))
    return (
        f"Changes of the measures of {name} from {start} to {end}: {averages}. "
        f"{counted(up, 'measure')} higher, {down} lower."
    )
