"""A correction that a person enters is obeyed or refused, and a build says what it changed."""

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner

from ocdataset.cli.build import command
from ocdataset.establish import Witness, establish
from ocdataset.package.build import build
from ocdataset.package.package import PackageError
from ocdataset.read import read_text
from ocdataset.reference.rows import read_rows

SHEET = "prk-2023-ocr-sheet"


def correct(root: Path, kind: str, measure: str, correction: str) -> int:
    """Enter a correction of the first reading of a kind and measure of the sheet; return its line."""
    path = root / "data" / "readings.csv"
    rows = read_rows(path)
    for row in rows:
        row["correction"] = ""
    at, row = next(
        (at, row)
        for at, row in enumerate(rows)
        if (row["source_id"], row["kind"]) == (SHEET, kind) and row["measure"] == (measure or row["measure"])
    )
    row["correction"] = correction
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(row), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return at + 2


@pytest.mark.parametrize(
    ("kind", "measure", "correction", "expected"),
    [
        ("number", "foreign_actors", "5.30", "no half point"),
        ("number", "foreign_actors", "11.00", "no number from 1.00 to 10.00"),
        ("number", "foreign_actors", "50", "no number from 1.00 to 10.00"),
        ("number", "foreign_actors", "S.00", "no number from 1.00 to 10.00"),
        ("number", "criminal_actors", "5.2", "with two decimals"),
        ("number", "criminal_actors", "4.11", "average of no half points"),
        ("number", "criminality", "1.01", "average of no half points"),
        ("rank", "", "second of many", "no rank"),
        ("rank", "", "200th of 193 countries", "it is beyond 193"),
        ("rank", "", "2nd of 45 Asian countries", "there are 46 countries in Asia"),
        ("rank", "", "2nd of 45 Atlantic countries", "no region 'Atlantic'"),
        ("label", "heroin_trade", "Heroine", "closest are Heroin trade"),
        ("name", "", "Fiji", "data/sources.csv"),
        ("label", "heroin_trade", "Cocaine trade", "to the letter.*correct the number"),
    ],
)
def test_a_correction_that_cannot_be_obeyed_is_refused_by_its_line(
    copy: Path, kind: str, measure: str, correction: str, expected: str
) -> None:
    line = correct(copy, kind, measure, correction)
    with pytest.raises(PackageError, match=expected) as refused:
        build(copy)
    assert f"data/readings.csv, line {line}: the correction '{correction}'" in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("kind", "measure", "correction"),
    [
        ("number", "foreign_actors", "5.00"),
        ("number", "criminal_actors", "4.10"),
        ("rank", "", "7th of 193 countries"),
        ("label", "heroin_trade", "HEROIN TRADE"),
    ],
)
def test_a_correction_that_can_be_printed_is_taken(
    copy: Path, kind: str, measure: str, correction: str
) -> None:
    correct(copy, kind, measure, correction)
    build(copy)


def test_the_correction_of_a_garbled_label_gives_it_its_number() -> None:
    page = (
        "Criminal actors 4.00\nMafia-style groups 2.00\nZwvxen netw 5.00\nState-embedded actors 6.00\n"
        "Foreign actors 3.50\nPrivate sector actors 3.50"
    )
    corrected = {"Zwvxen netw": "Criminal networks"}
    transcript = read_text(page)
    found = [
        Witness("page", transcript.reader, one, corrected.get(one.as_printed, ""))
        for one in transcript.readings
    ]
    cell = establish("PRK", 2023, found).cells["criminal_networks"]
    assert (cell.value, cell.status) == (500, "printed")


def test_the_correction_of_a_wrapped_label_takes_what_the_page_prints_below_it() -> None:
    page = (
        "Criminal actors 4.00\nMafia-style groups 2.00\nCriminal networks 5.00\nState-embedded actors 6.00\n"
        "Foreign actors 3.50\nPrlvate sector\nactors 3.50"
    )
    corrected = {"Prlvate sector": "Private sector actors"}
    transcript = read_text(page)
    found = [
        Witness("page", transcript.reader, one, corrected.get(one.as_printed, ""))
        for one in transcript.readings
    ]
    assert {one.correction for one in found} >= set(corrected.values())
    cell = establish("PRK", 2023, found).cells["private_sector_actors"]
    assert (cell.value, cell.status) == (350, "printed")
    as_read = establish("PRK", 2023, [one._replace(correction="") for one in found])
    assert as_read.cells["private_sector_actors"].status != "printed"


def test_a_build_says_what_it_changed_and_what_contradicts_a_mean(copy: Path) -> None:
    run = CliRunner()
    assert run.invoke(command, [str(copy)]).exit_code == 0
    correct(copy, "number", "foreign_actors", "5.00")
    found = run.invoke(command, [str(copy)])
    assert found.exit_code == 1
    assert "PRK 2023 Foreign actors: 4.50 -> 5.00 (changed, overridden)" in found.output
    assert "PRK 2023 Criminal networks: 3.00 -> open (lost)" in found.output
    assert "cells: 0 gained, 2 lost, 1 changed, 1 overridden." in found.output
    assert "PRK 2023 Criminal actors: sum 20.0 / 5 = mean 4.00, printed 3.90" in " ".join(
        found.output.split()
    )
    assert max(map(len, found.stderr.splitlines())) <= 80
    assert found.stdout.endswith("cells: 0 gained, 2 lost, 1 changed, 1 overridden.\n")
    again = run.invoke(command, [str(copy)])
    assert "PRK 2023 Foreign actors: overridden, as before" in again.output
    assert "cells: 0 gained, 0 lost, 0 changed, 1 overridden." in again.output
    correct(copy, "number", "foreign_actors", "")
    back = run.invoke(command, [str(copy)])
    assert back.exit_code == 0
    assert "cells: 2 gained, 0 lost, 1 changed, 0 overridden." in back.output
