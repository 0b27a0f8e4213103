"""What the coded narratives say on a topic, an actor or a partner."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

from ocdataset.package.package import Package
from ocdataset.reference.errors import DatasetError, UnknownName
from ocdataset.reference.folding import fold
from ocdataset.reference.names import country_code, country_names, measure_names
from ocdataset.reference.rows import Row
from ocdataset.reference.schemas import table_schema
from ocdataset.use.asked import editions_asked, names_asked
from ocdataset.use.narrative import profile_of
from ocdataset.use.narrative_labels import partner_labels, relation_label, statement_label
from ocdataset.use.narratives.bearing import bearing

if TYPE_CHECKING:
    import pandas as pd

Asked = str | Sequence[str] | None
Within = Literal["statement", "sentence", "paragraph"]

STATEMENT_COLUMNS = (
    "statement_id", "country", "edition", "section_id", "paragraph", "label", "bearing", "measure",
    "market", "theme", "actor", "claim", "responder", "polarity", "certainty", "basis", "level",
    "country_position", "trend", "period", "partners", "matched",
)  # fmt: skip
RELATION_COLUMNS = (
    "relation_id", "country", "edition", "label", "relation", "direction", "partner", "partner_label",
    "commodity", "legality", "statement_id", "statement_label", "measure", "market", "theme", "actor",
    "claim", "polarity", "certainty", "basis", "period",
)  # fmt: skip


@dataclass(frozen=True)
class Asking:
    """What is asked of the narratives, every name as the codes that it stands for, None for all.

    Parameters
    ----------
    edition : frozenset of int
    countries, partners, actors, claims, certainties : frozenset of str
    topics : frozenset of str
        Measures, themes and terms.
    """

    edition: frozenset[int] | None
    countries: frozenset[str] | None
    partners: frozenset[str] | None
    topics: frozenset[str] | None
    actors: frozenset[str] | None
    claims: frozenset[str] | None
    certainties: frozenset[str] | None


def asking(
    package: Package,
    *,
    edition: int | str | Sequence[int | str] | None,
    countries: Asked,
    partner: Asked,
    topic: Asked,
    actor: Asked,
    claim: Asked,
    certainty: Asked,
) -> Asking:
    """Return names as codes.

    Raises
    ------
    UnknownName
        If there is nothing of a name; the three closest are named.
    """
    return Asking(
        None if edition is None else frozenset(editions_asked(package, edition)),
        _codes(countries, country_code),
        _codes(partner, lambda name: _known("partner", name, _partners(package))),
        _topics(package, topic),
        _codes(actor, lambda name: _known("actor", name, _actors(package))),
        _codes(claim, lambda name: _known("claim", name, _enumerated("claim"))),
        _codes(certainty, lambda name: _known("certainty", name, _enumerated("certainty"))),
    )


def _codes(names: Asked, code: Callable[[str], str]) -> frozenset[str] | None:
    if names is None:
        return None
    return frozenset(code(name) for name in names_asked("names", names))


def _known(what: str, name: str, known: Mapping[str, str]) -> str:
    found = known.get(fold(name))
    if found is None:
        raise UnknownName(what, name, sorted(set(known.values())))
    return found


def _enumerated(column: str) -> dict[str, str]:
    field = next(one for one in table_schema("statements")["fields"] if one["name"] == column)
    return {fold(code): code for code in field["constraints"]["enum"]}


def _partners(package: Package) -> dict[str, str]:
    known = dict(country_names())
    for code, label in partner_labels(package).items():
        known[fold(code)] = known[fold(label)] = code
    for row in package.rows("wordings"):
        if row["kind"] == "adjective":
            known.setdefault(fold(row["pattern"]), row["code"])
    return known


def _actors(package: Package) -> dict[str, str]:
    types = {row["measure"] for row in package.rows("measures") if row["theme"] == "criminal_actors"}
    known = {name: code for name, code in measure_names().items() if code in types}
    for row in package.rows("terms"):
        if row["kind"] in ("actor", "people"):
            known[fold(row["term_id"])] = known[fold(row["label"])] = row["term_id"]
    return known


def _topics(package: Package, names: Asked) -> frozenset[str] | None:
    """Return the measures, themes and terms of topics; a theme brings the measures that are in it."""
    measures = package.rows("measures")
    themes = {row["section_id"]: row["heading"] for row in package.rows("sections") if row["theme"]}
    known = {fold(row["term_id"]): row["term_id"] for row in package.rows("terms")}
    known |= {fold(row["label"]): row["term_id"] for row in package.rows("terms")}
    known |= dict(measure_names())
    known |= {fold(name): section for section, heading in themes.items() for name in (section, heading)}
    found = _codes(names, lambda name: _known("topic", name, known))
    if found is None:
        return None
    within = {row["measure"] for row in measures if row["theme"] in found and row["theme"] in themes}
    return found | within


class CodedNarratives:
    """The coded narratives of a package, by sentence and paragraph.

    Parameters
    ----------
    package : Package
    """

    def __init__(self, package: Package) -> None:
        self.units = {row["unit_id"]: row for row in package.rows("units")}
        self.statements = package.rows("statements")
        self.measures = {row["measure"]: row["label"] for row in package.rows("measures")}
        self.terms: dict[str, set[str]] = {}
        for row in package.rows("statement_terms"):
            self.terms.setdefault(row["statement_id"], set()).add(row["term_id"])
        self.relations: dict[str, list[Row]] = {}
        for row in package.rows("relations"):
            self.relations.setdefault(row["statement_id"], []).append(row)
        self.partner_labels = partner_labels(package)
        self.term_labels = {row["term_id"]: row["label"] for row in package.rows("terms")}

    def place(self, statement: Row, within: Within) -> tuple[str, ...]:
        """Return what a statement shares with those that stand as near as `within` says."""
        if within == "statement":
            return (statement["statement_id"],)
        unit = self.units[statement["unit_id"]]
        if within == "sentence":
            return (statement["unit_id"],)
        return (unit["source_id"], unit["section_id"], unit["paragraph"])

    def says(self, statement: Row, asked: Asking) -> bool:
        """Return whether a statement is what is asked for, its partners apart."""
        country, edition = profile_of(statement["unit_id"])
        codes = {statement[column] for column in ("measure", "market", "theme", "actor")}
        terms = self.terms.get(statement["statement_id"], set())
        goods = {row["commodity"] for row in self.relations.get(statement["statement_id"], [])}
        types = {statement["measure"], statement["actor"]}
        return all(
            wanted is None or bool(wanted & held)
            for wanted, held in (
                (asked.edition, {edition}),
                (asked.countries, {country}),
                (asked.topics, codes | terms | goods),
                (asked.actors, types | terms),
                (asked.claims, {statement["claim"]}),
                (asked.certainties, {statement["certainty"]}),
            )
        )

    def partners(self, statement: Row) -> list[str]:
        """Return the partners of a statement's own relations."""
        rows = self.relations.get(statement["statement_id"], [])
        return list(dict.fromkeys(row["partner"] for row in rows))

    def matching(self, asked: Asking, within: Within) -> list[Row]:
        """Return the statements asked for, those with a partner asked for as near as `within`."""
        near: dict[tuple[str, ...], set[str]] = {}
        for row in self.statements:
            near.setdefault(self.place(row, within), set()).update(self.partners(row))
        return [
            row
            for row in self.statements
            if self.says(row, asked)
            and (asked.partners is None or asked.partners & near[self.place(row, within)])
        ]

    def statement_cells(self, row: Row, *, matched: bool) -> dict[str, Any]:
        """Return a statement with what its codes give."""
        country, edition = profile_of(row["unit_id"])
        unit = self.units[row["unit_id"]]
        given = {
            "country": country,
            "edition": edition,
            "section_id": unit["section_id"],
            "paragraph": int(unit["paragraph"]),
            "label": statement_label(row, self.measures),
            "bearing": bearing(row) or None,
            "level": int(row["level"]) if row["level"] else None,
            "partners": " ".join(self.partners(row)) or None,
            "matched": matched,
        }
        return {name: given[name] if name in given else row[name] or None for name in STATEMENT_COLUMNS}

    def relation_cells(self, row: Row, statement: Row) -> dict[str, Any]:
        """Return a relation with its statement's codes and labels."""
        country, edition = profile_of(statement["unit_id"])
        given = {
            "country": country,
            "edition": edition,
            "label": relation_label(row, self.partner_labels, self.term_labels),
            "partner_label": self.partner_labels[row["partner"]],
            "statement_label": statement_label(statement, self.measures),
        }
        cells = statement | row
        return {name: given[name] if name in given else cells[name] or None for name in RELATION_COLUMNS}


def statements(package: Package, asked: Asking, *, within: Within, neighbours: bool) -> "pd.DataFrame":
    """Return a frame of statements; `Dataset.statements` describes it."""
    import pandas as pd

    if within not in get_args(Within):
        raise DatasetError(f"within {within!r}: expected one of {', '.join(get_args(Within))}")
    held = CodedNarratives(package)
    matching = held.matching(asked, within)
    chosen = {row["statement_id"] for row in matching}
    places = {held.place(row, "paragraph") for row in matching} if neighbours else set()
    rows = [
        held.statement_cells(row, matched=row["statement_id"] in chosen)
        for row in held.statements
        if row["statement_id"] in chosen or held.place(row, "paragraph") in places
    ]
    return pd.DataFrame(rows, columns=list(STATEMENT_COLUMNS)).astype({"level": "Int64"})


def relations(
    package: Package, asked: Asking, *, relation: Asked, direction: Asked, commodity: Asked, legality: Asked
) -> "pd.DataFrame":
    """Return a frame of relations; `Dataset.relations` describes it."""
    import pandas as pd

    wanted = {
        "relation": relation,
        "direction": direction,
        "commodity": commodity,
        "legality": legality,
    }
    cells = {name: _relation_codes(package, name, value) for name, value in wanted.items()}
    rows = list(_relation_rows(CodedNarratives(package), asked, cells))
    return pd.DataFrame(rows, columns=list(RELATION_COLUMNS))


def _relation_codes(package: Package, column: str, names: Asked) -> frozenset[str] | None:
    if column == "commodity":
        goods = [row for row in package.rows("terms") if row["kind"] == "goods"]
        known = {fold(name): row["term_id"] for row in goods for name in (row["term_id"], row["label"])}
    else:
        field = next(one for one in table_schema("relations")["fields"] if one["name"] == column)
        known = {fold(code): code for code in field["constraints"]["enum"]}
    return _codes(names, lambda name: _known(column, name, known))


def _relation_rows(
    held: CodedNarratives, asked: Asking, cells: Mapping[str, frozenset[str] | None]
) -> Iterator[dict[str, Any]]:
    for statement in held.statements:
        if not held.says(statement, asked):
            continue
        for row in held.relations.get(statement["statement_id"], []):
            fits = all(wanted is None or row[name] in wanted for name, wanted in cells.items())
            if fits and (asked.partners is None or row["partner"] in asked.partners):
                yield held.relation_cells(row, statement)
