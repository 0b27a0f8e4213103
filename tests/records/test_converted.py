"""CITATION.cff as a converter of others understands it."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

import ocdataset as oc
from ocdataset.package.descriptor import metadata

MODULES = os.environ.get("OCDATASET_CITATION_JS", "")


@pytest.fixture
def converted(checkout: Path) -> dict[str, Any]:
    node = shutil.which("node")
    if node is None or not MODULES:
        pytest.skip("Citation.js is not installed: .ci/others names it in OCDATASET_CITATION_JS")
    run = subprocess.run(
        [node, str(Path(__file__).parent / "citation.cjs")],
        input=(checkout / "CITATION.cff").read_bytes(),
        capture_output=True,
        env={**os.environ, "NODE_PATH": MODULES},
    )
    assert run.returncode == 0, run.stderr.decode()
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def test_citation_cff_becomes_bibtex_with_all_that_is_cited(
    converted: dict[str, Any], checkout: Path
) -> None:
    record = metadata(checkout)
    entry = converted["biblatex"].split("\n}")[0].replace("{", "").replace("}", "")
    assert entry.startswith("@dataset")
    author = record["citation"]["authors"][0]["name"]
    for field, value in (
        ("author", author),
        ("title", record["title"]),
        ("date", record["citation"]["released"]),
        ("version", oc.data_version()),
        ("url", "https://ocindex.net"),
    ):
        assert f"{field} = {value}," in entry


def test_citation_cff_says_what_our_own_bibtex_says(converted: dict[str, Any]) -> None:
    own = json.loads(oc.cite(style="csl-json", what="dataset"))[0]
    for field in ("title", "version", "URL"):
        assert converted["csl"][field] == own[field]
    assert converted["csl"]["issued"]["date-parts"][0][0] == own["issued"]["date-parts"][0][0]
