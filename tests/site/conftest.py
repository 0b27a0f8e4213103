"""The site of the shipped package, and that of 193 countries where .ci/run asks for it."""

import os
from pathlib import Path

import pytest

import ocdataset as oc
from ocdataset.package.package import open_package
from ocdataset.use.dataset import Dataset
from ocdataset.use.site.building import build_site

WORLD = "OCDATASET_WORLD_SITE"


@pytest.fixture(scope="session")
def shipped_site(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(open_package(checkout), tmp_path_factory.mktemp("sites") / "shipped").folder


@pytest.fixture(scope="session")
def world(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    if not os.environ.get(WORLD):
        pytest.skip(f"the step for sites in .ci/run builds one of 193 countries: it sets {WORLD}=1")
    folder = tmp_path_factory.mktemp("sites") / "package"
    return oc.import_workbook(sources / "global_oc_index_2023.xlsx", folder)


@pytest.fixture(scope="session")
def world_site(world: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(world.package, tmp_path_factory.mktemp("sites") / "world").folder
