"""A made-up profile of a made-up country, and what two coders wrote of it."""

from pathlib import Path

from ocdataset.package.coding.rows import Written, coding_of_written
from ocdataset.package.narrative.codings import Coding
from ocdataset.package.narrative.merging import PLAIN

PROFILE = """PEOPLE
Brokers from abroad may have lured thousands of shepherds to the coast, where they are sold. Little is
known about who runs the trade.

DRUGS
Ruritania is a transit country for cannabis. The
export of poppies has declined since 2019, although colonels control it.

LEADERSHIP AND GOVERNANCE
The crown has no strategy against smuggling, and it has signed five of nine pacts.
"""

UNITS = {"lured": "002", "known": "003", "transit": "005", "export": "006", "crown": "008"}


def written(unit: str, seq: int, terms: str = "", relations: str = "", **cells: str) -> Written:
    listed = [one for one in relations.split("; ") if one]
    return Written(f"XRU-2023-u{UNITS[unit]}", seq, PLAIN | cells, terms.split(), listed)


def anna() -> list[Written]:
    return [
        written(
            "lured",
            1,
            "brokers_and_traders/agent workers/victim recruitment_of_victims/means",
            "operates inward local x-abroad group persons_moved -",
            measure="human_trafficking",
            actor="foreign_actors",
            claim="activity",
            certainty="possible",
            level="3",
            value_min="1000",
            value_unit="persons",
        ),
        written("known", 1, measure="human_trafficking", claim="knowledge", certainty="unknown"),
        written(
            "transit",
            1,
            relations="flow mutual local x-abroad group cannabis illicit",
            measure="cannabis_trade",
            claim="activity",
            level="2",
            country_position="transit",
        ),
        written(
            "export",
            1,
            relations="flow outward local x-abroad group opiates illicit",
            measure="heroin_trade",
            claim="activity",
            level="2",
            trend="decreasing",
            period="dated",
            period_edtf="2019/..",
        ),
        written(
            "export",
            2,
            "security_forces/agent",
            measure="heroin_trade",
            actor="state_embedded_actors",
            claim="activity",
            level="4",
        ),
        written(
            "crown",
            1,
            "laws_and_strategies/absent",
            measure="national_policies_and_laws",
            claim="capacity",
            responder="state",
            polarity="negated",
            level="0",
        ),
        written(
            "crown",
            2,
            "treaties/present",
            measure="international_cooperation",
            claim="capacity",
            responder="state",
            level="2",
            value_min="5",
            value_max="5",
            value_base="9",
            value_unit="treaties",
        ),
    ]


def bela() -> list[Written]:
    """The same but for a level, a term, a relation and a statement."""
    found = [one for one in anna() if not (one.unit_id.endswith("u006") and one.seq == 2)]
    changed = {
        "XRU-2023-u002": {"level": "2"},
        "XRU-2023-u008": {},
    }
    given = []
    for one in found:
        cells = one.cells | (changed.get(one.unit_id, {}) if one.seq == 1 else {})
        terms = [term for term in one.terms if term != "workers/victim"]
        relations = [] if one.unit_id.endswith("u002") else one.relations
        given.append(Written(one.unit_id, one.seq, cells, terms, relations))
    return given


def coding(statements: list[Written]) -> Coding:
    return coding_of_written(statements)


def profile(folder: Path) -> Path:
    path = folder / "ruritania.txt"
    path.write_text(PROFILE, encoding="utf-8")
    return path
