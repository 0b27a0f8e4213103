"""A coding as a UIMA CAS in JSON, as INCEpTION reads and writes it."""

import re
from pathlib import Path
from typing import Any, Final

from ocdataset.package.coding.folder import CodingFolder
from ocdataset.package.coding.rows import Written, coding_of_written
from ocdataset.package.narrative.codings import Coding
from ocdataset.reference.errors import DatasetError
from ocdataset.reference.extras import require_extra
from ocdataset.reference.files import LARGEST_SOURCE, content_of
from ocdataset.reference.rows import Row
from ocdataset.reference.schemas import field_names, table_schema

SENTENCE: Final = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence"
STATEMENT: Final = "webanno.custom.OcdatasetStatement"
OWN: Final = ("statement_id", "unit_id")
BESIDE: Final = ("wording", "terms", "relations")
MASK: Final = "·"


def cas_json(folder: CodingFolder, text: str | None = None) -> str:
    """Return a coder's folder as a CAS.

    Parameters
    ----------
    folder : CodingFolder
    text : str, optional
        The very text that was cut into units. Without it, the CAS has a dot in the place of each letter,
        and may be passed on; to annotate in it, one needs the text.

    Raises
    ------
    MissingExtra
        If dkpro-cassis is not installed.
    """
    require_extra("coding", "UIMA CAS")
    from cassis import Cas

    system = _types()
    cas = Cas(typesystem=system)
    end = max(int(row["char_end"]) for row in folder.units)
    cas.sofa_string = text if text is not None else _masked(folder, end)
    cas.sofa_mime = "text/plain"
    sentence, statement = system.get_type(SENTENCE), system.get_type(STATEMENT)
    for unit in folder.units:
        place = {"begin": int(unit["char_start"]), "end": int(unit["char_end"])}
        cas.add(sentence(**place))
        for row in folder.coding.statements.get(unit["unit_id"], []):
            cas.add(statement(**place, wording=unit["sha256"], **_features(folder.coding, row)))
    return str(cas.to_json(pretty_print=True))


def types_xml() -> str:
    """Return the types of such a CAS as a UIMA type system, from which INCEpTION makes its layer.

    Raises
    ------
    MissingExtra
        If dkpro-cassis is not installed.
    """
    require_extra("coding", "UIMA CAS")
    return str(_types().to_xml())


def _types() -> Any:
    from cassis import TypeSystem

    system = TypeSystem(add_document_annotation_type=False)
    system.create_type(name=SENTENCE, supertypeName="uima.tcas.Annotation")
    statement = system.create_type(name=STATEMENT, supertypeName="uima.tcas.Annotation")
    names = [name for name in field_names(table_schema("statements")) if name not in OWN]
    for name in (*names, *BESIDE):
        system.create_feature(domainType=statement, name=name, rangeType="uima.cas.String")
    return system


def _masked(folder: CodingFolder, end: int) -> str:
    letters = [" "] * end
    for unit in folder.units:
        start, stop = int(unit["char_start"]), int(unit["char_end"])
        letters[start:stop] = MASK * (stop - start)
    return "".join(letters)


def _features(coding: Coding, row: Row) -> dict[str, str | None]:
    cells = {name: cell or None for name, cell in row.items() if name not in OWN}
    return cells | {
        "terms": "; ".join(coding.terms_of(row)) or None,
        "relations": "; ".join(coding.relations_of(row)) or None,
    }


def coding_from_cas(path: Path, folder: CodingFolder) -> Coding:
    """Return the coding of a coder's folder from a CAS in JSON.

    A statement belongs to the sentence in which it begins, so that those made in INCEpTION need no
    identifiers; they are numbered in their order unless `seq` says otherwise.

    Raises
    ------
    DatasetError
        If the file is no such CAS, or a statement lies outside the sentences.
    MissingExtra
        If dkpro-cassis is not installed.
    """
    require_extra("coding", "UIMA CAS")
    from cassis import load_cas_from_json

    try:
        cas = load_cas_from_json(content_of(path, LARGEST_SOURCE).decode("utf-8"))
        held = list(cas.select(STATEMENT))
    except Exception as error:
        raise DatasetError(f"{path}: no UIMA CAS in JSON with statements ({error!r})") from None
    return coding_of_written([_written(one, at, folder, path) for at, one in enumerate(held, start=1)])


def _written(statement: Any, number: int, folder: CodingFolder, path: Path) -> Written:
    sentences = [row for row in folder.units if row["kind"] == "sentence"]
    unit = next(
        (row for row in sentences if int(row["char_start"]) <= statement.begin < int(row["char_end"])), None
    )
    if unit is None:
        raise DatasetError(
            f"{path}: a statement at {statement.begin} to {statement.end} begins in no sentence of the folder"
        )
    names = [name for name in field_names(table_schema("statements")) if name not in OWN]
    cells = {name: getattr(statement, name, None) or "" for name in names}
    seq = int(cells["seq"]) if cells["seq"].isdecimal() else 1000 + number
    return Written(unit["unit_id"], seq, cells, _listed(statement.terms), _listed(statement.relations))


def _listed(text: str | None) -> list[str]:
    return [part for part in re.split(r"\s*;\s*", text or "") if part]
