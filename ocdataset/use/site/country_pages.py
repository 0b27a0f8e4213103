"""The page of a country: what changed, and the proof of every number."""

from collections.abc import Iterator, Sequence
from typing import Any

from ocdataset.package.proof import proofs_of
from ocdataset.reference.rows import Row
from ocdataset.use.narrative import coded_profiles
from ocdataset.use.narrative_profile import narrative_profile
from ocdataset.use.site.facts import Facts
from ocdataset.use.site.figures import QUADRANTS, figure, interval_shown, proper
from ocdataset.use.site.pictures import Picture
from ocdataset.use.site.rendering import page

HEADLINES = ("criminality", "criminal_markets", "criminal_actors", "resilience")


def country_page(facts: Facts, code: str, pictures: Sequence[Picture]) -> bytes:
    """Return the page of a country.

    Parameters
    ----------
    facts : Facts
    code : str
    pictures : sequence of Picture
        Beside the page.
    """
    editions = [edition for edition in facts.editions if (edition, code) in facts.values]
    newest = facts.values[editions[0], code]
    return page(
        "country.html",
        up="../",
        version=facts.package.version,
        code=code,
        name=facts.countries[code],
        place=_place(facts, code, editions[0]) or "No region given",
        example=f"{editions[0]}-{next(iter(reversed(newest)))}",
        summary=list(_summary(facts, code, editions)),
        changes=list(_changes(facts, code, editions)),
        pictures=[one for one in pictures if "-network-" not in one.file],
        networks=[one for one in pictures if "-network-" in one.file],
        narrative=list(_narratives(facts, code)),
        sheets=[_sheet(facts, code, edition) for edition in editions],
        sources=_sources(facts, code, editions),
    )


def _place(facts: Facts, code: str, edition: int) -> str:
    for row in facts.placements.get((edition, code), []):
        names = [facts.regions.get(row[level], row[level]) for level in ("region", "continent")]
        return ", ".join(dict.fromkeys(names))
    return ""


def _summary(facts: Facts, code: str, editions: list[int]) -> Iterator[dict[str, Any]]:
    for edition in editions:
        values = facts.values[edition, code]
        if not {"criminality", "resilience"} <= set(values):
            continue
        rank = facts.rankings.get((edition, "criminality"), {}).get(code)
        quadrant = facts.quadrants.get(edition, {}).get(code)
        chance = f"{quadrant['leaves']:.0%}" if quadrant else ""
        yield {
            "edition": edition,
            "criminality": figure(values["criminality"], "higher_is_worse"),
            "resilience": figure(values["resilience"], "higher_is_better"),
            "rank": f"{rank['rank']} of {rank['out_of']}" if rank else _printed_rank(facts, code, edition),
            "interval": interval_shown(rank),
            "quadrant": QUADRANTS[quadrant["quadrant"]] if quadrant else "open",
            "leaves": f"chance of {chance}" if quadrant and chance != "0%" else "",
        }


def _printed_rank(facts: Facts, code: str, edition: int) -> str:
    for row in facts.ranks.get((edition, code), []):
        if (row["measure"], row["scope"]) == ("criminality", "world"):
            return f"{row['rank']} of {row['out_of']}"
    return "not printed"


def _changes(facts: Facts, code: str, editions: list[int]) -> Iterator[dict[str, Any]]:
    for edition, before in zip(facts.editions, facts.editions[1:], strict=False):
        found = facts.changes.get(edition, {})
        rows = [
            _change(facts.measures[measure]["label"], found[code, measure])
            for measure in HEADLINES
            if (code, measure) in found
        ]
        if rows and edition in editions:
            yield {"edition": edition, "before": before, "rows": rows}


def _change(label: str, change: dict[Any, Any]) -> dict[str, str]:
    parts = []
    if change["sign_disagrees"]:
        parts.append("signs differ")
    if change["composition"]:
        parts.append(f"{proper(change['composition'])} is due to other indicators")
    parts.append(
        "like for like it is beyond what half a point explains"
        if change["beyond_noise"]
        else "half a point here and there could explain it"
    )
    return {
        "label": label,
        "published": proper(change["published"]),
        "common": proper(change["common"]),
        "told": "; ".join(parts),
    }


def _narratives(facts: Facts, code: str) -> Iterator[Any]:
    for country, edition in reversed(coded_profiles(facts.package)):
        if country == code:
            yield narrative_profile(facts.package, code, edition)


def _sheet(facts: Facts, code: str, edition: int) -> dict[str, Any]:
    values = facts.values[edition, code]
    order = [measure for measure in facts.measures if measure in values]
    order += [measure for measure in values if measure not in facts.measures]
    proofs = proofs_of(facts.package, code, edition)
    return {
        "edition": edition,
        "placement": _placement(facts, code, edition),
        "lines": [_line(facts, code, edition, values[measure], proofs.get(measure, [])) for measure in order],
        "ranks": [
            row | {"label": _label(facts, row["measure"])} for row in facts.ranks.get((edition, code), [])
        ],
        "other_repairs": [
            repair
            for (year, country, measure), repairs in facts.repairs.items()
            if (year, country) == (edition, code) and measure not in values
            for repair in repairs
        ],
    }


def _placement(facts: Facts, code: str, edition: int) -> str:
    for row in facts.placements.get((edition, code), []):
        where = f" at {row['locator']} of {row['source_id']}" if row["locator"] else ""
        return f"Placed in {_place(facts, code, edition)}{where}."
    return ""


def _label(facts: Facts, measure: str) -> str:
    return facts.measures[measure]["label"] if measure in facts.measures else measure


def _line(facts: Facts, code: str, edition: int, row: Row, proof: list[str]) -> dict[str, Any]:
    measure = facts.measures.get(row["measure"], {})
    simple = row["status"] == "printed"
    return {
        "measure": row["measure"],
        "label": measure.get("label", row["measure"]),
        "average": measure.get("level", "indicator") != "indicator",
        "row": row,
        "figure": figure(row, measure.get("direction", "higher_is_worse")),
        "repairs": facts.repairs.get((edition, code, row["measure"]), []),
        "proof": [] if simple else proof[1:],
    }


def _sources(facts: Facts, code: str, editions: list[int]) -> list[Row]:
    used = {
        row["source_id"]
        for edition in editions
        for row in (*facts.values[edition, code].values(), *facts.ranks.get((edition, code), []))
    }
    return [row for row in facts.package.rows("sources") if row["source_id"] in used]
