"""The user's own data folder is never touched by a test."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("OCDATASET_HOME", str(home))
    monkeypatch.delenv("OCDATASET_PACKAGE", raising=False)
    return home
