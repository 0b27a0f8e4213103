"""The third phase: the constraints of each column, checked by Pandera on a frame in memory."""

from collections.abc import Iterator
from typing import Any

from ocdataset.arithmetic.half_points import hundredths_text
from ocdataset.check.cells import Table
from ocdataset.check.pandera_schemas import dtype, pandera_schema
from ocdataset.check.report import Violation

RULE = "columns"
SENTENCE = "Every cell meets the constraints of its column in the Table Schema."


def pandas_frame(table: Table) -> Any:
    """Return the sound rows of a table as a pandas frame, indexed by their lines in the file."""
    import pandas as pd

    kept = [at for at, sound in enumerate(table.sound) if sound]
    frame = pd.DataFrame(index=[table.lines[at] for at in kept])
    for field in table.schema["fields"]:
        kind = field.get("type", "string")
        cells = [table.columns[field["name"]][at] for at in kept]
        if kind == "number":
            cells = [None if cell is None else int(cell) / 100 for cell in cells]  # type: ignore[misc]
        frame[field["name"]] = pd.Series(
            cells, index=frame.index, dtype="Int64" if kind == "integer" else dtype(field)
        )
    return frame


def column_violations(table: Table) -> Iterator[Violation]:
    """Give each cell that breaks a constraint of its column."""
    from pandera.errors import SchemaErrors

    frame = pandas_frame(table)
    constrained = pandera_schema(table.schema)
    constrained.unique = None
    for name, column in constrained.columns.items():
        # an empty cell is a finding of this phase, so even required whole numbers may be missing here
        if str(column.dtype) == "int64":
            constrained = constrained.update_column(name, dtype="Int64")
    try:
        constrained.validate(frame, lazy=True)
    except SchemaErrors as errors:
        fields = {field["name"]: field for field in table.schema["fields"]}
        for case in errors.failure_cases.to_dict("records"):
            yield _violation(table, fields[case["column"]], int(case["index"]))


def _violation(table: Table, field: dict[str, Any], line: int) -> Violation:
    at = table.lines.index(line)
    row = {name: cells[at] for name, cells in table.columns.items()}
    found = row[field["name"]]
    if field.get("type") == "number" and found is not None:
        found = hundredths_text(int(found))
    return Violation(
        RULE,
        table=table.name,
        key=table.key(row),
        column=field["name"],
        found="nothing" if found is None else repr(found) if isinstance(found, str) else str(found),
        expected=expectation(field),
        line=line,
        source=" ".join(str(row[name]) for name in ("source_id", "locator") if row.get(name)),
    )


def expectation(field: dict[str, Any]) -> str:
    """Return the constraints of a field in words.

    Examples
    --------
    >>> expectation({"name": "rank", "type": "integer", "constraints": {"required": True, "minimum": 1}})
    'a value that is at least 1'
    """
    constraints = field.get("constraints", {})
    parts = []
    if "enum" in constraints:
        listed = [str(value) for value in constraints["enum"]]
        if len(listed) > 8:
            listed = [*listed[:3], "...", listed[-1]]
        parts.append(f"one of {', '.join(listed)}")
    if "pattern" in constraints:
        parts.append(f"text like {constraints['pattern']}")
    if "minimum" in constraints:
        parts.append(f"at least {constraints['minimum']}")
    if "maximum" in constraints:
        parts.append(f"at most {constraints['maximum']}")
    return "a value" + (f" that is {' and '.join(parts)}" if parts else "")
