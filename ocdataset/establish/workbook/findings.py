"""What stands against a table of the Index's figures, or is worth saying about it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

KINDS: Final[Mapping[str, tuple[str, str]]] = {
    "no_table": (
        "file that is no table of the Index's figures",
        "files that are no table of the Index's figures",
    ),
    "wrong_edition": (
        "edition that is another than the label says",
        "editions that are others than the labels say",
    ),
    "unknown_edition": ("edition that is not known", "editions that are not known"),
    "repeated_edition": ("edition that several sheets hold", "editions that several sheets hold"),
    "unknown_column": ("unknown column", "unknown columns"),
    "missing_column": ("missing column", "missing columns"),
    "repeated_column": ("column given twice", "columns given twice"),
    "unknown_country": ("unknown country", "unknown countries"),
    "contradicted_country": ("code that contradicts the name", "codes that contradict the name"),
    "repeated_country": ("country given twice", "countries given twice"),
    "missing_country": ("missing country", "missing countries"),
    "missing_value": ("missing value", "missing values"),
    "zero_for_missing": ("zero, which no score is", "zeros, which no score is"),
    "not_a_number": ("value that is no number", "values that are no numbers"),
    "off_scale": ("value that is no score", "values that are no scores"),
    "average_differs": (
        "average that does not follow from its parts",
        "averages that do not follow from their parts",
    ),
    "unknown_region": ("unknown region", "unknown regions"),
    "open_region": ("merged region that cannot be separated", "merged regions that cannot be separated"),
    "live_text": (
        "text that a spreadsheet would run as a formula",
        "texts that a spreadsheet would run as a formula",
    ),
    "other_scale": ("table of scores on another scale", "tables of scores on another scale"),
    "split_name": ("country under several names", "countries under several names"),
    "naive_rank": (
        "kind of ranks that do not follow from the values",
        "kinds of ranks that do not follow from the values",
    ),
    "differing_value": ("value that differs from another copy", "values that differ from another copy"),
    "repaired_value": ("number written in an unusual way", "numbers written in an unusual way"),
    "harmonised_region": ("region written in another way", "regions written in another way"),
    "moved_country": (
        "country whose region differs between editions",
        "countries whose region differs between editions",
    ),
    "header_spelling": (
        "header that differs from the Index's label",
        "headers that differ from the Index's label",
    ),
    "name_spelling": (
        "name that differs from the Index's name of the country",
        "names that differ from the Index's name of the country",
    ),
    "formula": ("value computed by a formula in the file", "values computed by a formula in the file"),
    "not_taken": ("column or sheet that is not taken", "columns or sheets that are not taken"),
    "file": ("note on the file itself", "notes on the file itself"),
}
"""What each kind of finding is called: one, and several."""


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
    return f"{of_kind(len(group), kind)} ({shown}{more})"


def of_kind(number: int, kind: str) -> str:
    """Return how many findings of a kind there are, in words.

    Examples
    --------
    >>> of_kind(1, "missing_value"), of_kind(2, "unknown_country")
    ('1 missing value', '2 unknown countries')
    """
    return f"{number} {KINDS[kind][number != 1]}"


def by_kind(findings: Iterable[Finding]) -> Iterator[tuple[str, list[Finding]]]:
    """Give the findings of each kind, faults first, in the order of `KINDS`."""
    listed = list(findings)
    for fault in (True, False):
        for kind in KINDS:
            group = [one for one in listed if one.kind == kind and one.fault == fault]
            if group:
                yield kind, group
