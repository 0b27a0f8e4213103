"""Pages of perfect characters whose lines stand in another order: no value is wrong, and most are given."""

import random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from benchmarks.pages.orders import LAYOUTS
from benchmarks.pages.sheets import drawn
from ocdataset.establish import Witness, establish
from ocdataset.read import read_text
from ocdataset.reference.errors import DatasetError

ORDERS = [name for name in LAYOUTS if name.startswith(("below", "above", "runs", "cards", "half columns"))]
SEEDS = st.integers(0, 10**9)
# a smaller seed is no simpler page
PHASES = (Phase.explicit, Phase.generate)


def cells_of(sheet, lines):
    text = "\n".join(["Togo", *(" ".join(token.text for token in line) for line in lines)])
    try:
        transcript = read_text(text)
    except DatasetError:
        return {}
    witnesses = [Witness("page", transcript.reader, one) for one in transcript.readings]
    return establish("TGO", sheet.tree.edition, witnesses).cells


def wrong(sheet, cells):
    return {
        name: (cell.value, sheet.truth(name), cell.status)
        for name, cell in cells.items()
        if cell.value not in (None, sheet.truth(name))
    }


def lost(sheet, cells):
    return {
        name: (cell.candidates, sheet.truth(name))
        for name, cell in cells.items()
        if cell.value is None and sheet.truth(name) not in cell.candidates
    }


def cut(sheet, lines, rng):
    """Leave out lines at the beginning or the end of a section."""
    rows = {row.at for row in rng.choice(sheet.sections())}
    own = [at for at, line in enumerate(lines) if rows & {token.row for token in line}]
    size = rng.randint(1, max(1, len(own) // 2))
    away = set(own[:size] if rng.random() < 0.5 else own[-size:])
    return [line for at, line in enumerate(lines) if at not in away]


@pytest.mark.parametrize("name", ORDERS)
@pytest.mark.parametrize("averages", ["printed", "absent"])
@settings(max_examples=3, phases=PHASES)
@given(seed=SEEDS)
def test_as_many_numbers_as_labels_give_all_scores(name, averages, seed):
    rng = random.Random(seed)
    sheet = drawn(rng, averages, "none")
    cells = cells_of(sheet, LAYOUTS[name](sheet, rng))
    assert wrong(sheet, cells) == {}
    assert [score for score in sheet.scores if cells[score].value is None] == []


@pytest.mark.parametrize("name", ORDERS)
@pytest.mark.parametrize("changes", ["none", "after", "block"])
@pytest.mark.parametrize("averages", ["printed", "absent", "labels only"])
@settings(max_examples=1, phases=PHASES)
@given(seed=SEEDS)
def test_no_order_gives_a_wrong_value(name, averages, changes, seed):
    rng = random.Random(seed)
    sheet = drawn(rng, averages, changes)
    cells = cells_of(sheet, LAYOUTS[name](sheet, rng))
    assert (wrong(sheet, cells), lost(sheet, cells)) == ({}, {})


@pytest.mark.parametrize("name", ORDERS)
@pytest.mark.parametrize("averages", ["printed", "absent"])
@settings(max_examples=3, phases=PHASES)
@given(seed=SEEDS, changes=st.sampled_from(["none", "none", "after", "block"]))
def test_a_section_cut_off_gives_no_wrong_value(name, averages, seed, changes):
    rng = random.Random(seed)
    sheet = drawn(rng, averages, changes)
    cells = cells_of(sheet, cut(sheet, LAYOUTS[name](sheet, rng), rng))
    assert (wrong(sheet, cells), lost(sheet, cells)) == ({}, {})
