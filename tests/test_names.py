"""Names are matched exactly after folding, never by likeness."""

import pytest

from ocdataset.reference import names
from ocdataset.reference.errors import UnknownName
from ocdataset.reference.folding import fold
from ocdataset.reference.names import country_code, measure_code, reference_table, region_names


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Congo, Dem, Rep,", "COD"),
        ("Congo, Rep.", "COG"),
        ("eSwatini", "SWZ"),
        ("Cote d'Ivoire", "CIV"),
        ("São Tomé & Príncipe", "STP"),
        ("NIGER", "NER"),
        ("Nigeria", "NGA"),
        ("korea_dpr", "PRK"),
        ("Democratic People’s Republic of Korea", "PRK"),
        ("NAM", "NAM"),
    ],
)
def test_spellings_of_countries(name: str, code: str) -> None:
    assert country_code(name) == code


@pytest.mark.parametrize("name", ["NA", "Korea", "Congo", "Guinea Ecuatorial", "", "Nambia"])
def test_what_is_no_one_country(name: str) -> None:
    with pytest.raises(UnknownName):
        country_code(name)


NAMED = ("Taiwan", "Kosovo", "Palestine", "State of Palestine", "Hong Kong", "Western Sahara", "Greenland")
OTHERS = ("Macao", "Somaliland", "Holy See", "scotland")
CODED = ("TWN", "TW", "XKX", "XK", "PS", "HKG", "EH", "ESH")


@pytest.mark.parametrize("name", NAMED + OTHERS + CODED)
def test_what_the_index_does_not_score_is_never_a_neighbour(name: str) -> None:
    with pytest.raises(UnknownName, match="not among the 193 countries that the Index scores") as caught:
        country_code(name)
    assert "closest" not in str(caught.value)


def test_no_territory_that_is_not_scored_is_the_name_of_a_country() -> None:
    assert not set(names._not_scored()) & (set(names.country_names()) | set(names._two_letter_codes()))


def test_no_alias_means_two_countries() -> None:
    meant: dict[str, set[str]] = {}
    for row in reference_table("aliases"):
        meant.setdefault(fold(row["alias"]), set()).add(row["country"])
    for row in reference_table("countries"):
        meant.setdefault(fold(row["name"]), set()).add(row["country"])
        meant.setdefault(fold(row["country"]), set()).add(row["country"])
    assert [name for name, codes in meant.items() if len(codes) > 1] == []


def test_no_spelling_means_two_things() -> None:
    for kind, table, code in (("measure", "measures", "measure"), ("region", "regions", "region")):
        names = [
            (fold(row["spelling"]), row["code"])
            for row in reference_table("spellings")
            if row["kind"] == kind
        ]
        names += [(fold(row["label"]), row[code]) for row in reference_table(table)]
        assert len({name for name, _ in names}) == len(set(names))


def test_every_code_is_its_label_folded() -> None:
    for row in reference_table("measures"):
        assert fold(row["label"]).replace(" ", "_") == row["measure"]
        assert measure_code(row["label"].upper()) == row["measure"]


def test_continents_have_all_countries() -> None:
    sizes = [int(row["countries"]) for row in reference_table("regions") if row["level"] == "continent"]
    assert sum(sizes) == len(reference_table("countries")) == 193
    assert region_names()["eastern asian"] == "eastern_asia"
