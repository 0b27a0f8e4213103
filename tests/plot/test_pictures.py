"""What the pictures show is what the tables say, on both grounds, in every format."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from ocdataset.reference.errors import DatasetError, MissingExtra, Misuse, UnknownName
from ocdataset.use.dataset import Dataset
from ocdataset.use.plot.captions import OUTLINES
from ocdataset.use.plot.grounds import contrast, ground
from ocdataset.use.plot.plane import SIDE, placed_labels
from ocdataset.use.plot.saving import FORMATS, save, svg_text

KINDS: dict[str, Callable[[Dataset], Any]] = {
    "profile": lambda data: data.plot.profile("PRK", 2023),
    "heatmap": lambda data: data.plot.heatmap(2023, countries="PRK"),
    "map": lambda data: data.plot.map("criminality", 2023),
    "network": lambda data: data.plot.network("PRK", 2023),
    "change": lambda data: data.plot.change("PRK", 2021, 2023),
    "quadrants": lambda data: data.plot.quadrants(2023),
}


def rows(chart: Any) -> list[dict[str, Any]]:
    """Every row of data of a chart."""
    sets = chart.to_dict(validate=False)["datasets"].values()
    return [row for held in sets if isinstance(held, list) for row in held]


@pytest.mark.parametrize("kind", KINDS)
def test_every_picture_has_title_source_version_and_description(kind: str, shipped: Dataset) -> None:
    spec = KINDS[kind](shipped).to_dict()
    assert spec["title"]["text"]
    assert len(spec["description"]) > 60
    (foot,) = (view["title"]["text"] for view in spec["vconcat"])
    assert f"data version {shipped.data_version()}" in foot[-1]
    assert foot[-1].startswith("Source: Global Organized Crime Index")


def test_a_profile_shows_every_measure_and_marks_what_is_not_simply_printed(shipped: Dataset) -> None:
    shown = {row["label"]: row["shown"] for row in rows(shipped.plot.profile("PRK", 2023))}
    assert len(shown) == 36
    assert shown["Anti-money laundering"] == "1.00 *"
    assert shown["Arms trafficking"] == "9.00 ~"
    assert shown["State-embedded actors"] == "10.00"


def test_a_profile_shows_the_range_of_an_open_value(copy: Path) -> None:
    from ocdataset.use.calls import open_dataset

    path = copy / "data/scores.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    (old,) = (line for line in lines if line.startswith("2023,PRK,heroin_trade,"))
    cells = old.split(",")
    cells[3:6] = ["", "unresolved", "3.00 4.00 5.50"]
    path.write_text("\n".join(lines).replace(old, ",".join(cells)) + "\n", encoding="utf-8")
    shown = rows(open_dataset(copy).plot.profile("PRK", 2023))
    (row,) = (row for row in shown if row["label"] == "Heroin trade")
    assert (row["least"], row["most"], row["shown"]) == (3.0, 5.5, "3.00 or 4.00 or 5.50 ?")


def test_a_heatmap_of_the_world_has_every_cell(world: Dataset) -> None:
    cells = rows(world.plot.heatmap(2023))
    assert len(cells) == 193 * 36
    assert cells[0]["country"] == "Myanmar"
    with pytest.raises(UnknownName):
        world.plot.heatmap(2023, countries=["PRK", "XYZ"])


def test_a_map_shows_the_value_of_every_country(world: Dataset) -> None:
    spec = world.plot.map("criminality", 2023).to_dict(validate=False)
    text = json.dumps(spec, ensure_ascii=False)
    names = {row["country"]: row["name"] for row in world.package.rows("countries")}
    values = {
        names[row["country"]]: row["value"]
        for row in world.package.rows("averages")
        if (row["edition"], row["measure"]) == ("2023", "criminality")
    }
    assert len(values) == 193
    assert [name for name, value in values.items() if f'"{name}: {value}"' not in text] == []
    assert OUTLINES in text
    assert "Kosovo" in text
    assert "Western Sahara" in text


def test_a_network_counts_every_relation_once(shipped: Dataset) -> None:
    told = [row for row in shipped.package.rows("relations") if row["statement_id"].startswith("PRK-2023")]
    assert sum(row["times"] for row in rows(shipped.plot.network("PRK", 2023))) == len(told)


def printed(world: Dataset, measure: str) -> dict[str, str]:
    """The published average of each country of 2023 by name."""
    names = {row["country"]: row["name"] for row in world.package.rows("countries")}
    return {
        names[row["country"]]: row["value"]
        for row in world.package.rows("averages")
        if (row["edition"], row["measure"]) == ("2023", measure)
    }


def test_a_change_stands_on_both_bases_and_says_where_the_signs_differ(world: Dataset) -> None:
    shown = {row["label"]: row for row in rows(world.plot.change("AFG", 2021, 2023))}
    assert shown["Criminality"]["told"] == "+0.03, like for like -0.08, signs differ"
    assert shown["Criminality"]["like"] == pytest.approx(7.08 - 0.075)
    assert shown["Financial crimes"]["told"] == "in 2023 only"
    assert shown["Heroin trade"]["like"] is None


def test_two_countries_side_by_side_say_what_tells_them_apart(world: Dataset) -> None:
    shown = {row["label"]: row for row in rows(world.plot.compare("VCT", "FSM", 2023))}
    assert len(shown) == 36
    assert shown["Criminality"]["told"] == "3.08 and 3.00"
    assert shown["Criminality"]["apart"] == "no clear difference"
    assert shown["Fauna crimes"]["apart"] == "a clear difference"


def test_a_ranking_shows_values_as_printed_with_what_if_intervals(world: Dataset) -> None:
    shown = {row["country"]: row for row in rows(world.plot.ranking("resilience", 2023))}
    assert {country: row["shown"] for country, row in shown.items()} == printed(world, "resilience")
    ranks = {row["country"]: row for row in rows(world.plot.ranking("criminality", 2023))}
    assert (ranks["Korea, DPR"]["low"], ranks["Korea, DPR"]["high"]) == (98, 118)


def test_a_ranking_of_several_scopes_has_a_heading_for_each(world: Dataset) -> None:
    shown = rows(world.plot.ranking("criminality", 2023, within="continent"))
    assert sum(row["head"] for row in shown) == 5
    assert len({row["at"] for row in shown}) == 193 + 5


def test_the_plane_counts_its_quadrants(world: Dataset) -> None:
    spec = world.plot.quadrants(2023).to_dict()
    assert "high criminality, low resilience: 63" in spec["description"]
    points = [row for row in rows(world.plot.quadrants(2023)) if "quadrant" in row]
    assert {row["country"]: row["criminality"] for row in points} == printed(world, "criminality")


def test_no_label_of_the_plane_lies_on_another_or_on_a_point(world: Dataset) -> None:
    points = [row for row in rows(world.plot.quadrants(2023)) if "quadrant" in row]
    labels = list(placed_labels(points))
    assert len(labels) > 100
    boxes = [(row["x"], row["y"], row["x"] + 20 * 9 / SIDE, row["y"]) for row in labels]
    for at, (left, low, right, _) in enumerate(boxes):
        for other in boxes[at + 1 :]:
            assert right < other[0] or other[2] < left or abs(low - other[1]) > 9 * 9 / SIDE


def test_a_ranking_needs_the_whole_scope(shipped: Dataset) -> None:
    with pytest.raises(DatasetError, match="ocdataset import"):
        shipped.plot.ranking("criminality", 2023)


@pytest.mark.parametrize("form", FORMATS)
def test_pictures_are_written_whole_in_every_format(form: str, shipped: Dataset, tmp_path: Path) -> None:
    path = tmp_path / f"picture.{form}"
    save(shipped.plot.profile("PRK", 2023), path)
    assert path.stat().st_size > 5_000
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    assert b"cdn." not in path.read_bytes()


def test_an_svg_is_the_same_twice_and_tells_what_it_shows(shipped: Dataset) -> None:
    first, second = (svg_text(shipped.plot.profile("PRK", 2023)) for _ in range(2))
    assert first == second
    root = ElementTree.fromstring(first)  # noqa: S314
    assert root.get("role") == "img"
    assert "Criminality 4.82" in str(root.get("aria-label"))


def test_bad_calls_are_one_clear_line(shipped: Dataset, tmp_path: Path) -> None:
    with pytest.raises(Misuse, match="light, dark"):
        shipped.plot.profile("PRK", 2023, ground="grey")  # type: ignore[arg-type]
    with pytest.raises(Misuse, match="svg, png"):
        save(shipped.plot.profile("PRK", 2023), tmp_path / "picture.bmp")
    with pytest.raises(DatasetError, match="no sheet"):
        shipped.plot.profile("FRA", 2023)
    with pytest.raises(DatasetError, match="no values of 2025"):
        shipped.plot.map("criminality", 2025)
    with pytest.raises(DatasetError, match="no values of 2024"):
        shipped.plot.heatmap(2024)
    with pytest.raises(UnknownName, match="heroin_trade"):
        shipped.plot.map("heroin_trad", 2023)


def test_the_missing_extra_is_one_line(shipped: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(MissingExtra, match=r"pip install 'ocdataset\[plot\]'"):
        _ = shipped.plot


@pytest.mark.parametrize("name", ["light", "dark"])
def test_colours_can_be_read(name: str) -> None:
    on = ground(name)
    for purpose in ("ink", "quiet", "link", "mark", "first", "second"):
        for behind in ("ground", "raised"):
            assert contrast(on[purpose], on[behind]) >= 4.5, purpose
    assert contrast(on["outline"], on["ground"]) >= 3
    for scheme in on.schemes.values():
        for fill in scheme:
            assert contrast(on.text_on(fill), fill) >= 4.5, fill


@pytest.mark.parametrize("form", ["svg", "png"])
def test_hostile_names_are_drawn_as_text(form: str, copy: Path, tmp_path: Path) -> None:
    from ocdataset.use.calls import open_dataset

    path = copy / "data/countries.csv"
    hostile = "<script> [link=x] & \x07\x1b\x00\ud800 \u202e next'"
    text = path.read_text(encoding="utf-8").replace("Korea, DPR", hostile.replace("\ud800", ""))
    path.write_text(text, encoding="utf-8")
    chart = open_dataset(copy).plot.quadrants(2023)
    save(chart.properties(description=hostile), tmp_path / f"picture.{form}")
    if form == "svg":
        root = ElementTree.parse(tmp_path / "picture.svg").getroot()  # noqa: S314
        told = hostile.translate({0x07: "␇", 0x1B: "␛", 0x00: "␀", 0xD800: "\ufffd"})
        assert str(root.get("aria-label")).endswith(told)
