"""What `show` says first: where a country lies, averages, ranks, quadrant, change on both bases."""

from pathlib import Path

import ocdataset as oc
from ocdataset.use.overview import overview
from tests.answers.tiny import COUNTRIES, TREE, tiny_world
from tests.cli.test_verbs import run


def test_the_shipped_country_is_shown_with_printed_ranks_and_both_changes() -> None:
    ended = run("show", "PRK", 2023)
    lines = [" ".join(line.split()) for line in ended.stdout.splitlines()]
    assert lines[:2] == ["Korea, DPR (PRK), 2023", "Asia, Eastern Asia"]
    assert "Criminality 4.82 111/193 32/46 2/5 +0.04 +0.34" in lines
    assert "Criminal actors 3.90 - - - -0.35 +0.38 ≠" in lines
    assert "Quadrant LL: low criminality, low resilience; 0.68 points from the border." in lines
    assert any("ocdataset import" in line for line in lines)
    assert max(map(len, ended.stdout.splitlines())) <= 80


def test_the_first_edition_has_no_change() -> None:
    found = run("show", "PRK", 2021).stdout
    assert "since" not in found
    assert "like for like" not in found


def test_ranks_of_components_are_computed_where_all_countries_are_held(release: oc.Dataset) -> None:
    found = overview(release.package, "Mozambique", 2023)
    assert [line.ranks["world"] for line in found.averages] == [(42, 193), (46, 193), (41, 193), (155, 193)]
    assert not found.lacks_ranks
    change = found.averages[0].change
    assert change is not None
    assert change.sign_disagrees


def test_a_sheet_with_open_scores_is_shown_without_what_hangs_on_them(tmp_path: Path) -> None:
    sheets = {country: dict.fromkeys(TREE.indicators, 10) for country in COUNTRIES}
    del sheets["NAM"]["heroin_trade"]
    dataset = tiny_world(tmp_path / "t", {2021: (TREE, sheets), 2023: (TREE, sheets)})
    found = overview(dataset.package, "NAM", 2023)
    assert (found.quadrant, found.margin, found.before) == (None, None, 2021)
    assert found.averages == ()
