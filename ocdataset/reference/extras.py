"""Libraries that only some need: what is missing is said in one line, with the command that adds it."""

from collections.abc import Mapping
from importlib.util import find_spec
from typing import Final

from ocdataset.reference.errors import MissingExtra

_PICTURES: Final = ("altair", "vl_convert")
LIBRARIES: Final[Mapping[str, tuple[str, ...]]] = {
    "arrow": ("pyarrow",),
    "coding": ("cassis",),
    "duckdb": ("duckdb",),
    "excel": ("xlsxwriter",),
    "fast": ("polars",),
    "fetch": ("platformdirs", "pooch", "requests"),
    "narrative": ("nupunkt",),
    "pdf": ("pypdfium2",),
    "plot": _PICTURES,
    "site": ("jinja2", *_PICTURES),
    "spark": ("pyspark",),
    "stata": ("pyreadstat",),
}
"""The modules by which each extra of pyproject.toml is known to be installed."""


def _missing(extra: str) -> str:
    """Return the first module of an extra that is not installed, or ""."""
    return next((module for module in LIBRARIES[extra] if find_spec(module) is None), "")


def has_extra(extra: str) -> bool:
    """Return whether the libraries of an extra are installed.

    Examples
    --------
    >>> has_extra("no such extra")
    Traceback (most recent call last):
    KeyError: 'no such extra'
    """
    return not _missing(extra)


def require_extra(extra: str, purpose: str) -> None:
    """Refuse to go on where a library of an extra is not installed.

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
    missing = _missing(extra)
    if missing:
        raise MissingExtra(
            f"{purpose} needs {missing}, which is not installed; run: pip install 'ocdataset[{extra}]'"
        )
