"""Fixtures that several folders of tests use."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# files for type checkers, of which some are wrong on purpose
collect_ignore = ["typing"]

# how long an example takes hangs on what else the machine does, and is never asserted
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

# neither tests nor doctests see a package that the developer has fetched
NO_HOME = tempfile.mkdtemp(prefix="ocdataset-tests-")
os.environ["OCDATASET_HOME"] = NO_HOME
atexit.register(shutil.rmtree, NO_HOME, ignore_errors=True)
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


@pytest.fixture
def copy(checkout: Path, tmp_path: Path) -> Path:
    """A copy of the shipped package, to break."""
    root = tmp_path / "package"
    for folder in ("data", "schemas"):
        shutil.copytree(checkout / folder, root / folder)
    shutil.copyfile(checkout / "datapackage.json", root / "datapackage.json")
    return root
