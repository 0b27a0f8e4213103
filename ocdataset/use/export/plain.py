"""CSV, a row a country and edition; and JSON, every table with its schema."""

import json
from pathlib import Path

from ocdataset.package.package import Package
from ocdataset.reference.formulas import rows_kept_as_text
from ocdataset.reference.rows import csv_lines
from ocdataset.use.export.typed_table import about, typed_table
from ocdataset.use.export.wide import wide_scores


def write_csv_wide(package: Package, citation: str, path: Path) -> None:  # noqa: ARG001
    """Write the scores as CSV: a row a country and edition, a column an indicator; missing is empty.

    A text that a spreadsheet would run has an apostrophe before it.
    """
    wide = wide_scores(package)
    text = csv_lines([["edition", "country", *wide.measures]]) + csv_lines(rows_kept_as_text(wide.rows))
    path.write_text(text, encoding="utf-8", newline="")


def write_json(package: Package, citation: str, path: Path) -> None:
    """Write every table as JSON: its schema, and its rows as objects; missing is null."""
    tables = [typed_table(package, name) for name in package.tables]
    content = {
        "about": [{"name": name, "text": text} for name, text in about(package, citation)],
        "tables": {
            table.name: {
                "schema": table.schema,
                "rows": [dict(zip(table.names, row, strict=True)) for row in table.rows],
            }
            for table in tables
        },
    }
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
