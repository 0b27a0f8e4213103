"""The publisher's own pages come out exactly."""

import re

import pytest

from ocdataset.establish import Witness, establish, identify
from ocdataset.read import read_source, read_text
from tests.read.pages import SOURCES, needs_sources

pytestmark = needs_sources
AVERAGES = {"criminality": 482, "criminal_markets": 573, "criminal_actors": 390, "resilience": 179}


def sheet_of(*paths, country="PRK", edition=2023):
    found = []
    for path in paths:
        transcript = read_source(SOURCES / path)
        found += [Witness(path, transcript.reader, one) for one in transcript.readings]
    return establish(country, edition, found)


def statuses(sheet, measures):
    return {measure: sheet.cells[measure].status for measure in measures}


def test_the_profile_of_2023():
    sheet = sheet_of("000_683d49672b7a9cf3.txt")
    cells = sheet.cells
    assert {m: cells[m].value for m in AVERAGES} == AVERAGES
    assert [cells[m].value for m in list(cells)[2:17]] == [
        850, 650, 150, 900, 750, 400, 300, 300, 750, 400, 150, 500, 800, 900, 800
    ]  # fmt: skip
    assert [cells[m].value for m in list(cells)[18:23]] == [100, 300, 1000, 450, 100]
    assert [cells[m].value for m in list(cells)[24:]] == [300, 100, 200, 200, 100, 150, 600, *[100] * 5]
    found = [cell.status for m, cell in cells.items() if m not in AVERAGES]
    assert [found.count(status) for status in ("aligned", "printed", "derived")] == [15, 12, 5]
    assert [(r.measure, r.as_printed) for r in sheet.repairs] == [
        ("anti_money_laundering", "6.00 1.00|1.00|1.00 1.00"),
        ("economic_regulatory_capacity", ""),
        ("victim_and_witness_support", ""),
        ("prevention", ""),
        ("non_state_actors", ""),
    ]
    assert [(r.measure, r.scope, r.rank, r.out_of) for r in sheet.ranks] == [
        ("criminality", "world", 111, 193),
        ("criminality", "continent", 32, 46),
        ("criminality", "region", 2, 5),
        ("resilience", "world", 187, 193),
        ("resilience", "continent", 43, 46),
        ("resilience", "region", 5, 5),
    ]
    assert sheet.contradictions == ()


def figures_of(text):
    transcript = read_text(text)
    found = establish("PRK", 2023, [Witness("page", transcript.reader, one) for one in transcript.readings])
    ranks = {f"{one.measure} {one.scope}": one.rank for one in found.ranks}
    return {measure: cell.value for measure, cell in found.cells.items()} | ranks


PROFILE = SOURCES / "000_683d49672b7a9cf3.txt"
FORMS = {
    "crlf": lambda text: text.replace("\n", "\r\n"),
    "cr": lambda text: text.replace("\n", "\r"),
    "no mark-up": lambda text: re.sub(r"</?su[bp]>|[#*|]", "", text),
    "no blank lines": lambda text: re.sub(r"\n\s*\n+", "\n", text),
    "tabs": lambda text: text.replace(" ", "\t"),
}


@pytest.mark.parametrize("form", FORMS)
def test_the_profile_in_another_form_gives_all_42_figures(form):
    text = PROFILE.read_text(encoding="utf-8")
    whole = figures_of(text)
    assert len(whole) == 42
    assert None not in whole.values()
    assert figures_of(FORMS[form](text)) == whole


def test_the_profile_without_one_of_its_numbers_gives_nothing_wrong():
    text = PROFILE.read_text(encoding="utf-8")
    whole = figures_of(text)
    for number in list(re.finditer(r"\d{1,2}\.\d\d", text)):
        found = figures_of(text[: number.start()] + text[number.end() :])
        given = {name: value for name, value in found.items() if value is not None}
        assert given == {name: whole[name] for name in given}


def test_the_profile_of_2023_is_recognised():
    transcript = read_source(SOURCES / "000_683d49672b7a9cf3.txt")
    assert identify(transcript, known={("PRK", 2023): AVERAGES}) == ("PRK", 2023)


def test_the_two_pages_of_2021():
    sheet = sheet_of("samples/2021_korea_dpr_1.txt", "samples/2021_korea_dpr_3.txt", edition=2021)
    averages = {m: (sheet.cells[m].value, sheet.cells[m].status) for m in AVERAGES}
    assert averages == {
        "criminality": (478, "printed"),
        "criminal_markets": (530, "printed"),
        "criminal_actors": (425, "printed"),
        "resilience": (196, "derived"),
    }
    assert {cell.status for m, cell in sheet.cells.items() if m not in AVERAGES} == {"printed"}
    assert sheet.cells["human_trafficking"].witnesses[0].source_id == "samples/2021_korea_dpr_3.txt"
    assert [r.rule for r in sheet.repairs] == ["mean_of_scores"]
    assert [r.measure for r in sheet.ranks] == ["criminality"] * 3


@pytest.mark.parametrize(
    ("path", "country", "printed"),
    [
        ("2023_argentina_1.txt", "ARG", [450, 500, 350, 500, 350, 700, 650, 200, 400, 250, 200, 700]),
        ("2023_congo-dr_2.txt", "COD", [735, 620, 750, 550, 750, 900, 600, 400, 900, 800]),
        ("2023_korea_dpr_1.txt", "PRK", [482, 573, 850, 650, 150, 900, 750, 400, 300, 300]),
    ],
)
def test_an_excerpt_of_2023_gives_exactly_what_it_shows(path, country, printed):
    sheet = sheet_of(f"samples/{path}", country=country)
    assert [cell.value for cell in sheet.cells.values() if cell.status == "printed"] == printed
    assert sheet.contradictions == ()


def test_criminality_and_markets_force_the_mean_of_the_actors():
    sheet = sheet_of("samples/2023_korea_dpr_1.txt")
    cell = sheet.cells["criminal_actors"]
    assert (cell.value, cell.status) == (390, "derived")
    assert next(r.rule for r in sheet.repairs if r.measure == "criminal_actors") == "forced_by_average"
