"""The open, validated, citable dataset package of the Global Organized Crime Index.

Examples
--------
>>> import ocdataset as oc
>>> oc.load(edition=2023, measures="anti_money_laundering")["value"].tolist()
[1.0]
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ocdataset.use.dataset import Dataset, import_workbook, simulate, validate
    from ocdataset.use.dataset import open_dataset as open  # noqa: A004
    from ocdataset.use.dataset import use_package as use

_CALLS = (
    "load",
    "tables",
    "describe",
    "schema",
    "change",
    "ranking",
    "quadrants",
    "sensitivity",
    "similar",
    "compare",
    "groups",
    "silent",
    "market_actors",
    "cite",
    "data_version",
)

_CLASSES_AND_FUNCTIONS = {
    "Dataset": "Dataset",
    "import_workbook": "import_workbook",
    "open": "open_dataset",
    "simulate": "simulate",
    "use": "use_package",
    "validate": "validate",
}

__all__ = [
    "Dataset",
    "__version__",
    "import_workbook",
    "open",
    "simulate",
    "use",
    "validate",
    *_CALLS,
]


def __getattr__(name: str) -> Any:
    """Give the calls of the package in use; nothing heavy is imported before one is asked for."""
    if name == "__version__":
        return _version()
    if name in _CALLS:
        from ocdataset.use import dataset

        return getattr(dataset.dataset_in_use(), name)
    if name in _CLASSES_AND_FUNCTIONS:
        from ocdataset.use import dataset

        return getattr(dataset, _CLASSES_AND_FUNCTIONS[name])
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)


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
    from importlib.metadata import version

    return version("ocdataset")
