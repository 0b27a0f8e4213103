"""What is asked for and not there is said in one line, and nothing is said where all is there."""

from typing import Any

import pytest

import ocdataset as oc
from ocdataset.reference.errors import Misuse
from ocdataset.reference.notices import DatasetWarning


@pytest.mark.parametrize(
    ("asked", "said", "rows"),
    [
        ({"countries": "FRA"}, "no rows of FRA; it has PRK only; .*ocdataset import", 0),
        ({"countries": ["PRK", "FR"], "edition": 2023}, "no rows of FRA", 32),
        ({"edition": 2025}, "no rows of 2025; it has 2021, 2023 only; .*ocdataset import", 0),
        (
            {"edition": "2021", "measures": "financial_crimes"},
            "not in the edition 2021; it is in 2023, 2025$",
            0,
        ),
        ({"edition": [2021, 2023], "measures": "financial_crimes"}, "not in the edition 2021;", 1),
        ({"edition": 2021, "measures": "financial_crimes", "shape": "wide"}, "not in the edition 2021;", 0),
        ({"table": "ranks", "measures": "heroin_trade"}, "it has criminality, resilience only$", 0),
        ({"table": "relations", "countries": "FRA"}, "the narratives coded are PRK 2021, PRK 2023", 0),
        ({"table": "memberships", "countries": "PRK"}, r"no rows of PRK; it has \d+ others$", 0),
        ({"countries": []}, "no country is named", 0),
        ({"measures": []}, "no measure is named", 0),
    ],
)
@pytest.mark.parametrize("as_", ["pandas", "polars"])
def test_what_is_missing_is_told(asked: dict[str, Any], said: str, rows: int, as_: Any) -> None:
    with pytest.warns(DatasetWarning, match=said) as caught:
        found = oc.load(**asked, as_=as_)
    assert len(found) == rows
    assert len(caught) == 1
    assert caught[0].filename == __file__
    assert "\n" not in str(caught[0].message)


def test_nothing_is_told_where_everything_is_there() -> None:
    oc.load(edition=[2021, "2023"], countries="KP", measures=["heroin_trade", "criminality"])
    oc.load("ranks", measures="criminality")
    oc.load(measures="financial_crimes")
    oc.load("countries", countries=["FRA", "DE"])


def test_an_edition_given_as_text_is_that_edition() -> None:
    assert oc.load(edition="2023").equals(oc.load(edition=2023))
    assert oc.silent("2021").equals(oc.silent(2021))
    assert oc.market_actors("2023").equals(oc.market_actors(2023))
    assert oc.explain("PRK", "2023", "prevention") == oc.explain("PRK", 2023, "prevention")


@pytest.mark.parametrize(
    "asked", [{"edition": "latest"}, {"edition": True}, {"countries": [None]}, {"measures": 5}]
)
def test_what_names_nothing_is_misuse(asked: dict[str, Any]) -> None:
    with pytest.raises(Misuse):
        oc.load(**asked)
