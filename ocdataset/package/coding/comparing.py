"""How far the coders of a profile agree, from their folders."""

from collections.abc import Sequence
from dataclasses import dataclass

from ocdataset.package.coding.folder import CodingFolder, same_profile
from ocdataset.package.narrative.codings import Coding
from ocdataset.package.narrative.merging import merge
from ocdataset.package.narrative.reliability import agreement_row, agreements
from ocdataset.reference.errors import Misuse
from ocdataset.reference.names import reference_table
from ocdataset.reference.rows import Row


@dataclass(frozen=True)
class Agreed:
    """How far coders agree.

    Parameters
    ----------
    coders : tuple of str
    sentences : int
        Coded by all of them.
    differences : int
        Cells, terms, relations and statements that they wrote differently on these.
    rows : tuple of Row
        A field each, as in the table reliability.
    """

    coders: tuple[str, ...]
    sentences: int
    differences: int
    rows: tuple[Row, ...]


def agreement_of(folders: Sequence[CodingFolder]) -> Agreed:
    """Return how far the coders of folders agree on what all have coded.

    Raises
    ------
    Misuse
        If there are fewer than two, they are of different profiles, or no sentence is coded by all.
    """
    if len(folders) < 2:
        raise Misuse("agreement takes the folders of two coders at least")
    same_profile(folders)
    shared = set.intersection(*(set(folder.coding.statements) for folder in folders))
    if not shared:
        raise Misuse("no sentence is coded in all of the folders yet; agreement takes some that are")
    kinds = {row["term_id"]: row["kind"] for row in reference_table("terms")}
    codings = [_on(folder.coding, shared) for folder in folders]
    rows = [agreement_row(one) for one in agreements(codings, kinds, shared)]
    names = tuple(folder.coder for folder in folders)
    return Agreed(names, len(shared), len(merge(codings, ()).undecided), tuple(rows))


def _on(coding: Coding, units: set[str]) -> Coding:
    kept = {unit: rows for unit, rows in coding.statements.items() if unit in units}
    return Coding(kept, coding.terms, coding.relations)
