"""A reading in the source that holds it, as a person has it read."""

from typing import NamedTuple

from ocdataset.read.reading import Reading


class Witness(NamedTuple):
    """A reading in the source that holds it, as a person has it read.

    Parameters
    ----------
    source_id : str
    method : str
        The reader that read the source.
    reading : Reading
    correction : str
        What a person says it should read, or "".
    """

    source_id: str
    method: str
    reading: Reading
    correction: str = ""

    @property
    def place(self) -> tuple[str, int, int]:
        """The key of the reading: its source, line and position."""
        return self.source_id, self.reading.line, self.reading.position

    @property
    def text(self) -> str:
        """The text to go by: the correction if there is one, else as printed."""
        return self.correction or self.reading.as_printed
