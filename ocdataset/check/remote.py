"""A package that only Spark reaches: its descriptor and schemas are read through Spark too."""

import json
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from ocdataset.check.checking import Checking
from ocdataset.check.frames.engines import engine_for
from ocdataset.check.frames.files import Files
from ocdataset.check.phases import descriptor
from ocdataset.check.phases.schema_shape import schema_faults
from ocdataset.check.report import Report, RuleResult, Violation
from ocdataset.check.validation import PHASES
from ocdataset.reference.errors import PackageError, UnknownName
from ocdataset.reference.location import DESCRIPTOR
from ocdataset.reference.schemas import Schema


class RemotePackage:
    """What the checks ask of a package, for one at a URL.

    Parameters
    ----------
    root : str
        The URL of its folder.
    read : callable
        Gives the text of a file by its URL.
    """

    def __init__(self, root: str, read: Any) -> None:
        self.root, self._read = root, read
        self.descriptor = self._json(f"{root}/{DESCRIPTOR}")

    @property
    def tables(self) -> list[str]:
        """The names of the tables, in the order of the descriptor."""
        return [resource["name"] for resource in self.descriptor.get("resources", [])]

    def place(self, table: str) -> str:
        """Return the URL of a table."""
        return f"{self.root}/{self._resource(table)['path']}"

    def schema(self, table: str) -> Schema:
        """Return the Table Schema of a table."""
        given = self._resource(table)["schema"]
        return given if isinstance(given, dict) else self._json(f"{self.root}/{given}")

    def _resource(self, table: str) -> dict[str, Any]:
        for resource in self.descriptor["resources"]:
            if resource["name"] == table:
                found: dict[str, Any] = resource
                return found
        raise UnknownName("table", table, self.tables)

    def _json(self, place: str) -> dict[str, Any]:
        try:
            content = json.loads(self._read(place))
        except ValueError as error:
            raise PackageError(f"{place}: not JSON ({error})") from None
        if not isinstance(content, dict):
            raise PackageError(f"{place}: not a JSON object")
        return content


def _schema_violations(package: RemotePackage) -> Iterator[Violation]:
    """Give what is wrong with the schemas."""
    for table in package.tables:
        for found, expected in schema_faults(package.schema(table)):
            yield Violation(descriptor.RULE, table=table, column="schema", found=found, expected=expected)


def _outside(package: RemotePackage) -> Iterator[Violation]:
    """Give each path of the descriptor that is no relative path below it."""
    for resource in package.descriptor.get("resources", []):
        for what in ("path", "schema"):
            given = resource.get(what)
            inside = isinstance(given, str) and not given.startswith("/") and ".." not in given.split("/")
            if not inside and not isinstance(given, dict):
                yield Violation(
                    descriptor.RULE,
                    table=str(resource.get("name", "")),
                    column=what,
                    found=repr(given),
                    expected="a relative path inside the package",
                )


def _violations(package: RemotePackage) -> tuple[Violation, ...]:
    return tuple(_outside(package)) or tuple(_schema_violations(package))


def validate_remote(url: str) -> Report:
    """Check a package at a URL that Spark reads; sizes and hashes of its files are not checked.

    Raises
    ------
    DatasetError
        If there is no readable descriptor.
    """
    root = url.removesuffix(f"/{DESCRIPTOR}").rstrip("/")
    with closing(engine_for("spark")) as engine:
        package = RemotePackage(root, engine.text)  # type: ignore[attr-defined]
        described = RuleResult(descriptor.RULE, descriptor.SENTENCE, "descriptor", _violations(package))
        name = f"{root}/{DESCRIPTOR}"
        if described.violations:
            return Report(name, (described,), skipped=PHASES[1:])
        checking = Checking(Files.of(package.tables, package.schema, package.place), engine, {})
        results = checking.results(prefiltered=True)
        reached = {result.phase for result in results}
        return Report(
            name,
            (described, *results),
            tables=checking.counts.tables,
            values=checking.counts.values,
            averages=checking.counts.averages,
            skipped=tuple(phase for phase in PHASES[1:] if phase not in reached),
            files={one["name"]: str(one["path"]) for one in package.descriptor["resources"]},
        )
