"""The edition of a page: told by its address, title, indicators, changes and averages, else asked for."""

import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Final

from ocdataset.establish.page.certificate import plainest_evidence
from ocdataset.establish.page.numerals import numeral
from ocdataset.establish.witness import Witness
from ocdataset.read.page.lines.labels import measure_of, measure_spelt
from ocdataset.read.page.refusals import address_parts, ranks_in_africa_alone
from ocdataset.read.reading import Transcript
from ocdataset.reference.compositions import compositions
from ocdataset.reference.errors import SourceRefused
from ocdataset.reference.folding import fold
from ocdataset.reference.names import continent_of_region, country_regions

Known = Mapping[tuple[str, int], Mapping[str, int]]

_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_TITLE: Final = re.compile(r"index|edition|organi[sz]ed|profile|year:", re.IGNORECASE)


def agreed_edition(transcript: Transcript, country: str, said: int) -> int:
    """Return the edition that the user says, if it is known and the page does not contradict it.

    Raises
    ------
    SourceRefused
        With both statements.
    """
    if said not in compositions():
        raise SourceRefused(
            f"{country}: no composition of the edition {said} is known, only of {_editions()}; "
            f"give one of these with --edition{_OF_2019 if said == _AFRICA_ONLY else ''}"
        )
    _refuse_other_edition(transcript, country, said)
    return said


_AFRICA_ONLY: Final = 2019
_OF_2019: Final = " (that of 2019 covers Africa only and is not comparable)"


def _editions() -> str:
    return ", ".join(str(year) for year in sorted(compositions()))


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
    elif titled == _AFRICA_ONLY and (not fitting or min(compositions()) in fitting):
        told = f"is headed {titled}{_OF_2019}"
    elif not addressed and fitting and said not in fitting and str(said) not in years:
        told = f"shows the indicators of {' or '.join(map(str, fitting))}"
    if told:
        raise SourceRefused(
            f"{country}: the page {told} and --edition says {said}; "
            "give the page of that edition, or correct what is wrong"
        )


def told_edition(transcript: Transcript, country: str, known: Known) -> int:
    """Return the edition that a page tells, by its address, title, indicators, changes or averages.

    Raises
    ------
    SourceRefused
        In one line, naming --edition, if it tells none, or contradicts itself.
    """
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
                f"{_of_2019(transcript, country, fitting)}"
            )
        return year
    if len(fitting) == 1 and not (
        _of_2019(transcript, country, fitting) and ranks_in_africa_alone(transcript)
    ):
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
        f"{_of_2019(transcript, country, fitting)}"
    )


def _of_2019(transcript: Transcript, country: str, fitting: Sequence[int]) -> str:
    """Return what to say of the edition of 2019 where a page can be of it, which ranks none in the world.

    It was of Africa only, and had the indicators of the first edition that is known, some under older names.
    """
    if fitting and min(compositions()) not in fitting:
        return ""
    if continent_of_region().get(country_regions()[country]) != "africa":
        return ""
    is_ranked = any(one.kind == "rank" for one in transcript.readings)
    return _OF_2019 if ranks_in_africa_alone(transcript) or not is_ranked else ""


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
