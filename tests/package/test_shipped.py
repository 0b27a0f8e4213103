"""The shipped package is what its readings, schemas and metadata give."""

import json
import tomllib
from importlib import resources
from pathlib import Path

import ocdataset as oc
from ocdataset.package.build import build, differences


def test_everything_generated_is_as_committed(checkout: Path) -> None:
    assert differences(checkout, build(checkout)) == [], "run: ocdataset build"


def test_the_package_is_valid() -> None:
    report = oc.validate()
    assert report.valid, report.to_text(every=True)
    assert report.averages == 7


def test_every_quotation_stands_in_its_source(sources: Path) -> None:
    report = oc.validate(sources=sources)
    assert report.valid, report.to_text(every=True)


def test_frictionless_agrees(checkout: Path) -> None:
    from frictionless import Package

    report = Package(str(checkout / "datapackage.json")).validate()
    assert report.valid, report.flatten(["resource", "message"])


def test_the_descriptor_meets_the_official_profile(checkout: Path) -> None:
    import dplib
    import jsonschema

    profiles = Path(str(resources.files(dplib))) / "profiles" / "2.0"
    descriptor = json.loads((checkout / "datapackage.json").read_text(encoding="utf-8"))
    profile = json.loads((profiles / "datapackage.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator(profile).validate(descriptor)
    table = jsonschema.Draft7Validator(
        json.loads((profiles / "tableschema.json").read_text(encoding="utf-8"))
    )
    for path in sorted((checkout / "schemas").glob("*.json")):
        table.validate(json.loads(path.read_text(encoding="utf-8")))


def test_there_is_a_schema_for_each_table_and_no_other(checkout: Path) -> None:
    assert sorted(oc.tables()) == sorted(path.stem for path in (checkout / "schemas").glob("*.json"))


def test_the_korean_profile_is_established_as_printed() -> None:
    scores = oc.load(edition=2023, countries="PRK")
    assert scores["status"].value_counts().to_dict() == {"aligned": 15, "printed": 12, "derived": 5}
    averages = oc.load("averages", edition=2023).set_index("measure")["value"].to_dict()
    assert averages == {
        "criminality": 4.82,
        "criminal_markets": 5.73,
        "criminal_actors": 3.9,
        "resilience": 1.79,
    }
    ranks = oc.load("ranks", edition=2023)
    assert ranks["rank"].tolist() == [111, 32, 2, 187, 43, 5]
    derived = scores[scores["status"] == "derived"]
    assert set(derived["value"]) == {1.0}
    assert set(derived["measure"]) <= set(oc.load("repairs")["measure"])


def test_versions_stand_in_one_place(checkout: Path) -> None:
    project = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    citation = (checkout / "CITATION.cff").read_text(encoding="utf-8")
    changelog = (checkout / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"version: {project['version']}\n" in citation
    assert f"### {project['version']}" in changelog
    assert f"### {oc.data_version()}" in changelog


def test_no_file_has_carriage_returns_or_timestamps(checkout: Path) -> None:
    for folder in ("data", "schemas"):
        for path in (checkout / folder).rglob("*"):
            if path.is_file():
                assert b"\r" not in path.read_bytes(), path
    assert "created" not in json.loads((checkout / "datapackage.json").read_text(encoding="utf-8"))
