"""Fixtures that several folders of tests use."""

import os
import tempfile
from pathlib import Path

import pytest

# neither tests nor doctests see a package that the developer has fetched
os.environ["OCDATASET_HOME"] = tempfile.mkdtemp(prefix="ocdataset-tests-")
os.environ.pop("OCDATASET_PACKAGE", None)

CHECKOUT = Path(__file__).resolve().parent.parent
SOURCES = CHECKOUT.parent / "shared" / "sources"


@pytest.fixture(scope="session")
def checkout() -> Path:
    return CHECKOUT


@pytest.fixture(scope="session")
def sources() -> Path:
    if not SOURCES.is_dir():
        pytest.skip(f"the source texts are not part of the project and not at {SOURCES}")
    return SOURCES
