"""A single cell of the shipped package changed, its hash mended: the rule that finds it, on its very line."""

import csv
import json
from pathlib import Path

import pytest

from ocdataset.check.report import Report
from ocdataset.check.validation import validate_package
from ocdataset.package.package import open_package

# table, line, column, the cell, the rule that finds it
CHANGES = [
    ("scores", 2, "status", "aligned", "established"),
    ("scores", 40, "status", "printed", "established"),
    ("scores", 55, "value", "1.50", "established"),
    ("scores", 3, "locator", "8:1", "established"),
    ("scores", 3, "source_id", "prk-2021-country-page", "established"),
    ("scores", 3, "method", "ocr_sheet", "provenance"),
    ("averages", 5, "value", "1.95", "published_average"),
    ("ranks", 4, "out_of", "6", "established"),
    ("ranks", 7, "rank", "3", "established"),
    ("placements", 2, "region", "southern_asia", "established"),
    ("placements", 3, "locator", "40:5", "established"),
    ("readings", 13, "kind", "number", "established"),
    ("readings", 54, "measure", "", "established"),
    ("readings", 6, "outcome", "unused", "established"),
    ("repairs", 4, "as_given", "1.50", "repair_needed"),
    ("repairs", 3, "as_printed", "6.00", "established"),
    ("repairs", 3, "rule", "override", "established"),
    ("countries", 33, "wikidata", "Q836", "as_shipped"),
    ("countries", 98, "name", "Lebanan", "as_shipped"),
    ("countries", 5, "m49", "021", "as_shipped"),
    ("measures", 3, "direction", "higher_is_better", "as_shipped"),
    ("measures", 13, "theme", "trade", "as_shipped"),
    ("measures", 3, "level", "indicator", "as_shipped"),
    ("regions", 10, "continent", "", "as_shipped"),
    ("terms", 30, "label", "Local officials", "as_shipped"),
    ("sections", 8, "position", "9", "as_shipped"),
    ("editions", 4, "countries", "194", "as_shipped"),
    ("aliases", 69, "kind", "official", "as_shipped"),
    ("spellings", 18, "code", "edition", "as_shipped"),
    ("wordings", 76, "pattern", "three", "as_shipped"),
    ("sources", 3, "edition", "2023", "as_shipped"),
    ("units", 44, "sha256", "0" * 64, "as_shipped"),
    ("waivers", 16, "rule", "narrative_years", "as_shipped"),
    ("statements", 199, "level", "3", "narrative_codings"),
    ("statements", 91, "coder_confidence", "3", "narrative_codings"),
    ("statement_terms", 9, "role", "object", "narrative_codings"),
    ("relations", 37, "direction", "inward", "narrative_codings"),
    ("relations", 92, "commodity", "", "narrative_codings"),
]


def changed(root: Path, table: str, line: int, column: str, cell: str) -> Report:
    path = root / "data" / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    at = rows[0].index(column)
    assert rows[line - 1][at] != cell
    rows[line - 1][at] = cell
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    descriptor = json.loads((root / "datapackage.json").read_text(encoding="utf-8"))
    for resource in descriptor["resources"]:
        if resource["name"] == table:
            del resource["hash"], resource["bytes"]
    (root / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    return validate_package(open_package(root))


@pytest.mark.parametrize(
    ("table", "line", "column", "cell", "rule"),
    CHANGES,
    ids=[f"{table}-{column}-{rule}" for table, _, column, _, rule in CHANGES],
)
def test_a_changed_cell_is_found(
    copy: Path, table: str, line: int, column: str, cell: str, rule: str
) -> None:
    report = changed(copy, table, line, column, cell)
    found = [one for one in report.violations if one.rule == rule]
    assert found, report.to_text()
    assert rule == "narrative_codings" or line in {one.line for one in found if one.table == table}, found


def test_readings_that_cannot_be_established_are_one_finding(copy: Path) -> None:
    report = changed(copy, "sources", 3, "country", "")
    assert [one.rule for one in report.violations if one.rule == "established"] == ["established"]
