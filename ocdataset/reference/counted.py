"""Numbers of things in sentences."""

import re


def counted(number: int, noun: str) -> str:
    """Return a number and what it counts, in the singular or the plural.

    Examples
    --------
    >>> counted(1, "file"), counted(1200, "published file"), counted(2, "country"), counted(2, "key")
    ('1 file', '1,200 published files', '2 countries', '2 keys')
    """
    plural = f"{noun[:-1]}ies" if re.search("[^aeiou]y$", noun) else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"
