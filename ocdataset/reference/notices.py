"""What a caller should know of an answer that is no error: one line, as a warning."""

import sys
import warnings
from pathlib import Path

_INSIDE = str(Path(__file__).resolve().parents[1])


class DatasetWarning(UserWarning):
    """Something that an answer leaves out, or that the package in use does not hold."""


def warn(line: str) -> None:
    """Warn of something, at the line of the caller's own code."""
    level, frame = 1, sys._getframe(0)
    while frame.f_back is not None and frame.f_code.co_filename.startswith(_INSIDE):
        frame, level = frame.f_back, level + 1
    warnings.warn(line, DatasetWarning, stacklevel=level)
