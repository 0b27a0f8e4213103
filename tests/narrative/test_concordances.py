"""Our codes beside those of public schemes."""

from ocdataset.package.package import open_package
from ocdataset.reference.schemas import table_schema


def codes(table: str, column: str) -> set[str]:
    field = next(one for one in table_schema(table)["fields"] if one["name"] == column)
    return set(field["constraints"]["enum"])


def test_every_code_of_ours_has_its_row() -> None:
    package = open_package()
    wanted = {
        "terms": {row["term_id"] for row in package.rows("terms") if row["kind"] == "practice"},
        "relations": codes("relations", "relation"),
        "certainty": codes("statements", "certainty"),
        "polarity": codes("statements", "polarity"),
    }
    held: dict[str, set[str]] = {table: set() for table in wanted}
    for row in package.rows("concordances"):
        held[row["table"]].add(row["code"])
    assert held == wanted


def test_no_match_has_no_target_and_the_codes_agree_with_the_other_tables() -> None:
    package = open_package()
    iccs = {row["term_id"]: row["code"] for row in package.rows("terms") if row["scheme"] == "iccs"}
    for row in package.rows("concordances"):
        assert (row["match"] == "none") == (row["target"] == "")
        if row["scheme"] == "iccs" and row["code"] in iccs and row["target"]:
            assert row["target"].startswith(iccs[row["code"]]) or iccs[row["code"]].startswith(row["target"])
