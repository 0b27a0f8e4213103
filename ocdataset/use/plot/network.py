"""With whom and in which goods: the relations of a coded narrative as a sorted grid."""

from collections import Counter
from typing import TYPE_CHECKING, Any

from ocdataset.package.package import Package
from ocdataset.reference.counted import counted
from ocdataset.reference.names import country_code
from ocdataset.use.narrative import asked_profiles, coded_by, profile_of
from ocdataset.use.narrative_labels import partner_labels
from ocdataset.use.plot.captions import country_names, source_line
from ocdataset.use.plot.grounds import Ground, finished

if TYPE_CHECKING:
    import altair

NO_GOOD = "(no good named)"
DIRECTIONS = {
    "outward": "outward: to the partner",
    "inward": "inward: from the partner",
    "none": "no direction",
}
SHAPES = ("triangle-right", "triangle-left", "circle")


def network_picture(package: Package, country: str, edition: int, on: Ground) -> "altair.VConcatChart":
    """Return the partners and goods of a narrative; `Pictures.network` describes it."""
    code = country_code(country)
    asked_profiles(package, edition, code)
    counts = _counts(package, code, edition)
    name = country_names(package)[code]
    return finished(
        _chart(counts, on),
        on,
        title=f"{name}, {edition}: partners and goods in the narrative",
        below=[
            "A mark is a relation that the profile's narrative states; its size is how often.",
            "Partners and goods that are named most stand first.",
        ],
        notes=[f"Coded by {coded_by(package)}; see the codebook.", source_line(package, edition)],
        description=_description(counts, name, edition),
    )


def _counts(package: Package, country: str, edition: int) -> Counter[tuple[str, str, str]]:
    """Return how often the narrative relates a partner by a good in a direction."""
    partners = partner_labels(package)
    goods = {row["term_id"]: row["label"] for row in package.rows("terms")}
    return Counter(
        (
            partners[row["partner"]],
            goods[row["commodity"]] if row["commodity"] else NO_GOOD,
            DIRECTIONS.get(row["direction"], DIRECTIONS["none"]),
        )
        for row in package.rows("relations")
        if profile_of(row["statement_id"]) == (country, edition)
    )


def _order(counts: Counter[tuple[str, str, str]], place: int) -> list[str]:
    totals: Counter[str] = Counter()
    for key, count in counts.items():
        totals[key[place]] += count
    return sorted(totals, key=lambda name: (name == NO_GOOD, -totals[name], name))


def _chart(counts: Counter[tuple[str, str, str]], on: Ground) -> Any:
    import altair as alt

    rows: list[dict[str, Any]] = [
        {"partner": partner, "good": good, "direction": direction, "times": count}
        for (partner, good, direction), count in sorted(counts.items())
    ]
    partners, goods = _order(counts, 0), _order(counts, 1)
    shown = list(DIRECTIONS.values())
    legend = alt.Legend(orient="top", title=None)
    size = alt.Legend(
        orient="top",
        title=None,
        labelExpr="datum.value + (datum.value == 1 ? ' time' : ' times')",
        values=sorted({1, max(counts.values(), default=1)}),
    )
    return (
        alt.Chart(alt.InlineData(values=rows))
        .mark_point(filled=True, opacity=1)
        .encode(
            x=alt.X("good:N", sort=goods).axis(
                orient="top", labelAngle=-55, title=None, grid=True, labelPadding=6
            ),
            y=alt.Y("partner:N", sort=partners).axis(title=None, grid=True, labelPadding=6),
            xOffset=alt.XOffset("direction:N", sort=[shown[1], shown[2], shown[0]]),
            shape=alt.Shape("direction:N").scale(domain=shown, range=list(SHAPES)).legend(legend),
            color=alt.Color("direction:N")
            .scale(domain=shown, range=[on["mark"], on["second"], on["quiet"]])
            .legend(legend),
            size=alt.Size("times:Q")
            .scale(range=[45, 190], domain=[1, max(2, *counts.values())])
            .legend(size),
            tooltip=["partner:N", "good:N", "direction:N", "times:Q"],
        )
        .properties(width=40 * len(goods), height=24 * len(partners))
    )


def _description(counts: Counter[tuple[str, str, str]], name: str, edition: int) -> str:
    most = ", ".join(
        f"{partner}, {good.lower()} ({direction.split(':')[0]}, {count})"
        for (partner, good, direction), count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[
            :5
        ]
    )
    return (
        f"A grid of the partners and goods that the narrative of {name} of {edition} relates: "
        f"{counted(counts.total(), 'relation')} with {counted(len(_order(counts, 0)), 'partner')}. "
        f"Most often: {most}."
    )
