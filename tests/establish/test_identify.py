"""Country and edition are told by the source, or asked for; never guessed."""

from collections import Counter
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from ocdataset.establish import identify
from ocdataset.read import Reading, Transcript, read_text
from ocdataset.read.page.lines.titles import region_named
from ocdataset.reference.errors import DatasetError, SourceRefused
from ocdataset.reference.names import continent_of_region, country_code, country_regions, reference_table
from tests.read.pages import lines_of, page_text, sheet_text

PROSE = "The smuggling routes of Mongolia run through the capital of Mongolia, and Mongolia says little. "


def about(*names, narrative="", address="https://ocindex.net/2023/"):
    readings = tuple(Reading(at, 1, f"{at}:1", at, "name", name) for at, name in enumerate(names, 1))
    return Transcript("text_layer", readings, address, narrative)


@pytest.mark.parametrize(
    ("transcript", "country"),
    [
        (about("Mongolia"), "MNG"),
        (about("KOREA, DPR"), "PRK"),
        (about(address="https://ocindex.net/2023/country/congo_dem_rep"), "COD"),
        (about(narrative=PROSE), "MNG"),
        (about("MONGOLLA", narrative=PROSE), "MNG"),
        (about("SAMPLE MQNGOLIA", narrative=PROSE), "MNG"),
        (about("Fiji", narrative=PROSE), "FJI"),
    ],
    ids=[
        "title",
        "alias",
        "address",
        "narrative",
        "garbled title",
        "garbled end of title",
        "title over narrative",
    ],
)
def test_the_country_is_told(transcript, country):
    assert identify(transcript)[0] == country


@pytest.mark.parametrize(
    ("transcript", "what"),
    [
        (about("ATLANTIS"), "ATLANTIS"),
        (about("ATLANTIS", narrative=PROSE), "ATLANTIS"),
        (about(), "does not name"),
        (about("Mongolia", "Fiji"), "several countries"),
        (about("Mongolia", address="https://ocindex.net/2023/country/fiji"), "several countries"),
        (about(address="https://ocindex.net/2023/country/atlantis"), "atlantis"),
        (about(narrative=PROSE + PROSE.replace("Mongolia", "Fiji")), "does not name"),
    ],
    ids=[
        "unknown",
        "unlike the narrative",
        "none",
        "two",
        "two by address",
        "unknown address",
        "two in the narrative",
    ],
)
def test_a_country_that_cannot_be_told_is_asked_for(transcript, what):
    with pytest.raises(SourceRefused, match=what) as refused:
        identify(transcript)
    assert "--country" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_comparison_page_is_of_the_country_named_again_above_the_scores():
    page = page_text(address="https://ocindex.net/2023/compare")
    chips = "Mongolia\n\nx\n\nFiji\n\nx\n\nProfile\n\n"
    assert identify(read_text(f"{chips}Fiji\n\n{page}"), edition=2023) == ("FJI", 2023)
    for unclear in (chips, f"{chips}Fiji\n\nMongolia\n\n"):
        with pytest.raises(SourceRefused, match="--country"):
            identify(read_text(unclear + page), edition=2023)


@pytest.mark.parametrize(
    "heading",
    [
        "Country profile: {}",
        "Country: {}",
        "{} - Organized Crime Index",
        "{} | The Organized Crime Index",
        "Organized crime in {}",
        "{} 2023",
        "{} Global Organized Crime Index 2023",
        "## **{} country profile**",
    ],
)
def test_a_title_around_a_name_names_the_country(heading):
    for name, code in (("Niger", "NER"), ("Guinea-Bissau", "GNB"), ("Congo, Dem. Rep.", "COD")):
        sheet = sheet_text(2021, title=heading.format(name))
        assert identify(read_text(sheet), edition=2021)[0] == code
        with pytest.raises(SourceRefused, match="--country"):
            identify(read_text(sheet.replace("\n", "\nCompare with\nNigeria\n", 1)), edition=2021)


@pytest.mark.parametrize(
    "above", ["All about Namibia, its people", "Namibia (NAM)", "Africa > Namibia > Scores now"]
)
def test_a_country_named_in_passing_above_another_is_asked_for(above):
    with pytest.raises(SourceRefused, match="NAM, NGA"):
        identify(read_text(f"{above}\nNext\n{sheet_text(2021, title='NIGERIA')}"))
    below = sheet_text(2021, title=f"NIGERIA\n{above}")
    assert identify(read_text(below)) == ("NGA", 2021)


@pytest.mark.parametrize(
    ("title", "country"),
    [
        ("Papua New\nGuinea", "PNG"),
        ("Equatorial\n\nGuinea", "GNQ"),
        ("Guinea-\nBissau", "GNB"),
        ("## Dominican\n## Republic", "DOM"),
        ("Burkina\nFaso", "BFA"),
        ("St. Vincent\nand the\nGrenadines", "VCT"),
        ("Congo,\nDem. Rep.", "COD"),
        ("Guinea", "GIN"),
        ("Niger\nNiger", "NER"),
    ],
)
def test_a_name_broken_over_lines_is_not_that_of_its_end(title, country):
    assert identify(read_text(sheet_text(2021, title=title))) == (country, 2021)


def test_a_column_of_countries_names_the_country():
    rows = [f'"{{}}",2023,"{label}",{number}' for label, number in lines_of()]
    table = "\n".join(["country,edition,indicator,score", *rows])
    assert identify(read_text(table.replace("{}", "Korea, Rep.")), edition=2023) == ("KOR", 2023)
    mixed = table.replace("{}", "Togo", 20).replace("{}", "Benin")
    with pytest.raises(SourceRefused, match="BEN, TGO"):
        identify(read_text(mixed), edition=2023)


def test_a_link_to_another_edition_is_no_title():
    page = sheet_text(2025, title="NIGER\n{} the Global Organized Crime Index 2023 report\n2025 profile")
    for verb in ("Download", "Read", "View"):
        assert identify(read_text(page.format(verb))) == ("NER", 2025)


def test_a_title_that_the_indicators_contradict_is_asked_about():
    page = sheet_text(2021, title="NIGER\nGlobal Organized Crime Index 2023")
    with pytest.raises(SourceRefused, match="headed 2023 and shows the indicators of 2021; give --edition"):
        identify(read_text(page))
    assert identify(read_text(page), edition=2021) == ("NER", 2021)


def test_what_the_user_says_tells_what_the_page_does_not():
    page = about("Mongolia", "Fiji", address="")
    assert identify(page, country="Fiji", edition=2025) == ("FJI", 2025)
    assert identify(about("ATLANTIS", address=""), country="Fiji", edition=2025) == ("FJI", 2025)


def test_a_country_that_the_page_contradicts_is_refused_with_both_statements():
    for page in (about("Mongolia"), about(address="https://ocindex.net/2023/country/mongolia")):
        with pytest.raises(SourceRefused, match=r"page names Mongolia .* and --country says Fiji") as refused:
            identify(page, country="Fiji", edition=2023)
        assert "\n" not in str(refused.value)
    assert identify(about(narrative=PROSE), country="Fiji", edition=2023) == ("FJI", 2023)


@pytest.mark.parametrize(
    ("page", "said", "statement"),
    [
        (about("Mongolia"), 2025, "has the address of 2023"),
        (read_text(sheet_text(2023, title="FIJI\nCrime Index 2023")), 2025, "is headed 2023"),
        (read_text(sheet_text(2021, title="FIJI")), 2023, "shows the indicators of 2021"),
        (read_text(sheet_text(2023, title="FIJI")), 2021, "shows the indicators of 2023 or 2025"),
    ],
    ids=["address", "title", "indicators of the first", "indicators of later ones"],
)
def test_an_edition_that_the_page_contradicts_is_refused_with_both_statements(page, said, statement):
    with pytest.raises(SourceRefused, match=f"the page {statement} and --edition says {said}") as refused:
        identify(page, edition=said)
    assert "\n" not in str(refused.value)


def test_a_year_of_no_edition_is_misread_where_the_indicators_are_those_of_one():
    assert identify(read_text(sheet_text(2021, title="FIJI\nCRIME INDEX 2024"))) == ("FJI", 2021)
    with pytest.raises(SourceRefused, match="2023 or 2025; give --edition"):
        identify(read_text(sheet_text(2023, title="FIJI\nCRIME INDEX 2024")))
    with pytest.raises(SourceRefused, match="edition 2031, whose composition is not known"):
        identify(read_text(sheet_text(2021, title="FIJI\nCRIME INDEX 2031")))


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Equatorial Guinea\nGLOBALORGANIZEDCRIMEINDEX2023", ("GNQ", 2023)),
        ("HomeAboutExploreYear: 2025Equatorial Guinea", ("GNQ", 2025)),
        ("HomeAboutExplore[Year: 2023]\nANTIGUAANDBARBUDA", ("ATG", 2023)),
        ("[Home](/)[Explore](/explore)Year: 2025\nM E X I C O", ("MEX", 2025)),
    ],
)
def test_titles_glued_or_set_in_single_letters_tell_country_and_edition(title, told):
    assert identify(read_text(sheet_text(told[1], title=title))) == told


def test_the_edition_of_2019_is_named_where_a_page_can_be_of_it():
    for asked in (
        about("Togo", address=""),
        read_text("Togo\nFlora crimes 2.00\nMafia-style groups 3.00\nPrevention 4.00"),
    ):
        with pytest.raises(SourceRefused, match=r"give --edition .that of 2019 covers Africa only"):
            identify(asked)
    with pytest.raises(SourceRefused, match=r"2023 or 2025; give --edition$"):
        identify(read_text(sheet_text(2023, title="TOGO")))


def test_a_country_that_the_user_misspells_is_an_error_with_the_closest():
    with pytest.raises(DatasetError, match="Mongolia"):
        identify(about(), country="Mongoliaa")


def test_the_indicators_tell_the_edition_of_2021():
    assert identify(read_text(sheet_text(2021, title="MONGOLIA"))) == ("MNG", 2021)


@pytest.mark.parametrize(
    "title", ["Global Organized Crime Index 2025", "2025 EDITION", "## **CRIME INDEX 2025**"]
)
def test_a_title_tells_the_edition(title):
    page = read_text(f"{title}\n{sheet_text(2025, title='MONGOLIA')}")
    assert identify(page) == ("MNG", 2025)


def test_titles_of_two_editions_tell_none():
    titles = "Global Organized Crime Index 2025\nGlobal Organized Crime Index 2023\n"
    with pytest.raises(SourceRefused, match="--edition"):
        identify(read_text(titles + sheet_text(2025, title="MONGOLIA")))


def test_later_editions_are_told_by_the_averages_that_are_known():
    page = read_text(sheet_text(2023, title="MONGOLIA"))
    printed = {label: int(number.replace(".", "")) for label, number in lines_of(2023)}
    averages = {"criminality": printed["Criminality score"], "resilience": printed["Resilience score"]}
    other = {measure: value + 13 for measure, value in averages.items()}
    known = {("MNG", 2023): averages, ("MNG", 2025): other, ("FJI", 2025): averages}
    assert identify(page, known=known) == ("MNG", 2023)
    assert identify(page, known={("MNG", 2025): averages, ("MNG", 2023): other}) == ("MNG", 2025)
    for useless in ({}, {("MNG", 2023): other}, {("MNG", 2023): averages, ("MNG", 2025): averages}):
        with pytest.raises(SourceRefused, match="--edition"):
            identify(page, known=useless)


def test_a_later_edition_without_a_composition_is_refused():
    page = read_text(page_text(address="https://ocindex.net/2031/country/fiji"))
    with pytest.raises(SourceRefused, match="2031"):
        identify(page)
    with pytest.raises(SourceRefused, match="2031"):
        identify(page, edition=2031)


NEW_SINCE_2021 = ("Extortion and protection racketeering", "Trade in counterfeit goods")


@pytest.mark.parametrize(("glued", "edition"), [(" n/a", 2023), ("0.50", 2025)])
def test_what_is_new_tells_the_edition_where_changes_are_printed(glued: str, edition: int) -> None:
    rows = ["Human trafficking", "7.500.50", "Arms trafficking", "9.000.00"]
    rows += [text for label in NEW_SINCE_2021 for text in (label, f"6.00{glued}")]
    page = "\n".join(["# https://ocindex.net/country/austria", "Criminal markets", "6.20-0.30", *rows])
    assert identify(read_text(page)) == ("AUT", edition)


def test_one_change_alone_does_not_tell_the_edition() -> None:
    rows = ["Human trafficking", "7.500.50", "Arms trafficking", "9.000.00", NEW_SINCE_2021[0], "6.00 n/a"]
    page = "\n".join(["# https://ocindex.net/country/austria", "Criminal markets", "6.20-0.30", *rows])
    with pytest.raises(SourceRefused, match="--edition"):
        identify(read_text(page))


RANKS = "15th of 193 countries\n6th of 54 African countries\n3rd of 15 West African countries"
ASIAN = "15th of 193 countries\n6th of 46 Asian countries\n3rd of 14 Western Asian countries"


def ranked(title, ranks=RANKS, prose=""):
    return read_text(f"{sheet_text(2021, title=f'{title}{chr(10)}{ranks}')}\n{prose}")


@pytest.mark.parametrize(
    ("title", "ranks", "country"),
    [
        ("NIGER", RANKS, "NER"),
        ("NIGERIA", RANKS, "NGA"),
        ("lran", ASIAN, "IRN"),
        ("lraq", ASIAN, "IRQ"),
        ("Togo\nCompare with\nKenya", RANKS, "TGO"),
    ],
)
def test_rank_lines_settle_a_name_that_is_garbled_or_one_of_several(title, ranks, country):
    assert identify(ranked(title, ranks), edition=2021)[0] == country


@pytest.mark.parametrize(
    ("title", "choice"),
    [
        ("Nlger", "Niger or Nigeria"),
        ("Nlgeria", "Nigeria or Liberia or Niger"),
        ("Gulnea-\nBissau", "Guinea"),
    ],
)
def test_a_garbled_name_that_fits_two_countries_is_asked_about(title, choice):
    about_a_neighbour = "Ghana is large. The ports of Ghana and the roads of Ghana are known of old."
    for prose in ("", about_a_neighbour):
        with pytest.raises(SourceRefused, match=f"can be {choice}.*say which with --country"):
            identify(ranked(title, prose=prose), edition=2021)


@pytest.mark.parametrize(("title", "ranks"), [("Kenya", RANKS), ("Algeria", RANKS), ("Japan", ASIAN)])
def test_a_country_that_the_rank_lines_place_elsewhere_is_asked_about(title, ranks):
    with pytest.raises(SourceRefused, match=rf"names {title}, which is in .*, and ranks it among") as refused:
        identify(ranked(title, ranks), edition=2021)
    assert "--country" in str(refused.value)
    assert identify(ranked(title, ranks), country=title, edition=2021)[0]


def test_a_country_said_that_the_rank_lines_place_elsewhere_is_refused():
    with pytest.raises(
        SourceRefused, match=r"ranks it among the countries of Africa \(line 3\) and --country"
    ):
        identify(ranked("XXXX"), country="PRK", edition=2021)
    assert identify(ranked("XXXX"), country="NER", edition=2021)[0] == "NER"


def test_prose_alone_never_names_the_country_of_scores():
    prose = "The routes of Nigeria cross. Nigeria says little of Nigeria, and it is large."
    for ranks in ("", RANKS):
        with pytest.raises(SourceRefused, match="does not name its country"):
            identify(ranked("", ranks, prose), edition=2021)
    assert identify(ranked("Senegai", "", prose.replace("Nigeria", "Senegal")), edition=2021)[0] == "SEN"


def test_rank_lines_of_two_places_tell_nothing():
    assert identify(ranked("Japan", f"{RANKS}\n{ASIAN}"), edition=2021)[0] == "JPN"


def test_a_rank_in_africa_alone_is_no_proof_of_2019_and_asked_about():
    page = read_text(
        f"{sheet_text(2021, title='TOGO')}\n5th of 54 African countries\n2nd of 15 West African countries"
    )
    with pytest.raises(SourceRefused, match=r"2021; give --edition .that of 2019 covers Africa only"):
        identify(page)
    assert identify(page, edition=2021) == ("TGO", 2021)


def test_an_edition_said_of_a_page_headed_2019_is_refused():
    page = about("Togo", address="")
    title = Reading(9, 1, "9:1", 9, "context", "Crime Index 2019")
    with pytest.raises(SourceRefused, match=r"headed 2019 .that of 2019 covers .* and --edition says 2021"):
        identify(replace(page, readings=(*page.readings, title)), edition=2021)


def test_the_edition_of_2019_is_named_of_countries_of_africa_alone():
    page = "{}\nFlora crimes 2.00\nMafia-style groups 3.00\nPrevention 4.00"
    with pytest.raises(SourceRefused, match=r"give --edition$"):
        identify(read_text(page.format("Fiji")))


@pytest.mark.parametrize(
    ("name", "sheet"), [("2021", "Full_dataset"), ("2023", "2021_dataset"), ("2023", "2023_dataset")]
)
def test_the_region_of_each_country_is_that_of_the_workbook(sources, name, sheet):
    rows = load_workbook(sources / f"global_oc_index_{name}.xlsx")[sheet].values
    header = [str(cell) for cell in next(rows)]
    country, region = header.index("Country"), header.index("Region")
    found = {
        country_code(row[country].replace(",,", ",")): region_named(row[region])
        for row in rows
        if row[country] and region_named(row[region])  # one sheet merges two regions of the Americas
    }
    assert len(found) >= 172
    assert found == {code: country_regions()[code] for code in found}
    sizes = Counter(continent_of_region()[region] for region in country_regions().values())
    assert sizes == {
        row["region"]: int(row["countries"]) for row in reference_table("regions") if row["countries"]
    }
