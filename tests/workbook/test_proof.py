"""The proof of an imported value: its cell, the average and the sum."""

import re
from fractions import Fraction
from pathlib import Path

import ocdataset as oc
from tests.workbook.made_up import made_up_sheet, write


def test_an_imported_value_is_proven_by_its_cell_its_average_and_its_sum(tmp_path: Path) -> None:
    imported = oc.import_workbook(write(tmp_path / "release.xlsx", made_up_sheet(2023)), tmp_path / "index")
    rows = {row["measure"]: row for row in imported.package.rows("scores") if row["country"] == "AUT"}
    for measure in ("heroin_trade", "prevention", "resilience", "criminality"):
        lines = imported.explain("AUT", 2023, measure).splitlines()
        assert re.match(r"Printed: [\d.]+ in the cell .+![A-Z]+\d+ of ", lines[1])
        for line in lines:
            if left := re.search(r"leave ([\d.]+) of it for this one", line):
                assert Fraction(left[1]) == Fraction(rows[measure]["value"])
    assert "admits one sum only" in imported.explain("AUT", 2023, "heroin_trade")
    assert "leave" in imported.explain("AUT", 2023, "heroin_trade")
