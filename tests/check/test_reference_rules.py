"""The rules of tables kept by hand each catch what they are for."""

import pytest

from ocdataset.check.rules.catalogue import RULES
from ocdataset.reference.names import reference_table
from ocdataset.reference.schemas import table_schema
from tests.sheets import cast_rows, exact

Row = dict[str, str]


def found(rule: str, table: str, rows: list[Row]) -> list[str]:
    held, _ = cast_rows(table, table_schema(table), rows)
    asked = next(one for one in RULES if one.rule == rule)
    return [f"{one.key} {one.column}" for one in asked.violations(exact({table: held}))]


def membership(**given: str) -> Row:
    return {"group": "EU", "country": "FRA", "from_date": "1958", "to_date": "", "source": "made up"} | given


def test_the_shipped_memberships_and_measures_pass() -> None:
    assert found("membership_dates", "memberships", list(reference_table("memberships"))) == []
    assert found("short_names", "measures", list(reference_table("measures"))) == []


@pytest.mark.parametrize(
    ("rows", "column"),
    [
        ([membership(from_date="1958-02-30")], "from_date"),
        ([membership(from_date="1958-13")], "from_date"),
        ([membership(to_date="1957-12-31")], "to_date"),
        ([membership(), membership(from_date="1990")], "from_date"),
        ([membership(to_date="1990-01-01"), membership(from_date="1990-01-01")], "from_date"),
    ],
)
def test_memberships_that_cannot_be(rows: list[Row], column: str) -> None:
    assert [one.split()[-1] for one in found("membership_dates", "memberships", rows)] == [column]


def test_leaving_and_coming_back_is_no_overlap() -> None:
    rows = [membership(to_date="1990-01-01"), membership(from_date="1995-05")]
    assert found("membership_dates", "memberships", rows) == []


def test_a_short_name_of_two_measures() -> None:
    rows = [dict(row) for row in reference_table("measures")]
    rows[3]["short"] = rows[2]["short"]
    assert found("short_names", "measures", rows) == ["human_smuggling short"]
