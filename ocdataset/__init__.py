"""The open, validated, citable dataset package of the Global Organized Crime Index.

What type checkers and editors see of this module stands in `__init__.pyi`, which
`python tools/interface.py` makes from the calls themselves.

Examples
--------
>>> import ocdataset as oc
>>> oc.load(edition=2023, measures="anti_money_laundering")["value"].tolist()
[1.0]
"""

from typing import Any

_OF_THE_PACKAGE = (
    "change",
    "cite",
    "compare",
    "compare_narratives",
    "data_version",
    "describe",
    "explain",
    "export",
    "find",
    "groups",
    "load",
    "market_actors",
    "network",
    "plot",
    "quadrants",
    "ranking",
    "relations",
    "schema",
    "sensitivity",
    "silent",
    "similar",
    "statements",
    "tables",
    "verify",
)
"""Methods of a `Dataset`, here those of the package in use."""

_OF_ALL = {
    "Dataset": "Dataset",
    "build": "build",
    "coder": "coder",
    "diff": "diff",
    "doctor": "doctor",
    "fetch": "fetch",
    "import_workbook": "import_workbook",
    "open": "open_dataset",
    "simulate": "simulate",
    "transcribe": "transcribe",
    "use": "use_package",
    "validate": "validate",
}
"""What `ocdataset.use.calls` has under these names."""

# a star import would put `open` in the place of Python's own
__all__ = sorted({"__version__", "errors", *_OF_THE_PACKAGE, *_OF_ALL} - {"open"})


def __getattr__(name: str) -> Any:
    """Give the calls of the package in use; nothing heavy is imported before one is asked for."""
    if name == "__version__":
        return _version()
    if name == "errors":
        from importlib import import_module

        return import_module("ocdataset.errors")
    if name in _OF_THE_PACKAGE:
        from ocdataset.use import calls

        return getattr(calls.dataset_in_use(), name)
    if name in _OF_ALL:
        from ocdataset.use import calls

        return getattr(calls, _OF_ALL[name])
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*__all__, "open"})


def _version() -> str:
    """Return the version installed; the name of its metadata folder tells it without a reader of such."""
    import os
    import sys

    for place in sys.path:
        try:
            names = os.listdir(place or ".")  # noqa: PTH208
        except OSError:
            continue
        for name in names:
            if name.startswith("ocdataset-") and name.endswith(".dist-info"):
                return name.removeprefix("ocdataset-").removesuffix(".dist-info")
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("ocdataset")
    except PackageNotFoundError:  # a checkout that is not installed
        import tomllib
        from pathlib import Path

        project = Path(__file__).resolve().parent.parent / "pyproject.toml"
        return str(tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"])
