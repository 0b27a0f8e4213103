"""What is established of one country in one edition."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from ocdataset.establish.witness import Witness

if TYPE_CHECKING:
    from ocdataset.establish.page.certificate import Certificate

Status = Literal["printed", "aligned", "derived", "unresolved"]
Outcome = Literal["taken", "repeated", "checked", "overruled", "open", "unused"]
Rule = Literal["forced_by_average", "mean_of_scores", "read_as", "not_shown", "several_fit", "override"]
Scope = Literal["world", "continent", "region"]


class Cell(NamedTuple):
    """The value of a measure, or the values that fit, in hundredths, and the witnesses to it.

    `value` is None exactly if `status` is `unresolved`; then `candidates` holds every value that
    the page and the arithmetic leave, ascending.
    """

    measure: str
    value: int | None
    status: Status
    candidates: tuple[int, ...] = ()
    witnesses: tuple[Witness, ...] = ()


@dataclass(frozen=True, slots=True)
class Rank:
    """A printed rank of criminality or resilience within a scope."""

    measure: str
    scope: Scope
    place: str
    rank: int
    out_of: int
    witness: Witness


@dataclass(frozen=True, slots=True)
class Repair:
    """A place where the value given is not simply the number printed beside its label."""

    source_id: str
    measure: str
    as_printed: str
    as_given: str
    rule: Rule
    reason: str
    fitting: int


@dataclass(frozen=True)
class Sheet:
    """All that is established of one country in one edition.

    Parameters
    ----------
    country, edition : str, int
    cells : mapping of str to Cell
        Every measure of the edition, parents too, in printing order.
    ranks : tuple of Rank
    repairs : tuple of Repair
    outcomes : mapping
        What became of each reading, by source, line and position: the measure it was found to
        belong to, or "", and the outcome.
    contradictions : tuple of str
        One line for each published average that the printed numbers contradict.
    methods : mapping of str to str
        By source, the reader that read it.
    unplaced : tuple of Witness
        The numbers and labels in lines that belong to no layout: no account uses them.
    is_heard : bool
        Whether any account of the page is heard; else it is not believed, and every value is left open.
    certify : callable or None
        Searches the page anew and returns its certificate, for who asks why: it is not kept.
    """

    country: str
    edition: int
    cells: Mapping[str, Cell]
    ranks: tuple[Rank, ...] = ()
    repairs: tuple[Repair, ...] = ()
    outcomes: Mapping[tuple[str, int, int], tuple[str, Outcome]] = field(default_factory=dict)
    contradictions: tuple[str, ...] = ()
    methods: Mapping[str, str] = field(default_factory=dict)
    unplaced: tuple[Witness, ...] = ()
    is_heard: bool = True
    certify: "Callable[[], Certificate] | None" = field(default=None, compare=False, repr=False)
