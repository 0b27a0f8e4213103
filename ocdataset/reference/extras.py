"""Libraries that only some need: what is missing is said in one line, with the command that adds it."""

from importlib.util import find_spec

from ocdataset.reference.errors import MissingExtra

LIBRARIES = {
    "arrow": "pyarrow",
    "coding": "cassis",
    "duckdb": "duckdb",
    "excel": "xlsxwriter",
    "fast": "polars",
    "fetch": "pooch",
    "narrative": "nupunkt",
    "pdf": "pypdfium2",
    "plot": "altair",
    "site": "jinja2",
    "spark": "pyspark",
    "stata": "pyreadstat",
}
"""The module by which each extra of pyproject.toml is known to be installed."""


def has_extra(extra: str) -> bool:
    """Return whether the library of an extra is installed.

    Examples
    --------
    >>> has_extra("no such extra")
    Traceback (most recent call last):
    KeyError: 'no such extra'
    """
    return find_spec(LIBRARIES[extra]) is not None


def require_extra(extra: str, purpose: str) -> None:
    """Refuse to go on where the library of an extra is not installed.

    Parameters
    ----------
    extra : str
        One of `LIBRARIES`.
    purpose : str
        What needs it, such as "the table format Parquet".

    Raises
    ------
    MissingExtra
        If it is not installed.
    """
    if not has_extra(extra):
        raise MissingExtra(
            f"{purpose} needs {LIBRARIES[extra]}, which is not installed; "
            f"run: pip install 'ocdataset[{extra}]'"
        )
