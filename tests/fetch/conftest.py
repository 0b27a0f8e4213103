"""The user's own data folder is never touched by a test."""

from pathlib import Path

import pytest

from tests.workbook.made_up import made_up_sheet, write


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("OCDATASET_HOME", str(home))
    monkeypatch.delenv("OCDATASET_PACKAGE", raising=False)
    return home


@pytest.fixture(scope="session")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("offered") / "offered.xlsx"
    return write(path, made_up_sheet(2023)).read_bytes()
