"""The first phase: the descriptor, and whether the files are those that it describes."""

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path

from ocdataset.check.phases.schema_shape import schema_faults
from ocdataset.check.report import Violation
from ocdataset.package.package import Package
from ocdataset.reference.errors import PackageError
from ocdataset.reference.files import opened

RULE = "descriptor"
SENTENCE = "The descriptor names files inside the package that are there, whole and described."

_NAME = re.compile(r"[a-z0-9._-]+")
_HASHES = ("md5", "sha256", "sha512")


def descriptor_violations(
    package: Package, *, hashed: bool = True, schemas: bool = True
) -> Iterator[Violation]:
    """Give what is wrong with the descriptor of a package or with the files that it names.

    Parameters
    ----------
    package : Package
    hashed : bool
        Whether to read the files through, for their hashes.
    schemas : bool
        Whether to look at the Table Schemas.
    """
    seen: set[str] = set()
    for resource in package.descriptor["resources"]:
        name = resource["name"]
        if name in seen:
            yield _violation(name, "name", name, "a name of its own")
        if not _NAME.fullmatch(name):
            yield _violation(name, "name", name, "lower-case letters, digits, '.', '_' and '-'")
        seen.add(name)
        yield from _file_violations(package, name, hashed)
        if schemas:
            yield from _schema_violations(package, name)


def _violation(table: str, column: str, found: str, expected: str) -> Violation:
    return Violation(RULE, table=table, column=column, found=found, expected=expected)


def _file_violations(package: Package, table: str, hashed: bool) -> Iterator[Violation]:
    resource = package.resource(table)
    given = str(resource.get("hash") or "")
    try:
        path = package.path(table)
        size, digest = _measured(path, given if hashed else "")
    except PackageError as error:
        yield _violation(table, "path", str(error), "a relative path inside the package")
        return
    except FileNotFoundError:
        yield _violation(
            table, "path", f"no file {resource.get('path')}", "the file of the resource; restore it"
        )
        return
    except OSError as error:
        yield _violation(table, "path", f"{resource.get('path')}: {error.strerror}", "a readable file")
        return
    size_given = resource.get("bytes")
    if size_given is not None and size_given != size:
        yield _violation(table, "bytes", str(size), f"{size_given}; restore the file or run build")
    if given and hashed:
        yield from _hash_violations(table, given, digest)


def _algorithm(given: str) -> str:
    return given.rpartition(":")[0] or "md5"


def _measured(path: Path, given: str) -> tuple[int, str]:
    """Return the size of a file and its digest by the algorithm of a hash; "" if it is none of ours."""
    algorithm = _algorithm(given)
    with opened(path) as file:
        size = os.fstat(file.fileno()).st_size
        if not given or algorithm not in _HASHES:
            return size, ""
        return size, hashlib.file_digest(file, algorithm).hexdigest()


def _hash_violations(table: str, given: str, found: str) -> Iterator[Violation]:
    algorithm = _algorithm(given)
    if algorithm not in _HASHES:
        yield _violation(table, "hash", algorithm, f"one of {', '.join(_HASHES)}")
    elif found != given.rpartition(":")[2]:
        yield _violation(table, "hash", f"{algorithm}:{found}", f"{given}; restore the file or run build")


def _schema_violations(package: Package, table: str) -> Iterator[Violation]:
    try:
        schema = package.schema(table)
    except PackageError as error:
        yield _violation(table, "schema", str(error), "a Table Schema inside the package")
        return
    for found, expected in schema_faults(schema):
        yield _violation(table, "schema", found, expected)
