"""A coding as W3C Web Annotations in JSON-LD: places and hashes of sentences, and no text of them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from ocdataset.package.coding.folder import CodingFolder
from ocdataset.package.coding.rows import Written, coding_of_written
from ocdataset.package.narrative.codings import RELATION, Coding
from ocdataset.reference.errors import DatasetError
from ocdataset.reference.files import json_object
from ocdataset.reference.rows import Row
from ocdataset.reference.schemas import field_names, table_schema

CONTEXT: Final = ["http://www.w3.org/ns/anno.jsonld", {"ocd": "urn:ocdataset:"}]
OWN: Final = ("statement_id", "unit_id", "seq")


def annotations_json(folders: Sequence[CodingFolder]) -> str:
    """Return codings as one page of annotations, one a statement."""
    page = {
        "@context": CONTEXT,
        "id": "urn:ocdataset:coding",
        "type": "AnnotationPage",
        "items": [item for folder in folders for item in _items(folder)],
    }
    return json.dumps(page, indent=1, ensure_ascii=False) + "\n"


def _items(folder: CodingFolder) -> Iterator[dict[str, Any]]:
    for unit in folder.units:
        for statement in folder.coding.statements.get(unit["unit_id"], []):
            yield {
                "id": f"urn:ocdataset:{folder.coder}:{statement['statement_id']}",
                "type": "Annotation",
                "motivation": "classifying",
                "creator": {"nickname": folder.coder},
                "target": {
                    "source": f"urn:sha256:{folder.about['source']['sha256']}",
                    "selector": {
                        "type": "TextPositionSelector",
                        "start": int(unit["char_start"]),
                        "end": int(unit["char_end"]),
                    },
                    "ocd:wording": unit["sha256"],
                },
                "body": _body(folder.coding, statement),
            }


def _body(coding: Coding, statement: Row) -> dict[str, Any]:
    cells = {f"ocd:{name}": cell for name, cell in statement.items() if cell and name not in OWN}
    terms = coding.terms.get(statement["statement_id"], [])
    relations = coding.relations.get(statement["statement_id"], [])
    return {
        "type": "ocd:statement",
        "ocd:seq": int(statement["seq"]),
        **cells,
        "ocd:terms": [{f"ocd:{name}": row[name] for name in ("term_id", "role")} for row in terms],
        "ocd:relations": [{f"ocd:{name}": row[name] for name in RELATION if row[name]} for row in relations],
    }


def coding_from_annotations(path: Path, folder: CodingFolder) -> Coding:
    """Return the coding of a coder's folder from a page of annotations.

    A sentence is found by the hash of its wording, so that the page may be of another extraction.

    Raises
    ------
    DatasetError
        If the file is no page of annotations, or one is on a sentence that the folder does not have.
    """
    units = {row["sha256"]: row["unit_id"] for row in folder.units}
    try:
        items = json_object(path)["items"]
        written = [_written(item, units, path) for item in items]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DatasetError(f"{path}: no page of annotations of statements ({error!r})") from None
    return coding_of_written(written)


def _written(item: Mapping[str, Any], units: Mapping[str, str], path: Path) -> Written:
    wording = item["target"]["ocd:wording"]
    if wording not in units:
        raise DatasetError(f"{path}: {item['id']} is on a sentence that the folder does not have ({wording})")
    body = item["body"]
    names = field_names(table_schema("statements"))
    return Written(
        units[wording],
        int(body["ocd:seq"]),
        {name: str(body.get(f"ocd:{name}", "")) for name in names},
        [f"{term['ocd:term_id']}/{term['ocd:role']}" for term in body["ocd:terms"]],
        [" ".join(one.get(f"ocd:{name}", "") or "-" for name in RELATION) for one in body["ocd:relations"]],
    )
