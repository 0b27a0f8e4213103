"""A call on a package that does not fit: an error of ours that names `validate`; a fault stays one."""

import inspect
import warnings
from pathlib import Path
from typing import Any

import pytest

import ocdataset as oc
from ocdataset.use import loading
from tests.hostile.bounds import run
from tests.hostile.test_corpus import PACKAGES

CALLS: dict[str, tuple[Any, ...]] = {
    "load": ("scores",),
    "schema": ("scores",),
    "describe": ("scores.value",),
    "find": ("crime",),
    "cite": (),
    "explain": ("PRK", 2023, "heroin_trade"),
    "change": (2021, 2023),
    "statements": (),
    "relations": (),
    "tables": (),
    "silent": (2021,),
    "market_actors": (2023,),
    "data_version": (),
}


def called(dataset: Any, name: str, *given: Any, **named: Any) -> str:
    """Call a method, and return the line of the error of ours; any other error is none that may be."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", oc.errors.DatasetWarning)
            getattr(dataset, name)(*given, **named)
    except oc.errors.DatasetError as error:
        line = str(error)
        assert line
        assert "\n" not in line
        return line
    return ""


def test_the_calls_are_calls(checkout: Path) -> None:
    for call, given in CALLS.items():
        called(oc.open(checkout), call, *given)
        inspect.signature(getattr(oc, call)).bind(*given)


@pytest.mark.parametrize("name", list(PACKAGES))
def test_every_error_is_one_of_ours(name: str, copy: Path) -> None:
    PACKAGES[name](copy)
    try:
        dataset = oc.open(copy)
    except oc.errors.DatasetError:
        return
    for call, given in CALLS.items():
        called(dataset, call, *given)
    for library in ("polars", "arrow"):
        called(dataset, "load", "scores", as_=library)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (",8.50,", ",eight,"),
        ("\n2023,", "\nin 2023,"),
        ("value,", "worth,"),
        ("\n2023", "\n\n2023"),
        (",PRK,", ",P\x00K,"),
    ],
)
@pytest.mark.parametrize("library", ["pandas", "polars", "arrow"])
def test_load_names_validate(before: str, after: str, library: Any, copy: Path) -> None:
    path = copy / "data" / "scores.csv"
    changed = path.read_text(encoding="utf-8").replace(before, after, 1)
    path.write_text(changed, encoding="utf-8")
    line = called(oc.open(copy), "load", "scores", as_=library)
    assert not line or "validate" in line
    if library == "pandas" and after in (",eight,", "\nin 2023,"):
        assert line
    assert not oc.validate(copy).valid


@pytest.mark.parametrize("header", ["\x00", "id", ""])
def test_diff_names_the_package_that_does_not_fit(header: str, copy: Path, checkout: Path) -> None:
    path = copy / "data" / "scores.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("edition", header, 1), encoding="utf-8")
    for given in ((copy, checkout), (checkout, copy)):
        with pytest.raises(oc.errors.PackageError, match=r"package.*validate"):
            oc.diff(*given)
        run("diff", *given).assert_refused(str(copy))


def test_a_type_that_is_read_as_text(copy: Path) -> None:
    path = copy / "schemas" / "scores.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"string"', '"date"'), encoding="utf-8")
    assert len(oc.open(copy).load("scores")) > 0


def test_a_fault_of_ours_does_not_pass_for_one_of_the_package(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: Any, **_named: Any) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr(loading, "load_table", fail)
    with pytest.raises(ZeroDivisionError):
        oc.open(copy).load("scores")
    (copy / "data" / "scores.csv").write_text("not,a,table\n")
    with pytest.raises(oc.errors.PackageError, match="validate"):
        oc.open(copy).load("scores")
    with pytest.raises(TypeError):
        oc.open(copy).load(tabel="scores")  # type: ignore[call-overload]


def test_calls_still_tell_what_they_take() -> None:
    assert list(inspect.signature(oc.load).parameters)[:2] == ["table", "edition"]
    assert "Return a table as a frame" in (oc.load.__doc__ or "")
