"""Files that are kept back, as those of the corpus: a line or a right result, in five seconds and 500 MB."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from tests.hostile import kept_back
from tests.hostile.bounds import Run, run

ALL_VERBS = "OCDATASET_FUZZ" in os.environ
"""Every verb on every file where the tests may take long; else that which reads files of the kind."""


def verbs(path: Path, out: Path) -> dict[str, list[object]]:
    """Return how each verb that takes a file is called."""
    return {
        "doctor": ["doctor", path],
        "import": ["import", path, "-o", out / "import"],
        "transcribe": ["transcribe", path, "-o", out / "transcribe", "--country", "PRK", "--edition", 2023],
        "verify": ["verify", "--source", path],
        "diff": ["diff", path, path],
        "validate": ["validate", path],
        "build": ["build", path],
        "site": ["site", path, "-o", out / "site"],
        "code": [
            "code",
            "new",
            path,
            "-o",
            out / "code",
            "--coder",
            "a",
            "--country",
            "PRK",
            "--edition",
            2023,
        ],
        "check": ["code", "check", path],
    }


def assert_promised(verb: str, ended: Run, out: Path) -> None:
    """Assert that a run is within its bounds, and that it either made something or refused it in a line."""
    # a comparison reads two files
    replace(ended, seconds=ended.seconds / 2 if verb == "diff" else ended.seconds).assert_bounded()
    said = [line for line in ended.err.splitlines() if not line.startswith("ocdataset: note: ")]
    if ended.status == 2 or (ended.status == 1 and not ended.out):
        assert len(said) == 1, (ended.words, said)
    assert "\x1b" not in ended.out + ended.err
    if (out / verb).exists():  # a page that is not believed is kept with its readings, and ends with 1
        assert (
            out / verb / {"site": "index.html", "code": "coding.json"}.get(verb, "datapackage.json")
        ).exists()
        assert not ended.status or verb == "transcribe", ended.words
    assert not list(out.glob(".*")), ended.words


KINDS = {".xlsx": ["import"], ".csv": ["doctor"], ".json": ["validate"]}


PAGES = [] if ALL_VERBS else list(kept_back.pages())
TOGETHER = 8


@pytest.mark.parametrize("first", range(0, len(PAGES), TOGETHER))
def test_pages_together(first: int, tmp_path: Path) -> None:
    """Pages that one run transcribes, which have its five seconds among them."""
    paths = [tmp_path / name for name in PAGES[first : first + TOGETHER]]
    for path in paths:
        path.write_bytes(kept_back.pages()[path.name])
    out = tmp_path / "out"
    words = verbs(tmp_path, out)["transcribe"]
    ended = run(words[0], *paths, *words[2:]).assert_bounded()
    assert (out / "transcribe").exists() or ended.err


@pytest.mark.parametrize("name", [name for name in kept_back.files() if name not in PAGES])
def test_a_line_or_a_right_result(name: str, tmp_path: Path) -> None:
    path = tmp_path / ("datapackage.json" if name.endswith(".json") else name)
    path.write_bytes(kept_back.files()[name])
    out = tmp_path / "out"
    out.mkdir()
    for verb, words in verbs(path, out).items():
        if ALL_VERBS or verb in KINDS.get(path.suffix, ["transcribe"]):
            assert_promised(verb, run(*words), out)
