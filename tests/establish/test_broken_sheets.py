"""Made-up sheets with two or three faults of which cells were once wrong; each is broken in its own way."""

import json
from pathlib import Path

import pytest

from ocdataset.establish import Witness, establish
from ocdataset.read import read_text
from ocdataset.reference.compositions import compositions

SHEETS = json.loads(Path(__file__).with_name("broken_sheets.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "broken", SHEETS, ids=[f"{one['form']}, {', '.join(one['faults'])}" for one in SHEETS]
)
def test_what_is_not_forced_is_left_open(broken):
    page = read_text("\n".join(broken["lines"]))
    tree = compositions()[broken["edition"]]
    witnesses = [Witness("page", page.reader, one) for one in page.readings]
    cells = establish("TGO", broken["edition"], witnesses).cells
    true = dict(zip(tree.indicators, broken["half_points"], strict=True))
    assert {m: c.value for m, c in cells.items() if m in true and c.value not in (None, 50 * true[m])} == {}
    assert sum(cell.value is not None for cell in cells.values()) >= broken["given"]
