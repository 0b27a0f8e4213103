"""Which engine to use: the one asked for, or the one that suits the size and is installed."""

import os
from importlib import import_module
from shutil import which
from typing import Final, cast

from ocdataset.check.frames.engines.engine import Engine
from ocdataset.reference.errors import Misuse
from ocdataset.reference.extras import has_extra, require_extra

ENGINES: Final = ("pandas", "polars", "duckdb", "spark")
FITS_MEMORY: Final = 300_000_000
"""Bytes of data up to which polars is the quickest and needs no more than half a gigabyte."""

_EXTRA: Final = {"polars": "fast", "duckdb": "duckdb", "spark": "spark"}


def engine_for(name: str, size: int) -> Engine:
    """Return an engine by name; `auto` is the one that suits `size` bytes of data.

    Raises
    ------
    Misuse
        If there is no such engine, or its library is not installed.
    """
    if name == "auto":
        name = _automatic(size)
    if name not in ENGINES:
        raise Misuse(f"no engine is called {name!r}; take auto, {', '.join(ENGINES)}")
    if name in _EXTRA:
        require_extra(_EXTRA[name], f"the engine {name}")
    if name == "spark" and which("java") is None and "JAVA_HOME" not in os.environ:
        raise Misuse("the engine spark needs a Java runtime, 17 or later, and there is none on the path")
    module = import_module(f"ocdataset.check.frames.engines.{name}_engine")
    return cast("Engine", getattr(module, f"{name.capitalize()}Engine")())


def _automatic(size: int) -> str:
    preferred = ("polars", "duckdb", "pandas") if size <= FITS_MEMORY else ("duckdb", "polars", "pandas")
    return next(name for name in preferred if name not in _EXTRA or has_extra(_EXTRA[name]))
