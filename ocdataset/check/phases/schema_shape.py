"""Whether a Table Schema is one that tables can be checked by, and as which they are."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from ocdataset.reference.patterns import pattern_fault
from ocdataset.reference.schemas import Schema, field_names

CONSTRAINTS: Final[Mapping[str, tuple[str, ...]]] = {
    "string": ("required", "enum", "pattern"),
    "integer": ("required", "enum", "minimum", "maximum"),
    "number": ("required", "enum", "minimum", "maximum"),
}
"""The types that are told apart, and the constraints that are checked of each."""

ALIKE: Final = (
    "a pattern that all engines read alike: without look-around, references, flags and named groups"
)
_SET: Final = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
_UNLIKE: Final = re.compile(r"\(\?(?!:)|\\[1-9a-zA-Z](?<!\\[dnrstwDSW])|[+*?}]\+")
_UNLIKE_IN_SET: Final = re.compile(r"\[|&&|--|~~|\\[1-9a-zA-Z](?<!\\[dnrstwDSW])")
_KINDS: Final = {"year": "integer"}
"""Types of the standard that are checked as another one."""

Fault = tuple[str, str]


def schema_faults(schema: Schema) -> Iterator[Fault]:
    """Give what is wrong with a Table Schema: what is found, and what is expected."""
    fields = schema.get("fields")
    if not isinstance(fields, list) or not fields or not all(map(_is_named, fields)):
        yield "no list of named fields", "a Table Schema with fields"
        return
    names = field_names(schema)
    for name in dict.fromkeys(name for name in names if names.count(name) > 1):
        yield f"several fields {name!r}", "a name of its own for each field"
    for field in fields:
        yield from _field_faults(field)
    yield from _key_faults(schema, names)


def _is_named(field: object) -> bool:
    return isinstance(field, dict) and isinstance(field.get("name"), str)


def _field_faults(field: Mapping[str, Any]) -> Iterator[Fault]:
    if not isinstance(field.get("type", "string"), str):
        yield f"{field['name']}: type {field['type']!r}", "the name of a type"
        return
    constraints = field.get("constraints", {})
    if not isinstance(constraints, dict):
        yield f"{field['name']}: no constraints by name", "constraints as an object"
        return
    checked = {name: constraints[name] for name in CONSTRAINTS[kind_of(field)] if name in constraints}
    for name, given in checked.items():
        sound = _is_constraint(name, given, kind_of(field))
        if name == "pattern" and sound and not reads_alike(given):
            yield f"{field['name']}: pattern {given!r}", ALIKE
        elif not sound:
            yield f"{field['name']}: {name} {given!r}", f"a {name} that fits the type {kind_of(field)}"


def _is_constraint(name: str, given: object, kind: str) -> bool:
    if name == "required":
        return isinstance(given, bool)
    if name == "pattern":
        return isinstance(given, str) and not pattern_fault(given)
    if name == "enum":
        return isinstance(given, list) and (kind == "string" or all(map(_is_number, given)))
    return _is_number(given)


def reads_alike(pattern: str) -> bool:
    r"""Return whether every engine takes a regular expression for the same.

    Engines differ in look-around, references, flags, named and atomic groups, possessive
    repetitions, sets of sets, and in the classes of characters that only some of them know.

    Examples
    --------
    >>> reads_alike(r"^[a-z]+( [0-9]{2})*$"), reads_alike(r"(?=a)a"), reads_alike(r"(a)\1")
    (True, False, False)
    """
    plain = pattern.replace("\\\\", "")
    sets = _SET.findall(plain)
    outside = _SET.sub("x", plain)
    return not _UNLIKE.search(outside) and not any(_UNLIKE_IN_SET.search(one[1:-1]) for one in sets)


def _is_number(given: object) -> bool:
    try:
        return not isinstance(given, bool) and Decimal(str(given)).is_finite()
    except InvalidOperation:
        return False


def _key_faults(schema: Schema, names: list[str]) -> Iterator[Fault]:
    keys = [schema.get("primaryKey", [])]
    references = schema.get("foreignKeys", [])
    for reference in references if isinstance(references, list) else [references]:
        there = reference.get("reference") if isinstance(reference, dict) else None
        if not isinstance(there, dict) or not isinstance(there.get("resource", ""), str):
            yield f"a foreign key {reference!r}", "fields, and the fields of a resource as its reference"
            continue
        keys.append(reference.get("fields"))
        if not _are_names(there.get("fields")) or len(_listed(there["fields"])) != len(_listed(keys[-1])):
            yield f"a reference to {there.get('fields')!r}", "as many fields as the foreign key has"
    for key in keys:
        if not _are_names(key):
            yield f"a key over {key!r}", "keys over names of fields"
            continue
        for name in dict.fromkeys(_listed(key)):
            if name not in names:
                yield f"a key over {name!r}", "keys over fields of the schema"


def _are_names(given: object) -> bool:
    return isinstance(given, str) or (isinstance(given, list) and all(isinstance(one, str) for one in given))


def _listed(given: object) -> list[str]:
    return [given] if isinstance(given, str) else list(given) if isinstance(given, list) else []


def kind_of(field: Mapping[str, Any]) -> str:
    """Return as what a field is checked: a whole number, a number with two decimals, or a text.

    Examples
    --------
    >>> kind_of({"name": "edition", "type": "integer"}), kind_of({"name": "day", "type": "date"})
    ('integer', 'string')
    """
    given = field.get("type", "string")
    kind = _KINDS.get(given, given) if isinstance(given, str) else ""
    return kind if kind in CONSTRAINTS else "string"


def as_checked(schema: Schema) -> Schema:
    """Return a sound Table Schema as tables are checked by it: its types and constraints that are checked.

    Keys are lists, as the standard lets a single field stand for itself.
    """
    references = [
        {
            "fields": _listed(reference["fields"]),
            "reference": {
                "resource": reference["reference"].get("resource", ""),
                "fields": _listed(reference["reference"]["fields"]),
            },
        }
        for reference in schema.get("foreignKeys", [])
    ]
    return {
        "fields": [_field_as_checked(field) for field in schema["fields"]],
        "primaryKey": _listed(schema.get("primaryKey")),
        "foreignKeys": references,
    }


def _field_as_checked(field: Mapping[str, Any]) -> dict[str, Any]:
    kind = kind_of(field)
    given = field.get("constraints", {})
    # of a type that is taken for text, a text is all that can be asked for
    given_kind = field.get("type", "string")
    names = CONSTRAINTS[kind] if _KINDS.get(given_kind, given_kind) == kind else ("required",)
    return {
        "name": field["name"],
        "type": kind,
        "constraints": {name: given[name] for name in names if name in given},
    }
