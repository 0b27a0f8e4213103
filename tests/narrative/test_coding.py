"""What is shipped follows from the two codings and the decisions between them, and so do the figures."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from ocdataset.package.build import table_bytes
from ocdataset.package.narrative.adjudication import differences, undecided, unexplained
from ocdataset.package.narrative.codings import CODERS, Coding, paired, read_coding
from ocdataset.package.narrative.reliability import agreements, reliability_rows
from ocdataset.package.package import open_package
from ocdataset.reference.errors import PackageError
from ocdataset.reference.rows import Row, read_rows

TABLES = ("statements", "statement_terms", "relations")


@pytest.fixture(scope="module")
def codings(checkout: Path) -> tuple[Coding, Coding]:
    return read_coding(checkout / "data" / "coding" / "a"), read_coding(checkout / "data" / "coding" / "b")


@pytest.fixture(scope="module")
def decided(checkout: Path) -> list[Row]:
    return read_rows(checkout / "data" / "coding" / "adjudication.csv")


@pytest.fixture(scope="module")
def merges(checkout: Path) -> list[Row]:
    return read_rows(checkout / "data" / "coding" / "merges.csv")


def test_both_codings_are_complete_and_have_the_columns_of_the_tables(checkout: Path) -> None:
    sentences = {row["unit_id"] for row in open_package().rows("units") if row["kind"] == "sentence"}
    for coder in CODERS:
        folder = checkout / "data" / "coding" / coder
        assert {row["unit_id"] for row in read_rows(folder / "statements.csv")} == sentences
        for table in TABLES:
            assert list(read_rows(folder / f"{table}.csv")[0]) == list(open_package().rows(table)[0])


def test_every_difference_is_decided_and_no_decision_is_idle(
    codings: tuple[Coding, Coding], decided: list[Row]
) -> None:
    found = differences(*codings)
    assert undecided(found, decided) == []
    known = {(one.unit_id, one.field, one.a, one.b) for one in found}
    idle = [row for row in decided if (row["unit_id"], row["field"], row["a"], row["b"]) not in known]
    assert all(row["chosen"] not in (row["a"], row["b"]) for row in idle)


def test_every_decision_has_a_short_reason(decided: list[Row]) -> None:
    assert all(1 <= len(row["reason"].split()) <= 12 for row in decided)


def test_a_difference_without_a_decision_is_found(codings: tuple[Coding, Coding], decided: list[Row]) -> None:
    assert len(undecided(differences(*codings), decided[1:])) == 1


def test_what_is_shipped_is_what_both_wrote_or_a_decision_says(
    checkout: Path, codings: tuple[Coding, Coding], decided: list[Row], merges: list[Row]
) -> None:
    assert unexplained(read_coding(checkout / "data"), *codings, merges, decided) == []


@pytest.mark.parametrize(
    ("unit", "column", "cell"),
    [
        ("PRK-2023-u004", "level", "3"),
        ("PRK-2021-u007", "level", "4"),
        ("PRK-2023-u010", "claim", "driver"),
        ("PRK-2023-u128", "note", "a remark"),
    ],
)
def test_a_cell_that_nobody_wrote_is_unexplained(
    checkout: Path,
    codings: tuple[Coding, Coding],
    decided: list[Row],
    merges: list[Row],
    unit: str,
    column: str,
    cell: str,
) -> None:
    shipped = read_coding(checkout / "data")
    row = shipped.statements[unit][-1 if unit == "PRK-2021-u007" else 0]
    assert row[column] != cell
    row[column] = cell
    lines = unexplained(shipped, *codings, merges, decided)
    assert lines
    assert all(line.startswith(unit) for line in lines)


def test_a_term_or_relation_left_out_is_unexplained(
    checkout: Path, codings: tuple[Coding, Coding], decided: list[Row], merges: list[Row]
) -> None:
    shipped = read_coding(checkout / "data")
    shipped.terms["PRK-2023-u050-s2"].clear()
    shipped.relations["PRK-2023-u028-s1"].clear()
    lines = unexplained(shipped, *codings, merges, decided)
    assert {line.split()[0].rstrip(":") for line in lines} == {"PRK-2023-u050", "PRK-2023-u028"}


def test_reliability_is_as_the_codings_give_it(checkout: Path) -> None:
    generated = table_bytes("reliability", reliability_rows(checkout))
    assert (checkout / "data" / "reliability.csv").read_bytes() == generated, "run: ocdataset reliability"


def test_every_low_field_has_its_categories_merged() -> None:
    rows = open_package().rows("reliability")
    low = {(row["table"], row["field"]) for row in rows if row["treatment"] == "merged"}
    again = {(row["table"], row["field"]) for row in rows if row["categories"] == "merged"}
    assert low == again
    assert not [row for row in rows if row["categories"] == "merged" and row["treatment"] == "merged"]


def test_a_coding_agrees_with_itself_and_not_with_another(
    codings: tuple[Coding, Coding], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ocdataset.package.narrative.reliability.RESAMPLES", 2)
    kinds = {row["term_id"]: row["kind"] for row in open_package().rows("terms")}
    same = agreements(codings[0], codings[0], [], kinds)
    assert {found.value for found in same} == {1.0}
    for rows in codings[1].statements.values():
        for row in rows:
            row["claim"] = "context" if row["claim"] == "capacity" else "capacity"
    other = agreements(*codings, [], kinds)
    assert next(found for found in other if found.field == "claim").value < 0


def test_alpha_is_the_textbook_figure() -> None:
    import krippendorff

    from ocdataset.package.narrative.reliability import _measured, _value_counts

    pairs = [("1", "1"), ("1", "2"), ("2", "2"), ("3", "3"), ("3", "1"), ("2", "2")]
    expected = krippendorff.alpha(
        reliability_data=[[one for one, _ in pairs], [two for _, two in pairs]],
        value_domain=["1", "2", "3"],
        level_of_measurement="nominal",
    )
    assert _measured("alpha_nominal", _value_counts(pairs)) == pytest.approx(expected)


def test_statements_are_paired_by_agreement_and_then_by_order() -> None:
    def row(measure: str, claim: str) -> Row:
        return {"measure": measure, "claim": claim, "actor": "", "market": ""}

    first = [row("a", "x"), row("b", "x"), row("b", "x")]
    second = [row("b", "x"), row("a", "x")]
    pairs = paired(first, second)
    assert [(one["measure"], two["measure"]) for one, two in pairs] == [("b", "b"), ("a", "a")]
    assert pairs[0][0] is first[1]


def test_a_package_without_codings_says_so(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="two codings cannot be read"):
        reliability_rows(tmp_path)


def test_figures_of_the_coding() -> None:
    package = open_package()
    statements = package.rows("statements")
    assert Counter(row["unit_id"][:8] for row in statements) == {"PRK-2021": 106, "PRK-2023": 190}
    assert len(package.rows("relations")) == 111


def test_numbers_of_the_chemical_abstracts_service_have_their_check_digit() -> None:
    numbers = [row["code"] for row in open_package().rows("terms") if row["scheme"] == "cas"]
    assert len(numbers) == 5
    for number in numbers:
        *digits, check = map(int, re.sub("-", "", number))
        assert sum(at * digit for at, digit in enumerate(reversed(digits), start=1)) % 10 == check


def test_every_term_is_used_by_somebody(checkout: Path) -> None:
    used = set()
    for coder in CODERS:
        for table, column in (("statement_terms", "term_id"), ("relations", "commodity")):
            with (checkout / "data" / "coding" / coder / f"{table}.csv").open(encoding="utf-8") as file:
                used |= {row[column] for row in csv.DictReader(file)}
    groups = {row["term_id"] for row in open_package().rows("terms") if row["scheme"] == "local"}
    unused = {row["term_id"] for row in open_package().rows("terms")} - used - groups
    assert len(unused) < 25


def test_the_codebook_has_the_version_of_the_merges_and_every_code(checkout: Path, merges: list[Row]) -> None:
    from ocdataset.reference.schemas import table_schema

    book = (checkout / "docs" / "CODEBOOK.md").read_text(encoding="utf-8")
    assert book.startswith(f"# Codebook of the narratives, version {merges[-1]['codebook']}\n")
    assert f"data version {open_package().version}" in book
    for table, columns in {
        "statements": ("claim", "polarity", "certainty", "basis", "trend", "period", "issue"),
        "relations": ("relation", "direction", "partner_scheme", "partner_basis"),
        "statement_terms": ("role",),
    }.items():
        for field in table_schema(table)["fields"]:
            if field["name"] in columns:
                absent = [code for code in field["constraints"]["enum"] if code not in book]
                assert absent == [], field["name"]
