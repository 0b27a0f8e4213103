"""The country of a page: told by its address, title and rank lines together; by its prose alone never."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from ocdataset.establish.identity.likeness import SHORTEST_NAME, nearest, only_one, possible_countries
from ocdataset.establish.identity.places import Place, fits, other_place, places_told
from ocdataset.read.page.lines.labels import LIKENESS
from ocdataset.read.page.lines.titles import country_named
from ocdataset.read.page.refusals import address_parts
from ocdataset.read.reading import Transcript
from ocdataset.reference.errors import SourceRefused
from ocdataset.reference.folding import fold
from ocdataset.reference.names import (
    country_code,
    country_labels,
    country_names,
    country_regions,
    region_labels,
)

_COMPARISON: Final = frozenset({"compare", "comparison", "compare_countries", "versus"})
_MOST_NAMED: Final = 4
"""How many of the countries that a title can be are listed."""


def agreed_country(transcript: Transcript, said: str) -> str:
    """Return the country that the user says, if the page does not plainly name or place another.

    Raises
    ------
    SourceRefused
        With both statements.
    UnknownName
        If the user names none.
    """
    code = country_code(said)
    addressed = country_names().get(fold(_slug(transcript.address)))
    titled = {named: line for line, name in transcript.names if (named := country_named(name))}
    told = sorted({*titled, *([addressed] if addressed else [])})
    place = other_place(code, places_told(transcript))
    if code in told or (len(told) != 1 and place is None):
        return code
    if len(told) == 1:
        where = f"line {min(titled.values())}" if titled else "its address"
        statement = f"names {country_labels()[told[0]]} ({where})"
    else:
        statement = place.words if place else ""
    raise SourceRefused(
        f"the page {statement} and --country says {country_labels()[code]}; "
        "give the page of that country, or correct what is wrong"
    )


def told_country(transcript: Transcript) -> str:
    """Return the country that a page tells.

    Raises
    ------
    SourceRefused
        In one line, naming --country, if it tells none or several, or places the one that it names elsewhere.
    """
    slug = _slug(transcript.address)
    addressed = country_names().get(fold(slug), "") if slug else ""
    scored = _scored(transcript)
    named = [scored] if scored else list(dict.fromkeys(_codes(name for _, name in transcript.names)))
    passing = [] if addressed or scored else list(_countries_in(transcript.titles))
    places = places_told(transcript)
    compared = bool(_COMPARISON & set(address_parts(transcript.address)))
    every = sorted({*named, addressed, *(passing if named else [])} - {""})
    if len(every) == 1 and not (compared and not named):
        return _placed(every[0], places)
    if not every and not compared:
        return _garbled_or_of_prose(transcript, slug, places)
    fitting = [code for code in every if fits(code, places)] if places and not compared else []
    if len(fitting) == 1:
        return fitting[0]
    raise SourceRefused(
        f"the page names several countries ({', '.join(every)}) and scores one; say which with --country"
    )


def _placed(code: str, places: Sequence[Place]) -> str:
    """Return the country that a page names, if its rank lines do not place it elsewhere."""
    other = other_place(code, places)
    if other is None:
        return code
    where = region_labels().get(country_regions()[code], "")
    raise SourceRefused(
        f"the page names {country_labels()[code]}, which is in {where}, and {other.words}; "
        "say which country it is of with --country"
    )


def _garbled_or_of_prose(transcript: Transcript, slug: str, places: Sequence[Place]) -> str:
    """Return the country of a page that names none to the letter.

    A garbled title is settled by the rank lines, if one country only is there that it can be, or by prose
    that is plainly about the country which it is most like. Prose alone tells whose a narrative is, and
    never whose scores are: they speak of a neighbour by name, and of their own as the country.
    """
    title = f"{transcript.titles}\n{' '.join(name for _, name in transcript.names)}"
    possible = {code: alike for code, alike in possible_countries(title).items() if fits(code, places)}
    counts = Counter(code for code in _countries_in(transcript.narrative) if fits(code, places))
    told = _plainly_about(counts)
    alone = only_one(possible) if places else ""
    if alone and told in ("", alone):
        return alone
    is_titled = bool(transcript.names) or any(alike >= LIKENESS for alike in possible.values())
    if told and is_titled and nearest(possible) == told:
        return told
    is_prose_only = not any(one.kind in ("number", "rank") for one in transcript.readings)
    if told and not is_titled and is_prose_only:
        return told
    likely = {code: alike for code, alike in possible.items() if places or alike >= LIKENESS}
    raise SourceRefused(_question(transcript, slug, likely))


def _question(transcript: Transcript, slug: str, possible: Mapping[str, float]) -> str:
    shown = slug or next((name.strip() for _, name in transcript.names), "")
    labels = country_labels()
    ranked = sorted(possible, key=lambda code: -possible[code])[:_MOST_NAMED]
    if len(ranked) > 1:
        some = " or ".join(labels[code] for code in ranked)
        return f"the page names {shown or 'its country'!r}, which can be {some}; say which with --country"
    if shown:
        return f"the page names {shown!r}, which is none of the 193 countries; give --country"
    return "the page does not name its country; give --country"


def _plainly_about(counts: Counter[str]) -> str:
    """Return the country that a text names three times, and twice as often as any other, or ""."""
    (code, count), (_, other) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    return code if count >= 3 and count >= 2 * other else ""


def _scored(transcript: Transcript) -> str:
    """Return the country that a page names again right above its numbers, others but once, or ""."""
    numbers = (one.line for one in transcript.readings if one.kind in ("number", "rank"))
    numbered = next(numbers, 0)
    named = [(line, country_named(name)) for line, name in transcript.names]
    counts = Counter(code for _, code in named if code)
    last = next((code for line, code in reversed(named) if code and (not numbered or line < numbered)), "")
    again = [code for code, count in counts.items() if count >= 2]
    return last if again == [last] else ""


def _codes(titles: Iterable[str]) -> list[str]:
    return [code for title in titles if (code := country_named(title))]


def _slug(address: str) -> str:
    """Return the part of an address that names the country."""
    parts = address_parts(address)
    for before, part in pairwise(parts):
        if before in ("country", "countries"):
            return part
    return ""


@cache
def _lengths_by_first_word() -> Mapping[str, Sequence[int]]:
    """Return how many words the names have that begin with a word, most first, but for the shortest names."""
    found: dict[str, set[int]] = {}
    for name in country_names():
        first, *others = name.split()
        if len(name) >= SHORTEST_NAME:
            found.setdefault(first, set()).add(1 + len(others))
    return {first: sorted(lengths, reverse=True) for first, lengths in found.items()}


def _countries_in(text: str) -> Iterator[str]:
    """Yield the code of each country that a text names."""
    lengths, codes = _lengths_by_first_word(), country_names()
    words = fold(text).split()
    end = 0
    for at in [at for at, word in enumerate(words) if word in lengths]:
        for length in lengths[words[at]] if at >= end else ():
            name = " ".join(words[at : at + length])
            if name in codes and len(name) >= SHORTEST_NAME:
                yield codes[name]
                end = at + length
                break
