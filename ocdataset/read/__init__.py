"""Reading sources: tokens with their place and kind; reading never decides."""

from ocdataset.read.reading import Kind, Reading, Transcript
from ocdataset.read.source import read_narrative, read_source, read_text

__all__ = ["Kind", "Reading", "Transcript", "read_narrative", "read_source", "read_text"]
