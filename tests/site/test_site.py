"""The site of the shipped package: complete, safe, the same twice, and only ever in a folder of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import frictionless
import pytest

import ocdataset as oc
from ocdataset.package.package import Package, open_package
from ocdataset.reference import extras
from ocdataset.reference.errors import MissingExtra, Misuse, PackageError
from ocdataset.reference.rows import csv_text, read_rows
from ocdataset.use.site.building import build_site
from ocdataset.use.site.own_folder import MARKER
from tests.site.checks import broken_links, missing_numbers, too_large, without_policy
from tests.site.reading import read

HOSTILE = "<script>alert(1)</script> [link=x]\"quoted\" & 'single'\nnext\u202eline"


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_every_number_stands_on_its_country_page_with_its_proof(shipped_site: Path, checkout: Path) -> None:
    assert missing_numbers(shipped_site, open_package(checkout)) == []


def test_the_comparison_finds_a_number_that_is_not_as_in_the_table(shipped_site: Path, copy: Path) -> None:
    path = copy / "data/scores.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("2023,PRK,heroin_trade,4.00", "2023,PRK,heroin_trade,4.50"), encoding="utf-8"
    )
    (line,) = missing_numbers(shipped_site, open_package(copy))
    assert line.startswith("PRK 2023-heroin_trade")


def test_links_sizes_and_policy(shipped_site: Path) -> None:
    assert broken_links(shipped_site) == []
    assert too_large(shipped_site) == []
    assert without_policy(shipped_site) == []


def test_the_checks_of_pages_find_what_they_look_for(tmp_path: Path) -> None:
    page = '<a href="no.html">x</a><a href="#no">y</a><img src="https://a.org/x.png"><b onclick="x()">z</b>'
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    (tmp_path / "site.css").write_text("a { background: url(https://a.org/x) }", encoding="utf-8")
    assert len(broken_links(tmp_path)) == 4
    assert without_policy(tmp_path) == ["index.html"]


def test_repairs_reasons_and_proofs_stand_beside_the_numbers(shipped_site: Path, checkout: Path) -> None:
    page = read(shipped_site / "country/PRK.html")
    rows = {one.attributes["id"]: one.text for one in page.all("tr") if "id" in one.attributes}
    for repair in open_package(checkout).rows("repairs"):
        assert repair["reason"] in rows[f"{repair['edition']}-{repair['measure']}"]
    assert "admits one sum only: 21.5" in rows["2023-anti_money_laundering"]


def test_the_narrative_is_shown_by_its_codes(shipped_site: Path) -> None:
    text = read(shipped_site / "country/PRK.html").text
    assert "What the narratives say, coded" in text
    assert "148 statements" in text or "statements in" in text
    assert "Nothing is said of Flora crimes" in text


def test_the_folder_is_a_package_that_others_judge_valid(shipped_site: Path) -> None:
    assert frictionless.validate(str(shipped_site / "datapackage.json")).valid
    assert oc.validate(shipped_site).valid


def test_a_file_a_country_has_every_row_of_it(shipped_site: Path, checkout: Path) -> None:
    package = open_package(checkout)
    expected = sum(len(package.rows(table)) for table in ("scores", "averages", "ranks"))
    rows = read_rows(shipped_site / "data/countries/PRK.csv")
    record = json.loads((shipped_site / "data/countries/PRK.json").read_text(encoding="utf-8"))
    assert len(rows) == len(record["rows"]) == expected
    assert rows[0]["table"] == "averages"


def test_the_same_package_gives_the_same_bytes(shipped_site: Path, checkout: Path, tmp_path: Path) -> None:
    again = build_site(open_package(checkout), tmp_path / "again").folder
    assert contents(again) == contents(shipped_site)


def test_hostile_cells_come_out_as_text(copy: Path, tmp_path: Path) -> None:
    package = open_package(copy)
    _rewrite(package, "countries", "name", HOSTILE, lambda row: row["country"] == "PRK")
    _rewrite(package, "scores", "locator", HOSTILE, lambda row: row["measure"] == "heroin_trade")
    _rewrite(package, "scores", "as_printed", HOSTILE, lambda row: row["measure"] == "heroin_trade")
    _rewrite(package, "sources", "obtained", HOSTILE, lambda _: True)
    _rewrite(package, "repairs", "reason", HOSTILE, lambda _: True)
    _rewrite(package, "measures", "label", HOSTILE, lambda row: row["measure"] == "cannabis_trade")
    site = build_site(open_package(copy), tmp_path / "site").folder
    assert missing_numbers(site, open_package(copy)) == []
    assert without_policy(site) == []
    page = read(site / "country/PRK.html")
    assert HOSTILE in page.all("h1")[0].text
    assert page.text.count(HOSTILE) >= 6
    scripts = [one.attributes.get("src") for path in site.rglob("*.html") for one in read(path).all("script")]
    assert sorted(set(scripts)) == ["index.js", "measure/criminality.js"]
    assert all(b"<script>" not in path.read_bytes() for path in site.rglob("*.[jsh][sjvt][gsm]*"))


def _rewrite(package: Package, table: str, column: str, text: str, chosen: object) -> None:
    rows = read_rows(package.path(table))
    for row in rows:
        if chosen(row):  # type: ignore[operator]
            row[column] = text
    package.path(table).write_text(csv_text(list(rows[0]), rows), encoding="utf-8", newline="\n")


def test_control_characters_are_shown_and_codes_stay_in_the_folder(copy: Path, tmp_path: Path) -> None:
    package = open_package(copy)
    _rewrite(package, "sources", "obtained", "bell \x07 and escape \x1b[2J", lambda _: True)
    _rewrite(package, "countries", "name", "bell \x07", lambda row: row["country"] == "PRK")
    site = build_site(open_package(copy), tmp_path / "site").folder
    text = (site / "country/PRK.html").read_text(encoding="utf-8")
    assert "bell ␇ and escape ␛[2J" in text
    for path in (site / "country").glob("*.svg"):
        ElementTree.parse(path)  # noqa: S314
    _rewrite(package, "scores", "country", "../../x", lambda _: True)
    with pytest.raises(PackageError, match="is no code"):
        build_site(open_package(copy), tmp_path / "other")
    assert not (tmp_path / "other").exists()


@pytest.mark.parametrize("kind", ["a folder of others", "a file", "a site with a file of others"])
def test_what_is_not_ours_is_refused_and_left_alone(kind: str, checkout: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    if kind == "a file":
        out.write_text("mine", encoding="utf-8")
    else:
        out.mkdir()
        (out / "notes.txt").write_text("mine", encoding="utf-8")
        if kind == "a site with a file of others":
            (out / MARKER).write_text('{"files": ["index.html"]}', encoding="utf-8")
    before = contents(tmp_path)
    with pytest.raises(Misuse, match=r"choose a new folder with -o"):
        build_site(open_package(checkout), out)
    assert contents(tmp_path) == before


def test_a_site_of_ours_is_replaced_whole_or_stays(copy: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    build_site(open_package(copy), out)
    first = contents(out)
    _rewrite(open_package(copy), "sources", "obtained", "anew", lambda _: True)
    build_site(open_package(copy), out)
    second = contents(out)
    assert "anew" in second["country/PRK.html"].decode()
    assert first.keys() == second.keys()
    (copy / "data/terms.csv").unlink()
    with pytest.raises(PackageError, match="cannot be read"):
        build_site(open_package(copy), out)
    assert contents(out) == second
    assert sorted(path.name for path in tmp_path.iterdir()) == ["package", "site"]


def test_the_descriptor_may_have_another_name(copy: Path, tmp_path: Path) -> None:
    other = copy / "mine.json"
    other.write_text((copy / "datapackage.json").read_text(encoding="utf-8"), encoding="utf-8")
    (copy / "datapackage.json").write_text('{"resources": []}', encoding="utf-8")
    site = build_site(open_package(other), tmp_path / "site").folder
    assert frictionless.validate(str(site / "datapackage.json")).valid


def test_a_package_of_made_up_countries_has_a_site(tmp_path: Path) -> None:
    made = oc.simulate(tmp_path / "made", rows=1000).folder
    site = build_site(open_package(made), tmp_path / "site").folder
    assert missing_numbers(site, open_package(made)) == []
    assert broken_links(site) == []


def test_a_package_without_figures_is_refused(copy: Path, tmp_path: Path) -> None:
    for table in ("scores", "averages"):
        path = copy / f"data/{table}.csv"
        path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    with pytest.raises(PackageError, match="no scores"):
        build_site(open_package(copy), tmp_path / "site")


def test_the_missing_extra_is_one_line(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extras, "find_spec", lambda _: None)
    with pytest.raises(MissingExtra, match=r"pip install 'ocdataset\[site\]'"):
        build_site(open_package(checkout), tmp_path / "site")


def test_the_verbs(tmp_path: Path) -> None:
    def run(*words: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "ocdataset", *map(str, words)]
        return subprocess.run(command, capture_output=True, text=True, env=os.environ, encoding="utf-8")

    built = run("site", "-o", tmp_path / "site")
    assert built.returncode == 0, built.stderr
    assert built.stdout.startswith("39 pages")
    refused = run("site", "-o", tmp_path)
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    drawn = run("plot", "profile", "PRK", 2023, "--dark", "-o", tmp_path / "profile.svg")
    assert drawn.returncode == 0, drawn.stderr
    assert b"#14171c" in (tmp_path / "profile.svg").read_bytes()
    wrong = run("plot", "map", "heroin", 2023, "-o", tmp_path / "map.svg")
    assert (wrong.returncode, wrong.stderr.count("\n")) == (2, 1)
