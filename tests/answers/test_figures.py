"""What the calls say of the release of 2023 is what was established by hand, figure by figure."""

from collections import Counter
from fractions import Fraction

import pandas as pd
import pytest

import ocdataset as oc
from ocdataset.arithmetic.changes import printed_changes


def signs(values: "pd.Series") -> tuple[int, int, int]:
    return (values > 0).sum(), (values < 0).sum(), (values == 0).sum()


@pytest.mark.parametrize(
    ("measure", "published", "common"),
    [
        ("criminality", (132, 60, 1), (171, 21, 1)),
        ("criminal_markets", (133, 58, 2), (168, 19, 6)),
        ("criminal_actors", (110, 79, 4), (132, 32, 29)),
        ("resilience", (96, 80, 17), (96, 80, 17)),
    ],
)
def test_how_many_rose_and_fell(
    release: oc.Dataset, measure: str, published: tuple[int, ...], common: tuple[int, ...]
) -> None:
    found = release.change(2021, 2023, measure, exact=True)
    assert signs(found["published"]) == published
    assert signs(found["common"]) == common


def test_where_signs_disagree(release: oc.Dataset) -> None:
    found = release.change(2021, 2023, exact=True)
    opposite = found[found["sign_disagrees"]]
    assert (opposite["published"] < 0).sum() == 44
    rose = opposite.loc[opposite["published"] > 0, "country"]
    assert rose.tolist() == ["AFG", "AND", "AUT", "JOR", "TUV"]


@pytest.mark.parametrize(
    ("country", "published", "common", "composition"),
    [
        ("MOZ", "-13/40", "7/16", "-61/80"),
        ("UKR", "37/120", "1/2", "-23/120"),
        ("NZL", "5/6", "21/40", "37/120"),
        ("PRK", "1/24", "27/80", "-71/240"),
    ],
)
def test_changes_of_countries(
    release: oc.Dataset, country: str, published: str, common: str, composition: str
) -> None:
    row = release.change(2021, 2023, countries=country, exact=True).iloc[0]
    assert [row["published"], row["common"], row["composition"]] == [
        Fraction(one) for one in (published, common, composition)
    ]


def test_the_effect_of_composition(release: oc.Dataset) -> None:
    effect = release.change(2021, 2023)["composition"]
    assert round(effect.mean(), 4) == -0.0656
    assert signs(effect) == (72, 121, 0)


def test_contributions_sum_to_the_published_change_exactly(release: oc.Dataset) -> None:
    measures = ["criminality", "criminal_actors", "resilience", "heroin_trade"]
    parts = release.change(2021, 2023, measures, by="indicator", exact=True)
    sums = parts.groupby(["country", "measure"])["contribution"].sum()
    changes = release.change(2021, 2023, measures, exact=True).set_index(["country", "measure"])
    assert sums.sort_index().tolist() == changes["published"].sort_index().tolist()
    shared = parts[parts["kind"] == "shared"].groupby(["country", "measure"])["contribution"].sum()
    assert shared.sort_index().tolist() == changes["common"].sort_index().tolist()


@pytest.mark.parametrize(
    ("measure", "count"), [("criminality", 19), ("criminal_actors", 106), ("resilience", 26)]
)
def test_changes_at_an_exact_half(release: oc.Dataset, measure: str, count: int) -> None:
    changes = release.change(2021, 2023, measure, exact=True)["published"]
    assert sum(len(printed_changes(one)) == 2 for one in changes) == count


def test_world_means(release: oc.Dataset) -> None:
    means = [release.groups("world", edition=one, exact=True)["mean"].item() for one in (2021, 2023)]
    assert means == [Fraction(37607, 7720), Fraction(29131, 5790)]


def test_quadrants(release: oc.Dataset) -> None:
    before, after = (release.quadrants(edition, exact=True) for edition in (2021, 2023))
    assert Counter(before["quadrant"]) == {"LH": 50, "LL": 77, "HL": 57, "HH": 9}
    assert Counter(after["quadrant"]) == {"LH": 47, "LL": 71, "HL": 63, "HH": 12}
    assert (before["quadrant"] != after["quadrant"]).sum() == 25
    assert after.loc[after["margin"] == 0, "country"].tolist() == ["BHS", "LBR", "TCD"]


def test_ranks(release: oc.Dataset) -> None:
    found = {edition: release.ranking(edition=edition).set_index("country") for edition in (2021, 2023)}
    assert [found[edition]["tied"].sum() for edition in (2021, 2023)] == [58, 97]
    placed = {
        country: [int(found[edition].loc[country, "rank"]) for edition in (2021, 2023)]
        for country in ("PRK", "UKR", "NZL", "USA", "NAM")
    }
    assert placed == {
        "PRK": [105, 111],
        "UKR": [34, 31],
        "NZL": [172, 149],
        "USA": [66, 67],
        "NAM": [130, 141],
    }


def test_ranks_are_those_of_the_table(release: oc.Dataset) -> None:
    table = release.load("ranks", edition=2023).set_index(["country", "measure", "scope"])["rank"]
    for measure in ("criminality", "resilience"):
        for within in ("world", "continent", "region"):
            found = release.ranking(measure, edition=2023, within=within)
            expected = [table[country, measure, within] for country in found["country"]]
            assert found["rank"].tolist() == expected


def test_what_if_intervals(release: oc.Dataset) -> None:
    widths = {}
    for edition in (2021, 2023):
        found = release.ranking(edition=edition, interval=0.9)
        width = found["high"] - found["low"]
        widths[edition] = (int(width.median()), int(width.max()))
    assert widths == {2021: (18, 25), 2023: (14, 24)}
    ends = found.set_index("country")[["low", "high"]]
    assert [ends.loc[one].tolist() for one in ("PRK", "UKR", "MMR")] == [[98, 118], [25, 36], [1, 1]]


def test_changes_beyond_the_noise(release: oc.Dataset) -> None:
    found = release.change(2021, 2023)
    beyond = found.loc[found["beyond_noise"], "common"]
    assert [(beyond > 0).sum(), (beyond < 0).sum(), (~found["beyond_noise"]).sum()] == [69, 2, 122]


def test_sensitivity(release: oc.Dataset) -> None:
    found = release.sensitivity(2023).set_index("scenario")
    rows = {
        name: (
            round(found.loc[name, "mean_move"], 2),
            found.loc[name, "max_move"],
            found.loc[name, "country"],
        )
        for name in ("equal_weights", "geometric", "without_mafia_style_groups")
    }
    assert rows == {
        "equal_weights": (6.88, 31, "PRK"),
        "geometric": (6.25, 42, "PRK"),
        "without_mafia_style_groups": (7.32, 30, "HTI"),
    }


def test_similar(release: oc.Dataset) -> None:
    found = release.similar("PRK", 2023, n=4, exact=True)
    assert list(zip(found["country"], found["distance"], strict=True)) == [
        ("EGY", Fraction(9, 5)),
        ("RWA", Fraction(109, 60)),
        ("ERI", Fraction(113, 60)),
        ("TKM", Fraction(113, 60)),
    ]


def test_the_mean_of_a_region(release: oc.Dataset) -> None:
    found = release.groups("South America", edition=2023, measures="criminal_markets", exact=True)
    assert round(float(found["mean"].item()), 3) == 5.625


@pytest.mark.parametrize(
    ("group", "edition", "countries", "mean"),
    [
        ("EU", 2021, 27, "9563/2160"),
        ("EU", 2023, 27, "632/135"),
        # Costa Rica became a member on 25 May 2021, after the end of 2020 that the edition assesses
        ("OECD", 2021, 37, "6761/1480"),
        ("OECD", 2023, 38, "2203/456"),
    ],
)
def test_means_of_groups(release: oc.Dataset, group: str, edition: int, countries: int, mean: str) -> None:
    row = release.groups(group, edition=edition, exact=True).iloc[0]
    assert (row["countries"], row["mean"]) == (countries, Fraction(mean))


def test_the_mean_that_counts_costa_rica_among_the_oecd_of_2020(release: oc.Dataset) -> None:
    members = [*release.ranking(edition=2021, within="OECD")["country"], "CRI"]
    values = release.ranking(edition=2021, exact=True).set_index("country")["value"]
    assert sum(values[country] for country in members) / 38 == Fraction(13921, 3040)


def test_who_rose_and_lost_resilience_in_the_oecd(release: oc.Dataset) -> None:
    change = release.change(2021, 2023, ["criminality", "resilience"], exact=True)
    published = change.pivot(index="country", columns="measure", values="published")
    rose = published["criminality"] >= Fraction(1, 5)
    lost = published["resilience"] <= Fraction(-3, 10)
    members = set(release.ranking(edition=2023, within="OECD")["country"])
    assert set(published.index[rose & lost]) & members == {"GBR", "NZL"}
