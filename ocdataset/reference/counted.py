"""Numbers of things in sentences."""


def counted(number: int, noun: str) -> str:
    """Return a number and what it counts, in the singular or the plural.

    Examples
    --------
    >>> counted(1, "file"), counted(1200, "published file"), counted(2, "country")
    ('1 file', '1,200 published files', '2 countries')
    """
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"
