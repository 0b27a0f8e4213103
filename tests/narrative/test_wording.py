"""No sentence of a profile is part of the project."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from ocdataset.check.rules.narrative.source_rules import runs_of_words
from ocdataset.package.package import open_package

RUN, RUN_OF_NOTES = 8, 6
TEXT = {".py", ".csv", ".json", ".md", ".txt", ".toml", ".cff", ".yaml", ".yml", ".html", ".cfg", ""}


def files(checkout: Path) -> Iterator[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("no git checkout: the files of the project cannot be listed")
    for name in listed.stdout.splitlines():
        path = checkout / name
        if path.is_file() and path.suffix in TEXT:
            yield path


@pytest.fixture(scope="module")
def official(checkout: Path) -> set[tuple[str, ...]]:
    """Runs of words of the Index's own names, in the order in which it prints them."""
    package = open_package(checkout)
    names = [row["label"] for row in package.rows("measures")]
    headings = [row["heading"] for row in package.rows("sections")]
    return set(runs_of_words(" ".join(names + headings), RUN))


@pytest.fixture(scope="module")
def printed(profiles: dict[str, Path], official: set[tuple[str, ...]]) -> set[tuple[str, ...]]:
    runs = set()
    for path in profiles.values():
        text = path.read_text(encoding="utf-8")
        prose = (
            text[text.index("PEOPLE") :] if path.name.startswith("001") else text.split("# CRIMINALITY")[1]
        )
        runs |= set(runs_of_words(prose, RUN))
    return runs - official


def test_no_file_has_eight_words_in_a_row_of_a_source(checkout: Path, printed: set[tuple[str, ...]]) -> None:
    found = {
        f"{path.relative_to(checkout)}: {' '.join(run)}"
        for path in files(checkout)
        for run in runs_of_words(path.read_text(encoding="utf-8", errors="replace"), RUN)
        if run in printed
    }
    assert found == set()


def test_a_quoted_sentence_would_be_found(profiles: dict[str, Path], printed: set[tuple[str, ...]]) -> None:
    unit = next(row for row in open_package().rows("units") if row["unit_id"] == "PRK-2023-u019")
    text = profiles["prk-2023-ocr-sheet"].read_bytes().decode("utf-8")
    sentence = text[int(unit["char_start"]) : int(unit["char_end"])]
    assert set(runs_of_words(sentence.upper(), RUN)) <= printed


def test_no_free_text_of_ours_has_six_words_in_a_row_of_a_source(
    checkout: Path, profiles: dict[str, Path]
) -> None:
    printed = {
        run for path in profiles.values() for run in runs_of_words(path.read_text("utf-8"), RUN_OF_NOTES)
    }
    for name in ("2/adjudication", "2/merges", "2/a/statements", "2/b/statements", "comparison-2-3"):
        ours = (checkout / "data" / "coding" / f"{name}.csv").read_text(encoding="utf-8").splitlines()
        assert not [line for line in ours for run in runs_of_words(line, RUN_OF_NOTES) if run in printed]
    for table in ("waivers", "terms", "statements", "coded_statements", "adjudications", "coders"):
        for row in open_package().rows(table):
            cells = [row.get(column) or "" for column in ("reason", "label", "definition", "note")]
            assert not [run for cell in cells for run in runs_of_words(cell, RUN_OF_NOTES) if run in printed]
