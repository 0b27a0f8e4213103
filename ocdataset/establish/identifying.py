"""Whose sheet a source is, and of which edition: only where the source says so, else asked for."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby, pairwise
from typing import Final

from ocdataset.establish.page.certificate import plainest_evidence
from ocdataset.establish.page.numerals import numeral
from ocdataset.establish.witness import Witness
from ocdataset.read.page.lines.labels import label_text, measure_of, measure_spelt
from ocdataset.read.page.lines.lexing import RANK, plain
from ocdataset.read.page.lines.titles import country_named
from ocdataset.read.page.refusals import address_parts
from ocdataset.read.reading import Transcript
from ocdataset.reference.compositions import compositions
from ocdataset.reference.errors import SourceRefused
from ocdataset.reference.folding import fold
from ocdataset.reference.names import country_code, country_labels, country_names

Known = Mapping[tuple[str, int], Mapping[str, int]]

_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_TITLE: Final = re.compile(r"index|edition|organi[sz]ed|profile|year:", re.IGNORECASE)
_SHORTEST_NAME: Final = 4
_COMPARISON: Final = frozenset({"compare", "comparison", "compare_countries", "versus"})


def identify(
    transcript: Transcript,
    *,
    country: str | None = None,
    edition: int | None = None,
    known: Known | None = None,
) -> tuple[str, int]:
    """Return the country and the edition of a score page.

    Parameters
    ----------
    transcript : Transcript
    country : str, optional
        What the user says, for what the page does not tell.
    edition : int, optional
        What the user says, for what the page does not tell.
    known : mapping, optional
        By country and edition, published averages in hundredths: a page that prints those of one
        edition only is of that edition.

    Raises
    ------
    SourceRefused
        In one line, naming the option to give, if the source does not tell; with both statements,
        if it tells something else than the user.
    UnknownName
        If `country` names none.

    Examples
    --------
    >>> page = Transcript("country_page", (), "https://ocindex.net/2023/country/korea_dpr")
    >>> identify(page)
    ('PRK', 2023)
    """
    code = _agreed_country(transcript, country) if country else _country(transcript)
    if edition is None:
        return code, _edition(transcript, code, known or {})
    if edition not in compositions():
        raise SourceRefused(
            f"{code}: no composition of the edition {edition} is known, only of {_editions()}; "
            f"give one of these with --edition{_OF_2019 if edition == _AFRICA_ONLY else ''}"
        )
    _refuse_other_edition(transcript, code, edition)
    return code, edition


_AFRICA_ONLY: Final = 2019
_OF_2019: Final = " (that of 2019 covers Africa only and is not comparable)"


def _editions() -> str:
    return ", ".join(str(year) for year in sorted(compositions()))


def _agreed_country(transcript: Transcript, said: str) -> str:
    """Return the country that the user says, if the page does not plainly name another."""
    code = country_code(said)
    addressed = country_names().get(fold(_slug(transcript.address)))
    titled = {named: line for line, name in transcript.names if (named := country_named(name))}
    told = sorted({*titled, *([addressed] if addressed else [])})
    if code in told or len(told) != 1:
        return code
    other = country_labels()[told[0]]
    where = f"line {min(titled.values())}" if titled else "its address"
    raise SourceRefused(
        f"the page names {other} ({where}) and --country says {country_labels()[code]}; "
        "give the page of that country, or correct what is wrong"
    )


def _refuse_other_edition(transcript: Transcript, country: str, said: int) -> None:
    """Refuse an edition that the page contradicts: by its address, its title or its indicators.

    Raises
    ------
    SourceRefused
    """
    shown = _shown(transcript)
    fitting = _by_composition(shown)
    addressed, titled = _addressed_year(transcript), _titled_year(transcript)
    years = {
        found[0]
        for one in transcript.readings
        if one.kind == "context"
        for found in _YEAR.finditer(one.as_printed)
    }
    told = ""
    if addressed and addressed != said:
        told = f"has the address of {addressed}"
    elif titled and titled != said and (titled in fitting or (titled in compositions() and not fitting)):
        told = f"is headed {titled}"
    elif not addressed and fitting and said not in fitting and str(said) not in years:
        told = f"shows the indicators of {' or '.join(map(str, fitting))}"
    if told:
        raise SourceRefused(
            f"{country}: the page {told} and --edition says {said}; "
            "give the page of that edition, or correct what is wrong"
        )


def _country(transcript: Transcript) -> str:
    slug = _slug(transcript.address)
    addressed = country_names().get(fold(slug)) if slug else None
    titles = [name for _, name in transcript.names]
    scored = _scored(transcript)
    named = [scored] if scored else list(dict.fromkeys(_codes(titles)))
    compared = bool(_COMPARISON & set(address_parts(transcript.address)))
    passing = [] if addressed or scored else list(_countries_in(transcript.titles))
    all_named = sorted({*named, addressed, *passing} - {None})  # type: ignore[type-var]
    if len(all_named) > 1 or (compared and not named):
        raise SourceRefused(
            f"the page names several countries ({', '.join(map(str, all_named))}) and scores one; "
            "say which with --country"
        )
    if addressed or named:
        return addressed or named[0]
    strange = [title for title in titles if _is_strange(title)]
    told = _from_narrative(transcript.narrative, strange)
    if told:
        return told
    shown = slug or (strange[0].strip() if strange else "")
    raise SourceRefused(
        f"the page names {shown!r}, which is none of the 193 countries; give --country"
        if shown
        else "the page does not name its country; give --country"
    )


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


def _is_strange(title: str) -> bool:
    return not country_named(title)


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
        if len(name) >= _SHORTEST_NAME:
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
            if name in codes and len(name) >= _SHORTEST_NAME:
                yield codes[name]
                end = at + length
                break


def _from_narrative(narrative: str, titles: Sequence[str]) -> str:
    """Return the country that the narrative is about, if it plainly is about one, or "".

    A garbled title must be consistent with a name of that country.
    """
    counts = Counter(_countries_in(narrative))
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < 3:
        return ""
    if len(ranked) == 2 and ranked[0][1] < 2 * ranked[1][1]:
        return ""
    code = ranked[0][0]
    return code if all(_consistent(title, code) for title in titles) else ""


def _consistent(title: str, code: str) -> bool:
    """Return whether the end or the whole of a title is a name of the country but for a few letters."""
    words = label_text(title).split()
    tails = {" ".join(words[at:]) for at in range(len(words))}
    names = [name for name, one in country_names().items() if one == code and len(name) >= _SHORTEST_NAME]
    return any(
        abs(len(tail) - len(name)) <= 3 and edits(tail, name) * 4 <= len(name)
        for tail in tails
        for name in names
    )


def edits(first: str, second: str) -> int:
    """Return how many letters must be changed, left out or put in to make one text the other.

    Examples
    --------
    >>> edits("xorea dpr", "korea dpr"), edits("niger", "nigeria")
    (1, 2)
    """
    row = list(range(len(second) + 1))
    for at, letter in enumerate(first, start=1):
        diagonal, row[0] = row[0], at
        for other, mark in enumerate(second, start=1):
            diagonal, row[other] = (
                row[other],
                min(row[other] + 1, row[other - 1] + 1, diagonal + (letter != mark)),
            )
    return row[-1]


def _edition(transcript: Transcript, country: str, known: Known) -> int:
    addressed = _addressed_year(transcript)
    year = addressed or _titled_year(transcript)
    shown = [] if addressed else _shown(transcript)
    if not addressed and year not in compositions() and _AFRICA_ONLY != (year or 0) < max(compositions()):
        year = None  # no edition has this year, so it is misread: the indicators may tell
    fitting = [year] if year and _is_composed_of(shown, year) else _by_composition(shown)
    if year is not None:
        if year not in compositions():
            raise SourceRefused(
                f"the page is of the edition {year}, whose composition is not known, only {_editions()}; "
                f"give a page of one of these{_OF_2019 if year == _AFRICA_ONLY else ''}"
            )
        if fitting and year not in fitting:
            others = " or ".join(map(str, fitting))
            raise SourceRefused(
                f"{country}: the page is headed {year} and shows the indicators of {others}; give --edition"
                f"{_of_2019(transcript, fitting)}"
            )
        return year
    if len(fitting) == 1:
        return fitting[0]
    telling = _by_changes(transcript, fitting)
    if len(telling) == 1:
        return telling[0]
    agreeing = _by_averages(transcript, country, fitting, known)
    if len(agreeing) == 1:
        return agreeing[0]
    choices = " or ".join(str(one) for one in fitting or sorted(compositions()))
    raise SourceRefused(
        f"{country}: the page does not say its edition, {choices}; give --edition"
        f"{_of_2019(transcript, fitting)}"
    )


def _of_2019(transcript: Transcript, fitting: Sequence[int]) -> str:
    """Return what to say of the edition of 2019 where a page can be of it, which ranks none in the world.

    It had the indicators of the first edition that is known, some under older names.
    """
    if fitting and min(compositions()) not in fitting:
        return ""
    ranks = [RANK.search(plain(one.as_printed)) for one in transcript.readings if one.kind == "rank"]
    sizes = [int(found["of"]) for found in ranks if found]
    return _OF_2019 if not sizes or max(sizes) == _COUNTRIES_OF_AFRICA else ""


_COUNTRIES_OF_AFRICA: Final = 54


def _addressed_year(transcript: Transcript) -> int | None:
    return next((int(part) for part in address_parts(transcript.address) if _YEAR.fullmatch(part)), None)


def _titled_year(transcript: Transcript) -> int | None:
    """Return the year that the headings give, if they give one only."""
    years = {
        found[0]
        for one in transcript.readings
        if one.kind == "context" and _TITLE.search(one.as_printed)
        for found in _YEAR.finditer(one.as_printed)
    }
    return int(years.pop()) if len(years) == 1 else None


def _shown(transcript: Transcript) -> list[str]:
    """Return the measures that the labels of a page name."""
    return [
        measure
        for one in transcript.readings
        if one.kind == "label" and (measure := measure_spelt(one.as_printed))
    ]


def _by_composition(shown: Sequence[str]) -> list[int]:
    """Return the editions whose indicators are those that a page shows."""
    return [year for year in sorted(compositions()) if _is_composed_of(shown, year)]


def _is_composed_of(shown: Sequence[str], year: int) -> bool:
    """Return whether the indicators of an edition are those that a page shows.

    A page that shows an indicator is of no edition without it. One that shows the indicators on
    both sides of some, and not these, is of no edition that has them in between.
    """
    tree = compositions().get(year)
    if tree is None or not all(measure in tree.places for measure in shown):
        return False
    return len(_skipped(shown, tree.indicators)) <= 2 and len(set(shown)) > 2


def _skipped(shown: Sequence[str], indicators: Sequence[str]) -> list[str]:
    """Return the indicators between the first and the last shown that are not shown."""
    seen = set(shown)
    places = [at for at, measure in enumerate(indicators) if measure in seen]
    between = indicators[places[0] : places[-1]] if places else ()
    return [measure for measure in between if measure not in seen]


def _by_changes(transcript: Transcript, editions: Sequence[int]) -> list[int]:
    """Return the editions in which just those indicators are new that have no printed change.

    Two indicators must tell, because a single garbled change must not decide the edition.
    """
    changed = _changed(transcript)
    telling = []
    for year in editions:
        before = compositions()[max((one for one in compositions() if one < year), default=year)]
        new = set(compositions()[year].indicators) - set(before.indicators)
        if all(is_changed == (measure not in new) for measure, is_changed in changed.items()):
            telling.append(year)
    later = {measure for year in editions for measure in compositions()[year].indicators}
    first = set(compositions()[min(compositions())].indicators)
    witnesses = [measure for measure in changed if measure in later - first]
    return telling if len(witnesses) > 1 else []


def _changed(transcript: Transcript) -> dict[str, bool]:
    """Return whether a change is printed for each measure whose score and change follow its label alone."""
    changed: dict[str, bool] = {}
    labels: list[str | None] = []
    for _, row in groupby(transcript.readings, key=lambda one: one.row):
        of_row = list(row)
        named = [measure_of(one.as_printed) for one in of_row if one.kind == "label"]
        figures = [one for one in of_row if one.kind in ("number", "change")]
        labels += named
        if figures:
            if len(labels) == 1 and labels[0] and (len(figures) > 1 or figures[0].kind == "change"):
                changed[labels[0]] = fold(figures[-1].as_printed) != "n a"
            labels = []
    return changed


def _by_averages(transcript: Transcript, country: str, editions: Sequence[int], known: Known) -> list[int]:
    """Return the editions whose known averages agree with all those that the page prints."""
    witnesses = [Witness("page", transcript.reader, one) for one in transcript.readings]
    agreeing = []
    for year in editions:
        published = known.get((country, year))
        if not published:
            continue
        evidence = plainest_evidence(compositions()[year], witnesses)
        compared = [
            numeral(one.text).average == published[measure]
            for measure in compositions()[year].parents
            if measure in published
            for row in evidence.beside.get(measure, ())
            for one in row.numbers
        ]
        if compared and sum(compared) * 4 >= len(compared) * 3 and sum(compared) >= min(2, len(published)):
            agreeing.append(year)
    return agreeing
