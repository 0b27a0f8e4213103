"""A package of one country and one of 193 to draw."""

from pathlib import Path

import pytest

import ocdataset as oc
from ocdataset.use.calls import open_dataset
from ocdataset.use.dataset import Dataset


@pytest.fixture(scope="session")
def shipped(checkout: Path) -> Dataset:
    return open_dataset(checkout)


@pytest.fixture(scope="session")
def world(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    folder = tmp_path_factory.mktemp("plot") / "world"
    return oc.import_workbook(sources / "global_oc_index_2023.xlsx", folder)
