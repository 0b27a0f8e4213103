"""A report in the forms that other programs read: SARIF for code hosts, JUnit for test runners."""

import json
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree

from ocdataset.check.report import Report, RuleResult, Violation
from ocdataset.reference.counted import counted
from ocdataset.reference.location import DESCRIPTOR

FORMATS: Final = ("text", "json", "sarif", "junit")
SCHEMA: Final = Path(__file__).with_name("report.schema.json")
"""The JSON schema of `Report.to_json`."""

_SARIF: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_NO_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_sarif(report: Report, version: str) -> str:
    """Return a report of a version of the tool as SARIF 2.1.0, a result a finding, each on its line."""
    driver = {
        "name": "ocdataset",
        "version": version,
        "rules": [
            {"id": result.rule, "shortDescription": {"text": result.sentence}} for result in report.results
        ],
    }
    run = {"tool": {"driver": driver}, "results": [_result(report, one) for one in report.violations]}
    return json.dumps({"$schema": _SARIF, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False)


def _result(report: Report, violation: Violation) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(report, violation)}}
    if violation.line:
        place["region"] = {"startLine": violation.line}
    return {
        "ruleId": violation.rule,
        "level": "error",
        "message": {"text": str(violation)},
        "locations": [{"physicalLocation": place}],
    }


def _uri(report: Report, violation: Violation) -> str:
    """Return the file of a finding, from the current folder if it lies below that."""
    if "://" in report.package:
        return f"{report.package.rpartition('/')[0]}/{report.files.get(violation.table, DESCRIPTOR)}"
    descriptor = Path(report.package)
    named = report.files.get(violation.table)
    of_descriptor = named is None or violation.rule == "descriptor"
    path = (descriptor if of_descriptor else descriptor.parent / str(named)).resolve()
    below = path.is_relative_to(Path.cwd().resolve())
    return path.relative_to(Path.cwd().resolve()).as_posix() if below else path.as_uri()


def to_junit(report: Report) -> str:
    """Return a report as JUnit XML: a suite a phase, a case a rule, its findings as one failure."""
    suites = ElementTree.Element("testsuites", name=_xml(report.package))
    for phase, found in groupby(report.results, key=lambda result: result.phase):
        results = list(found)
        failures = sum(bool(result.violations) for result in results)
        suite = ElementTree.SubElement(
            suites, "testsuite", name=phase, tests=str(len(results)), failures=str(failures), errors="0"
        )
        for result in results:
            _case(suite, result)
    for phase in report.skipped:
        suite = ElementTree.SubElement(
            suites, "testsuite", name=phase, tests="1", failures="0", errors="0", skipped="1"
        )
        case = ElementTree.SubElement(suite, "testcase", classname=phase, name=phase)
        ElementTree.SubElement(case, "skipped", message="not checked, because of the findings before")
    ElementTree.indent(suites)
    return ElementTree.tostring(suites, encoding="unicode")


def _case(suite: ElementTree.Element, result: RuleResult) -> None:
    case = ElementTree.SubElement(suite, "testcase", classname=result.phase, name=result.rule)
    if result.violations:
        count = len(result.violations)
        told = f"{counted(count, 'finding')}: {result.sentence}"
        failure = ElementTree.SubElement(case, "failure", message=told)
        failure.text = "\n".join(_lines(result))


def _lines(result: RuleResult) -> Iterator[str]:
    return (_xml(str(violation)) for violation in result.violations)


def _xml(text: str) -> str:
    """Return a text without the characters that no XML can hold."""
    return _NO_XML.sub("\ufffd", text)
