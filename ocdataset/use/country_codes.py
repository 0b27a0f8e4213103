"""A column of country names as a column of ISO codes."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal, get_args

from ocdataset.reference.errors import Misuse, UnknownName
from ocdataset.reference.names import country_code
from ocdataset.reference.notices import warn

if TYPE_CHECKING:
    import pandas as pd

Unknown = Literal["raise", "missing"]
SHOWN = 5


def country_codes(names: "Sequence[str] | pd.Series[str]", unknown: Unknown) -> "pd.Series[str]":
    """Return the codes of countries as a Series; `ocdataset.coder` describes the parameters."""
    import pandas as pd

    if unknown not in get_args(Unknown):
        raise Misuse(f"unknown is 'raise' or 'missing', not {unknown!r}")
    if isinstance(names, str | bytes) or not isinstance(names, Iterable):
        raise Misuse(f"names must be several, such as a list or a column of a frame, not {names!r}")
    given: pd.Series[Any] = names if isinstance(names, pd.Series) else pd.Series(list(names), dtype="object")
    try:
        unique = given.dropna().unique()
    except TypeError:
        raise Misuse("names must be texts, and some of them are lists or the like") from None
    found, refused = _codes_of(unique)
    if refused and unknown == "raise":
        raise refused[0] if len(refused) == 1 else Misuse(_all_of(refused))
    if refused:
        warn(f"left missing: {_all_of(refused)}")
    return given.map(found)


def _all_of(refused: Sequence[UnknownName]) -> str:
    more = f" and {len(refused) - SHOWN} more" if len(refused) > SHOWN else ""
    return "; ".join(map(str, refused[:SHOWN])) + more


def _codes_of(names: Iterable[object]) -> tuple[dict[object, str], list[UnknownName]]:
    found: dict[object, str] = {}
    refused = []
    for name in names:
        try:
            found[name] = country_code(str(name))
        except UnknownName as error:
            refused.append(error)
    return found, refused
