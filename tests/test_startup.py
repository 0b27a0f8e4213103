"""`import ocdataset` loads no heavy library."""

import subprocess
import sys

HEAVY = {"pandas", "pandera", "frictionless", "polars", "pyarrow", "narwhals", "numpy", "rich", "click"}


def loaded_by(code: str) -> set[str]:
    listing = f"{code}\nimport sys\nprint(' '.join({{name.split('.')[0] for name in sys.modules}}))"
    run = subprocess.run([sys.executable, "-c", listing], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


def test_import_loads_nothing_heavy() -> None:
    assert not loaded_by("import ocdataset") & HEAVY


def test_versions_need_nothing_heavy() -> None:
    assert not loaded_by("import ocdataset as oc\noc.__version__, oc.data_version()") & HEAVY


def test_loading_pandas_needs_no_other_frame_library() -> None:
    assert not loaded_by("import ocdataset as oc\noc.load()") & {"pandera", "frictionless", "polars"}
