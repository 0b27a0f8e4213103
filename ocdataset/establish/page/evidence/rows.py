"""Rows of a sheet: a label with what a layout pairs it with."""

from dataclasses import dataclass

from ocdataset.establish.page.numerals import bar_steps
from ocdataset.establish.witness import Witness


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A label and what belongs to it.

    Parameters
    ----------
    source : str
    number : int
        The line of its label, or of its number where there is none.
    labels : tuple of Witness
        The parts of its label.
    numbers, changes, residue : tuple of Witness
    measure : str
        What the label names, or "".
    by_order : bool
        Whether order alone pairs number and label.
    elsewhere : str
        The measure of another edition that the label names, or "".
    has_bar : bool
        Whether whole numbers on its line are what is left of the bar of its score.
    """

    source: str
    number: int
    labels: tuple[Witness, ...] = ()
    numbers: tuple[Witness, ...] = ()
    changes: tuple[Witness, ...] = ()
    residue: tuple[Witness, ...] = ()
    measure: str = ""
    by_order: bool = False
    elsewhere: str = ""
    has_bar: bool = False

    @property
    def bar(self) -> int | None:
        """The score that the residue of its bar stands for, in half points."""
        return bar_steps(tuple([one.text for one in self.residue])) if self.has_bar else None

    @property
    def printed(self) -> str:
        """The numbers as printed."""
        return " ".join(one.reading.as_printed for one in self.numbers)

    @property
    def spread(self) -> bool:
        """Whether label and number stand on different lines."""
        return bool(self.labels and self.numbers) and (
            self.labels[0].reading.row != self.numbers[0].reading.row
        )
