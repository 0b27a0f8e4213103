"""The codebook and the citations."""

import json
from typing import Any

import pytest

import ocdataset as oc
from ocdataset.reference.errors import DatasetError, UnknownName


def test_a_table_a_column_and_a_measure_are_described() -> None:
    assert "key: edition, country, measure" in oc.describe("scores")
    assert "ISO 3166-1 alpha-3" in oc.describe("scores.country")
    assert "higher is better" in oc.describe("Anti-money laundering")
    assert "mean of 15" in oc.describe("criminal_markets")


def test_every_column_of_every_table_is_described() -> None:
    for table in oc.tables():
        for column in oc.load(table).columns:
            assert oc.describe(f"{table}.{column}")


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(UnknownName, match="scores"):
        oc.describe("skores")


def test_csl_json_holds_the_dataset_and_each_edition() -> None:
    items = json.loads(oc.cite("csl-json"))
    assert [item["id"] for item in items] == ["ocdataset", "ocindex2021", "ocindex2023"]


def test_bibtex_braces_balance() -> None:
    text = oc.cite("bibtex")
    assert text.count("{") == text.count("}") > 10
    assert text.count("@") == 3


def test_a_table_cites_the_documents_that_it_was_taken_from() -> None:
    items = json.loads(oc.cite("placements", style="csl-json"))
    named = set(oc.load("placements")["source_id"])
    assert {item["id"] for item in items} == {"ocdataset", *named}
    assert all("accessed" in item for item in items)


def test_a_place_for_the_doi_is_in_bibtex() -> None:
    assert "  doi = {},\n" in oc.cite(what="dataset", style="bibtex")


@pytest.mark.parametrize("asked", [{"of": "apa"}, {"style": "apa"}])
def test_an_unknown_style_is_refused(asked: dict[str, Any]) -> None:
    with pytest.raises(DatasetError, match="bibtex"):
        oc.cite(**asked)


def test_the_concordance_has_several_codes_of_both_levels_and_says_what_was_not_checked() -> None:
    table = oc.load("measure_concordances", measures=["fauna_crimes", "financial_crimes", "human_smuggling"])
    codes = table.groupby("measure")["code"].agg(list).to_dict()
    assert codes == {
        "fauna_crimes": ["1003", "1004"],
        "financial_crimes": ["0701", "0703", "07041"],
        "human_smuggling": ["08051"],
    }
    assert "ICCS 08051 (close, not checked against the scheme)." in oc.describe("human_smuggling")
