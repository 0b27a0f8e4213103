"""What stands against a table of the Index's figures, or is worth saying about it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

KINDS: Final[Mapping[str, str]] = {
    "no_table": "no table of the Index's figures",
    "wrong_edition": "figures of another edition than the label says",
    "unknown_edition": "editions that cannot be told",
    "repeated_edition": "editions that several sheets hold",
    "unknown_column": "unknown columns",
    "missing_column": "missing columns",
    "repeated_column": "columns given twice",
    "unknown_country": "unknown countries",
    "contradicted_country": "codes that contradict the name",
    "repeated_country": "countries given twice",
    "missing_country": "missing countries",
    "missing_value": "missing values",
    "zero_for_missing": "zeros, which no score is",
    "not_a_number": "values that are no numbers",
    "off_scale": "values that are no scores",
    "average_differs": "averages that do not follow from their parts",
    "unknown_region": "unknown regions",
    "open_region": "merged regions that nothing tells apart",
    "live_text": "texts that a spreadsheet would run as a formula",
    "other_scale": "scores on another scale",
    "split_name": "countries under several names",
    "naive_rank": "ranks that do not follow from the values",
    "differing_value": "values that another copy gives otherwise",
    "repaired_value": "numbers written in an unusual way",
    "harmonised_region": "regions written otherwise",
    "moved_country": "countries whose region differs between editions",
    "header_spelling": "headers written otherwise than the Index's label",
    "name_spelling": "countries written otherwise than the Index's name",
    "formula": "values computed by a formula in the file",
    "not_taken": "what is not taken",
    "file": "the file itself",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One place that is not as it should be, or not as one would expect.

    Parameters
    ----------
    kind : str
        One of `KINDS`.
    place : str
        The sheet and cell, line and column, or sheet.
    found, expected : str
    fault : bool
        Whether it stands against taking the figures, or is only worth saying.
    """

    kind: str
    place: str
    found: str
    expected: str = ""
    fault: bool = True

    def __str__(self) -> str:
        """Return the finding as one line."""
        expected = f", expected {self.expected}" if self.expected else ""
        return f"{self.place}: {self.found}{expected}" if self.place else f"{self.found}{expected}"


def faults(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that stand against taking the figures."""
    return [finding for finding in findings if finding.fault]


def in_one_line(findings: Iterable[Finding], most: int = 3) -> str:
    """Return findings as one line: each kind with its first few places and how many more there are.

    Examples
    --------
    >>> in_one_line([Finding("missing_value", f"a!F{n}", "no score") for n in range(2, 8)], most=2)
    '6 missing values (a!F2: no score; a!F3: no score; +4 more)'
    """
    grouped: dict[str, list[Finding]] = {}
    for finding in findings:
        grouped.setdefault(finding.kind, []).append(finding)
    return "; ".join(_kind_in_words(kind, group, most) for kind, group in grouped.items())


def _kind_in_words(kind: str, group: list[Finding], most: int) -> str:
    shown = "; ".join(str(finding) for finding in group[:most])
    more = f"; +{len(group) - most} more" if len(group) > most else ""
    return f"{len(group)} {KINDS[kind]} ({shown}{more})"


def by_kind(findings: Iterable[Finding]) -> Iterator[tuple[str, list[Finding]]]:
    """Give the findings of each kind, faults first, in the order of `KINDS`."""
    listed = list(findings)
    for fault in (True, False):
        for kind in KINDS:
            group = [one for one in listed if one.kind == kind and one.fault == fault]
            if group:
                yield kind, group
