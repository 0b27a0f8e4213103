"""A real PDF is read by the places of its words."""

import pytest

from ocdataset.read import read_source
from ocdataset.reference.errors import SourceRefused
from tests.read.pages import lines_of

pytest.importorskip("pypdfium2")
canvas = pytest.importorskip("reportlab.pdfgen.canvas")


def write(path, rows, *, columns=1):
    """Draw labels and numbers apart; with two columns the second half stands beside the first."""
    page = canvas.Canvas(str(path))
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
