"""The two profiles whose narratives are coded, and the tables that are coded from them."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from ocdataset.check.frames.exact_tables import Table
from ocdataset.package.package import open_package
from tests.sheets import cast_rows

SOURCES = Path(__file__).parents[2].parent / "shared" / "sources"
PROFILES = {
    "prk-2021-narrative": "001_084624f145250808.txt",
    "prk-2023-ocr-sheet": "000_683d49672b7a9cf3.txt",
}


def path_of(source_id: str) -> Path:
    path = SOURCES / PROFILES[source_id]
    if not path.is_file():
        pytest.skip(f"the text of {source_id} is not part of the project and not at {path}")
    return path


@pytest.fixture(scope="session")
def profile() -> Callable[[str], str]:
    def text(source_id: str) -> str:
        return path_of(source_id).read_bytes().decode("utf-8")

    return text


@pytest.fixture(scope="session")
def profiles() -> dict[str, Path]:
    return {source_id: path_of(source_id) for source_id in PROFILES}


@cache
def shipped_tables() -> dict[str, Table]:
    package = open_package()
    return {
        table: cast_rows(table, package.schema(table), package.rows(table))[0] for table in package.tables
    }


@pytest.fixture
def tables() -> dict[str, Table]:
    return dict(shipped_tables())
