"""Numbers of things in sentences."""


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return a number and what it counts, in the singular or the plural.

    Examples
    --------
    >>> counted(1, "file"), counted(1200, "file"), counted(2, "country", "countries")
    ('1 file', '1,200 files', '2 countries')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
