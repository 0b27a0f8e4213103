"""A narrative is cut into the same units, without a gap, in whatever form it comes."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ocdataset.package.package import open_package
from ocdataset.package.transcription import transcribe
from ocdataset.read.narrative import headings
from ocdataset.read.narrative.headings import labels
from ocdataset.read.narrative.units import FUNDING, Unit, units_of
from ocdataset.read.narrative.wording import normalise
from ocdataset.reference.rows import read_rows
from tests.narrative.forms import FORMS

Profile = Callable[[str], str]

COUNTS = {
    "prk-2021-narrative": {
        "people": 12,
        "trade": 5,
        "environment": 4,
        "drugs": 8,
        "criminal_actors": 9,
        "leadership_and_governance": 10,
        "criminal_justice_and_security": 7,
        "economic_and_financial_environment": 11,
        "civil_society_and_social_protection": 5,
    },
    "prk-2023-ocr-sheet": {
        "people": 9,
        "trade": 12,
        "environment": 11,
        "drugs": 12,
        "cyber_dependent_crimes": 6,
        "financial_crimes": 5,
        "criminal_actors": 16,
        "leadership_and_governance": 12,
        "criminal_justice_and_security": 16,
        "economic_and_financial_environment": 7,
        "civil_society_and_social_protection": 8,
    },
}

MADE_UP = """\
CRIMINALITY 3.10
CRIMINAL MARKETS 2.50
PEOPLE
7.50

# CRIMINALITY

## **CRIMINAL MARKETS**

#### PEOPLE

Ruritania is a small kingdom, e.g. for those who love e\u0301clairs. The U.S. embassy there has one
clerk \u2013 a Mr. Smith \u2013 who is "often away." He lives in the

town of Strelsau.
 However, the king\u2019s cousin disagrees with him about nearly everything.

A second paragraph follows here, and it ends well.
 TRADE
Pianos are the main thing that is smuggled into Ruritania.

### Criminal actors

There are two of them and they know each other.

RESILIENCE
CIVIL SOCIETY & SOCIAL PROTECTION
Nothing whatever is known about any of this.

This profile was funded by the King of Ruritania. The views in it are the views and those
of the author alone.
"""


def wordings(text: str, kind: str = "sentence") -> list[str]:
    return [normalise(text[s.char_start : s.char_end]) for s in units_of(text) if s.kind == kind]


def identities(text: str) -> list[tuple[str, str, str]]:
    return [(s.kind, s.section_id, s.sha256) for s in units_of(text)]


def assert_tiled(text: str, segments: list[Unit]) -> None:
    position = segments[0].char_start
    for part in segments:
        assert not text[position : part.char_start].strip()
        assert text[part.char_start : part.char_end].strip() == text[part.char_start : part.char_end]
        assert part.char_start < part.char_end
        position = part.char_end
    assert not text[position:].strip()


@pytest.mark.parametrize("source_id", COUNTS)
def test_profile_has_its_known_units(profile: Profile, source_id: str) -> None:
    segments = units_of(profile(source_id))
    kinds = Counter(part.kind for part in segments)
    assert Counter(s.section_id for s in segments if s.kind == "sentence") == COUNTS[source_id]
    assert kinds["boilerplate"] == 2
    assert sum(part.break_inside == "page" for part in segments) == 2


@pytest.mark.parametrize("source_id", COUNTS)
def test_profile_is_tiled(profile: Profile, source_id: str) -> None:
    text = profile(source_id)
    assert_tiled(text, units_of(text))


def test_narrative_begins_after_the_score_pages(profile: Profile) -> None:
    text = profile("prk-2023-ocr-sheet")
    assert text[: units_of(text)[0].char_start].count("\n") == 109


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("source_id", COUNTS)
def test_profile_has_the_same_units_in_any_form(profile: Profile, source_id: str, form: str) -> None:
    text = profile(source_id)
    assert identities(FORMS[form](text)) == identities(text)


@pytest.mark.parametrize("source_id", COUNTS)
def test_one_changed_word_loses_one_unit(profile: Profile, source_id: str) -> None:
    text = profile(source_id)
    sentences = [part for part in units_of(text) if part.kind == "sentence"]
    middle = sentences[len(sentences) // 2].char_end - 2
    changed = text[:middle] + "x" + text[middle + 1 :]
    before, after = Counter(identities(text)), Counter(identities(changed))
    assert (before - after).total() == 1


def test_made_up_profile_is_cut_at_sentence_ends_only() -> None:
    assert wordings(MADE_UP) == [
        "Ruritania is a small kingdom, e.g. for those who love \u00e9clairs.",
        'The U.S. embassy there has one clerk - a Mr. Smith - who is "often away."',
        "He lives in the town of Strelsau.",
        "However, the king's cousin disagrees with him about nearly everything.",
        "A second paragraph follows here, and it ends well.",
        "Pianos are the main thing that is smuggled into Ruritania.",
        "There are two of them and they know each other.",
        "Nothing whatever is known about any of this.",
    ]


def test_made_up_profile_has_its_headings() -> None:
    assert wordings(MADE_UP, "heading") == [
        "# CRIMINALITY",
        "## **CRIMINAL MARKETS**",
        "#### PEOPLE",
        "TRADE",
        "### Criminal actors",
        "RESILIENCE",
        "CIVIL SOCIETY & SOCIAL PROTECTION",
    ]


def test_made_up_profile_is_tiled() -> None:
    assert_tiled(MADE_UP, units_of(MADE_UP))


def test_paragraphs_are_counted_within_the_section() -> None:
    people = [s.paragraph for s in units_of(MADE_UP) if s.section_id == "people"]
    assert people == [0, 1, 1, 1, 1, 2]


def test_funding_statement_is_boilerplate() -> None:
    boilerplate = [s for s in units_of(MADE_UP) if s.kind == "boilerplate"]
    assert [(s.section_id, s.paragraph) for s in boilerplate] == [(FUNDING, 1)] * 2


def test_breaks_inside_a_sentence_are_told_apart() -> None:
    breaks = [s.break_inside for s in units_of(MADE_UP) if s.kind == "sentence"]
    assert breaks[:4] == ["none", "line", "page", "none"]


@pytest.mark.parametrize("form", FORMS)
def test_made_up_profile_has_the_same_units_in_any_form(form: str) -> None:
    assert identities(FORMS[form](MADE_UP)) == identities(MADE_UP)


@pytest.mark.parametrize("heading", labels().values())
@pytest.mark.parametrize(
    "printed",
    ["{0}", "## **{0}**", " **{0}:** ", "### {0} ###"],
    ids=["bare", "bold", "colon", "closed"],
)
@pytest.mark.parametrize("case", [str, str.upper, str.title], ids=["label", "upper", "title"])
def test_heading_is_known_on_its_own_line(heading: str, printed: str, case: Callable[[str], str]) -> None:
    text = printed.format(case(heading)) + "\nSome prose about it, which is long enough.\n"
    assert [part.kind for part in units_of(text)] == ["heading", "sentence"]
    assert_tiled(text, units_of(text))


@pytest.mark.parametrize("heading", labels().values())
def test_heading_is_known_when_the_prose_runs_on(heading: str) -> None:
    prose = "Some prose about it, which is long enough."
    text = f"{heading.upper()} {prose} {heading.upper()} {prose}"
    assert [part.kind for part in units_of(text)] == ["heading", "sentence"] * 2


PIECES = (
    *(label.upper() for label in labels().values()),
    *("#", "######", "#######", "*", "***", "****", "_", ":", " ", "  ", "\n", "\t", "\f", "\r", "-"),
    *("X", "x", "A b", "(", "“", "AND", "&", "CRIMINAL", "ECONOMIC"),
)


@example("ECONOMIC AND FINANCIAL ENVIRONMENT A b")
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_run_in_headings_are_all_that_their_pattern_finds(text: str) -> None:
    found = [(match.span(), match.groupdict()) for match in headings._run_in_headings(text)]
    assert found == [(match.span(), match.groupdict()) for match in headings._run_in().finditer(text)]


def test_words_of_a_heading_within_a_sentence_are_prose() -> None:
    text = "TRADE\nThe kings discuss TRADE and they never discuss\nPeople and criminal actors.\n"
    assert [part.kind for part in units_of(text)] == ["heading", "sentence"]


def test_scores_and_credits_are_not_a_narrative() -> None:
    text = "CRIMINAL ACTORS\n3.50\nFINANCIAL CRIMES\n\nFunding provided by the King.\n"
    assert units_of(text) == []


def test_text_without_headings_has_no_narrative() -> None:
    assert units_of("Some prose about nothing at all, which is long enough.") == []
    assert units_of("") == []


def test_transcription_cuts_the_shipped_units(
    profiles: dict[str, Path], checkout: Path, tmp_path: Path
) -> None:
    sheet = transcribe([profiles["prk-2023-ocr-sheet"]], tmp_path / "sheet")
    alone = transcribe([profiles["prk-2021-narrative"]], tmp_path / "alone", edition=2021)
    cut = [row for one in (alone, sheet) for row in read_rows(one.folder / "data" / "units.csv")]
    assert cut == open_package(checkout).rows("units")


def test_a_broken_sentence_is_one_unit_of_its_own(profile: Profile) -> None:
    for source_id in COUNTS:
        units = units_of(profile(source_id))
        assert all(unit.words >= 4 for unit in units if unit.kind == "sentence")
