"""Nothing that a proof says is untrue."""

import random
import re

import pytest

from ocdataset.arithmetic.half_points import hundredths_text
from ocdataset.establish import Proofs, Witness, establish
from ocdataset.establish.page.search.sums import members
from ocdataset.read import read_text
from ocdataset.reference.compositions import compositions
from ocdataset.reference.names import measure_labels
from tests.sheets import sheet_rows

TREE = compositions()[2023]


def broken_page(seed: int) -> str:
    """Return a random sheet as text, with a few numbers lost, exchanged or misread."""
    chance = random.Random(seed)
    steps = {name: chance.randint(2, 20) for name in TREE.indicators}
    shown = shown_of(steps)
    for name in chance.sample(TREE.measures, chance.randint(0, 4)):
        wrong = hundredths_text(50 * chance.randint(2, 20))
        shown[name] = chance.choice(["", wrong, f"{wrong} {shown[name]}", shown[name].replace(".", "")])
    return page_of(shown)


def shown_of(steps: dict[str, int]) -> dict[str, str]:
    rows = sheet_rows(2023, "PRK", steps, {"world": (5, 193), "continent": (2, 46), "region": (1, 5)})
    return {row["measure"]: row["value"] for row in (*rows["averages"], *rows["scores"])}


def page_of(shown: dict[str, str]) -> str:
    return "\n".join(f"{measure_labels()[name]} {shown[name]}" for name in TREE.measures)


def whole_page(steps: dict[str, int], **changed: str) -> str:
    """Return a sheet as text, in which some measures are printed otherwise."""
    return page_of(shown_of(steps) | changed)


def sheet_of(page: str):
    found = [Witness("page", "text_layer", one) for one in read_text(page).readings]
    return establish("PRK", 2023, found)


@pytest.mark.parametrize("seed", range(25))
def test_a_value_said_to_be_impossible_is_in_no_account_that_is_heard(seed: int) -> None:
    sheet = sheet_of(broken_page(seed))
    assert sheet.certify
    certificate = sheet.certify()
    proofs = Proofs(sheet)
    for measure in TREE.indicators:
        lines = proofs.of(measure)
        bits = certificate.found.values.get(TREE.places[measure], 0)
        heard = {hundredths_text(50 * steps) for steps in members(bits)}
        for line in lines:
            if out := re.match(r"Out: ([\d.]+),", line):
                assert out[1] not in heard
            if only := re.match(r"So only ([\d.]+) is possible", line):
                assert heard == {only[1]}
        if certificate.found.faults >= 0:
            assert (len(heard) == 1) == any("So only" in line for line in lines)
            assert (len(heard) > 1) == any(line.startswith("Open:") for line in lines)


@pytest.mark.parametrize("seed", range(25))
def test_a_sum_that_a_proof_gives_is_that_of_the_scores(seed: int) -> None:
    sheet = sheet_of(broken_page(seed))
    proofs = Proofs(sheet)
    for component in TREE.components:
        values = [sheet.cells[one].value for one in TREE.children[component]]
        said = [
            found[1] for line in proofs.of(component) if (found := re.search(r"sum to ([\d.]+) in", line))
        ]
        if said and None not in values:
            assert round(2 * float(said[0])) * 50 == sum(one or 0 for one in values)


def test_what_rules_out_a_number_beside_the_label_is_said_with_its_cost() -> None:
    steps = dict.fromkeys(TREE.indicators, 8)
    pages = {"wrong": whole_page(steps, prevention="9.50"), "right": whole_page(steps)}
    found = [Witness(name, "text_layer", one) for name in pages for one in read_text(pages[name]).readings]
    lines = Proofs(establish("PRK", 2023, found)).of("prevention")
    assert "Cost: the cheapest accounts of the sheet have 1 fault." in lines
    assert "The mean of resilience, 4.00 of 12 scores, admits one sum only: 48.0." in lines
    (out,) = (line for line in lines if line.startswith("Out:"))
    # the other number beside the label, and the mean of either page
    assert out.startswith("Out: 9.50, because of the mean: with it there are 3 faults")
    assert lines[-1] == "So only 4.00 is possible."


def test_a_derived_average_shows_which_sums_fit_the_printed_criminality() -> None:
    lost = {"criminal_markets": "", "criminal_actors": "", "heroin_trade": ""}
    lines = Proofs(sheet_of(whole_page(dict.fromkeys(TREE.indicators, 8), **lost))).of("criminal_markets")
    (said,) = (line for line in lines if line.startswith("Criminality, printed as 4.00, fits"))
    assert "60.0 with 20.0" in said


def unheard(why: str):
    steps = dict.fromkeys(TREE.indicators, 8)
    if why == "too long":
        return sheet_of("\n".join([whole_page(steps)] * 14))
    if why == "disproved":
        means = {
            "criminal_markets": "9.00",
            "criminal_actors": "9.00",
            "resilience": "9.00",
            "criminality": "9.00",
        }
        return sheet_of(whole_page(steps, **means))
    if why == "of another edition":
        found = [Witness("page", "text_layer", one) for one in read_text(whole_page(steps)).readings]
        return establish("PRK", 2021, found)
    return sheet_of("\n".join(f"{measure_labels()[name]} 1.13" for name in TREE.measures))


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("too long", "more than 1000 labels and numbers"),
        ("disproved", "its averages contradict the scores"),
        ("of another edition", "averages over indicators that this edition does not have"),
        ("too many faults", "more faults than are believed"),
    ],
)
def test_a_page_that_is_not_heard_says_why_and_no_more(why: str, said: str) -> None:
    sheet = unheard(why)
    assert sheet.certify
    assert sheet.certify().why == why
    for measure in compositions()[sheet.edition].measures:
        _, printed, *lines = Proofs(sheet).of(measure)
        assert printed.startswith("Printed: ")
        assert lines[0].startswith("No account of the page is heard: ")
        assert said in lines[0]
        assert lines[1:] == ["So nothing of it is given, and every value is left open."]
    (line,) = (one for one in sheet.contradictions if "is not believed" in one or why == "of another edition")
    assert said in line or "check the edition" in line


@pytest.mark.parametrize("edition", sorted(compositions()))
@pytest.mark.parametrize("seed", range(4))
def test_every_cell_and_average_has_a_proof_that_says_each_thing_once(edition: int, seed: int) -> None:
    chance = random.Random(seed)
    tree = compositions()[edition]
    steps = {name: chance.randint(2, 20) for name in tree.indicators}
    rows = sheet_rows(edition, "PRK", steps, {"world": (5, 193), "continent": (2, 46), "region": (1, 5)})
    shown = {row["measure"]: row["value"] for row in (*rows["averages"], *rows["scores"])}
    lost = chance.sample(tree.measures, 3 * (seed % 2) + seed // 2)
    page = "\n".join(f"{measure_labels()[one]} {'' if one in lost else shown[one]}" for one in tree.measures)
    found = [Witness("page", "text_layer", one) for one in read_text(page).readings]
    sheet = establish("PRK", edition, found)
    proofs = Proofs(sheet)
    for measure in tree.measures:
        lines = proofs.of(measure)
        assert len(lines) == len(set(lines))
        cell = sheet.cells[measure]
        given = (
            f"So only {hundredths_text(cell.value)} is possible."
            if cell.value is not None
            else "Open: each of"
        )
        assert lines[-1].startswith(given)
        assert sum(" admits one sum only" in line for line in lines) <= 1


def test_a_number_in_a_line_taken_for_a_sentence_is_kept_and_told() -> None:
    steps = dict.fromkeys(TREE.indicators, 8)
    prose = "In the year before the score of heroin trade had been put at 6.50 by all who were asked."
    sheet = sheet_of(f"{whole_page(steps, heroin_trade='')}\n{prose}")
    assert [(one.text, one.reading.reason) for one in sheet.unplaced] == [
        ("heroin trade", "sentence"),
        ("6.50", "sentence"),
    ]
    assert sheet.cells["heroin_trade"].value == 400
    lines = Proofs(sheet).of("heroin_trade")
    assert "Not used: 6.50 at 37:62 of page, in a line that was taken for a sentence." in lines
    assert not any(line.startswith("Not used") for line in Proofs(sheet).of("cocaine_trade"))
