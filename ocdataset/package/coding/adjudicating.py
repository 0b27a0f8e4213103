"""From the folders of several coders to one package, by way of a file of decisions."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ocdataset.package.coding.coded_package import write_coded_package
from ocdataset.package.coding.decisions import read_decisions, write_decisions
from ocdataset.package.coding.folder import CodingFolder, same_profile
from ocdataset.package.fresh_folder import refuse_taken
from ocdataset.package.narrative.merging import merge
from ocdataset.reference.counted import counted
from ocdataset.reference.errors import DatasetError


@dataclass(frozen=True)
class Adjudication:
    """What came of it.

    Parameters
    ----------
    decided, undecided : int
        Decisions that are made, and differences that wait for one.
    statements : int
        Of the merged coding.
    """

    decided: int
    undecided: int
    statements: int


def adjudicate(folders: Sequence[CodingFolder], file: Path, out: Path, adjudicator: str) -> Adjudication:
    """Merge the codings of folders, and write their package once every difference is decided.

    Parameters
    ----------
    folders : sequence of CodingFolder
    file : Path
        The decisions. It is written anew with what is still undecided.
    out : Path
        A folder that does not exist yet, or an empty one.
    adjudicator : str

    Raises
    ------
    DatasetError
        If a sentence is not coded by all, or a decision decides nothing.
    """
    refuse_taken(out)
    same_profile(folders)
    for folder in folders:
        if folder.uncoded:
            raise DatasetError(
                f"{folder.path}: not coded yet: {counted(len(folder.uncoded), 'sentence')}, the first is "
                f"{folder.uncoded[0]}; adjudication takes whole codings"
            )
    decided = read_decisions(file)
    merged = merge([folder.coding for folder in folders], decided)
    if merged.idle:
        row = merged.idle[0]
        raise DatasetError(
            f"{file}: {counted(len(merged.idle), 'decision')} without effect, such as {row['unit_id']} group "
            f"{row['group']} {row['field']} {row['value']}: the coders do not differ there, or the statement "
            "is dropped"
        )
    if merged.undecided:
        write_decisions(file, [folder.coder for folder in folders], merged.undecided, decided)
    else:
        by = adjudicator if decided else ""
        write_coded_package(folders, merged.coding, out, decisions=decided, adjudicator=by)
    return Adjudication(len(decided), len(merged.undecided), len(merged.coding.rows("statements")))
