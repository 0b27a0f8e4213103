"""Each form is recognised, and every reading is found again where it says it stands."""

import pytest

from ocdataset.read import read_source, read_text
from tests.read.pages import SOURCES, lines_of, needs_sources, page_text, sheet_text


def kinds(text):
    return [(one.kind, one.as_printed) for one in read_text(text).readings]


def rows(transcript):
    found = {}
    for one in transcript.readings:
        if one.kind in ("label", "number"):
            found.setdefault(one.row, {}).setdefault(one.kind, []).append(one.as_printed)
    return found


def assert_found_again(text, transcript):
    lines = text.split("\n")
    for one in transcript.readings:
        assert lines[one.line - 1][one.position - 1 :].startswith(one.as_printed)
        assert one.locator == f"{one.line}:{one.position}"


@pytest.mark.parametrize(
    ("text", "reader"),
    [
        (sheet_text(), "text_layer"),
        (
            sheet_text().replace("ATLANTIS", "## **ATLANTIS**\n\n**12<sup>th</sup>** of 193 countries"),
            "ocr_sheet",
        ),
        (page_text(), "country_page"),
        (page_text(change="0.50"), "country_page"),
        (
            "<!DOCTYPE html><html>"
            + "".join(f"<tr><td>{label}</td><td>{number}</td></tr>" for label, number in lines_of()),
            "country_page_html",
        ),
    ],
    ids=["text layer", "ocr", "page", "page with changes", "html"],
)
def test_a_form_is_known_by_what_it_shows(text, reader):
    transcript = read_text(text)
    assert transcript.reader == reader
    assert_found_again(text, transcript)


@pytest.mark.parametrize(
    "text", [sheet_text(), page_text(), page_text(change="-0.50"), page_text(change=" n/a")]
)
def test_a_row_is_a_printed_line_with_its_label_and_numbers(text):
    on_own_lines = "\n\n" in text
    found = list(rows(read_text(text)).values())
    if on_own_lines:
        assert [row["label"] for row in found if "label" in row] == [[label] for label, _ in lines_of()]
        assert [row["number"][:1] for row in found if "number" in row] == [
            [number] for _, number in lines_of()
        ]
        assert not any({"label", "number"} <= set(row) for row in found)
    else:
        assert found == [{"label": [label.upper()], "number": [number]} for label, number in lines_of()]


HEAD = "CRIMINAL ACTORS 4.00\nMAFIA-STYLE GROUPS 1.00\nCRIMINAL NETWORKS 3.00\n"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("FOREIGN ACTORS 6.5 0", [("label", "FOREIGN ACTORS"), ("number", "6.5 0")]),
        ("FOREIGN ACTORS 6,50", [("label", "FOREIGN ACTORS"), ("number", "6,50")]),
        ("FOREIGN\u00a0ACTORS\u00a06.50", [("label", "FOREIGN\u00a0ACTORS"), ("number", "6.50")]),
        ("FOREIGN AC\u00adTORS\t6.50", [("label", "FOREIGN AC\u00adTORS"), ("number", "6.50")]),
        ("FOREIGN ACTORS 650", [("label", "FOREIGN ACTORS"), ("number", "650")]),
        ("FOREIGN ACTORS – 6.50", [("label", "FOREIGN ACTORS"), ("number", "6.50")]),
        ("FOREIGN ACTORS 6.50/10", [("label", "FOREIGN ACTORS"), ("number", "6.50")]),
        ("6.50 FOREIGN ACTORS", [("number", "6.50"), ("label", "FOREIGN ACTORS")]),
        ("FOREIGN ACTOR5 6.50", [("label", "FOREIGN ACTOR"), ("residue", "5"), ("number", "6.50")]),
        ("F0REIGN ACTQRS 6.50", [("label", "F0REIGN ACTQRS"), ("number", "6.50")]),
        (
            "100 65 FOREIGN ACTORS 6.50",
            [("residue", "100"), ("residue", "65"), ("label", "FOREIGN ACTORS"), ("number", "6.50")],
        ),
        ("FOREIGN ACTORS 8.500.50", [("label", "FOREIGN ACTORS"), ("number", "8.50"), ("number", "0.50")]),
        ("FOREIGN ACTORS 2.00-1.00", [("label", "FOREIGN ACTORS"), ("number", "2.00"), ("change", "-1.00")]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_line_is_taken_apart_as_printed(line, expected):
    assert kinds(HEAD + line)[6:] == expected


def test_the_halves_of_a_wrapped_label_are_two_readings_in_two_rows():
    found = [one for one in read_text(HEAD + "PRIVATE SECTOR 2.50\nACTORS").readings if one.line > 3]
    assert [one.as_printed for one in found] == ["PRIVATE SECTOR", "2.50", "ACTORS"]
    assert [one.kind for one in found] == ["label", "number", "label"]
    assert [one.row - found[0].row for one in found] == [0, 0, 1]


def test_ranks_are_read_exactly_with_their_markup():
    text = (
        HEAD
        + "**CRIMINALITY SCORE 7<sup>th</sup>** of 193 countries **2<sup>nd</sup>** of 46 Asian countries"
    )
    ranks = [one.as_printed for one in read_text(text).readings if one.kind == "rank"]
    assert ranks == ["7<sup>th</sup>** of 193 countries", "2<sup>nd</sup>** of 46 Asian countries"]


def test_ranks_glued_together_and_regions_with_an_ampersand_are_read():
    lines = (
        "2nd of 8 Central & Eastern European countries\n"
        "3rd of 46 Asian countries2nd of 5 Western Asian countries"
    )
    assert [one.as_printed for one in read_text(f"{HEAD}{lines}").readings if one.kind == "rank"] == [
        "2nd of 8 Central & Eastern European countries",
        "3rd of 46 Asian countries",
        "2nd of 5 Western Asian countries",
    ]


def test_labels_set_in_single_letters_or_small_capitals_are_read():
    labels = [
        "H UMAN  TRAFFICKING",
        "H U M A N  S M U G G L I N G",
        "A RMS  T RAFFICKING",
        "P R E V E N T I O N",
    ]
    beside = "\n".join(f"{label} 5.00" for label in labels)
    above = "\n".join(f"{label}\n5.00" for label in labels)
    for text in (beside, above):
        assert [shown for kind, shown in kinds(text) if kind == "label"] == labels


def test_figures_of_the_fact_box_are_no_scores():
    facts = "Population\n\n4.50\n\nGINI Index\n\n42.1\n\nArea\n\n120,540 km²\n\n"
    found = read_text(facts + page_text()).readings
    assert [one.as_printed for one in found if one.kind == "context"] == ["4.50", "42.1", "120,540"]
    assert sum(one.kind == "number" for one in found) == len(lines_of())


def test_sentences_are_not_read():
    prose = "The score of human trafficking rose to 8.50 and that of heroin trade fell to 2.00 in the year.\n"
    found = kinds(sheet_text() + "\n" + prose)
    assert [pair for pair in found if pair[0] != "unplaced"] == kinds(sheet_text())
    assert [text for kind, text in found if kind == "unplaced"] == [
        "human trafficking", "8.50", "heroin trade", "2.00",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "change", [lambda t: t.replace("\n", "\r\n"), lambda t: "\ufeff" + t], ids=["crlf", "bom"]
)
def test_line_ends_and_byte_order_marks_change_nothing(change):
    assert [one.as_printed for one in read_text(change(sheet_text())).readings] == [
        one.as_printed for one in read_text(sheet_text()).readings
    ]


def test_numbers_printed_before_their_labels_are_not_paired_by_the_reader():
    text = "\n\nA sentence that parts one from the next, as on the page.\n\n".join(
        f"{number}\n\n{label}" for label, number in lines_of()
    )
    assert list(rows(read_text(text)).values()) == [
        row for label, number in lines_of() for row in ({"number": [number]}, {"label": [label]})
    ]


def test_blocks_of_labels_and_numbers_are_not_paired_by_the_reader():
    labels, numbers = zip(*lines_of(), strict=True)
    found = rows(read_text("\n".join([*(label.upper() for label in labels), *numbers])))
    assert not any({"label", "number"} <= set(row) for row in found.values())


@needs_sources
@pytest.mark.parametrize("path", sorted(SOURCES.glob("samples/*.txt")), ids=lambda path: path.stem)
def test_every_reading_of_a_sample_is_found_again(path):
    transcript = read_source(path)
    assert transcript.reader == "country_page"
    assert_found_again(path.read_text(encoding="utf-8"), transcript)


@needs_sources
def test_the_glued_label_of_an_excerpt_is_read_without_the_glue():
    found = read_source(SOURCES / "samples" / "2023_argentina_1.txt").readings[:3]
    assert [(one.kind, one.as_printed) for one in found] == [
        ("label", "Criminal markets"),
        ("number", "4.50"),
        ("number", "0.75"),
    ]
    assert found[0].row < found[1].row == found[2].row


@pytest.mark.parametrize("text", [sheet_text(), page_text()])
def test_lines_may_end_in_a_carriage_return_alone(text):
    assert read_text(text.replace("\n", "\r")) == read_text(text)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("In the year before, the heroin trade had been put at 6.50 by those who were asked", "sentence"),
        ("Global Organized Crime Index 2023 heroin trade 6.50", "title"),
    ],
)
def test_what_stands_in_a_line_of_no_layout_is_kept_unplaced(line, reason):
    page = f"Flora crimes 2.00\nMafia-style groups 3.00\nPrevention 4.00\n{line}"
    found = [one for one in read_text(page).readings if one.kind == "unplaced"]
    assert [one.as_printed for one in found] == ["heroin trade", "6.50"]
    assert {one.reason for one in found} == {reason}


def test_the_numbering_of_rows_is_kept_unplaced():
    rows = ("Flora crimes 2.00", "Fauna crimes 3.00", "Heroin trade 4.00", "Cocaine trade 5.00")
    page = "\n".join(f"1.{at} {row}" for at, row in enumerate(rows, start=1))
    found = [one.as_printed for one in read_text(page).readings if one.reason == "numbering"]
    assert found == ["1.1", "1.2", "1.3", "1.4"]
