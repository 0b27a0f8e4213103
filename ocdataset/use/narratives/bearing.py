"""Whether a statement tells well or ill for the country, whichever way its indicator is scored."""

from typing import Final, Literal

from ocdataset.reference.rows import Row

Bearing = Literal["better", "worse", ""]

OF_CRIME: Final = ("activity", "earnings", "use", "harm", "abuse")
SLIGHT: Final = 1


def bearing(statement: Row) -> Bearing:
    """Return whether a statement, as claimed, is better or worse for the country, "" where neither.

    Parameters
    ----------
    statement : Row
        Of the table statements; numbers as text.

    Notes
    -----
    Of crime, harm and abuse a trend upwards is worse and downwards better; without one, level 0 and 1
    are better and 2 to 4 worse. Of the capacity of state or society it is the other way about.
    Nothing is derived for causes, what is not known, an empty level, or what others abroad do.

    Examples
    --------
    >>> codes = {"claim": "activity", "level": "3", "trend": "", "certainty": "asserted", "responder": ""}
    >>> bearing(codes), bearing(codes | {"trend": "decreasing"}), bearing(codes | {"claim": "cause"})
    ('worse', 'better', '')
    >>> bearing(codes | {"claim": "capacity", "responder": "state"})
    'better'
    >>> bearing(codes | {"claim": "capacity", "responder": "abroad"})
    ''
    """
    of_crime = statement["claim"] in OF_CRIME
    own = statement["claim"] == "capacity" and statement["responder"] != "abroad"
    if not (of_crime or own) or statement["certainty"] == "unknown" or not statement["level"]:
        return ""
    more = int(statement["level"]) > SLIGHT
    if statement["trend"] in ("increasing", "decreasing"):
        more = statement["trend"] == "increasing"
    return "worse" if more == of_crime else "better"
