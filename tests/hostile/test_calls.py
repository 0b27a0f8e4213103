"""Every public call with what it does not take: an error of `ocdataset.errors` in one line, or an answer."""

import inspect
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import ocdataset as oc
from ocdataset.reference.extras import has_extra

GOOD: dict[str, dict[str, Any]] = {
    "build": {"path": "package", "check": True},
    "change": {"start": 2021, "end": 2023},
    "cite": {},
    "coder": {"names": ["Chad"]},
    "compare": {"a": "PRK", "b": "PRK", "edition": 2023},
    "compare_narratives": {"first": 2021, "second": 2023},
    "data_version": {},
    "describe": {"name": "scores.value"},
    "diff": {"before": "package", "after": "package"},
    "doctor": {"path": "page.txt"},
    "explain": {"country": "PRK", "edition": 2023, "measure": "heroin_trade"},
    "export": {"format": "json", "out": "new"},
    "fetch": {"url": "http://127.0.0.1:9/a.xlsx"},
    "find": {"word": "crime"},
    "groups": {"by": "region", "edition": 2023},
    "import_workbook": {"path": "page.txt", "out": "new"},
    "load": {},
    "market_actors": {"edition": 2023},
    "network": {"edition": 2023},
    "open": {"path": "package"},
    "quadrants": {"edition": 2023},
    "ranking": {"edition": 2023},
    "relations": {},
    "schema": {},
    "sensitivity": {"edition": 2023},
    "silent": {"edition": 2021},
    "similar": {"country": "PRK", "edition": 2023},
    "simulate": {"out": "new", "rows": 100},
    "statements": {},
    "tables": {},
    "transcribe": {"files": "page.txt", "out": "new"},
    "use": {"path": "package"},
    "validate": {},
    "verify": {"files": "page.txt"},
}
PICTURES: dict[str, dict[str, Any]] = {
    "change": {"country": "PRK", "start": 2021, "end": 2023},
    "compare": {"a": "PRK", "b": "PRK", "edition": 2023},
    "heatmap": {"edition": 2023},
    "map": {"measure": "heroin_trade", "edition": 2023},
    "network": {"country": "PRK", "edition": 2023},
    "profile": {"country": "PRK", "edition": 2023},
    "quadrants": {"edition": 2023},
    "ranking": {"measure": "criminality", "edition": 2023},
}
WRONG: list[Any] = [
    None, 5, 10**30, 2.5, "nope", "a\0b", "\ud800", "x" * 5000, "\x1b[31m\n", b"x", [], ["nope", 5], [[]], {},
    Path("/dev/zero"),
]  # fmt: skip


@pytest.fixture
def here(checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a folder to be in, with a link to the package and a page that is none."""
    (tmp_path / "package").symlink_to(checkout)
    (tmp_path / "page.txt").write_text("Flora crimes 2.00\n")
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    oc.use(None)


def line_of(call: Callable[..., Any], arguments: dict[str, Any]) -> str:
    """Call, and return the line of the error of ours; any other error is none that may be."""
    try:
        call(**arguments)
    except oc.errors.DatasetError as error:
        return str(error)
    except Exception as error:
        raise AssertionError(f"{call.__name__} {arguments}") from error
    return ""


def test_every_public_call_is_among_these() -> None:
    public = {
        name for name in dir(oc) if callable(getattr(oc, name)) and not isinstance(getattr(oc, name), type)
    }
    assert public == set(GOOD)
    pictures = {name for name, _ in inspect.getmembers(oc.plot, callable) if not name.startswith("_")}
    assert pictures == set(PICTURES)


@pytest.mark.parametrize("name", [*GOOD, *(f"plot.{name}" for name in PICTURES)])
def test_what_a_call_does_not_take(name: str, here: Path) -> None:
    pictured = name.startswith("plot.")
    if pictured and not has_extra("plot"):
        pytest.skip("pictures need the extra plot")
    good = PICTURES[name[5:]] if pictured else GOOD[name]
    call = getattr(oc.plot, name[5:]) if pictured else getattr(oc, name)
    inspect.signature(call).bind(**good)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for parameter in inspect.signature(call).parameters:
            for number, wrong in enumerate(WRONG):
                arguments = good | {parameter: wrong}
                if parameter != "out" and "out" in good:
                    arguments["out"] = here / f"{parameter} {number}"
                assert line_of(call, arguments).isprintable(), arguments


@pytest.mark.parametrize(
    ("call", "arguments", "line"),
    [
        ("load", {"table": None}, "load: table must be str, not None"),
        ("load", {"measures": [[]]}, "measures are given as text"),
        ("open", {"path": 5}, "open_dataset: path must be str | Path, not 5"),
        ("open", {"path": "a\0b"}, "NUL"),
        ("coder", {"names": "Chad"}, "several"),
        ("simulate", {"out": "new", "rows": 10**30}, "rows must be from 1 to 100,000,000"),
        ("transcribe", {"files": [], "out": "new"}, "no file is given"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("here")
def test_the_line_says_what_is_taken(call: str, arguments: dict[str, Any], line: str) -> None:
    assert line in line_of(getattr(oc, call), arguments)
