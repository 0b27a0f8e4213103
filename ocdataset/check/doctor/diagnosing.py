"""The doctor: what a file of the Index's figures is, by its content, and what is wrong with it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

from ocdataset.check.doctor.csv_files import diagnose_csv
from ocdataset.check.doctor.workbooks import diagnose_workbook
from ocdataset.establish.workbook.findings import KINDS, Finding, by_kind, faults
from ocdataset.package.package import Package
from ocdataset.package.workbook.importing import known_figures
from ocdataset.read.workbook.archive import what_it_is
from ocdataset.reference.counted import counted
from ocdataset.reference.errors import Misuse, SourceRefused
from ocdataset.reference.files import opened, what_is_at

CHECKS: Final = {"averages": "average", "ranks": "rank", "keys": "key"}


@dataclass(frozen=True)
class Diagnosis:
    """What the doctor found.

    Parameters
    ----------
    file : str
    what : str
        What the file is, in one line.
    editions : tuple of str
        A line for each edition in it.
    findings : tuple of Finding
    compared : mapping of str to int
        How many averages, ranks and keys (a country in an edition) were compared.
    """

    file: str
    what: str
    editions: tuple[str, ...]
    findings: tuple[Finding, ...]
    compared: Mapping[str, int] = field(default_factory=dict)

    @property
    def healthy(self) -> bool:
        """Whether nothing stands against the figures."""
        return not faults(self.findings)

    @property
    def quotable(self) -> str:
        """The one line that a reader can quote."""
        wrong, notes = len(faults(self.findings)), len(self.findings) - len(faults(self.findings))
        sound = "no fault found" if self.unchecked else "nothing wrong"
        verdict = sound if self.healthy else f"{counted(wrong, 'fault')}"
        told = f"{self.file}: {verdict}, {counted(notes, 'note')}"
        checked = ", ".join(counted(count, CHECKS[kind]) for kind, count in self.compared.items() if count)
        unchecked = f"; not checked: {', '.join(self.unchecked)}" if self.unchecked else ""
        return f"{told}; compared: {checked or 'nothing'}{unchecked}."

    @property
    def unchecked(self) -> list[str]:
        """The kinds of check for which the file gives nothing."""
        return [kind for kind in CHECKS if not self.compared.get(kind)]

    def to_json(self) -> str:
        """Return the diagnosis as a JSON object, every finding in it."""
        content = {
            "healthy": self.healthy,
            "summary": self.quotable,
            "file": self.file,
            "what": self.what,
            "editions": list(self.editions),
            "compared": {kind: self.compared.get(kind, 0) for kind in CHECKS},
            "findings": [
                asdict(finding) | {"meaning": KINDS[kind][1]}
                for kind, group in by_kind(self.findings)
                for finding in group
            ],
        }
        return json.dumps(content, indent=2, ensure_ascii=False)


def diagnose(path: Path, *, known: Iterable[Package] = ()) -> Diagnosis:
    """Return what a workbook or a CSV file of the Index's figures is, and what is wrong with it.

    Parameters
    ----------
    path : Path
    known : iterable of Package, optional
        Packages whose figures it is compared with; the first that holds a value speaks for it.

    Raises
    ------
    SourceRefused
        If it is neither a workbook nor a file of delimited text.
    Misuse
        If there is no such file.
    """
    if not path.exists():
        raise Misuse(f"{path}: no such file; give a workbook or a CSV file of the Index's figures")
    if path.is_file() and not path.stat().st_size:
        raise SourceRefused(f"{path}: is empty; give a CSV file with a header and rows, or a workbook")
    figures = known_figures(known)
    found = diagnose_csv if _is_text(path) else diagnose_workbook
    what, editions, findings, compared = found(path, figures)
    return Diagnosis(str(path), what, tuple(editions), tuple(findings), compared)


def _is_text(path: Path) -> bool:
    """Return whether a file is delimited text; one that is called a workbook must be one."""
    if path.suffix.casefold() in (".xlsx", ".xlsm") or what_is_at(path) != "file":
        return False
    with opened(path) as file:
        start = file.read(4096)
    return what_it_is(start) == "text" or start.startswith((b"\xff\xfe", b"\xfe\xff"))
