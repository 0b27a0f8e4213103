"""Form 2: the text layer of a profile sheet, a row a label, with the residue of the bars."""

from ocdataset.read.page.lines.segments import segments_of
from ocdataset.read.page.score_page import transcript_of
from ocdataset.read.reading import Transcript


def sees(text: str) -> bool:
    """Return whether `text` can be a text layer: any text can, so this form is asked last."""
    return bool(text)


def read(text: str) -> Transcript:
    """Return the readings of a sheet that prints its numbers in the rows of their labels.

    Examples
    --------
    >>> found = read("100 65 FLORA CRIMES 6.5 0")
    >>> [(one.kind, one.as_printed) for one in found.readings]
    [('residue', '100'), ('residue', '65'), ('label', 'FLORA CRIMES'), ('number', '6.5 0')]
    """
    return transcript_of(segments_of(text), "text_layer")
