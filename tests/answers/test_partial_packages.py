"""What is asked of packages that hold a part of the world, other indicators, or open scores."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import ocdataset as oc
from ocdataset.arithmetic.composition import Composition
from ocdataset.reference.errors import DatasetError, Misuse, NotHeld, PackageError, UnknownName
from ocdataset.reference.notices import DatasetWarning
from tests.answers.tiny import COUNTRIES, TREE, tiny_world, write

EARLIER = Composition(
    2021,
    {
        "criminality": ("criminal_markets", "criminal_actors"),
        "criminal_markets": ("heroin_trade", "cannabis_trade"),
        "criminal_actors": ("mafia_style_groups",),
        "resilience": ("prevention",),
    },
)


def sheet(tree: Composition, *steps: int) -> dict[str, int]:
    given = dict(zip(tree.indicators, steps, strict=False))
    return dict.fromkeys(tree.indicators, 10) | given


def test_ties_share_the_better_rank_and_are_marked(tmp_path: Path) -> None:
    values = {"AUT": 8, "BEL": 12, "CHE": 8, "NAM": 4}
    sheets = {country: dict.fromkeys(TREE.indicators, steps) for country, steps in values.items()}
    found = tiny_world(tmp_path / "t", {2023: (TREE, sheets)}).ranking(edition=2023)
    assert found["country"].tolist() == ["BEL", "AUT", "CHE", "NAM"]
    assert found["rank"].tolist() == [1, 2, 2, 4]
    assert found["tied"].tolist() == [False, True, True, False]
    assert found["out_of"].tolist() == [4] * 4


def test_a_world_with_a_country_missing_is_not_ranked(tmp_path: Path) -> None:
    sheets = {country: sheet(TREE) for country in COUNTRIES}
    dataset = tiny_world(tmp_path / "t", {2023: (TREE, sheets)}, size=5)
    for call in (
        lambda: dataset.ranking(edition=2023),
        lambda: dataset.groups("world", edition=2023),
        lambda: dataset.sensitivity(2023),
    ):
        with pytest.raises(NotHeld, match=r"4 of 5 countries.*ocdataset import"):
            call()


def test_a_world_with_a_score_open_is_not_ranked_by_what_it_is_part_of(tmp_path: Path) -> None:
    sheets = {country: sheet(TREE) for country in COUNTRIES}
    del sheets["NAM"]["cocaine_trade"]
    dataset = tiny_world(tmp_path / "t", {2023: (TREE, sheets)})
    with pytest.raises(NotHeld, match="3 of 4 countries"):
        dataset.ranking(edition=2023)
    assert len(dataset.ranking("criminal_actors", edition=2023)) == 4
    with pytest.warns(DatasetWarning, match="NAM"):
        assert dataset.quadrants(2023)["country"].tolist() == ["AUT", "BEL", "CHE"]
    with pytest.warns(
        DatasetWarning, match="Namibia or Austria is open: Criminality, Criminal markets, Cocaine trade"
    ):
        compared = dataset.compare("NAM", "AUT", 2023)
    left_out = {"criminality", "criminal_markets", "cocaine_trade"}
    assert compared["measure"].tolist() == [one for one in TREE.measures if one not in left_out]


def test_continents_that_are_whole_are_given_and_the_others_told_of(tmp_path: Path) -> None:
    oceania = [
        "AUS", "FJI", "FSM", "KIR", "MHL", "NRU", "NZL", "PLW", "PNG", "SLB", "TON", "TUV", "VUT", "WSM",
    ]  # fmt: skip
    sheets = {country: sheet(TREE, at % 18 + 2) for at, country in enumerate([*oceania, "AUT"])}
    placed = dict.fromkeys(oceania, ("oceania", "polynesia"))
    dataset = tiny_world(tmp_path / "t", {2023: (TREE, sheets)}, size=193, placed=placed)
    with pytest.warns(DatasetWarning, match=r"europe \(1 of 44 countries\)"):
        found = dataset.ranking(edition=2023, within="continent")
    assert set(found["country"]) == set(oceania)
    assert set(dataset.ranking(edition=2023, within="Oceania")["country"]) == set(oceania)
    assert set(dataset.ranking(edition=2023, within="polynesia")["country"]) == set(oceania)
    with pytest.raises(NotHeld, match="1 of its countries"):
        dataset.ranking(edition=2023, within="western_europe")
    with pytest.warns(DatasetWarning, match="15 of 193"):
        dataset.similar("AUT", 2023)


def test_the_first_release_alone(first_release: oc.Dataset) -> None:
    assert len(first_release.ranking(edition=2021, interval=0.9)) == 193
    with pytest.raises(NotHeld, match=r"edition 2023 \(it holds 2021\)"):
        first_release.change(2021, 2023)
    with pytest.raises(NotHeld, match=r"it holds 2021"):
        first_release.ranking(edition=2023)
    with pytest.raises(Misuse, match="Financial crimes is not in the edition 2021; it is in 2023, 2025"):
        first_release.ranking("financial_crimes", edition=2021)


def test_change_leaves_out_and_tells_who_is_in_one_edition_only(tmp_path: Path) -> None:
    old = {"AUT": sheet(EARLIER), "BEL": sheet(EARLIER)}
    new = {"AUT": sheet(TREE), "CHE": sheet(TREE)}
    dataset = tiny_world(tmp_path / "t", {2021: (EARLIER, old), 2023: (TREE, new)})
    with pytest.warns(DatasetWarning, match="in one of 2021 and 2023 only: BEL, CHE"):
        assert dataset.change(2021, 2023)["country"].tolist() == ["AUT"]
    with pytest.raises(NotHeld, match="no sheet of BEL in the edition 2023"):
        dataset.change(2021, 2023, countries=["AUT", "BEL"])


def test_indicators_dropped_and_added_are_parts_of_the_change(tmp_path: Path) -> None:
    old, new = {"AUT": sheet(EARLIER, 4, 10, 6)}, {"AUT": sheet(TREE, 8, 20, 6)}
    dataset = tiny_world(tmp_path / "t", {2021: (EARLIER, old), 2023: (TREE, new)})
    parts = dataset.change(2021, 2023, by="indicator", exact=True).set_index("indicator")
    assert parts["kind"].to_dict() == {
        "heroin_trade": "shared",
        "cannabis_trade": "dropped",
        "cocaine_trade": "added",
        "mafia_style_groups": "shared",
    }
    row = dataset.change(2021, 2023, exact=True).iloc[0]
    assert parts["contribution"].sum() == row["published"] == row["common"] + row["composition"]
    back = dataset.change(2023, 2021, exact=True).iloc[0]
    assert [back["published"], back["common"]] == [-row["published"], -row["common"]]


def test_editions_that_share_nothing_have_no_change(tmp_path: Path) -> None:
    other = Composition(2021, {"criminality": ("criminal_markets",), "criminal_markets": ("flora_crimes",)})
    dataset = tiny_world(
        tmp_path / "t", {2021: (other, {"AUT": sheet(other)}), 2023: (TREE, {"AUT": sheet(TREE)})}
    )
    with pytest.raises(Misuse, match="share no indicator of Criminal markets"):
        dataset.change(2021, 2023)


@pytest.mark.parametrize("edition", ["2023", np.int64(2023), 2023])
def test_an_edition_is_a_year_however_it_is_given(edition: object) -> None:
    assert oc.quadrants(edition)["edition"].tolist() == [2023]
    assert len(oc.load(edition=edition)) == 32


@pytest.mark.parametrize("edition", [None, True, 2023.0, "new", "2023.0", [2023], pd.NA])
def test_what_is_no_edition_is_refused(edition: object) -> None:
    with pytest.raises(Misuse, match="a year such as 2023"):
        oc.quadrants(edition)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: oc.change(2021, 2023, countries=["PRK", None]), "None is among them"),
        (lambda: oc.change(2021, 2023, countries=5), "not 5"),
        (lambda: oc.change(2021, 2023, measures=None), "not None"),
        (lambda: oc.change(2021, 2023, measures=[]), "no measure"),
        (lambda: oc.change(2021, 2023, countries=[]), "no country"),
        (lambda: oc.change(2021, 2023, by="country"), "'measure' or 'indicator'"),
        (lambda: oc.ranking(None, edition=2023), "not None"),
        (lambda: oc.ranking(edition=2023, within=None), "None"),
        (lambda: oc.ranking(edition=2023, within="continents"), "continent"),
        (lambda: oc.ranking(edition=2023, interval=True), "between 0 and 1"),
        (lambda: oc.ranking(edition=2023, interval=float("nan")), "between 0 and 1"),
        (lambda: oc.similar("PRK", 2023, n=0), "1 or more"),
        (lambda: oc.similar(["PRK", "KOR"], 2023), "one country"),
        (lambda: oc.compare("PRK", "PRK", 2023), "both are Korea, DPR"),
        (lambda: oc.groups("world", edition=2023, measures=[]), "no measure"),
        (lambda: oc.sensitivity(2023, "heroin_trade"), "is an indicator"),
    ],
)
def test_wrong_arguments_are_one_line(call, said: str) -> None:
    with pytest.raises(DatasetError) as caught:
        call()
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
    assert isinstance(caught.value, Misuse | UnknownName)


def test_a_region_that_an_edition_does_without_has_no_mean(release: oc.Dataset, tmp_path: Path) -> None:
    oceania = release.load("placements", edition=2023)
    members = oceania.loc[oceania["continent"] == "oceania", "country"]
    sheets = {country: sheet(TREE) for country in members}
    placed = dict.fromkeys(sheets, ("oceania", "polynesia"))
    dataset = tiny_world(tmp_path / "t", {2023: (TREE, sheets)}, size=len(sheets), placed=placed)
    with pytest.warns(DatasetWarning, match="left out, for not all their countries are held"):
        found = dataset.groups("region", edition=2023)
    assert found["group"].tolist() == ["polynesia"]


@pytest.mark.parametrize(
    ("table", "rows", "said"),
    [
        ("scores", [{"edition": 2023, "country": "AUT", "measure": "prevention", "value": "8.25"}], "8.25"),
        (
            "scores",
            [{"edition": "x", "country": "AUT", "measure": "prevention", "value": "8.00"}],
            "x prevention",
        ),
        ("composition", [], "nothing is said of the edition 2023"),
        ("editions", [{"edition": 2023, "countries": "many"}], "is no whole number"),
    ],
)
def test_a_broken_package_is_one_line(tmp_path: Path, table: str, rows: list[dict], said: str) -> None:
    dataset = tiny_world(tmp_path / "t", {2023: (TREE, {country: sheet(TREE) for country in COUNTRIES})})
    write(dataset.package.root, table, rows)
    with pytest.raises(PackageError, match=f"{said}.*ocdataset validate"):
        dataset.ranking(edition=2023)
