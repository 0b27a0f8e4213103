"""What can be asked of the coded narratives."""

import pytest

import ocdataset as oc
from ocdataset.package.package import open_package
from ocdataset.reference.errors import DatasetError, UnknownName
from ocdataset.reference.notices import DatasetWarning
from ocdataset.use.narrative_profile import narrative_profile
from tests.cli.test_verbs import run

NARRATIVE = ("units", "statements", "statement_terms", "relations")


def test_whom_arms_are_said_to_go_to() -> None:
    relations = oc.load("relations", edition=2023, measures="arms_trafficking", labels=True)
    outward = relations[(relations["relation"] == "flow") & (relations["direction"] == "outward")]
    assert {"IRN", "SYR", "LBN", "MYS"} <= set(outward["partner"])
    assert "illicit flow outward, Iran: arms and military goods" in set(outward["label"])


@pytest.mark.parametrize("table", NARRATIVE)
def test_filters_go_by_the_identifiers(table: str) -> None:
    every, one = oc.load(table), oc.load(table, edition=2021, countries="Korea, DPR")
    assert 0 < len(one) < len(every)
    assert len(one) + len(oc.load(table, edition=2023)) == len(every)
    with pytest.warns(DatasetWarning, match="the narratives coded are PRK 2021, PRK 2023"):
        assert oc.load(table, edition=2025).empty


@pytest.mark.parametrize("table", NARRATIVE)
@pytest.mark.parametrize("as_", ["polars", "arrow"])
def test_other_libraries_hold_the_same(table: str, as_: str) -> None:
    expected = oc.load(table, edition=2023, labels=True)
    found = oc.load(table, edition=2023, labels=True, as_=as_).to_pandas()
    assert list(found.columns) == list(expected.columns)
    assert (
        found["label" if table != "units" else "section_label"].tolist()[1:]
        == (
            expected["label" if table != "units" else "section_label"].where(lambda cell: cell.notna(), None)
        ).tolist()[1:]
    )


def test_labels_are_made_from_the_codes_alone() -> None:
    labels = oc.load("statements", labels=True).set_index("statement_id")["label"]
    assert labels["PRK-2023-u090-s1"] == (
        "International cooperation: capacity of the state, slight, 5 of 10 treaties; "
        "asserted, author; current"
    )
    assert labels.notna().all()


def test_units_are_not_filtered_by_measure() -> None:
    with pytest.raises(DatasetError, match="no column 'measure'"):
        oc.load("units", measures="arms_trafficking")


def test_silent_indicators_are_scored_and_not_spoken_of() -> None:
    silent = oc.silent(2021)
    assert silent["measure"].tolist() == [
        "flora_crimes",
        "cocaine_trade",
        "mafia_style_groups",
        "territorial_integrity",
        "prevention",
    ]
    assert oc.silent(2023, "PRK").empty
    spoken = oc.load("statements", edition=2021)
    assert not set(silent["measure"]) & {*spoken["measure"], *spoken["market"], *spoken["actor"]}


def test_a_market_is_counted_with_each_actor_that_is_said_to_run_it() -> None:
    matrix = oc.market_actors(2023)
    assert matrix.shape == (15, 5)
    assert matrix.loc[("PRK", "cyber_dependent_crimes"), "state_embedded_actors"] == 7
    assert matrix["mafia_style_groups"].sum() == 0
    statements = oc.load("statements", edition=2023)
    denied = statements[(statements["polarity"] == "negated") & statements["actor"].notna()]
    assert len(denied) > 0
    assert matrix.loc[("PRK", "extortion_and_protection_racketeering"), "criminal_networks"] == 0


def test_counts_are_parted_by_certainty() -> None:
    whole, parted = oc.market_actors(2023), oc.market_actors(2023, certainty=True)
    assert parted.columns.names == ["actor", "certainty"]
    assert parted.T.groupby(level="actor").sum().T[whole.columns].equals(whole)
    assert parted.xs("probable", axis=1, level="certainty").to_numpy().sum() > 0


def test_what_is_said_of_chinese_actors_and_drugs() -> None:
    near = oc.statements(partner="Chinese", topic="Drugs", actor="foreign_actors", within="paragraph")
    assert near["edition"].tolist() == [2021, 2023]
    assert near["theme"].tolist() == ["drugs", "drugs"]
    same = oc.statements(partner="CHN", topic="drugs", edition=2021)
    assert same["certainty"].tolist() == ["possible"]
    with_others = oc.statements(partner="CHN", topic="drugs", edition=2021, neighbours=True)
    assert with_others["matched"].sum() == 1
    assert len(set(with_others["paragraph"])) == 1
    assert len(with_others) > 3


def test_questions_by_term_claim_and_certainty() -> None:
    assert set(oc.statements(claim="earnings")["claim"]) == {"earnings"}
    assert set(oc.statements(certainty=["possible", "probable"])["certainty"]) == {"possible", "probable"}
    assert len(oc.statements(topic="sanctions")) > 3
    assert len(oc.statements(actor="hackers")) > 2
    bearings = oc.statements(topic="prevention")["bearing"]
    assert set(bearings.dropna()) == {"worse"}
    with pytest.raises(UnknownName, match="drugs"):
        oc.statements(topic="drgs")
    with pytest.raises(DatasetError, match="within"):
        oc.statements(within="page")  # type: ignore[arg-type]


def test_relations_are_asked_by_partner_good_and_legality() -> None:
    found = oc.relations(partner="Syria", relation="flow")
    assert set(found["commodity"]) == {"arms"}
    assert oc.relations(legality="licit", edition=2021).empty
    assert set(oc.relations(relation="response", direction="inward")["claim"]) <= {"capacity", "activity"}
    assert len(oc.relations(relation="response", partner="x-international-community")) > 5


def test_two_editions_are_compared_by_measure_and_by_partner() -> None:
    by_measure = oc.compare_narratives(2021, 2023)
    lacking = by_measure[by_measure["status"] == "not comparable"]["measure"]
    assert {"financial_crimes", "private_sector_actors"} <= set(lacking)
    assert "heroin_trade" not in set(lacking)
    by_partner = oc.compare_narratives(2021, 2023, by="partner")
    told = {(row.partner, row.relation): row.status for row in by_partner.itertuples()}
    assert (told["SYR", "flow"], told["SDN", "flow"]) == ("kept", "dropped")
    assert told["x-international-community", "agreement"] != "reversed"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ({}, {}, "kept"),
        ({}, {"level": "0", "polarity": "negated"}, "reversed"),
        ({"level": "1"}, {"level": "4"}, "reversed"),
        ({}, {"certainty": "possible"}, "hedged otherwise"),
        (
            {"claim": "knowledge", "level": "", "certainty": "unknown"},
            {"claim": "knowledge", "level": ""},
            "not comparable",
        ),
    ],
)
def test_what_became_of_a_claim(first: dict[str, str], second: dict[str, str], expected: str) -> None:
    from ocdataset.use.narratives.comparing import status

    plain = {"claim": "activity", "polarity": "affirmed", "certainty": "asserted", "level": "3"}
    plain |= {"trend": "", "responder": ""}
    assert status([plain | first], [plain | second]) == expected
    assert (status([], [plain]), status([plain], [])) == ("new", "dropped")


def test_the_network_is_read_by_networkx_and_has_every_relation() -> None:
    import networkx

    edges = oc.network(2023)
    graph = networkx.parse_graphml(oc.network(2023, form="graphml"), force_multigraph=True)
    assert graph.number_of_edges() == len(edges)
    assert set(graph.nodes) == {*edges["source"], *edges["target"]}
    assert graph.nodes["CHN"]["label"] == "China"
    assert graph["PRK"]["IRN"][next(iter(graph["PRK"]["IRN"]))]["commodity"] == "arms"
    held = oc.relations(edition=2023)
    assert edges["statements"].sum() <= len(held)
    with pytest.raises(DatasetError, match="form"):
        oc.network(2023, form="dot")  # type: ignore[call-overload]


def test_what_is_not_coded_is_refused() -> None:
    with pytest.raises(DatasetError, match="PRK 2021, PRK 2023"):
        oc.silent(2025)
    with pytest.raises(DatasetError, match="of NAM of 2023"):
        oc.market_actors(2023, "Namibia")
    with pytest.raises(UnknownName, match="Namibia"):
        oc.silent(2023, "Nambia")


def test_the_narrative_of_a_profile_in_figures() -> None:
    told = narrative_profile(open_package(), "PRK", 2023)
    assert (told.sentences, told.statements) == (114, 182)
    assert sum(line.statements for line in told.measures) == told.statements
    assert told.partners[0][0] == "China"
    assert told.silent == ()


def test_show_and_silent_in_80_columns() -> None:
    shown = run("show", "PRK", 2023, "--narrative")
    assert "182 statements on 114 sentences" in shown.stdout
    assert max(map(len, shown.stdout.splitlines())) <= 80
    assert "6.00  Territorial integrity" in run("silent", "PRK", 2021).stdout
    refused = run("silent", "PRK", 2025)
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)


def test_reliability_is_refused_where_there_are_no_codings(tmp_path: object) -> None:
    ended = run("reliability", tmp_path, "--check")
    assert (ended.returncode, ended.stderr.count("\n")) == (1, 1)
