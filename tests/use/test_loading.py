"""Loading tables as frames."""

from typing import Any

import pandas as pd
import pytest

import ocdataset as oc
from ocdataset.reference.errors import DatasetError, UnknownName


def test_every_table_loads_and_fits_its_schema() -> None:
    for table in oc.tables():
        frame = oc.load(table)
        oc.schema(table).validate(frame)
        assert len(frame) > 0


def test_filters() -> None:
    frame = oc.load(edition=2023, countries="Korea, DPR", measures=["Heroin trade", "prevention"])
    assert frame["measure"].tolist() == ["heroin_trade", "prevention"]
    assert frame["value"].tolist() == [4.0, 1.0]


def test_wide_holds_indicators_only_unless_averages_are_asked_for() -> None:
    wide = oc.load(shape="wide")
    assert wide.index.names == ["edition", "country"]
    assert wide.shape == (2, 32)
    assert "criminality" not in wide
    joined = oc.load(shape="wide", measures=["criminality", "human_trafficking"])
    assert joined.loc[(2023, "PRK")].to_dict() == {"criminality": 4.82, "human_trafficking": 8.5}


def test_a_measure_of_a_later_edition_is_missing_not_zero() -> None:
    assert pd.isna(oc.load(shape="wide").loc[(2021, "PRK"), "financial_crimes"])


def test_labels() -> None:
    frame = oc.load(edition=2023, measures="prevention", labels=True)
    assert frame.loc[frame.index[0], ["country_name", "measure_label"]].tolist() == [
        "Korea, DPR",
        "Prevention",
    ]
    wide = oc.load(shape="wide", labels=True)
    assert wide.loc[(2023, "Korea, DPR"), "Human trafficking"] == 8.5


@pytest.mark.parametrize("shape", ["long", "wide"])
@pytest.mark.parametrize("as_", ["polars", "arrow"])
def test_other_libraries_hold_the_same(as_: str, shape: Any) -> None:
    pytest.importorskip("pyarrow" if as_ == "arrow" else as_)
    expected = oc.load(shape=shape, edition=2023)
    frame = oc.load(shape=shape, edition=2023, as_=as_).to_pandas()
    if shape == "wide":
        expected = expected.reset_index()
    assert list(frame.columns) == list(expected.columns)
    column = "value" if shape == "long" else "prevention"
    assert frame[column].tolist() == expected[column].tolist()


@pytest.mark.parametrize(
    ("asked", "closest"),
    [
        ({"table": "score"}, "scores"),
        ({"measures": "heroin"}, "heroin_trade"),
        ({"countries": "Nambia"}, "Namibia"),
        ({"edition": 2022}, "2023"),
    ],
)
def test_an_unknown_name_names_the_closest(asked: dict[str, Any], closest: str) -> None:
    with pytest.raises(UnknownName) as caught:
        oc.load(**asked)
    assert closest in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "asked",
    [
        {"shape": "broad"},
        {"as_": "excel"},
        {"table": "ranks", "shape": "wide"},
        {"table": "measures", "edition": 2023},
    ],
)
def test_what_cannot_be_given_is_refused(asked: dict[str, Any]) -> None:
    with pytest.raises(DatasetError):
        oc.load(**asked)


def test_namibia_is_not_missing() -> None:
    assert "NAM" in set(oc.load("countries")["country"])
    assert not oc.load("countries").isna().any().any()
