"""Pages with made-up values, for tests to read and to break."""

from pathlib import Path

import pytest

from ocdataset.arithmetic.averages import round_half_up
from ocdataset.arithmetic.half_points import hundredths_text, score_text
from ocdataset.reference.compositions import compositions
from ocdataset.reference.names import measure_labels

SOURCES = Path(__file__).parents[2].parent / "shared" / "sources"
needs_sources = pytest.mark.skipif(
    not SOURCES.is_dir(), reason="the publisher's pages are not at hand (../shared/sources)"
)


def made_up(edition=2023, step=3):
    """Return scores that no country has, by measure, in half points."""
    indicators = compositions()[edition].indicators
    return {measure: 2 + (step * at * at + 5 * at) % 19 for at, measure in enumerate(indicators)}


def lines_of(edition=2023, scores=None):
    """Return pairs of label and number as a page prints them, averages included."""
    tree = compositions()[edition]
    scores = scores or made_up(edition)
    pairs = []
    for measure in tree.measures:
        label = measure_labels()[measure]
        if measure in tree.children:
            number = hundredths_text(round_half_up(tree.exact(measure, scores)))
        else:
            number = score_text(scores[measure])
        pairs.append((f"{label} score" if measure in tree.roots else label, number))
    return pairs


def sheet_text(edition=2023, scores=None, title="ATLANTIS"):
    """Return a sheet as the text layer of a PDF shows it."""
    rows = [f"{label.upper()} {number}" for label, number in lines_of(edition, scores)]
    return "\n".join([title, *rows])


def page_text(edition=2023, scores=None, address="", change=""):
    """Return a country page as the website shows it."""
    blocks = [f"# {address}"] if address else []
    for label, number in lines_of(edition, scores):
        value = number + change
        blocks += [value, label] if label.endswith("score") else [label, value]
    return "\n\n".join(blocks)
