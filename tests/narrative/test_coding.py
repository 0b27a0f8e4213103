"""What is shipped follows from the codings and the decisions, and so do the figures about them."""

import csv
import hashlib
import re
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import pytest

from ocdataset.check.rules.narrative.source_rules import RUN, runs_of_words
from ocdataset.package.build import table_bytes
from ocdataset.package.narrative.alpha import SURPLUS, alphas, coincidences
from ocdataset.package.narrative.codings import TABLES, Coding, coding_of, codings_by_coder
from ocdataset.package.narrative.comparisons import comparisons
from ocdataset.package.narrative.earlier import translated_coding
from ocdataset.package.narrative.grouping import grouped
from ocdataset.package.narrative.merging import merge
from ocdataset.package.narrative.reliability import FEWEST_INFORMATIVE, agreements, reliability_rows
from ocdataset.package.package import open_package
from ocdataset.reference.errors import PackageError
from ocdataset.reference.rows import Row, read_rows
from ocdataset.reference.schemas import table_schema


@pytest.fixture(scope="module")
def codings() -> dict[str, Coding]:
    package = open_package()
    return codings_by_coder({f"coded_{table}": package.rows(f"coded_{table}") for table in TABLES})


@pytest.fixture(scope="module")
def merged() -> Coding:
    return coding_of(*(open_package().rows(table) for table in TABLES))


@pytest.fixture(scope="module")
def kinds() -> dict[str, str]:
    return {row["term_id"]: row["kind"] for row in open_package().rows("terms")}


def test_coded_tables_have_the_columns_of_the_merged_ones() -> None:
    for table in TABLES:
        ours = table_schema(table)["fields"]
        assert table_schema(f"coded_{table}")["fields"][1:] == ours


def test_every_coder_coded_every_sentence(codings: dict[str, Coding]) -> None:
    sentences = {row["unit_id"] for row in open_package().rows("units") if row["kind"] == "sentence"}
    assert all(set(coding.statements) == sentences for coding in codings.values())


def test_the_manual_and_the_prompt_are_those_on_record(checkout: Path) -> None:
    for row in open_package().rows("coders"):
        manual = "2/manual.md" if row["manual"] == "2" else f"manual-{row['manual']}.md"
        for name, column in ((manual, "manual_sha256"), (row["prompt"], "prompt_sha256")):
            if row[column]:
                content = (checkout / "data" / "coding" / name).read_bytes()
                assert hashlib.sha256(content).hexdigest() == row[column]
    assert {row["role"] for row in open_package().rows("coders")} == {"coder", "adjudicator", "earlier"}


def test_the_merged_coding_is_what_both_wrote_and_the_decisions_give(codings: dict[str, Coding]) -> None:
    decided = open_package().rows("adjudications")
    found = merge([codings["a"], codings["b"]], decided)
    assert (found.undecided, found.idle) == ([], [])
    for table in TABLES:
        given = table_bytes(table, found.coding.rows(table))
        assert open_package().path(table).read_bytes() == given
    assert len(merge([codings["a"], codings["b"]], decided[1:]).undecided) == 1


def test_the_earlier_coding_is_its_translation(checkout: Path) -> None:
    rows = translated_coding(checkout / "data" / "coding" / "2", "version-2")
    for table, expected in rows.items():
        given = [row for row in open_package().rows(table) if row["coder"] == "version-2"]
        assert given == expected


def test_old_and_new_are_compared_wherever_they_differ(
    checkout: Path, codings: dict[str, Coding], merged: Coding
) -> None:
    rows = read_rows(checkout / "data" / "coding" / "comparison-2-3.csv")
    judged = {row["unit_id"] for row in rows}
    core = {"statement", "measure", "actor", "claim", "polarity", "certainty", "level", "trend"}
    differ = {one.unit_id for one in merge([codings["version-2"], merged], []).undecided if one.field in core}
    assert differ <= judged
    assert Counter(row["better"] for row in rows) == {"3": 54, "rule": 34, "2": 8}


def test_reliability_is_as_the_codings_give_it() -> None:
    package = open_package()
    generated = table_bytes("reliability", reliability_rows(package))
    assert package.path("reliability").read_bytes() == generated, "run: ocdataset reliability"


def units_compared(row: Row, codings: list[Coding], kinds: dict[str, str]) -> list[tuple[str | None, ...]]:
    chosen = [
        unit for unit in codings[0].statements if row["profiles"] == "all" or f"-{row['profiles']}-" in unit
    ]
    wanted = (row["table"], row["field"], row["metric"])
    one = next(one for one in comparisons(codings, kinds) if (one.table, one.field, one.metric) == wanted)
    return [unit for sentence in sorted(chosen) for unit in one.compare(sentence)]


def by_the_library(units: list[tuple[str | None, ...]], metric: str) -> float:
    import krippendorff

    domain = sorted({value for unit in units for value in unit if value is not None})
    at = {value: place for place, value in enumerate(domain)}
    data = [[np.nan if unit[coder] is None else at[unit[coder]] for unit in units] for coder in range(2)]
    if len(domain) < 2:
        return float("nan")
    return float(
        krippendorff.alpha(
            reliability_data=data,
            value_domain=list(range(len(domain))),
            level_of_measurement=metric.removeprefix("alpha_"),
        )
    )


def test_every_figure_is_what_another_implementation_gives(
    codings: dict[str, Coding], merged: Coding, kinds: dict[str, str]
) -> None:
    rows = open_package().rows("reliability")
    assert len(rows) > 150
    for row in rows:
        pair = [codings["a"], codings["b"]]
        if row["comparison"] != "coders":
            pair = [merged, codings[row["comparison"]]]
        units = units_compared(row, pair, kinds)
        whole = [unit for unit in units if None not in unit]
        assert int(row["n"]) == len(whole)
        assert int(row["informative"]) == sum(any(unit) for unit in whole)
        if row["metric"].startswith("alpha"):
            found = by_the_library(whole, row["metric"])
            surplus = [tuple(SURPLUS if cell is None else cell for cell in unit) for unit in units]
            if row["with_surplus"] and row["metric"] == "alpha_nominal":
                assert 0 <= by_the_library(surplus, row["metric"]) - float(row["with_surplus"]) < 0.0101
        else:
            alike = sum(len(set(unit)) == 1 for unit in whole)
            found = alike / len(whole) if whole else float("nan")
        assert np.isnan(found) if not row["agreement"] else 0 <= found - float(row["agreement"]) < 0.0101, row


def textbook_alpha(pairs: list[tuple[str, str]], distance: dict[tuple[str, str], float]) -> float:
    """Alpha of two coders as in the textbook: one less observed by expected disagreement."""
    values = [value for pair in pairs for value in pair]
    observed = sum(distance[pair] for pair in pairs) / len(pairs)
    counts = Counter(values)
    every = sum(counts[one] * counts[two] * distance[one, two] for one in counts for two in counts)
    return 1 - observed / (every / (len(values) * (len(values) - 1)))


def test_what_has_no_level_beside_it_is_as_far_as_can_be(
    codings: dict[str, Coding], kinds: dict[str, str]
) -> None:
    row = next(one for one in open_package().rows("reliability") if one["field"] == "level")
    units = units_compared(row, [codings["a"], codings["b"]], kinds)
    pairs = [tuple(SURPLUS if cell is None else cell for cell in unit) for unit in units]
    counts = Counter(value for pair in pairs for value in pair)
    scale = sorted(set(counts) - {SURPLUS})
    distance = {}
    for one in scale:
        for two in scale:
            between = [counts[value] for value in scale if min(one, two) <= value <= max(one, two)]
            distance[one, two] = (sum(between) - (counts[one] + counts[two]) / 2) ** 2
    farthest = max(distance.values())
    for one in scale:
        distance[one, SURPLUS] = distance[SURPLUS, one] = farthest
    distance[SURPLUS, SURPLUS] = 0
    assert 0 <= textbook_alpha(pairs, distance) - float(row["with_surplus"]) < 0.0101


def test_resamples_are_measured_as_the_data_are(codings: dict[str, Coding], kinds: dict[str, str]) -> None:
    sentences = sorted(codings["a"].statements)
    draw = np.random.default_rng(5)
    for field, metric in (("claim", "alpha_nominal"), ("level", "alpha_ordinal")):
        found = comparisons([codings["a"], codings["b"]], kinds)
        one = next(one for one in found if (one.field, one.metric) == (field, metric))
        compared = [[unit for unit in one.compare(sentence) if None not in unit] for sentence in sentences]
        values = sorted({value for units in compared for unit in units for value in unit})
        matrices = np.array([coincidences(units, values) for units in compared])
        weights = draw.multinomial(len(sentences), [1 / len(sentences)] * len(sentences), size=6)
        measured = alphas(np.tensordot(weights, matrices, axes=1), values, metric)
        for weight, value in zip(weights, measured, strict=True):
            drawn = [unit for units, times in zip(compared, weight, strict=True) for unit in units * times]
            assert by_the_library(drawn, metric) == pytest.approx(value)


def test_no_interval_where_too_little_informs_it() -> None:
    for row in open_package().rows("reliability"):
        few = int(row["informative"]) < FEWEST_INFORMATIVE
        assert few == (row["low"] == ""), row
        assert not few or row["treatment"] == "reported"


def test_a_field_between_the_coders_that_is_low_would_be_told() -> None:
    between = [row for row in open_package().rows("reliability") if row["comparison"] == "coders"]
    assert {row["treatment"] for row in between} <= {"reliable", "tentative", "reported"}
    assert {row["profiles"] for row in between} == {"all", "2021", "2023"}


def test_a_coding_agrees_with_itself_and_not_with_another(
    codings: dict[str, Coding], kinds: dict[str, str]
) -> None:
    units = sorted(codings["a"].statements)
    same = agreements([codings["a"], codings["a"]], kinds, units, resamples=2)
    assert {found.value for found in same} == {1.0}
    other = coding_of(*(codings["b"].rows(table) for table in TABLES))
    for unit, rows in other.statements.items():
        swap = {"capacity": "activity", "activity": "capacity"}
        other.statements[unit] = [row | {"claim": swap.get(row["claim"], "use")} for row in rows]
    found = agreements([codings["a"], other], kinds, units, resamples=0)
    assert next(one for one in found if one.comparison.field == "claim").value < 0


def test_three_coders_are_compared_at_once(codings: dict[str, Coding], kinds: dict[str, str]) -> None:
    three = [codings["a"], codings["b"], codings["a"]]
    units = sorted(codings["a"].statements)
    claim = next(one for one in agreements(three, kinds, units, 0) if one.comparison.field == "claim")
    pair = next(
        one
        for one in agreements([codings["a"], codings["b"]], kinds, units, 0)
        if one.comparison.field == "claim"
    )
    assert pair.value < claim.value < 1


def test_statements_are_grouped_by_agreement_and_then_by_order() -> None:
    first = [{"seq": str(at), "measure": name} for at, name in enumerate("abb", start=1)]
    second = [{"seq": str(at), "measure": name} for at, name in enumerate("ba", start=1)]
    groups = grouped([first, second], ["measure"])
    assert [[row and row["measure"] for row in group] for group in groups] == [
        ["a", "a"],
        ["b", "b"],
        ["b", None],
    ]
    many = [{"seq": str(at), "measure": "a"} for at in range(1, 40)]
    assert len(grouped([many, many[:30]], ["measure"])) == 39


def test_a_package_without_codings_says_so(tmp_path: Path) -> None:
    from ocdataset.package.transcription import transcribe

    sheet = tmp_path / "sheet.txt"
    prose = "This is a made-up sentence of the narrative, and it is long enough to be told."
    sheet.write_text(f"PEOPLE\n{prose}\n", encoding="utf-8")
    transcribe([sheet], tmp_path / "package", country="AUT", edition=2023)
    with pytest.raises(PackageError, match="coded by 0 coders"):
        reliability_rows(open_package(tmp_path / "package"))


def test_figures_of_the_coding() -> None:
    package = open_package()
    statements = package.rows("statements")
    assert Counter(row["unit_id"][:8] for row in statements) == {"PRK-2021": 107, "PRK-2023": 182}
    assert len(package.rows("relations")) == 142
    assert len(package.rows("adjudications")) == 202


def test_few_terms_are_used_in_one_sentence_only() -> None:
    sentences = defaultdict(set)
    for table, column in (("statement_terms", "term_id"), ("relations", "commodity")):
        for row in open_package().rows(table):
            if row[column]:
                sentences[row[column]].add(row["statement_id"].rpartition("-s")[0])
    once = [term for term, used in sentences.items() if len(used) == 1]
    assert len(once) <= 0.15 * len(sentences), once
    assert len(sentences) > 80


def test_numbers_of_the_chemical_abstracts_service_have_their_check_digit() -> None:
    numbers = [row["code"] for row in open_package().rows("terms") if row["scheme"] == "cas"]
    assert numbers
    for number in numbers:
        *digits, check = map(int, re.sub("-", "", number))
        assert sum(at * digit for at, digit in enumerate(reversed(digits), start=1)) % 10 == check


def test_the_manual_has_every_code(checkout: Path) -> None:
    manual = (checkout / "data" / "coding" / "manual-3.md").read_text(encoding="utf-8")
    for table, columns in {
        "statements": (
            "claim",
            "theme",
            "responder",
            "polarity",
            "certainty",
            "basis",
            "trend",
            "period",
            "issue",
        ),
        "relations": ("relation", "direction", "partner_scheme", "partner_basis", "legality"),
        "statement_terms": ("role",),
    }.items():
        for field in table_schema(table)["fields"]:
            if field["name"] in columns:
                absent = [code for code in field["constraints"]["enum"] if code not in manual]
                assert absent == [], field["name"]
    names = {row["name"] for row in open_package().rows("countries")}
    assert [name for name in names if re.search(rf"\b{re.escape(name)}\b", manual)] == []


def test_nothing_of_the_coding_has_six_words_of_a_profile(profiles: dict[str, Path], checkout: Path) -> None:
    runs = {run for path in profiles.values() for run in runs_of_words(path.read_text(encoding="utf-8"), RUN)}
    texts = [
        (checkout / "data" / "coding" / name).read_text(encoding="utf-8")
        for name in ("manual-3.md", "prompt-3.md")
    ]
    for table, columns in {
        "terms": ("label", "definition"),
        "adjudications": ("reason",),
        "waivers": ("reason",),
        "coders": ("note",),
        "coded_statements": ("note",),
    }.items():
        texts += [row[column] for row in open_package().rows(table) for column in columns]
    with (checkout / "data" / "coding" / "comparison-2-3.csv").open(encoding="utf-8") as file:
        texts += [row["reason"] for row in csv.DictReader(file)]
    assert [run for text in texts for run in runs_of_words(text, RUN) if run in runs] == []
