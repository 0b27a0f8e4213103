"""What is given, what is left open, and why: pages broken in one way each."""

import random

import pytest

from ocdataset.establish import Witness, establish, explain
from ocdataset.read import Reading, read_text
from ocdataset.reference.compositions import compositions
from ocdataset.reference.errors import DatasetError
from tests.read.pages import lines_of, made_up, page_text, sheet_text

TREE = compositions()[2023]
SCORES = made_up()


def witnesses(text, source="page", corrections=None):
    transcript = read_text(text)
    return [
        Witness(source, transcript.reader, one, (corrections or {}).get(one.as_printed, ""))
        for one in transcript.readings
    ]


def sheet_of(text, **other):
    return establish("PRK", 2023, witnesses(text), **other)


def row(measure, text=None):
    text = text or sheet_text()
    label = dict(zip(TREE.measures, lines_of(), strict=True))[measure][0].upper()
    return next(line for line in text.split("\n") if line.startswith(label))


def number(measure):
    return row(measure).split()[-1]


def altered(measure, change):
    """Return the sheet with the line of a measure changed."""
    line = row(measure)
    return sheet_text().replace(line, change(line))


def wrong(sheet):
    return [m for m in TREE.indicators if sheet.cells[m].value not in (None, SCORES[m] * 50)]


def left_open(sheet):
    return [m for m in TREE.indicators if sheet.cells[m].value is None]


@pytest.mark.parametrize(
    "text", [sheet_text(), page_text(), page_text(change=" n/a")], ids=["sheet", "page", "changes"]
)
def test_a_whole_page_is_given_as_printed(text):
    sheet = sheet_of(text)
    assert {m: sheet.cells[m].value for m in TREE.indicators} == {m: s * 50 for m, s in SCORES.items()}
    assert {cell.status for cell in sheet.cells.values()} == {"printed"}
    assert (sheet.repairs, sheet.contradictions) == ((), ())
    assert {outcome for _, outcome in sheet.outcomes.values()} <= {"taken", "unused"}


def test_a_number_dropped_follows_from_the_mean():
    sheet = sheet_of(altered("cocaine_trade", lambda line: line[:-5].strip()))
    cell = sheet.cells["cocaine_trade"]
    assert (cell.value, cell.status) == (SCORES["cocaine_trade"] * 50, "derived")
    assert [(r.measure, r.rule, r.fitting, r.as_printed) for r in sheet.repairs] == [
        ("cocaine_trade", "forced_by_average", 1, "")
    ]


def test_two_numbers_dropped_leave_the_values_that_fit():
    text = altered("cocaine_trade", lambda line: line[:-5].strip())
    other = row("fauna_crimes")
    sheet = sheet_of(text.replace(other, "FAUNA CRIMES"))
    assert left_open(sheet) == ["fauna_crimes", "cocaine_trade"]
    total = SCORES["fauna_crimes"] + SCORES["cocaine_trade"]
    for measure in left_open(sheet):
        cell = sheet.cells[measure]
        assert cell.status == "unresolved"
        assert cell.candidates == tuple(50 * v for v in range(max(2, total - 20), min(20, total - 2) + 1))


def test_a_misread_number_opens_its_component_and_is_said_in_one_line():
    sheet = sheet_of(
        altered(
            "foreign_actors",
            lambda line: f"{line[:-5].strip()} {'1.00' if number('foreign_actors') != '1.00' else '9.00'}",
        )
    )
    assert wrong(sheet) == []
    assert set(left_open(sheet)) <= set(TREE.children["criminal_actors"])
    assert left_open(sheet)
    assert len(sheet.contradictions) == 1
    assert "Criminal actors" in sheet.contradictions[0]
    assert "\n" not in sheet.contradictions[0]


def test_the_residue_of_the_bars_tells_which_number_is_misread():
    lines = []
    for measure, line in zip(TREE.measures, sheet_text().split("\n")[1:], strict=True):
        bar = f"100 {SCORES[measure] * 5} " if measure in SCORES else ""
        lines.append(bar + line)
    true = number("heroin_trade")
    misread = "9.50" if true != "9.50" else "2.50"
    text = "\n".join(lines).replace(f"HEROIN TRADE {true}", f"HEROIN TRADE {misread}")
    sheet = sheet_of(text)
    assert (wrong(sheet), left_open(sheet), sheet.contradictions) == ([], [], ())
    assert sheet.cells["heroin_trade"].status == "derived"
    assert [r.as_printed for r in sheet.repairs] == [misread]


def test_a_printed_change_tells_which_number_is_misread():
    before = dict.fromkeys(SCORES, 500)
    blocks = []
    for measure, (label, value) in zip(TREE.measures, lines_of(), strict=True):
        change = SCORES[measure] * 50 - 500 if measure in SCORES else 0
        sign = "-" if change < 0 else ""
        value = f"{value}{sign}{abs(change) // 100}.{abs(change) % 100:02d}"
        blocks += [value, label] if label.endswith("score") else [label, value]
    text = "\n\n".join(blocks)
    true = number("heroin_trade")
    text = text.replace(f"Heroin trade\n\n{true}", f"Heroin trade\n\n{'9.50' if true != '9.50' else '2.50'}")
    assert "heroin_trade" in left_open(sheet_of(text))
    sheet = sheet_of(text, other_editions={2021: before})
    assert (wrong(sheet), left_open(sheet)) == ([], [])


@pytest.mark.parametrize(
    ("change", "status", "rule"),
    [
        (lambda line: line[:-5].strip() + " " + line[-5:].strip().replace(".", ""), "printed", "read_as"),
        (lambda line: line.replace("HEROIN TRADE", "HER0IN TRADE"), "printed", None),
        (lambda line: line.replace("HEROIN TRADE ", ""), "aligned", None),
        (lambda line: line + "\n" + line, "printed", None),
        (lambda line: line + " " + line.split()[-1], "printed", None),
        (lambda line: line.replace("HEROIN ", "HEROIN\n"), "printed", None),
        (lambda line: line[:-1] + " " + line[-1], "printed", None),
    ],
    ids=[
        "point lost",
        "label garbled",
        "label lost",
        "row doubled",
        "number doubled",
        "label wrapped",
        "number split",
    ],
)
def test_a_fault_that_leaves_one_reading_costs_no_cell(change, status, rule):
    sheet = sheet_of(altered("heroin_trade", change))
    assert (wrong(sheet), left_open(sheet)) == ([], [])
    assert sheet.cells["heroin_trade"].status == status
    assert [r.rule for r in sheet.repairs] == ([rule] if rule else [])


@pytest.mark.parametrize("change", ["0.50", " n/a", "-0.50"])
def test_a_number_that_lost_its_point_before_its_change_is_still_read(change):
    true = number("heroin_trade")
    text = page_text(change=change).replace(
        f"Heroin trade\n\n{true}", f"Heroin trade\n\n{true.replace('.', '')}"
    )
    sheet = sheet_of(text)
    assert (wrong(sheet), left_open(sheet)) == ([], [])
    assert [(r.measure, r.rule) for r in sheet.repairs] == [("heroin_trade", "read_as")]


def test_a_row_absent_between_lines_of_their_own_leaves_its_neighbour_open():
    """The number shown may be the next label's, whose own was lost with its label."""
    label, value = lines_of()[9]
    sheet = sheet_of(page_text().replace(f"\n\n{label}\n\n{value}", ""))
    assert left_open(sheet) == [TREE.measures[8], TREE.measures[9]]
    assert wrong(sheet) == []


def test_a_number_doubled_on_a_line_of_its_own_is_no_other_cells():
    label, value = lines_of()[9]
    text = page_text().replace(f"{label}\n\n{value}", f"{label}\n\n{value}\n\n{value}")
    after, number_after = lines_of()[10]
    sheet = sheet_of(text.replace(f"{after}\n\n{number_after}", after))
    assert wrong(sheet) == []


def test_numbers_apart_from_their_labels_are_aligned_and_never_printed():
    labels, numbers = zip(*lines_of(), strict=True)
    sheet = sheet_of("\n".join([*numbers, *(label.upper() for label in labels)]))
    assert {cell.status for cell in sheet.cells.values()} == {"aligned"}
    assert wrong(sheet) == []
    assert sheet.repairs == ()


def test_a_mean_that_is_not_printed_is_computed_and_said_to_be():
    sheet = sheet_of(altered("resilience", lambda _: ""))
    cell = sheet.cells["resilience"]
    assert (cell.value, cell.status) == (sheet_of(sheet_text()).cells["resilience"].value, "derived")
    assert [(r.measure, r.rule) for r in sheet.repairs] == [("resilience", "mean_of_scores")]


def test_an_excerpt_gives_what_it_shows_and_leaves_the_rest_open():
    shown = sheet_text().split("\n")[:8]
    sheet = sheet_of("\n".join(shown))
    given = {m for m, cell in sheet.cells.items() if cell.value is not None}
    assert given == {"criminality", *list(TREE.measures)[1:7]} or given >= set(list(TREE.measures)[1:7])
    assert sheet.contradictions == ()
    assert {r.rule for r in sheet.repairs if r.as_given == ""} == {"not_shown"}
    assert all(len(sheet.cells[m].candidates) > 1 for m in TREE.measures if m not in given)


def test_two_sources_of_one_sheet_are_taken_together():
    whole = sheet_text().split("\n")
    first, second = "\n".join(whole[:20]), "\n".join([whole[0], *whole[10:]])
    sheet = establish("PRK", 2023, [*witnesses(first, "one"), *witnesses(second, "two")])
    assert {cell.status for cell in sheet.cells.values()} == {"printed"}
    assert "repeated" in {outcome for _, outcome in sheet.outcomes.values()}
    assert sheet.repairs == ()


def test_two_sources_that_differ_are_settled_by_the_mean():
    true = number("heroin_trade")
    misread = "9.50" if true != "9.50" else "2.50"
    other = sheet_text().replace(f"HEROIN TRADE {true}", f"HEROIN TRADE {misread}")
    sheet = establish("PRK", 2023, [*witnesses(sheet_text(), "one"), *witnesses(other, "two")])
    cell = sheet.cells["heroin_trade"]
    assert (cell.value, cell.status, cell.witnesses[0].source_id) == (
        SCORES["heroin_trade"] * 50,
        "printed",
        "one",
    )


def test_a_correction_overrules_and_shows():
    true = number("heroin_trade")
    text = altered("heroin_trade", lambda line: line[:-5].strip() + " 77.77")
    sheet = establish("PRK", 2023, witnesses(text, corrections={"77.77": true}))
    assert sheet.cells["heroin_trade"].value == SCORES["heroin_trade"] * 50
    assert [(r.rule, r.as_printed, r.as_given) for r in sheet.repairs] == [("override", "77.77", true)]


def test_ranks_are_given_with_their_scope_where_they_fit():
    ranks = "111th of 193 countries\n32nd of 46 Asian countries\n2nd of 5 Eastern Asian countries"
    sheet = sheet_of(sheet_text().replace("\n", f"\n{ranks}\n", 1))
    assert [(r.measure, r.scope, r.rank, r.out_of) for r in sheet.ranks] == [
        ("criminality", "world", 111, 193),
        ("criminality", "continent", 32, 46),
        ("criminality", "region", 2, 5),
    ]


@pytest.mark.parametrize(
    "ranks",
    [
        "194th of 193 countries",
        "12th of 183 countries",
        "3rd of 46 Lunar countries",
        "9th of 193 countries\n10th of 46 Asian countries",
    ],
    ids=["beyond", "size misread", "no such place", "worse in the smaller scope"],
)
def test_a_rank_that_does_not_fit_is_not_given(ranks):
    sheet = sheet_of(sheet_text().replace("\n", f"\n{ranks}\n", 1))
    assert sheet.ranks == ()


def test_a_measure_of_another_edition_gives_no_number_and_is_said():
    sheet = establish("PRK", 2021, witnesses(altered("heroin_trade", lambda line: line[:-5].strip())))
    assert "financial_crimes" not in sheet.cells
    assert "check the edition" in sheet.contradictions[0]
    assert {cell.status for cell in sheet.cells.values()} == {"unresolved"}


def test_an_edition_without_a_composition_is_refused():
    with pytest.raises(DatasetError, match="2031"):
        establish("PRK", 2031, witnesses(sheet_text()))


def test_no_reading_is_left_without_an_outcome():
    found = witnesses(altered("foreign_actors", lambda line: line + " 3.33 9.99"))
    sheet = establish("PRK", 2023, found)
    assert {(one.source_id, one.reading.line, one.reading.position) for one in found} == set(sheet.outcomes)


def test_the_order_of_the_witnesses_does_not_matter():
    found = witnesses(altered("cocaine_trade", lambda line: line[:-5].strip()))
    mixed = found[:]
    random.Random(1).shuffle(mixed)
    assert establish("PRK", 2023, mixed) == establish("PRK", 2023, found)


def test_the_proof_says_what_is_printed_and_what_forces_the_value():
    sheet = sheet_of(altered("cocaine_trade", lambda line: line[:-5].strip()))
    lines = explain(sheet, "cocaine_trade")
    assert number("cocaine_trade") in lines[0]
    assert "Printed: nothing next to its label." in lines
    assert any("admits one sum only" in line for line in lines)
    assert lines[-1] == f"So only {number('cocaine_trade')} is possible."


def test_a_proof_of_an_unknown_measure_names_the_closest():
    with pytest.raises(DatasetError, match="heroin_trade"):
        explain(sheet_of(sheet_text()), "heroin")


def test_a_lone_label_bears_witness_to_nothing():
    lonely = [Witness("page", "text_layer", Reading(1, 1, "1:1", 1, "label", "HEROIN TRADE"))]
    sheet = establish("PRK", 2023, lonely)
    assert {cell.status for cell in sheet.cells.values()} == {"unresolved"}


def test_a_number_behind_the_last_line_of_a_wrapped_label_is_its_own():
    """By order alone the first number would be that of the first label, and the mean would not tell."""
    page = (
        "POLITICAL LEADERSHIP AND      G O V E R N M E N T  T R A N S PA R E N C Y  &      "
        "INTERNATIONAL COOPERATION 2.50\n"
        "GOVERNANCE 4.00               A C C O U N T A B I L I T Y 6.00\n"
        "Prevention 1.00\nNon-state actors 2.00"
    )
    found = [Witness("page", "text_layer", one) for one in read_text(page).readings]
    cells = establish("PRK", 2023, found).cells
    given = {
        "political_leadership_and_governance": 400,
        "government_transparency_and_accountability": 600,
        "international_cooperation": 250,
    }
    assert {measure: cells[measure].value for measure in given} == given
