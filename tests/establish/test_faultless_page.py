"""The short way of a page without a fault leads where the search for accounts does."""

from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocdataset.arithmetic.half_points import GRID
from ocdataset.establish import Witness, establish, establishing
from ocdataset.establish.evidence import gather
from ocdataset.establish.faultless_page import faultless_sheet
from ocdataset.read import read_text
from ocdataset.reference.compositions import compositions
from tests.read.pages import lines_of, made_up, page_text, sheet_text

RANKS = "17th of 193 countries\n\n5th of 46 Asian countries\n\n"


def barred_text(edition, scores):
    """Return a sheet with the residue of a bar beside each score."""
    indicators = {str(label) for label, _ in lines_of(edition, scores)} - {"Criminality score"}
    return "\n".join(
        f"100 {round(float(number) * 10)} {label.upper()} {number}"
        if label in indicators and number[-2:] in ("00", "50")
        else f"{label.upper()} {number}"
        for label, number in lines_of(edition, scores)
    )


FORMS = {
    "sheet": sheet_text,
    "bars": barred_text,
    "website": page_text,
    "changes": lambda edition, scores: page_text(edition, scores, change="0.50"),
    "ranks": lambda edition, scores: page_text(edition, scores).replace(
        "Criminality score\n\n", f"Criminality score\n\n{RANKS}"
    ),
}


def witnesses_of(pages):
    return [
        Witness(f"page{at}", transcript.reader, one)
        for at, text in enumerate(pages)
        for transcript in (read_text(text),)
        for one in transcript.readings
    ]


@st.composite
def pages(draw):
    """Draw the pages of a sheet in one or two forms, whole or with a line lost, doubled or misread."""
    edition = draw(st.sampled_from(sorted(compositions())))
    indicators = compositions()[edition].indicators
    scores = {name: draw(st.sampled_from(GRID)) for name in indicators}
    found = []
    for form in draw(st.lists(st.sampled_from(sorted(FORMS)), min_size=1, max_size=2)):
        lines = FORMS[form](edition, scores).split("\n")
        at = draw(st.integers(1, len(lines) - 1))
        fault = draw(st.sampled_from(["whole", "whole", "lost", "doubled", "misread"]))
        if fault == "lost":
            del lines[at]
        elif fault == "doubled":
            lines.insert(at, lines[at])
        elif fault == "misread":
            lines[at] = lines[at].replace(".00", ".50", 1)
        found.append("\n".join(lines))
    return edition, found


@given(pages(), st.booleans())
@settings(max_examples=150, deadline=None)
def test_the_search_finds_the_same(drawn, has_edition_before):
    edition, texts = drawn
    witnesses = witnesses_of(texts)
    others = {edition - 2: dict.fromkeys(compositions()[edition].measures, 500)} if has_edition_before else {}
    sheet = establish("TGO", edition, witnesses, other_editions=others)
    with patch.object(establishing, "faultless_sheet", return_value=None):
        assert establish("TGO", edition, witnesses, other_editions=others) == sheet


def short_way(*texts, edition=2023):
    witnesses = witnesses_of(texts)
    return faultless_sheet("TGO", gather(compositions()[edition], witnesses), witnesses)


@pytest.mark.parametrize("form", FORMS)
def test_a_whole_page_takes_the_short_way(form):
    sheet = short_way(FORMS[form](2023, made_up()))
    assert {name: sheet.cells[name].value for name in made_up()} == {
        name: 50 * steps for name, steps in made_up().items()
    }


@pytest.mark.parametrize(
    "other",
    [
        sheet_text(scores=made_up(step=7)),
        sheet_text().replace("4.10", "4.1", 1),
        sheet_text().replace("9.50", "8.50", 1),
        sheet_text() + "\nFLORA CRIMES 8.50",
        sheet_text() + "\nINSURANCE FRAUD 8.50",
        sheet_text().rpartition("\n")[0],
    ],
    ids=["another sheet", "short", "misread", "doubled", "of another edition", "cut"],
)
def test_any_other_page_does_not(other):
    assert short_way(other, sheet_text()) is None
