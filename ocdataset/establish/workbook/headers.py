"""What the header of a column means: by its words, never by its place."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final, Literal, NamedTuple

from ocdataset.reference.errors import DatasetError
from ocdataset.reference.folding import fold
from ocdataset.reference.names import measure_names, reference_table

Role = Literal[
    "indicator_or_average",
    "country",
    "country_code",
    "continent",
    "region",
    "edition",
    "measure",
    "value",
    "rank",
    "change",
    "note",
    "number",
]
FIGURES: Final = "indicator_or_average"

_YEAR: Final = re.compile(r"20[0-9]{2}")


class Meaning(NamedTuple):
    """What a header says.

    Parameters
    ----------
    role : str
    measure : str
        The measure that a column of figures, ranks or changes is about, or "".
    years : tuple of int
        The years that the header names.
    """

    role: Role
    measure: str = ""
    years: tuple[int, ...] = ()


@lru_cache(maxsize=4096)
def meaning(header: str) -> Meaning | None:
    """Return what a header means, or None if nothing that is known.

    Examples
    --------
    >>> meaning("Criminality avg,")
    Meaning(role='indicator_or_average', measure='criminality', years=())
    >>> meaning("HEROIN TRADE (2025)").years, meaning("ISO3").role, meaning("Wildlife"), meaning("2025")
    ((2025,), 'country_code', None, None)
    """
    folded = fold(header)
    if not folded:
        return Meaning("number") if header.strip() else None
    if folded in measure_names():
        return Meaning(FIGURES, measure_names()[folded])
    if folded in _headers():
        return _from_code(_headers()[folded])
    words = folded.split()
    years = tuple(int(word) for word in words if _YEAR.fullmatch(word))
    words = [word for word in words if not _YEAR.fullmatch(word)]
    for role, vocabulary in (("rank", _words("rank_word")), ("change", _words("change_word"))):
        rest = [word for word in words if _singular(word) not in vocabulary]
        if len(rest) < len(words):
            found = _by_key().get(_key(rest))
            return Meaning(role, found.measure if found else "", years)  # type: ignore[arg-type]
    found = _by_key().get(_key(words))
    if found is None and any(_singular(word) in _words("note_word") for word in words):
        return Meaning("note")
    return found._replace(years=years) if found else None


def years_in(text: str) -> tuple[int, ...]:
    """Return the years that a title or the name of a sheet gives, each once, ascending.

    Examples
    --------
    >>> years_in("GLOBAL ORGANIZED CRIME INDEX - 2023"), years_in("Full_dataset")
    ((2023,), ())
    """
    return tuple(sorted({int(year) for year in re.findall(r"(?<![0-9])20[0-9]{2}(?![0-9])", text)}))


def says_change_or_rank(text: str) -> bool:
    """Return whether the name of a sheet says that it holds changes or ranks, not scores.

    Examples
    --------
    >>> says_change_or_rank("Changes 2021-2023"), says_change_or_rank("2023_dataset")
    (True, False)
    """
    return any(_singular(word) in _words("change_word") | _words("rank_word") for word in fold(text).split())


def only_fillers(text: str) -> bool:
    """Return whether a header says nothing of its own, such as `avg.` below a merged heading."""
    return bool(fold(text)) and not _key(fold(text).split())


def is_summary(name: str) -> bool:
    """Return whether the name of a row says that it sums countries up: `World average`.

    Examples
    --------
    >>> is_summary("Global average"), is_summary("Average score"), is_summary("Global Kingdom")
    (True, True, False)
    """
    words = {_singular(word) for word in fold(name).split()}
    return bool(words & _words("summary")) and words <= _words("summary") | _words("filler")


def _from_code(code: str) -> Meaning:
    roles = (
        "country",
        "country_code",
        "continent",
        "region",
        "edition",
        "measure",
        "value",
        "note",
        "number",
    )
    return Meaning(code) if code in roles else Meaning(FIGURES, code)  # type: ignore[arg-type]


@cache
def _headers() -> Mapping[str, str]:
    return {
        fold(row["spelling"]): row["code"] for row in reference_table("spellings") if row["kind"] == "header"
    }


def titles_of(role: str) -> list[str]:
    """Return the folded titles by which a column of a role is known.

    Examples
    --------
    >>> {"measure", "indicator"} <= set(titles_of("measure"))
    True
    """
    return sorted(title for title, code in _headers().items() if code == role)


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(fold(row["spelling"]) for row in reference_table("spellings") if row["kind"] == kind)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") else word


def _key(words: list[str]) -> str:
    """Return the telling words of a header run together, fillers and plural signs left out."""
    telling = [_singular(word) for word in words]
    return "".join(word for word in telling if word not in _words("filler"))


@cache
def _by_key() -> Mapping[str, Meaning]:
    """Return the meaning behind the telling words of every known header.

    Raises
    ------
    DatasetError
        If two known headers with different meanings have the same telling words.
    """
    known: dict[str, Meaning] = {}
    every = [(name, Meaning(FIGURES, code)) for name, code in measure_names().items()]
    every += [(name, _from_code(code)) for name, code in _headers().items()]
    for name, means in every:
        key = _key(name.split())
        if key and known.setdefault(key, means) != means:
            raise DatasetError(f"spellings: the header {name!r} means {means} and {known[key]}; take one out")
    return known
