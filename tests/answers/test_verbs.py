"""The verbs of answers: text of 80 columns for a reader, JSON and CSV for a machine."""

import csv
import io
import json

import pytest

import ocdataset as oc
from tests.cli.test_verbs import run

EVERY = [
    ("change", 2021, 2023),
    (
        "change",
        2021,
        2023,
        "criminality",
        "resilience",
        "--by",
        "indicator",
        "--countries",
        "PRK,Korea, Rep.",
    ),
    ("rank", 2023, "--interval", 0.9),
    ("rank", 2021, "resilience", "--within", "region"),
    ("quadrants", 2023),
    ("sensitivity", 2023),
    ("sensitivity", 2023, "resilience"),
    ("similar", "Korea, DPR", 2023, "-n", 3),
    ("compare", "PRK", "Micronesia (Federated States of)", 2023),
    ("groups", "region", 2023, "criminality", "illicit_trade_in_excisable_goods"),
]


@pytest.mark.parametrize("words", EVERY, ids=lambda words: " ".join(map(str, words)))
def test_every_verb_at_80_columns_and_for_machines(release: oc.Dataset, words: tuple[object, ...]) -> None:
    chosen = {"OCDATASET_PACKAGE": str(release.package.root)}
    text = run(*words, **chosen)
    assert text.returncode == 0, text.stderr
    assert text.stderr == ""
    assert max(map(len, text.stdout.splitlines())) <= 80
    objects = json.loads(run(*words, "--format", "json", **chosen).stdout)
    rows = list(csv.DictReader(io.StringIO(run(*words, "--format", "csv", **chosen).stdout)))
    assert len(objects) == len(rows) > 0
    assert list(objects[0]) == list(rows[0])


def test_json_and_csv_hold_what_the_call_gives(release: oc.Dataset) -> None:
    chosen = {"OCDATASET_PACKAGE": str(release.package.root)}
    expected = release.change(2021, 2023, countries="MOZ").to_dict("records")
    words = ("change", 2021, 2023, "--countries", "Mozambique")
    assert json.loads(run(*words, "--format", "json", **chosen).stdout) == expected
    (row,) = csv.DictReader(io.StringIO(run(*words, "--format", "csv", **chosen).stdout))
    assert float(row["published"]) == expected[0]["published"]
    assert [row["sign_disagrees"], row["beyond_noise"]] == ["true", "true"]


def test_a_change_is_shown_on_both_bases_with_a_mark_where_signs_differ(release: oc.Dataset) -> None:
    shown = run(
        "change", 2021, 2023, "--countries", "MOZ", OCDATASET_PACKAGE=str(release.package.root)
    ).stdout
    assert "-0.33          +0.44  signs differ  !" in shown


@pytest.mark.parametrize(
    ("words", "said", "status"),
    [
        (("rank", 2023), "ocdataset import", 1),
        (("sensitivity", 2023), "1 of 193 countries", 1),
        (("groups", "africa", 2023), "0 of 54 countries", 1),
        (("similar", "PRK", 2023), "no other country", 1),
        (("compare", "PRK", "KOR", 2023), "no sheet of KOR", 1),
        (("compare", "PRK", "Korea, DPR", 2023), "both are Korea, DPR", 2),
        (("change", 2021, 2025), "holds no scores of the edition 2025 (it holds 2021, 2023)", 1),
        (("change", 2021, 2021), "both are 2021", 2),
        (("change", 2021, 2023, "financial_crimes"), "not in the edition 2021", 2),
        (("change", 2021, 2022), "no edition is called '2022'", 2),
        (("change", "new", 2023), "a year such as 2023", 2),
        (("rank", 2023, "--interval", 90), "between 0 and 1", 2),
        (("rank", 2023, "--within", "europa"), "europe", 2),
        (("sensitivity", 2023, "heroin_trade"), "is an indicator", 2),
        (("quadrants", "2025"), "holds no scores of the edition 2025", 1),
    ],
)
def test_what_cannot_be_answered_is_one_line(words: tuple[object, ...], said: str, status: int) -> None:
    ended = run(*words)
    assert (ended.returncode, ended.stdout) == (status, "")
    assert said in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
