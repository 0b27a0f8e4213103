"""The page of all countries, and the page about the site."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from ocdataset.reference.publisher import publisher
from ocdataset.use.citation import cite
from ocdataset.use.plot.captions import OUTLINES
from ocdataset.use.plot.grounds import CLASSES
from ocdataset.use.plot.outlines import outlines
from ocdataset.use.profile import LEGEND
from ocdataset.use.site.facts import Facts
from ocdataset.use.site.figures import change_shown, side_of
from ocdataset.use.site.maps import world_map
from ocdataset.use.site.measure_pages import map_of, rank_shown
from ocdataset.use.site.pictures import Picture
from ocdataset.use.site.rendering import page

FIRST: Final = "criminality"
PRINTED: Final = ("printed", "the number stands next to its label")


def index_page(facts: Facts, pictures: Sequence[Picture]) -> bytes:
    """Return the page of all countries: the newest edition by criminality, and what a script changes."""
    edition = facts.editions[0]
    used = [
        row | {"side": side_of(row["direction"])}
        for code, row in facts.measures.items()
        if any(code in measures for measures in facts.measures_of.values())
    ]
    first = next((row for row in used if row["measure"] == FIRST), used[0])
    drawn = map_of(facts, first["measure"], edition) or _empty_map(facts)
    words = first["direction"].replace("_", " ")
    return page(
        "index.html",
        up="",
        version=facts.package.version,
        title=_title(facts),
        editions=facts.editions,
        measures=used,
        first=first | {"direction": first["side"], "direction_words": words},
        continents=[row for row in facts.package.rows("regions") if row["level"] == "continent"],
        rows=_rows(facts, first["measure"], edition),
        class_labels=CLASSES,
        outlines_note=OUTLINES,
        pictures=pictures,
        citations=cite(facts.package).splitlines(),
        **drawn,
    )


def _title(facts: Facts) -> str:
    return str(facts.package.descriptor.get("title") or facts.package.descriptor.get("name", ""))


def _empty_map(facts: Facts) -> Mapping[str, Any]:
    label = "Map of the world without values"
    return {"map": world_map(), "map_label": label, "classes": {}, "names": facts.countries, "titles": {}}


def _rows(facts: Facts, measure: str, edition: int) -> list[dict[str, Any]]:
    rows = list(_unsorted_rows(facts, measure, edition))
    return sorted(rows, key=lambda row: (not row["rank"], int(row["rank"].rstrip("=") or 0)))


def _unsorted_rows(facts: Facts, measure: str, edition: int) -> Iterator[dict[str, Any]]:
    for place, (code, name) in enumerate(facts.countries.items()):
        row = facts.values.get((edition, code), {}).get(measure, {})
        rank, interval = rank_shown(facts, code, measure, edition)
        published, common = change_shown(facts.changes.get(edition, {}).get((code, measure)))
        yield {
            "place": place,
            "code": code,
            "name": name,
            "continent": continent(facts, code),
            "value": row.get("value", ""),
            "rank": rank,
            "interval": interval,
            "published": published,
            "common": common,
        }


def continent(facts: Facts, code: str) -> str:
    """Return the continent on which the newest edition that has a country places it, or ""."""
    for edition in facts.editions:
        for row in facts.placements.get((edition, code), []):
            return row["continent"]
    return ""


def about_page(facts: Facts) -> bytes:
    """Return the page about the site: method, codebook, data, citation."""
    package = facts.package
    return page(
        "about.html",
        up="",
        version=package.version,
        title=_title(facts),
        countries=len(facts.countries),
        editions=facts.editions,
        not_ours=is_the_publishers(facts),
        terms=publisher()["terms"]["text"],
        statuses=[PRINTED, *LEGEND.items()],
        outlines_note=OUTLINES,
        unscored=sorted(place.name for place in outlines().places.values() if not place.scored),
        citations=cite(package).splitlines(),
        bibtex=cite(package, style="bibtex"),
        held=list(facts.countries.items()),
        tables=[_table(facts, name) for name in package.tables],
    )


def is_the_publishers(facts: Facts) -> bool:
    """Return whether figures come from the publisher's workbook, which is not ours to publish."""
    return any(row["reader"] == "workbook" for row in facts.package.rows("sources"))


def _table(facts: Facts, name: str) -> dict[str, Any]:
    schema = facts.package.schema(name)
    return {
        "name": name,
        "path": facts.package.path(name).relative_to(facts.package.root).as_posix(),
        "description": schema.get("description", ""),
        "fields": [field | {"bounds": _bounds(field)} for field in schema["fields"]],
    }


def _bounds(field: Mapping[str, Any]) -> str:
    parts = []
    for constraint, bound in field.get("constraints", {}).items():
        shown = ", ".join(map(str, bound)) if isinstance(bound, list) else str(bound)
        parts.append(f"{constraint} {shown}")
    return "; ".join(parts)
