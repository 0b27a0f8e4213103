"""Each layout that a page is read under has a page that comes out otherwise without it.

The pages and what is established of them are in `layouts/`, their values made up; `pages.csv` says which
page needs which layout.
"""

import csv
from pathlib import Path

import pytest

from ocdataset.establish import Witness, establish
from ocdataset.establish.page.layouts import reading
from ocdataset.read import read_text

PAGES = Path(__file__).with_name("layouts")
UNPROVEN = {"changes columns"}
"""Layouts of which no page was found that needs them alone: another is as good on all that were tried."""


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


NEEDED = [tuple(row.values()) for row in rows_of(PAGES / "pages.csv")]
EDITIONS = {page: int(edition) for page, edition, _ in NEEDED}


def established(page):
    transcript = read_text((PAGES / f"{page}.txt").read_text(encoding="utf-8"))
    witnesses = [Witness("page", transcript.reader, one) for one in transcript.readings]
    return [
        {"measure": name, "value": str(cell.value or ""), "status": cell.status}
        for name, cell in establish("TGO", EDITIONS[page], witnesses).cells.items()
    ]


def leave_out(monkeypatch, layout):
    """Read no page under a layout; return the names of all that would be tried."""
    every = reading._all
    tried = set()

    def rest(*arguments, **named):
        for one in every(*arguments, **named):
            names = one.layout.split(", ")
            tried.update(names)
            if layout not in names:
                yield one

    monkeypatch.setattr(reading, "_all", rest)
    return tried


@pytest.mark.parametrize("page", EDITIONS)
def test_a_page_is_established_in_its_layout(page):
    assert established(page) == rows_of(PAGES / f"{page}.csv")


@pytest.mark.parametrize(("page", "layout"), [(page, layout) for page, _, layout in NEEDED])
def test_a_page_needs_its_layout(page, layout, monkeypatch):
    leave_out(monkeypatch, layout)
    try:
        found = established(page)
    except StopIteration:  # it can be read under no other
        found = []
    assert found != rows_of(PAGES / f"{page}.csv")


def test_every_layout_has_a_page_or_is_named_as_without(monkeypatch):
    tried = leave_out(monkeypatch, "")
    for page in EDITIONS:
        established(page)
    assert tried - {layout for *_, layout in NEEDED} == UNPROVEN
