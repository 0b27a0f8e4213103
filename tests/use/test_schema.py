"""The Pandera schemas take what people have, and refuse what is wrong."""

from pathlib import Path
from typing import Any

import pandas as pd
import pandera.errors
import pytest

import ocdataset as oc

TABLES = ["scores", "ranks", "statements", "regions", "sources", "placements"]


@pytest.mark.parametrize("table", TABLES)
def test_the_shipped_file_read_plainly_fits(table: str, checkout: Path) -> None:
    plain = pd.read_csv(checkout / "data" / f"{table}.csv")
    fitted = oc.schema(table).validate(plain)
    pd.testing.assert_frame_equal(fitted, oc.load(table))


@pytest.mark.parametrize("as_", ["polars", "arrow"])
def test_frames_of_other_libraries_fit_and_come_back(as_: Any) -> None:
    pytest.importorskip("pyarrow" if as_ == "arrow" else as_)
    for table in oc.tables():
        frame = oc.load(table, as_=as_)
        assert oc.schema(table).validate(frame) is frame


def test_a_bad_value_in_a_lazy_frame_is_found() -> None:
    pl = pytest.importorskip("polars")
    frame = oc.load(as_="polars").with_columns(pl.lit(4.2).alias("value")).lazy()
    with pytest.raises(pandera.errors.SchemaError, match="value"):
        oc.schema("scores").validate(frame)


@pytest.mark.parametrize(
    ("column", "value"),
    [("country", "XXX"), ("measure", "heroin"), ("edition", 2022), ("value", 4.2), ("status", "guessed")],
)
def test_what_the_package_does_not_list_is_refused(column: str, value: object) -> None:
    frame = oc.load("scores")
    frame.loc[3, column] = value
    with pytest.raises(pandera.errors.SchemaError, match=column):
        oc.schema("scores").validate(frame)


def test_a_number_with_a_fraction_is_no_whole_number() -> None:
    frame = oc.load("ranks")
    frame["rank"] = frame["rank"].astype("float64") + 0.5
    with pytest.raises(pandera.errors.SchemaError, match="rank"):
        oc.schema("ranks").validate(frame)


def test_text_that_was_read_as_numbers_is_refused_because_its_zeros_are_lost(checkout: Path) -> None:
    with pytest.raises(pandera.errors.SchemaError, match="m49"):
        oc.schema("countries").validate(pd.read_csv(checkout / "data" / "countries.csv"))


def test_a_column_too_few_or_too_many_is_refused() -> None:
    for frame in (oc.load("scores").drop(columns="status"), oc.load("scores").assign(more=1)):
        with pytest.raises((pandera.errors.SchemaError, pandera.errors.SchemaErrors)):
            oc.schema("scores").validate(frame)
