"""What is no score page of a country is refused in one line that says what to do."""

import textwrap

import pytest

from ocdataset.read import read_narrative, read_source, read_text
from ocdataset.reference.errors import MissingExtra, SourceRefused
from tests.read.pages import SOURCES, needs_sources, page_text, sheet_text

NEWS = (
    "The index gave the country a score of 8.50 for human trafficking and of 6.00 for heroin trade.\n"
    "Its criminality score rose to 5.20, while resilience fell to 4.10 in the same period.\n"
    "Cocaine trade, at 7.00, and cannabis trade, at 5.50, were named as the main markets.\n"
)
MENU = "Home\nCriminal markets\nHuman trafficking\nArms trafficking\nCriminal actors\nResilience\nContact\n"
BILL = "Prevention workshop 6.50\nLaw enforcement badge 3.00\nTerritorial integrity map 4.50\nTotal 14.00\n"
RANKING = "1. Chad 7.90\n2. Mali 7.80\n3. Peru 7.70\n4. Fiji 7.60\n"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (NEWS, "no score page"),
        (MENU, "labels without scores"),
        (RANKING, "no score page"),
        (BILL, "longer names"),
        ("word " * 2000, "prose only"),
        ("   \n\n", "empty"),
        (page_text(address="https://ocindex.net/2019/country/chad"), "2019"),
        ("Organised Crime Index Africa 2019\n" + sheet_text(2021), "2019"),
        (sheet_text(2021) + "\n5th of 54 African countries\n7th of 54 African countries", "2019"),
        (page_text(address="https://ocindex.net/2023/region/west_africa"), "region"),
        ("West Africa\n\n" + page_text(), "region"),
    ],
    ids=[
        "news",
        "menu",
        "ranking",
        "bill",
        "prose",
        "blank",
        "2019 address",
        "2019 title",
        "2019 ranks",
        "region address",
        "region",
    ],
)
def test_a_text_that_is_no_score_page_is_refused(text, what):
    with pytest.raises(SourceRefused, match=what) as refused:
        read_text(text, name="page.txt")
    assert str(refused.value).startswith("page.txt: ")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("width", range(20, 120, 4))
def test_the_news_are_refused_however_they_are_wrapped(width):
    with pytest.raises(SourceRefused):
        read_text(textwrap.fill(NEWS.replace("\n", " "), width))


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b"PK\x03\x04rest", "Office file"),
        ("a.docx", b"PK\x03\x04rest", "Word file; save it as a PDF or as plain text"),
        ("a.txt", b"PK\x03\x04..word/document.xml..", "Word file; save it as a PDF or as plain text"),
        ("a.rtf", b"{\\rtf1 Flora crimes 6.50}", "RTF.; save it as a PDF or as plain text"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "image"),
        ("a.txt", b"text \xff\xfa more", "not UTF-8"),
        ("a.txt", b"nought \x00 byte", "no text"),
        ("a.pdf", b"not a document", "no PDF"),
        ("a.pdf", b"%PDF-1.7\nbroken", "cannot be opened"),
    ],
)
def test_a_file_that_is_not_what_it_should_be_is_refused(tmp_path, name, content, what):
    if what == "cannot be opened":
        pytest.importorskip("pypdfium2")
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(SourceRefused, match=what) as refused:
        read_source(path)
    assert str(path) in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    for path in (tmp_path, tmp_path / "missing.txt"):
        with pytest.raises(SourceRefused):
            read_source(path)


def test_a_pdf_without_the_library_says_what_to_install(tmp_path, monkeypatch):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7\n")
    monkeypatch.setitem(__import__("sys").modules, "pypdfium2", None)
    with pytest.raises(MissingExtra, match=r"install 'ocdataset\[pdf\]'"):
        read_source(path)


def test_the_world_ranks_of_2021_are_not_taken_for_2019():
    text = sheet_text(2021) + "\n5th of 193 countries\n2nd of 54 African countries"
    assert read_text(text).reader == "text_layer"


@pytest.mark.parametrize(
    "ranks",
    [
        "5th of 19 countries\n2nd of 54 African countries",
        "5th of 35 American countries\n2nd of 54 Caribbean countries",
    ],
)
def test_a_misread_rank_is_no_proof_of_2019(ranks):
    assert read_text(f"{sheet_text(2021)}\n{ranks}").reader == "text_layer"


def test_a_page_headed_with_a_later_edition_is_not_of_2019():
    text = sheet_text(2021, title="GLOBAL ORGANIZED CRIME INDEX 2021")
    assert read_text(text + "\n5th of 54 African countries\n2nd of 9 Central African countries").reader


def test_a_bar_read_as_letters_makes_no_longer_name_of_a_label():
    bars = "HEROIN TRADE Eee 8.00\nFLORA CRIMES SSS 7.50\nFAUNA CRIMES ee 7.00\nPREVENTION EEE 5.00"
    assert [one.as_printed for one in read_text(bars).readings if one.kind == "number"] == [
        "8.00", "7.50", "7.00", "5.00"
    ]  # fmt: skip
    with pytest.raises(SourceRefused, match="longer names"):
        read_text(bars.replace("Eee", "bottle").replace("SSS", "atlas").replace("ee", "film", 1))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Score de criminalité 5.20\nMarchés criminels 4.50\nTrafic d'armes 4.00\nRésilience 4.00", "French"),
        ("Puntuación de criminalidad 5.20\nTrata de personas 6.00\nResiliencia 4.00", "Spanish"),
        ("Pontuação de criminalidade 5.20\nTráfico de pessoas 6.00\nResiliência 4.00", "Portuguese"),
        ("Преступность 5.20\nТорговля людьми 6.00\nУстойчивость 4.00", "Russian"),
        ("درجة الإجرام 5.32\nالأسواق الإجرامية 5.83\nالاتجار بالبشر 6.50", "Arabic"),
        ("درجة الإجرام ٥٫٣٢\nالأسواق الإجرامية ٥٫٨٣\nالاتجار بالبشر ٦٫٥٠", "Arabic"),
        ("犯罪 5.32\n犯罪市场 5.83\n人口贩运 6.50", "script other than Latin"),
        ("Trata de personas\n6.50\n\nTráfico de personas\n2.50", "Spanish"),
        ("Kriminalität 5,32\nKriminelle Märkte 5,83\nMenschenhandel 6,50", "German"),
    ],
)
def test_a_page_in_another_language_is_named_as_that(text, language):
    with pytest.raises(SourceRefused, match=f"another language .*{language}"):
        read_text(text)


@needs_sources
def test_a_narrative_alone_gives_no_readings_but_its_prose():
    path = SOURCES / "001_084624f145250808.txt"
    with pytest.raises(SourceRefused, match="prose only"):
        read_source(path)
    assert len(read_narrative(path).split()) > 1000


@needs_sources
def test_the_workbook_is_refused_as_what_it_is():
    with pytest.raises(SourceRefused, match="Office file"):
        read_source(SOURCES / "global_oc_index_2023.xlsx")
