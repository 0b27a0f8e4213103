"""Releases that were never seen: headers, order, names and editions drift, and the figures do not."""

import json
import random
from pathlib import Path

import pytest

import ocdataset as oc
from ocdataset.package.package import open_package
from ocdataset.reference.names import country_labels, measure_labels, reference_table
from tests.workbook.made_up import made_up_sheet, unrounded, write


def imported(path: Path) -> oc.Dataset:
    return oc.import_workbook(path, path.with_suffix(""))


def values(dataset: oc.Dataset, edition: int) -> dict[tuple[str, str], float]:
    frame = dataset.load("scores", edition=edition)
    return dict(zip(zip(frame["country"], frame["measure"], strict=True), frame["value"], strict=True))


def given(sheet) -> dict[tuple[str, str], float]:
    measures = [key for key, _ in sheet.columns if key in measure_labels()]
    parents = {"criminality", "criminal_markets", "criminal_actors", "resilience"}
    return {
        (country, measure): row[measure]
        for country, row in sheet.cells.items()
        for measure in measures
        if measure not in parents
    }


@pytest.fixture(scope="module")
def drifted(tmp_path_factory: pytest.TempPathFactory) -> tuple[oc.Dataset, dict[int, dict]]:
    """A 2025 release of three editions, each with its own drift of everything that may drift."""
    draw = random.Random(4)
    sheets = [made_up_sheet(2025), made_up_sheet(2023), made_up_sheet(2021)]
    newest, middle, oldest = sheets
    newest.above = [["GLOBAL ORGANIZED CRIME INDEX"], [], [None, "All scores from 1 to 10"]]
    newest.columns.append(("code", "ISO3"))
    newest.columns.append(("note", "Notes"))
    newest.cells["FRA"]["note"] = "See the profile."
    newest.rename("criminality", "CRIMINALITY (avg.)")
    newest.rename("resilience", "Overall resilience score")
    newest.rename("anti_money_laundering", "Anti money-laundering ")
    newest.rename("victim_and_witness_support", "VICTIM & WITNESS SUPPORT")
    newest.cells["NAM"]["code"] = "NAM"
    newest.cells["COD"]["country"] = "Congo, Dem, Rep,"
    newest.cells["TUR"]["country"] = "Türkiye"
    newest.cells["CIV"]["country"] = "COTE D'IVOIRE"
    newest.below = [[], [None, None, "Source: made up"], ["World average", None, "World", 5.0, 5.0]]
    middle.rename("criminality", "Criminality avg,")
    middle.rename("criminal_markets", "Average criminal markets")
    middle.cells["SWZ"]["country"] = "eSwatini"
    middle.cells["LCA"]["country"] = "St, Lucia"
    for row in middle.cells.values():
        if row["region"] in ("Caribbean", "Central America"):
            row["region"] = "Caribbean & Central"
    oldest.name = "Full_dataset_2021"
    unrounded(oldest)
    for row in oldest.cells.values():
        if row["region"] == "Caribbean":
            row["region"] = "Caribbean "
    for sheet in sheets:
        draw.shuffle(sheet.columns)
        draw.shuffle(sheet.order)
    path = tmp_path_factory.mktemp("releases") / "release.xlsx"
    write(path, *sheets, cover="GLOBAL ORGANIZED CRIME INDEX - 2025")
    return imported(path), {sheet.edition: given(sheet) for sheet in sheets}


@pytest.mark.parametrize("edition", [2021, 2023, 2025])
def test_no_score_is_lost_moved_or_changed(drifted, edition: int) -> None:
    dataset, expected = drifted
    assert values(dataset, edition) == expected[edition]
    assert dataset.load("scores", edition=edition)["country"].nunique() == 193


def test_the_package_is_valid_and_reproduces_every_average(drifted) -> None:
    report = drifted[0].validate()
    assert report.valid, report.to_text()
    assert report.averages == 3 * 193 * 4


def test_merged_and_blank_regions_are_harmonised_and_said_so(drifted) -> None:
    dataset, _ = drifted
    placed = dataset.load("placements")
    by_edition = {edition: rows.set_index("country")["region"] for edition, rows in placed.groupby("edition")}
    assert by_edition[2023].equals(by_edition[2021])
    repairs = dataset.load("repairs")
    assert set(repairs["rule"]) == {"region_harmonised"}
    assert repairs.groupby("edition").size().to_dict() == {2021: 13, 2023: 21}
    assert all("merges" in reason for reason in repairs[repairs["edition"] == 2023]["reason"])


def test_every_value_has_the_cell_that_holds_it(drifted) -> None:
    dataset, _ = drifted
    import openpyxl

    book = openpyxl.load_workbook(dataset.package.root.with_suffix(".xlsx"), data_only=True)
    for row in dataset.package.rows("averages")[::97] + dataset.package.rows("scores")[::997]:
        sheet, cell = row["locator"].split("!")
        assert repr(float(book[sheet][cell].value)) == repr(float(row["as_printed"]))


def test_every_quotation_is_looked_up_in_the_workbook(tmp_path: Path) -> None:
    root = imported(write(tmp_path / "release.xlsx", made_up_sheet(2021))).package.root
    descriptor = json.loads((root / "datapackage.json").read_text())
    for resource in descriptor["resources"]:
        del resource["hash"], resource["bytes"]
    (root / "datapackage.json").write_text(json.dumps(descriptor))
    averages = root / "data" / "averages.csv"
    right = averages.read_text()
    assert "2021_dataset!D2," in right
    averages.write_text(right.replace("2021_dataset!D2,", "2021_dataset!E2,"))
    wrong = [one for one in oc.validate(root, sources=tmp_path).violations if one.rule == "provenance"]
    assert [one.expected.split(",")[0] for one in wrong] == ["the cell's text"]


def test_without_a_place_given_the_package_lasts_as_long_as_the_program(tmp_path: Path) -> None:
    dataset = oc.import_workbook(write(tmp_path / "release.xlsx", made_up_sheet(2023)))
    assert tmp_path not in dataset.package.root.parents
    assert len(dataset.load("averages")) == 4 * 193


def test_exact_values_are_fractions_and_floats(drifted) -> None:
    frame = drifted[0].load("averages", exact=True)
    assert all(
        float(one) == other for one, other in zip(frame["exact_fraction"], frame["exact_value"], strict=True)
    )
    assert ((frame["exact_value"] - frame["value"]).abs() <= 0.005 + 1e-12).all()
    assert (frame["exact_value"] != frame["value"]).any()


def test_ranks_are_one_more_than_the_number_strictly_higher(drifted) -> None:
    dataset, _ = drifted
    exact = dataset.load("averages", exact=True)
    ranks = dataset.load("ranks")
    assert len(ranks) == 3 * 193 * 6
    of = {(row.edition, row.country, row.measure): row.exact_fraction for row in exact.itertuples()}
    place = {
        (row.edition, row.country): {"world": "", "continent": row.continent, "region": row.region}
        for row in dataset.load("placements").itertuples()
    }
    for row in ranks.sample(60, random_state=1).itertuples():
        scope = place[row.edition, row.country][row.scope]
        peers = [
            country
            for (edition, country), within in place.items()
            if edition == row.edition and within[row.scope] == scope
        ]
        mine = of[row.edition, row.country, row.measure]
        higher = sum(of[row.edition, other, row.measure] > mine for other in peers)
        assert (row.rank, row.out_of) == (higher + 1, len(peers))


def test_an_edition_that_nobody_knows_yet_is_read_off_the_sheet(tmp_path: Path) -> None:
    sheet = made_up_sheet(2027, like=2025)
    for column in ("private_sector_actors",):
        sheet.drop(column)
    for row in sheet.cells.values():
        actors = ("mafia_style_groups", "criminal_networks", "state_embedded_actors", "foreign_actors")
        mean = sum(row[actor] for actor in actors) / 4
        row["criminal_actors"] = mean
        markets = [
            row[key]
            for key, _ in sheet.columns[sheet.columns.index(("human_trafficking", "Human trafficking")) :][
                :15
            ]
        ]
        row["criminality"] = (sum(markets) / 15 + mean) / 2
        row["criminal_markets"] = sum(markets) / 15
    dataset = imported(write(tmp_path / "next.xlsx", sheet))
    assert values(dataset, 2027) == given(sheet)
    composition = dataset.load("composition", edition=2027)
    assert len(composition) == 4 + 15 + 4 + 12
    editions = dataset.load("editions").set_index("edition")
    assert editions.loc[2027, "assessment_year_basis"] == "inferred"
    assert dataset.validate().valid


def test_a_header_over_two_rows_with_merged_cells(tmp_path: Path) -> None:
    import openpyxl

    sheet = made_up_sheet(2023)
    path = write(tmp_path / "merged.xlsx", sheet)
    book = openpyxl.load_workbook(path)
    page = book["2023_dataset"]
    page.insert_rows(1)
    for at, (key, _) in enumerate(sheet.columns, start=1):
        if key in ("continent", "region", "country", "criminality"):
            page.cell(1, at).value = page.cell(2, at).value
            page.cell(2, at).value = None
            page.merge_cells(start_row=1, end_row=2, start_column=at, end_column=at)
        if key == "criminal_markets":
            page.cell(1, at).value = "CRIMINAL MARKETS"
            page.cell(2, at).value = "Average"
            page.merge_cells(start_row=1, end_row=1, start_column=at, end_column=at + 15)
    book.save(path)
    assert values(imported(path), 2023) == given(sheet)


def test_countries_are_told_by_code_where_the_name_is_not_known(tmp_path: Path) -> None:
    sheet = made_up_sheet(2023)
    sheet.columns.append(("code", "Country Code"))
    sheet.cells["FRA"]["country"] = "The Hexagon"
    assert values(imported(write(tmp_path / "coded.xlsx", sheet)), 2023) == given(sheet)


def test_notes_sums_and_stray_cells_around_the_countries_are_no_countries(tmp_path: Path) -> None:
    sheet = made_up_sheet(2023)
    sheet.below = [
        [],
        [None, None, "World average", 5.0, 5.0],
        ["Africa", None, "Africa", 5.0, 5.0],
        [None, None, None, 5.01, 5.02],
        ["* Scores run from 1 to 10."],
    ]
    sheet.cells["FRA"]["stray"] = "checked"
    sheet.columns += [("blank", ""), ("stray", "")]
    assert values(imported(write(tmp_path / "notes.xlsx", sheet)), 2023) == given(sheet)


def test_columns_beside_the_figures_vary(tmp_path: Path) -> None:
    sheet = made_up_sheet(2023)
    for at, (country, row) in enumerate(sheet.cells.items(), start=1):
        row |= {"at": at, "iso2": "NA" if country == "NAM" else country[:2], "sub": row["region"]}
        row |= {"region": row["continent"], "rank": at, "change": -0.5, "link": "https://x", "code": country}
    sheet.drop("continent")
    sheet.columns = [("at", "#"), ("iso2", "ISO2"), ("code", "ISO3"), ("sub", "Sub-region"), *sheet.columns]
    sheet.columns += [("rank", "Rank"), ("change", "Change in resilience"), ("link", "Profile link")]
    assert values(imported(write(tmp_path / "beside.xlsx", sheet)), 2023) == given(sheet)


def test_sheets_beside_the_scores_are_not_taken_for_scores(tmp_path: Path) -> None:
    import openpyxl

    sheet, older = made_up_sheet(2023), made_up_sheet(2021)
    sheet.name, older.name = "Sheet2", "Sheet3"
    cover = "GLOBAL ORGANIZED CRIME INDEX - 2023"
    path = write(tmp_path / "beside.xlsx", sheet, older, cover=cover)
    book = openpyxl.load_workbook(path)
    others = {
        "Changes 2021-2023": ["Country", "Criminality", "Criminal markets", "Resilience"],
        "Regional averages": ["Region", "Criminality", "Criminal markets", "Resilience"],
        "Countries": ["Country", "Region", "ISO3", "Population"],
    }
    for name, header in others.items():
        page = book.create_sheet(name)
        page.append(header)
        page.append(["Caribbean" if "Region" in header[0] else "France", 5, -0.5, 0])
    book.save(path)
    dataset = imported(path)
    assert values(dataset, 2023) == given(sheet)
    assert values(dataset, 2021) == given(older)


@pytest.mark.parametrize("seed", range(2))
def test_any_name_in_the_table_of_aliases_is_understood(tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)
    sheet = made_up_sheet(2025)
    spelt: dict[str, list[str]] = {}
    for row in reference_table("aliases"):
        spelt.setdefault(row["country"], []).append(row["alias"])
    for country, row in sheet.cells.items():
        name = draw.choice(spelt.get(country, [row["country"]]))
        row["country"] = draw.choice([name, name.upper(), name.replace(".", " ,"), f" {name} "])
    assert values(imported(write(tmp_path / "names.xlsx", sheet)), 2025) == given(sheet)


def test_numbers_kept_as_text_are_taken_exactly_and_repaired(tmp_path: Path) -> None:
    sheet = made_up_sheet(2023)
    sheet.cells["FRA"]["heroin_trade"] = str(sheet.cells["FRA"]["heroin_trade"]).replace(".", ",")
    dataset = imported(write(tmp_path / "commas.xlsx", sheet))
    repairs = dataset.package.rows("repairs")
    assert [(row["country"], row["measure"], row["rule"]) for row in repairs] == [
        ("FRA", "heroin_trade", "read_as")
    ]
    assert dataset.validate().valid


def test_a_sheet_without_a_year_is_the_one_on_the_cover(tmp_path: Path) -> None:
    newest, older = made_up_sheet(2025), made_up_sheet(2023)
    newest.name = "Full_dataset"
    path = write(tmp_path / "cover.xlsx", newest, older, cover="GLOBAL ORGANIZED CRIME INDEX - 2025")
    assert values(imported(path), 2025) == given(newest)


def test_build_leaves_an_imported_package_alone(drifted) -> None:
    from ocdataset.package.build import build
    from ocdataset.package.package import PackageError

    with pytest.raises(PackageError, match="imported from a workbook"):
        build(drifted[0].package.root)


def test_frictionless_agrees(drifted) -> None:
    from frictionless import Package

    descriptor = drifted[0].package.root / "datapackage.json"
    assert Package(str(descriptor)).validate().valid


def test_all_countries_of_the_package_are_named(drifted) -> None:
    package = open_package(drifted[0].package.root)
    assert {row["country"] for row in package.rows("averages")} == set(country_labels())
