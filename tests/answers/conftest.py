"""The publisher's releases, imported once for all tests of answers."""

import warnings
from pathlib import Path

import pytest

import ocdataset as oc

SOURCES = Path(__file__).parents[2].parent / "shared" / "sources"


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> oc.Dataset:
    """All countries of 2021 and 2023, from the release of 2023."""
    return _imported("global_oc_index_2023.xlsx", tmp_path_factory.mktemp("release"))


@pytest.fixture(scope="session")
def first_release(tmp_path_factory: pytest.TempPathFactory) -> oc.Dataset:
    """All countries of 2021, from the release of 2021."""
    return _imported("global_oc_index_2021.xlsx", tmp_path_factory.mktemp("first"))


def _imported(name: str, folder: Path) -> oc.Dataset:
    path = SOURCES / name
    if not path.is_file():
        pytest.skip(f"the publisher's workbook is not part of the project and not at {path}")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return oc.import_workbook(path, folder / "package")
