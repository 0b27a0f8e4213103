"""The page in the docstring of a layout is read under that layout, with the fewest faults."""

import importlib
import textwrap

import pytest

from ocdataset.establish import Witness
from ocdataset.establish.page.layouts.reading import pairings_of
from ocdataset.establish.page.tokens import tokens_of
from ocdataset.read import read_text
from ocdataset.reference.compositions import compositions


@pytest.mark.parametrize(
    ("module", "layout"),
    [
        ("rows", "facing in lines"),
        ("apart", "one column"),
        ("blocks", "label first in blocks"),
        ("changes", "changes after"),
    ],
)
def test_the_page_of_a_docstring_needs_its_layout(module: str, layout: str) -> None:
    doc = importlib.import_module(f"ocdataset.establish.page.layouts.{module}").__doc__
    assert doc
    page = textwrap.dedent(doc.split("::\n\n")[1])
    found = [Witness("page", "text_layer", one) for one in read_text(page).readings]
    pairings = pairings_of(compositions()[2023], tokens_of(found), 6)
    least = pairings[0].faults
    assert any(layout in one.layout for one in pairings if one.faults == least)
