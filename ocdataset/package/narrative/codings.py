"""What coders wrote on the narratives."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ocdataset.reference.rows import Row, read_rows

TABLES: Final = ("statements", "statement_terms", "relations")
RELATION: Final = (
    "relation",
    "direction",
    "partner_scheme",
    "partner",
    "partner_basis",
    "commodity",
    "legality",
)


@dataclass(frozen=True)
class Coding:
    """What one coder wrote, or what several codings were merged into.

    Parameters
    ----------
    statements : dict of str to list of Row
        By sentence, in their order.
    terms, relations : dict of str to list of Row
        By statement.
    """

    statements: dict[str, list[Row]] = field(default_factory=dict)
    terms: dict[str, list[Row]] = field(default_factory=dict)
    relations: dict[str, list[Row]] = field(default_factory=dict)

    def terms_of(self, statement: Row) -> list[str]:
        """Return the terms of a statement, each with its role, as `term/role`."""
        return [f"{row['term_id']}/{row['role']}" for row in self.terms.get(statement["statement_id"], [])]

    def relations_of(self, statement: Row) -> list[str]:
        """Return the relations of a statement, each as its cells, `-` for an empty one."""
        rows = self.relations.get(statement["statement_id"], [])
        return [" ".join(row.get(name) or "-" for name in RELATION) for row in rows]

    def rows(self, table: str) -> list[Row]:
        """Return the rows of one of the three tables."""
        held = {"statements": self.statements, "statement_terms": self.terms, "relations": self.relations}
        return [row for rows in held[table].values() for row in rows]


def coding_of(statements: Iterable[Row], terms: Iterable[Row], relations: Iterable[Row]) -> Coding:
    """Return rows of the three tables as one coding."""
    coding = Coding()
    for row in sorted(statements, key=lambda row: (row["unit_id"], int(row["seq"]))):
        coding.statements.setdefault(row["unit_id"], []).append(row)
    for row in terms:
        coding.terms.setdefault(row["statement_id"], []).append(row)
    for row in relations:
        coding.relations.setdefault(row["statement_id"], []).append(row)
    return coding


def read_coding(folder: Path) -> Coding:
    """Return the coding in the three tables of a folder.

    Raises
    ------
    ValueError, OSError
        If one is missing or is no table.
    """
    return coding_of(*(read_rows(folder / f"{table}.csv") for table in TABLES))


def codings_by_coder(tables: Mapping[str, Iterable[Row]]) -> dict[str, Coding]:
    """Return the coding of each coder in the tables `coded_...`, in the order of the coders' names.

    Parameters
    ----------
    tables : mapping of str to iterable of Row
        The rows of `coded_statements`, `coded_statement_terms` and `coded_relations`.
    """
    found: dict[str, list[list[Row]]] = {}
    for at, table in enumerate(TABLES):
        for row in tables[f"coded_{table}"]:
            rest = {name: cell for name, cell in row.items() if name != "coder"}
            found.setdefault(row["coder"], [[], [], []])[at].append(rest)
    return {coder: coding_of(*rows) for coder, rows in sorted(found.items())}
