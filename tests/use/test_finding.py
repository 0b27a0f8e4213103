"""What a word finds."""

import pytest

import ocdataset as oc
from ocdataset.reference.errors import Misuse
from ocdataset.reference.names import measure_names, reference_table
from ocdataset.reference.notices import DatasetWarning


@pytest.mark.parametrize(
    ("word", "measure"),
    [
        ("laundering", "anti_money_laundering"),
        ("money launder", "anti_money_laundering"),
        ("AML", "anti_money_laundering"),
        ("ransomware", "cyber_dependent_crimes"),
        ("Drugs", "heroin_trade"),
        ("corruption", "government_transparency_and_accountability"),
        ("wildlife", "fauna_crimes"),
        ("victims", "victim_and_witness_support"),
    ],
)
def test_a_word_of_a_definition_label_or_theme_finds_the_measure(word: str, measure: str) -> None:
    found = oc.find(word)
    assert measure in found.loc[found["kind"] == "measure", "name"].tolist()


def test_every_alias_of_a_measure_finds_it() -> None:
    for row in reference_table("spellings"):
        if row["kind"] == "measure":
            assert row["code"] in oc.find(row["spelling"])["name"].tolist(), row


def test_tables_and_columns_are_found_and_what_is_called_so_stands_first() -> None:
    assert oc.find("rank")[["kind", "name"]].values.tolist()[:2] == [
        ["table", "ranks"],
        ["column", "ranks.rank"],
    ]
    assert "memberships.from_date" in oc.find("first day")["name"].tolist()


def test_every_name_that_is_found_can_be_described() -> None:
    for name in oc.find("a")["name"]:
        assert oc.describe(name)


def test_nothing_found_is_told() -> None:
    with pytest.warns(DatasetWarning, match="says 'zebra'"):
        assert oc.find("zebra").empty


@pytest.mark.parametrize("word", ["", "  ", "--", None, 5])
def test_no_word_is_misuse(word: str) -> None:
    with pytest.raises(Misuse, match="such as 'laundering'"):
        oc.find(word)


def test_every_measure_has_a_definition_of_one_sentence_and_a_short_name() -> None:
    rows = reference_table("measures")
    assert len({row["short"] for row in rows}) == len(rows) == 36
    for row in rows:
        assert len(row["short"]) <= 32
        assert row["short"] == row["measure"] or len(row["measure"]) > 32
        assert row["definition"].endswith(".")
        assert row["definition"].count(". ") == 0
        assert row["short"] not in measure_names() or measure_names()[row["short"]] == row["measure"]


@pytest.mark.parametrize("measure", ["criminality", "criminal_markets", "criminal_actors"])
def test_what_is_not_like_for_like_is_said_and_the_call_is_named(measure: str) -> None:
    assert f'oc.change(2021, 2023, "{measure}")' in oc.describe(measure)
    assert "like for like" in oc.describe("averages")


def test_what_is_like_for_like_is_not_warned_of() -> None:
    assert "like for like" not in oc.describe("resilience")
    assert "not in edition 2021" in oc.describe("financial_crimes")
