"""Rules of tables that are kept by hand: memberships and measures."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

from ocdataset.check.frames.exact_tables import ExactTables
from ocdataset.check.phases.row_checks import violation_at
from ocdataset.check.report import Violation


def membership_dates(tables: ExactTables) -> Iterator[Violation]:
    """Give each membership whose dates are none, or that ends before it begins, or within another."""
    held = tables.tables["memberships"]
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in tables.rows("memberships"):
        if not row["group"] or not row["country"] or not row["from_date"]:
            continue  # what is required is for the columns phase to say
        dates = [name for name in ("from_date", "to_date") if row[name]]
        wrong = [name for name in dates if not _is_date(row[name])]
        for name in wrong:
            yield violation_at(held, row, name, row[name], "a date of the calendar, its year or its month")
        if not wrong and row["to_date"] and row["to_date"] < row["from_date"]:
            yield violation_at(held, row, "to_date", row["to_date"], f"no earlier than {row['from_date']}")
        elif not wrong:
            found.setdefault((row["group"], row["country"]), []).append(row)
    for rows in found.values():
        for one, other in pairwise(sorted(rows, key=lambda row: str(row["from_date"]))):
            if not one["to_date"] or one["to_date"] >= other["from_date"]:
                yield violation_at(
                    held, other, "from_date", other["from_date"], "a day after the membership before it ended"
                )


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text)
    except ValueError:
        return False
    return True


def short_names(tables: ExactTables) -> Iterator[Violation]:
    """Give each measure whose short name another one has."""
    first: dict[str, str] = {}
    for row in tables.rows("measures"):
        other = first.setdefault(row["short"], row["measure"]) if row["short"] else row["measure"]
        if other != row["measure"]:
            expected = f"a name that {other} does not have"
            yield violation_at(tables.tables["measures"], row, "short", row["short"], expected)
