"""The merged coding by version 2 of the manual, in the codes of version 3."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ocdataset.package.narrative.codings import TABLES
from ocdataset.reference.rows import Row, read_rows
from ocdataset.reference.schemas import field_names, table_schema

DEGREES: Final = ("use", "earnings", "harm", "abuse", "activity")
DOERS: Final = ("activity", "earnings")
ROLES: Final = {
    "actor": {"object": "", "means": "", "user": "partner"},
    "people": {"absent": ""},
    "goods": {"means": "object", "victim": ""},
    "practice": {"object": "means", "present": "means"},
    "reason": {"means": ""},
    "institution": {"means": "present", "cause": "present", "object": "present"},
}


def translated_coding(folder: Path, coder: str) -> dict[str, list[Row]]:
    """Return the rows of the coded tables that an earlier merged coding gives.

    Parameters
    ----------
    folder : Path
        With the three tables of version 2 and `translation.csv`: what each of its codes is in
        version 3, `-` where nothing is.
    coder : str
        The name that the rows get.

    Notes
    -----
    What version 2 did not tell (theme, responder, legality of a flow) stays empty; where version 3 asks
    for a level and version 2 had none, it is 2, present without degree.
    """
    into: dict[tuple[str, str, str], str] = {}
    for row in read_rows(folder / "translation.csv"):
        into[row["table"], row["field"], row["code"]] = row["translated"].replace("-", "")
    kinds = {row["term_id"]: row["kind"] for row in read_rows(folder.parents[1] / "terms.csv")}
    statement, terms, relation = (read_rows(folder / f"{table}.csv") for table in TABLES)
    return {
        "coded_statements": [_statement(row, into, coder) for row in statement],
        "coded_statement_terms": list(_terms(terms, into, kinds, coder)),
        "coded_relations": [_relation(row, into, coder) for row in relation],
    }


def _statement(row: Row, into: dict[tuple[str, str, str], str], coder: str) -> Row:
    cells = dict.fromkeys(field_names(table_schema("coded_statements")), "") | row | {"coder": coder}
    claim = into["statements", "claim", row["claim"]]
    cells["claim"] = claim
    cells["issue"] = into.get(("statements", "issue", row["issue"]), "")
    cells["note"] = ""
    if claim not in DOERS:
        cells["actor"] = ""
    if claim != "activity":
        cells["country_position"] = ""
    if claim in DEGREES and not row["level"]:
        cells["level"] = "0" if row["polarity"] == "negated" else "2"
    if row["level"] == "0" and row["polarity"] != "negated":
        cells["level"] = "1"
    if claim == "knowledge":
        cells["trend"] = ""
    return cells


def _terms(
    rows: list[Row], into: dict[tuple[str, str, str], str], kinds: dict[str, str], coder: str
) -> Iterator[Row]:
    seen = set()
    for row in rows:
        term = into["statement_terms", "term_id", row["term_id"]]
        role = into.get(("statement_terms", "role", row["role"]), row["role"])
        role = ROLES.get(kinds.get(term, ""), {}).get(role, role)
        key = (row["statement_id"], term)
        if term and role and key not in seen:
            seen.add(key)
            yield {"coder": coder, "statement_id": row["statement_id"], "term_id": term, "role": role}


def _relation(row: Row, into: dict[tuple[str, str, str], str], coder: str) -> Row:
    relation = into.get(("relations", "relation", row["relation"]), row["relation"])
    return row | {
        "coder": coder,
        "relation": relation,
        "direction": "none" if relation == "other" else row["direction"],
        "commodity": into.get(("statement_terms", "term_id", row["commodity"]), ""),
        "legality": "",
    }
