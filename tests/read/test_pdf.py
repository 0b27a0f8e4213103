"""A real PDF is read by the places of its words."""

from textwrap import wrap

import pytest

from ocdataset.establish import Witness, establish
from ocdataset.read import read_source
from ocdataset.reference.errors import SourceRefused
from ocdataset.reference.folding import fold
from ocdataset.reference.names import measure_names
from tests.read.pages import lines_of

pytest.importorskip("pypdfium2")
canvas = pytest.importorskip("reportlab.pdfgen.canvas")


def write(path, rows, *, columns=1, angle=0):
    """Draw labels and numbers apart; with two columns the second half stands beside the first."""
    page = canvas.Canvas(str(path))
    page.translate(300, 400)
    page.rotate(angle)
    page.translate(-300, -400)
    page.drawString(60, 800, "ATLANTIS")
    half = -(-len(rows) // columns)
    for at, (label, number) in enumerate(rows):
        left, line = 40 + 280 * (at // half), at % half
        page.setFont("Helvetica", 7)
        page.drawString(left, 770 - 16 * line, label.upper())
        page.drawRightString(left + 240, 770 - 16 * line, number)
    page.showPage()
    page.save()


def paired(transcript):
    found = {}
    for one in transcript.readings:
        if one.kind in ("label", "number"):
            found.setdefault(one.row, {})[one.kind] = one.as_printed
    return sorted((row["label"], row["number"]) for row in found.values() if len(row) == 2)


@pytest.mark.parametrize("columns", [1, 2])
def test_labels_and_numbers_of_one_height_are_one_row(tmp_path, columns):
    path = tmp_path / "profile.pdf"
    write(path, lines_of(), columns=columns)
    transcript = read_source(path)
    assert transcript.reader == "pdf_sheet"
    assert paired(transcript) == sorted((label.upper(), number) for label, number in lines_of())


@pytest.mark.parametrize("angle", [-3, 0.4, 1, 8, 90, 180, 270])
@pytest.mark.parametrize("columns", [1, 2])
def test_a_page_whose_text_runs_at_an_angle(tmp_path, angle, columns):
    path = tmp_path / "skewed.pdf"
    write(path, lines_of(), columns=columns, angle=angle)
    assert paired(read_source(path)) == sorted((label.upper(), number) for label, number in lines_of())


def test_the_box_of_a_reading_on_a_page_at_an_angle_is_that_on_the_page(tmp_path):
    path = tmp_path / "skewed.pdf"
    write(path, lines_of(), angle=90)
    number = next(one for one in read_source(path).readings if one.kind == "number")
    left, bottom, right, top = map(int, number.locator.split(":")[1].split(","))
    # what stands at 270, 770 is turned about 300, 400
    assert -85 < left < right < -60
    assert 350 < bottom < top < 390


def test_numbers_over_the_bars_of_upright_labels_are_in_no_order(tmp_path):
    path = tmp_path / "bars.pdf"
    page = canvas.Canvas(str(path))
    for at, (label, number) in enumerate(lines_of()):
        page.drawString(40 + 15 * at, 300 + 30 * float(number), number)
        page.saveState()
        page.translate(40 + 15 * at, 30)
        page.rotate(90)
        page.drawString(0, 0, label)
        page.restoreState()
    page.save()
    with pytest.raises(SourceRefused, match="labels without scores"):
        read_source(path)


def test_a_reading_of_a_pdf_is_found_by_page_and_box(tmp_path):
    path = tmp_path / "profile.pdf"
    write(path, lines_of())
    number = next(one for one in read_source(path).readings if one.kind == "number")
    page, box = number.locator.split(":")
    left, bottom, right, top = map(int, box.split(","))
    assert page == "p1"
    assert 200 < left < right < 300
    assert 760 < bottom < top < 790


def test_a_pdf_of_pictures_is_refused(tmp_path):
    path = tmp_path / "scan.pdf"
    page = canvas.Canvas(str(path))
    page.rect(10, 10, 100, 100, fill=1)
    page.showPage()
    page.save()
    with pytest.raises(SourceRefused, match="no text"):
        read_source(path)


def cards(path, rows, *, columns, number):
    """Draw cards side by side: a label in narrow lines, centred, its number below, above or beside it."""
    page = canvas.Canvas(str(path))
    page.drawString(40, 810, "KOREA, DPR")
    page.drawString(40, 795, "Global Organized Crime Index 2023")
    top = 780
    for first in range(0, len(rows), columns):
        group = [(wrap(label, 14), score) for label, score in rows[first : first + columns]]
        height = 8 * max(len(lines) for lines, _ in group)
        for at, (lines, score) in enumerate(group):
            middle = 90 + at * 510 / columns
            page.setFont("Helvetica", 7)
            for line, text in enumerate(lines):
                page.drawCentredString(middle, top - 14 - 8 * line, text)
            place = {"below": (0, -16 - 8 * len(lines)), "above": (0, -4), "beside": (50, -14)}[number]
            page.setFont("Helvetica", 9)
            page.drawCentredString(middle + place[0], top + place[1], score)
        top -= height + 22
    page.showPage()
    page.save()


@pytest.mark.parametrize("number", ["below", "above", "beside"])
@pytest.mark.parametrize("columns", [2, 3])
def test_cards_whose_labels_are_wrapped_in_narrow_columns(tmp_path, columns, number):
    path = tmp_path / "cards.pdf"
    rows = [(label, score) for label, score in lines_of(2023) if "score" not in label]
    cards(path, rows, columns=columns, number=number)
    transcript = read_source(path)
    found = establish("PRK", 2023, [Witness("page", "pdf_sheet", one) for one in transcript.readings])
    codes = {measure_names()[fold(label)]: round(100 * float(score)) for label, score in rows}
    given = {measure: found.cells[measure].value for measure in codes}
    assert given == codes


def test_a_page_in_another_language_is_named_as_that(tmp_path):
    path = tmp_path / "es.pdf"
    write(path, [("Criminalidad", "5.32"), ("Trata de personas", "6.50"), ("Resiliencia", "4.79")])
    with pytest.raises(SourceRefused, match=r"another language \(Spanish\)"):
        read_source(path)
