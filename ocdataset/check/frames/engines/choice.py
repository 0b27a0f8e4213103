"""Which engine to use: the one asked for, or the quickest that is installed."""

import os
from importlib import import_module
from shutil import which
from typing import Final, cast

from ocdataset.check.frames.engines.engine import Engine
from ocdataset.reference.errors import Misuse
from ocdataset.reference.extras import has_extra, require_extra

ENGINES: Final = ("pandas", "polars", "spark")

_EXTRA: Final = {"polars": "fast", "spark": "spark"}


def engine_for(name: str) -> Engine:
    """Return an engine by name; `auto` is polars where it is installed, else pandas.

    Raises
    ------
    Misuse
        If there is no such engine, or its library is not installed.
    """
    if name == "auto":
        name = "polars" if has_extra(_EXTRA["polars"]) else "pandas"
    if name not in ENGINES:
        raise Misuse(f"no engine is called {name!r}; take auto, {', '.join(ENGINES)}")
    if name in _EXTRA:
        require_extra(_EXTRA[name], f"the engine {name}")
    if name == "spark" and which("java") is None and "JAVA_HOME" not in os.environ:
        raise Misuse("the engine spark needs a Java runtime, 17 or later, and there is none on the path")
    module = import_module(f"ocdataset.check.frames.engines.{name}_engine")
    return cast("Engine", getattr(module, f"{name.capitalize()}Engine")())
