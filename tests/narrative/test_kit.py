"""The kit for coders, tried on a made-up profile of a made-up country from beginning to end."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ocdataset.check.coding_folder import check_folder
from ocdataset.cli.verbs import cli
from ocdataset.package.coding.comparing import agreement_of
from ocdataset.package.coding.exchange import export_coding, import_coding
from ocdataset.package.coding.folder import CodingFolder, new_folder, open_folder, save_coding
from ocdataset.package.narrative.codings import TABLES
from ocdataset.package.package import open_package
from ocdataset.reference.errors import DatasetError, Misuse, SourceRefused
from ocdataset.use.calls import open_dataset, validate
from tests.narrative import ruritania


def code(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["code", *map(str, arguments)])


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    return ruritania.profile(tmp_path)


@pytest.fixture
def anna(tmp_path: Path, profile: Path) -> CodingFolder:
    folder = new_folder(
        profile, tmp_path / "anna", coder="anna", country="XRU", edition=2023, name="Ruritania"
    )
    save_coding(folder, ruritania.coding(ruritania.anna()))
    return open_folder(folder.path)


@pytest.fixture
def bela(tmp_path: Path, profile: Path) -> CodingFolder:
    folder = new_folder(
        profile, tmp_path / "bela", coder="bela", country="XRU", edition=2023, name="Ruritania"
    )
    save_coding(folder, ruritania.coding(ruritania.bela()))
    return open_folder(folder.path)


def decide(file: Path) -> None:
    """Fill the open decisions in: anna's cells, and everything that she has."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for row in rows:
        whole = row["field"] in ("statement", "term", "relation")
        row["verdict"] = "keep" if whole else "set"
        row["value"] = row["value"] or row["anna"]
        row["reason"] = "anna follows the manual"
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def test_the_walk_through_a_made_up_country(tmp_path: Path, profile: Path) -> None:
    for coder, statements in (("anna", ruritania.anna()), ("bela", ruritania.bela())):
        made = code(
            "new", profile, "-o", tmp_path / coder, "--coder", coder, "--country", "XRU", "--edition", 2023,
            "--name", "Ruritania",
        )  # fmt: skip
        assert made.exit_code == 0, made.output
        begun = code("check", tmp_path / coder)
        assert (begun.exit_code, "0 of 5 sentences coded" in begun.output) == (0, True), begun.output
        save_coding(open_folder(tmp_path / coder), ruritania.coding(statements))
        checked = code("check", tmp_path / coder, "--source", profile)
        assert (checked.exit_code, "all 5 sentences coded" in checked.output) == (0, True), checked.output
    both = (tmp_path / "anna", tmp_path / "bela")
    compared = code("compare", *both)
    assert compared.exit_code == 0, compared.output
    assert "5 sentences coded by all; 4 differences" in compared.output
    assert max(map(len, compared.output.splitlines())) <= 80

    decisions, package = tmp_path / "decisions.csv", tmp_path / "package"
    asked = code("adjudicate", *both, "--decisions", decisions, "-o", package)
    assert (asked.exit_code, package.exists()) == (1, False)
    assert "4 of 4 differences undecided" in asked.output
    decide(decisions)
    done = code("adjudicate", *both, "--decisions", decisions, "-o", package, "--adjudicator", "clara")
    assert done.exit_code == 0, done.output
    assert "7 statements of 2 coders, 4 decisions" in done.output

    report = validate(package, sources=tmp_path)
    assert report.valid, report.to_text()
    dataset = open_dataset(package)
    assert dataset.load("reliability").query("field == 'claim'")["agreement"].tolist() == [1.0]
    assert dataset.load("coders")["role"].tolist() == ["coder", "coder", "adjudicator"]
    assert dataset.statements(topic="cannabis", partner="abroad")["country"].tolist() == ["XRU"]


def test_partial_work_is_told_and_compared(anna: CodingFolder, bela: CodingFolder) -> None:
    half = [one for one in ruritania.bela() if one.unit_id < "XRU-2023-u005"]
    save_coding(bela, ruritania.coding(half))
    checked = check_folder(open_folder(bela.path))
    assert (checked.faults, checked.progress) == (
        (),
        "2 of 5 sentences coded; the next is XRU-2023-u005",
    )
    agreed = agreement_of([anna, open_folder(bela.path)])
    assert agreed.sentences == 2
    refused = code("adjudicate", anna.path, bela.path, "--decisions", "d.csv", "-o", "out")
    assert refused.exit_code != 0
    assert "not coded yet: 3 sentences" in str(refused.exception)


def test_faults_and_doubts_are_told_apart(anna: CodingFolder, profile: Path) -> None:
    statements = ruritania.anna()
    statements[0].cells["certainty"] = "asserted"
    statements[4].cells["level"] = ""
    save_coding(anna, ruritania.coding(statements))
    checked = check_folder(open_folder(anna.path), profile)
    assert [one.key for one in checked.faults] == ["XRU-2023-u006-s2"]
    assert {one.rule for one in checked.doubts} == {"narrative_hedges"}
    shown = code("check", anna.path, "--source", profile)
    assert (shown.exit_code, "1 fault;" in shown.output) == (1, True)


def test_three_coders_are_compared_and_merged(
    tmp_path: Path, profile: Path, anna: CodingFolder, bela: CodingFolder
) -> None:
    third = new_folder(
        profile, tmp_path / "carl", coder="carl", country="XRU", edition=2023, name="Ruritania"
    )
    save_coding(third, ruritania.coding(ruritania.anna()))
    folders = [anna, bela, open_folder(third.path)]
    assert agreement_of(folders).differences == 4
    arguments = [folder.path for folder in folders]
    assert (
        code("adjudicate", *arguments, "--decisions", tmp_path / "d.csv", "-o", tmp_path / "p").exit_code == 1
    )
    decide(tmp_path / "d.csv")
    assert (
        code("adjudicate", *arguments, "--decisions", tmp_path / "d.csv", "-o", tmp_path / "p").exit_code == 0
    )
    assert validate(tmp_path / "p").valid


@pytest.mark.parametrize("form", ["cas", "web-annotation"])
def test_a_coding_goes_out_and_comes_back(
    tmp_path: Path, anna: CodingFolder, bela: CodingFolder, form: str
) -> None:
    before = [(anna.path / f"{table}.csv").read_bytes() for table in TABLES]
    file = tmp_path / "coding.json"
    assert export_coding(anna.path, file, form, None) == 7
    written = file.read_text(encoding="utf-8")
    assert "shepherds" not in written
    assert json.loads(written)
    assert import_coding(file, bela.path, form) == 7
    assert [(bela.path / f"{table}.csv").read_bytes() for table in TABLES] == before


def test_the_types_are_a_type_system(tmp_path: Path, anna: CodingFolder) -> None:
    from cassis import load_typesystem

    export_coding(anna.path, tmp_path / "types.xml", "cas-types", None)
    types = load_typesystem((tmp_path / "types.xml").read_text(encoding="utf-8"))
    features = {one.name for one in types.get_type("webanno.custom.OcdatasetStatement").all_features}
    assert {"measure", "claim", "responder", "terms", "relations"} <= features


def test_a_cas_holds_the_text_where_it_is_asked_for(
    tmp_path: Path, anna: CodingFolder, profile: Path
) -> None:
    from cassis import load_cas_from_json

    file = tmp_path / "cas.json"
    export_coding(anna.path, file, "cas", profile)
    cas = load_cas_from_json(file.read_text(encoding="utf-8"))
    assert cas.sofa_string == ruritania.PROFILE
    first = cas.select("webanno.custom.OcdatasetStatement")[0]
    assert first.get_covered_text().startswith("Brokers from abroad")
    (tmp_path / "other.txt").write_text("another text", encoding="utf-8")
    with pytest.raises(DatasetError, match="not the file that was coded"):
        export_coding(anna.path, file, "cas", tmp_path / "other.txt")


def test_the_shipped_coding_goes_out_as_annotations(tmp_path: Path) -> None:
    file = tmp_path / "page.json"
    assert export_coding(open_package().root, file, "web-annotation", None) == len(
        open_package().rows("statements")
    )
    items = json.loads(file.read_text(encoding="utf-8"))["items"]
    units = {row["sha256"]: row for row in open_package().rows("units")}
    for item in items:
        unit = units[item["target"]["ocd:wording"]]
        assert item["target"]["selector"]["start"] == int(unit["char_start"])
    with pytest.raises(Misuse, match="2 profiles"):
        export_coding(open_package().root, file, "cas", None)


def test_what_is_no_coding_is_refused_and_the_folder_stays(tmp_path: Path, anna: CodingFolder) -> None:
    before = [(anna.path / f"{table}.csv").read_bytes() for table in TABLES]
    file = tmp_path / "broken.json"
    for content in (
        "",
        "[]",
        "{}",
        '{"items": [{"id": "x"}]}',
        '{"items": [{"id": "x", "target": {"ocd:wording": "0"}}]}',
    ):
        file.write_text(content, encoding="utf-8")
        for form in ("cas", "web-annotation"):
            with pytest.raises(DatasetError):
                import_coding(file, anna.path, form)
    assert [(anna.path / f"{table}.csv").read_bytes() for table in TABLES] == before


def test_what_cannot_be_coded_is_refused(tmp_path: Path, profile: Path, anna: CodingFolder) -> None:
    plain = {"coder": "anna", "country": "PRK", "edition": 2023}
    with pytest.raises(Misuse, match="cannot be read"):
        new_folder(tmp_path / "nowhere.txt", tmp_path / "x", **plain)
    (tmp_path / "empty.txt").write_text("nothing", encoding="utf-8")
    with pytest.raises(SourceRefused, match="no narrative"):
        new_folder(tmp_path / "empty.txt", tmp_path / "x", **plain)
    for wrong, message in (
        ({"coder": "Anna B"}, "short name"),
        ({"edition": 2019}, "expected one of 2021"),
        ({"country": "PRK", "name": "Ruritania"}, "three capitals"),
    ):
        with pytest.raises(DatasetError, match=message):
            new_folder(profile, tmp_path / "x", **(plain | wrong))
    with pytest.raises(Misuse, match="not an empty folder"):
        new_folder(profile, anna.path, **plain)
    with pytest.raises(DatasetError, match="no folder of a coder"):
        open_folder(tmp_path)
    with pytest.raises(Misuse, match="wrote two"):
        agreement_of([anna, anna])
    assert not (tmp_path / "x").exists()


def test_decisions_that_are_wrong_are_told_by_their_line(
    tmp_path: Path, anna: CodingFolder, bela: CodingFolder
) -> None:
    file = tmp_path / "d.csv"
    head = "unit_id,group,field,value,verdict,reason\n"
    for row, message in (
        ("XRU-2023-u002,1,level,3,keep,because\n", "line 2: verdict 'keep', expected set"),
        ("XRU-2023-u002,1,level,3,set,\n", "line 2: a decision without a reason"),
        ("XRU-2023-u002,one,level,3,set,because\n", "group 'one'"),
        ("XRU-2023-u003,1,claim,knowledge,set,because\n", "1 decision without effect"),
        ("XRU-2023-u002,1,relation,flow,keep,because\n", "1 decision without effect"),
    ):
        file.write_text(head + row, encoding="utf-8")
        refused = code("adjudicate", anna.path, bela.path, "--decisions", file, "-o", tmp_path / "p")
        assert message in str(refused.exception)
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    refused = code("adjudicate", anna.path, bela.path, "--decisions", file, "-o", tmp_path / "p")
    assert "no table of decisions" in str(refused.exception)
