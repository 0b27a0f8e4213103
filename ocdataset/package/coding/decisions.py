"""The file in which somebody decides what coders wrote differently."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from ocdataset.package.narrative.merging import EMPTY, Difference
from ocdataset.reference.errors import DatasetError
from ocdataset.reference.rows import Row, csv_text, read_rows, write_whole
from ocdataset.reference.schemas import field_names, table_schema

WHOLE: Final = ("statement", "term", "relation")


def read_decisions(path: Path) -> list[Row]:
    """Return the decisions in a file that have a verdict; none where there is no file.

    Raises
    ------
    DatasetError
        If the file is no table of decisions, or a decision lacks its value or its reason.
    """
    if not path.exists():
        return []
    names = field_names(table_schema("adjudications"))
    try:
        rows = read_rows(path)
        held = [{name: row[name].strip() for name in names} for row in rows]
    except (OSError, ValueError, KeyError) as error:
        raise DatasetError(f"{path}: no table of decisions ({error}); expected {', '.join(names)}") from None
    decided = []
    for line, row in enumerate(held, start=2):
        if row["field"] not in WHOLE and row["value"] and not row["verdict"]:
            row["verdict"] = "set"
        if not row["verdict"]:
            continue
        verdicts = ("keep", "drop") if row["field"] in WHOLE else ("set",)
        if row["verdict"] not in verdicts:
            wanted = " or ".join(verdicts)
            raise DatasetError(f"{path}, line {line}: verdict {row['verdict']!r}, expected {wanted}")
        for name in ("value", "reason"):
            if not row[name]:
                raise DatasetError(
                    f"{path}, line {line}: a decision without a {name}; give one, {EMPTY} is empty"
                )
        if not row["group"].isdecimal():
            raise DatasetError(f"{path}, line {line}: group {row['group']!r}, expected a number")
        decided.append(row)
    return decided


def write_decisions(
    path: Path, coders: Sequence[str], undecided: Sequence[Difference], decided: Sequence[Row]
) -> None:
    """Write what is decided and what is left, with what each coder wrote beside it."""
    names = field_names(table_schema("adjudications"))
    columns = [*names[:3], *coders, *names[3:]]
    rows = [dict.fromkeys(coders, "") | row for row in decided]
    rows += [_open(coders, one) for one in undecided]
    rows.sort(key=lambda row: (row["unit_id"], int(row["group"])))
    write_whole(path, csv_text(columns, rows).encode())


def _open(coders: Sequence[str], one: Difference) -> Row:
    whole = one.field in WHOLE
    written = dict(zip(coders, one.written, strict=False))
    return (
        dict.fromkeys(coders, "")
        | written
        | {
            "unit_id": one.unit_id,
            "group": str(one.group),
            "field": one.field,
            "value": next(text for text in one.written if text) if whole else "",
            "verdict": "",
            "reason": "",
        }
    )
