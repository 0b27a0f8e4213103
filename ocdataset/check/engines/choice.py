"""Which engine to use: the one asked for, or the one that suits the size and is installed."""

import os
from importlib import import_module
from importlib.util import find_spec
from shutil import which
from typing import Final, cast

from ocdataset.check.engines.engine import Engine
from ocdataset.reference.errors import Misuse

ENGINES: Final = ("pandas", "polars", "duckdb", "spark")
FITS_MEMORY: Final = 300_000_000
"""Bytes of data up to which polars is the quickest and needs no more than half a gigabyte."""

_LIBRARY: Final = {"pandas": "pandas", "polars": "polars", "duckdb": "duckdb", "spark": "pyspark"}


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
    if find_spec(_LIBRARY[name]) is None:
        raise Misuse(
            f"the engine {name} needs {_LIBRARY[name]}, which is not installed: "
            f"pip install 'ocdataset[{name}]'"
        )
    if name == "spark" and which("java") is None and "JAVA_HOME" not in os.environ:
        raise Misuse("the engine spark needs a Java runtime, 17 or later, and there is none on the path")
    module = import_module(f"ocdataset.check.engines.{name}_engine")
    return cast("Engine", getattr(module, f"{name.capitalize()}Engine")())


def _automatic(size: int) -> str:
    preferred = ("polars", "duckdb", "pandas") if size <= FITS_MEMORY else ("duckdb", "polars", "pandas")
    return next(name for name in preferred if find_spec(_LIBRARY[name]) is not None)
