"""What others cite and find the dataset by: made from one record, in the forms that they take."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

import ocdataset as oc
from ocdataset.package.descriptor import metadata
from ocdataset.package.package import open_package
from ocdataset.package.records.project_records import project_records

RECORDS = ("CITATION.cff", ".zenodo.json", "schema-org.jsonld", "croissant.json")


@pytest.fixture(scope="module")
def code_version(checkout: Path) -> str:
    project = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def read(checkout: Path, record: str) -> dict[str, Any]:
    text = (checkout / record).read_text(encoding="utf-8")
    content: dict[str, Any] = yaml.safe_load(text) if record.endswith(".cff") else json.loads(text)
    return content


def test_the_records_are_as_the_hand_written_one_gives_them(checkout: Path) -> None:
    made = project_records(checkout, open_package(checkout).descriptor)
    assert set(made) == set(RECORDS)
    for record, content in made.items():
        assert (checkout / record).read_bytes() == content, "run: ocdataset build ."


def test_a_package_alone_has_no_records_of_the_project(copy: Path) -> None:
    assert project_records(copy, open_package(copy).descriptor) == {}


@pytest.mark.parametrize("record", RECORDS)
def test_data_and_code_have_a_version_each(record: str, checkout: Path, code_version: str) -> None:
    content = read(checkout, record)
    assert content["version"] == oc.data_version() != code_version
    assert code_version in (checkout / record).read_text(encoding="utf-8")


def test_citation_cff_fits_its_schema_and_has_what_bibtex_needs(checkout: Path) -> None:
    schema = json.loads((Path(__file__).parent / "cff-1.2.0.schema.json").read_text(encoding="utf-8"))
    content = read(checkout, "CITATION.cff")
    jsonschema.Draft7Validator(schema).validate(content)
    record = metadata(checkout)["citation"]
    assert content["title"] == metadata(checkout)["title"]
    assert content["authors"] == record["authors"]
    assert content["date-released"] == record["released"]
    assert content["url"].startswith("https://")


def test_zenodo_gets_its_legacy_form(checkout: Path) -> None:
    content = read(checkout, ".zenodo.json")
    assert content["upload_type"] == "dataset"
    assert content["license"] == content["license"].lower() == "cc-by-4.0"
    assert all(set(creator) == {"name"} for creator in content["creators"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", content["publication_date"])
    assert "no licence is claimed" in content["notes"]


@pytest.mark.parametrize("record", ["schema-org.jsonld", "croissant.json"])
def test_every_file_is_listed_with_its_hash(record: str, checkout: Path) -> None:
    listed = {one["contentUrl"]: one["sha256"] for one in read(checkout, record)["distribution"]}
    described = {
        one["path"]: one["hash"].removeprefix("sha256:") for one in open_package().descriptor["resources"]
    }
    assert listed == described


@pytest.mark.filterwarnings("default")
def test_croissant_is_valid_and_every_record_is_read(checkout: Path, caplog: Any) -> None:
    croissant = pytest.importorskip("mlcroissant", reason="mlcroissant (250 MB) is in the extra records")
    described = checkout / "croissant.json"
    for table in oc.tables():
        # a data set gives its records once only
        records = croissant.Dataset(described).records(table)
        assert sum(1 for _ in records) == len(oc.load(table)), table
    assert caplog.records == []


def test_the_place_for_the_doi_is_filled_from_the_record(copy: Path) -> None:
    file = copy / "datapackage.json"
    content = json.loads(file.read_text(encoding="utf-8"))
    content["citation"]["doi"] = "10.5281/zenodo.1"
    file.write_text(json.dumps(content), encoding="utf-8")
    other = oc.open(copy)
    assert "doi = {10.5281/zenodo.1}" in other.cite(style="bibtex", what="dataset")
    assert other.cite(what="dataset").endswith("https://doi.org/10.5281/zenodo.1")
