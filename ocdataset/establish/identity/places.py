"""The continent and region among whose countries a page ranks its own."""

from collections.abc import Iterable
from typing import NamedTuple

from ocdataset.read.page.lines.lexing import RANK, plain
from ocdataset.read.page.lines.titles import region_named
from ocdataset.read.reading import Transcript
from ocdataset.reference.names import continent_of_region, country_regions, region_labels


class Place(NamedTuple):
    """A continent or region of which a rank line is.

    Parameters
    ----------
    region : str
        Its code.
    line : int
        The first line of the page that says so.
    """

    region: str
    line: int

    @property
    def words(self) -> str:
        """The statement of the page, in words."""
        return f"ranks it among the countries of {region_labels()[self.region]} (line {self.line})"

    def has(self, country: str) -> bool:
        """Return whether a country is in it."""
        region = country_regions().get(country, "")
        return self.region in (region, continent_of_region().get(region, ""))


def places_told(transcript: Transcript) -> tuple[Place, ...]:
    """Return the continent and the region that the rank lines of a page tell.

    None where they tell several that have no country in common, as a page on two countries does.

    Examples
    --------
    >>> from ocdataset.read import Reading
    >>> ranks = [(2, "30th of 35 American countries"), (3, "9th of 13 Caribbean countries")]
    >>> readings = tuple(Reading(at, 1, f"{at}:1", at, "rank", text) for at, text in ranks)
    >>> [one.region for one in places_told(Transcript("text_layer", readings))]
    ['americas', 'caribbean']
    """
    found: dict[str, Place] = {}
    for one in transcript.readings:
        rank = RANK.search(plain(one.as_printed)) if one.kind == "rank" else None
        region = region_named(rank["in"] or rank["whose"] or "") if rank else ""
        if region:
            found.setdefault(region, Place(region, one.line))
    places = tuple(found.values())
    return places if any(fits(country, places) for country in country_regions()) else ()


def fits(country: str, places: Iterable[Place]) -> bool:
    """Return whether a country is in all places."""
    return all(place.has(country) for place in places)


def other_place(country: str, places: Iterable[Place]) -> Place | None:
    """Return the first of the places that a country is not in, or None."""
    return next((place for place in places if not place.has(country)), None)
