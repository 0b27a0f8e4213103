"""Statements as they come from another program, put into the tables of a coding."""

from collections.abc import Iterable
from dataclasses import dataclass

from ocdataset.package.narrative.codings import RELATION, Coding
from ocdataset.package.narrative.merging import EMPTY
from ocdataset.reference.errors import DatasetError
from ocdataset.reference.rows import Row
from ocdataset.reference.schemas import field_names, table_schema


@dataclass(frozen=True)
class Written:
    """A statement.

    Parameters
    ----------
    unit_id : str
    seq : int
        Its place among the statements on the sentence.
    cells : Row
        Of the table statements; the identifiers are made anew.
    terms, relations : list of str
        As `term/role`, and as the cells of a relation with `-` for an empty one.
    """

    unit_id: str
    seq: int
    cells: Row
    terms: list[str]
    relations: list[str]


def coding_of_written(written: Iterable[Written]) -> Coding:
    """Return statements as a coding, numbered anew on each sentence.

    Raises
    ------
    DatasetError
        If a term or relation does not have its parts.
    """
    coding = Coding()
    for one in sorted(written, key=lambda one: (one.unit_id, one.seq)):
        rows = coding.statements.setdefault(one.unit_id, [])
        identifier = f"{one.unit_id}-s{len(rows) + 1}"
        own = {"statement_id": identifier, "unit_id": one.unit_id, "seq": str(len(rows) + 1)}
        cells = one.cells | own
        rows.append({name: cells.get(name, "") for name in field_names(table_schema("statements"))})
        coding.terms[identifier] = [term_row(identifier, text) for text in one.terms]
        coding.relations[identifier] = [
            relation_row(identifier, at, text) for at, text in enumerate(one.relations, start=1)
        ]
    return coding


def term_row(statement: str, text: str) -> Row:
    """Return a term given as `term/role`."""
    term, slash, role = text.partition("/")
    if not slash:
        raise DatasetError(f"{statement}: term {text!r}, expected term/role")
    return {"statement_id": statement, "term_id": term, "role": role}


def relation_row(statement: str, number: int, text: str) -> Row:
    """Return a relation given as its cells."""
    cells = ["" if cell == EMPTY else cell for cell in text.split()]
    if len(cells) != len(RELATION):
        raise DatasetError(
            f"{statement}: relation {text!r}, expected {' '.join(RELATION)}, - for an empty one"
        )
    identifier = f"{statement}-r{number}"
    return {"relation_id": identifier, "statement_id": statement, **dict(zip(RELATION, cells, strict=True))}
