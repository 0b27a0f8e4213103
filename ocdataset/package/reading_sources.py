"""Source files as read, each with whose sheet it is: plain enough to go from process to process."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ocdataset.establish import identify
from ocdataset.read import Transcript, read_narrative, read_source
from ocdataset.read.narrative.units import Unit, is_narrative_only, units_of, untouched
from ocdataset.read.reading import Kind, Reason
from ocdataset.reference.errors import DatasetError, SourceRefused
from ocdataset.reference.extras import has_extra
from ocdataset.reference.files import LARGEST_SOURCE, content_of

Averages = Mapping[tuple[str, int], Mapping[str, int]]
PlainReading = tuple[int, int, str, int, Kind, str, Reason]
"""The fields of a Reading: many go between processes, and plain ones go four times as fast."""


@dataclass(frozen=True, slots=True)
class ReadSource:
    """A source file that was read, and whose sheet it is.

    Parameters
    ----------
    path : Path
    country, edition : str, int
    reader, address : str
        The name of its reader, "" for a narrative alone, and the address that it gives for itself.
    sha256, size : str, int
        Of the file, in bytes.
    readings : tuple of PlainReading
    units : tuple of Unit
        Of its narrative; none where what cuts it into sentences is not installed.
    """

    path: Path
    country: str
    edition: int
    reader: str
    address: str
    sha256: str
    size: int
    readings: tuple[PlainReading, ...]
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A source file that gave nothing, and why."""

    path: Path
    reason: str


def source_files(paths: Iterable[Path]) -> list[Path]:
    """Return files as they are and, for folders, the files below them, sorted.

    Raises
    ------
    SourceRefused
        If a folder holds no file.
    """
    found: list[Path] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        below = sorted(one for one in path.rglob("*") if not one.is_dir() and not one.name.startswith("."))
        if not below:
            raise SourceRefused(f"{path}: the folder holds no files; give profiles or a folder of them")
        found += below
    return found


def read_or_refuse(
    path: Path, *, country: str | None, edition: int | None, averages: Averages
) -> ReadSource | Refusal:
    """Return a source as read, with its country and edition, or why it gives nothing.

    Parameters
    ----------
    path : Path
    country, edition : str, int, optional
        Whose sheet it is, for what the text does not tell.
    averages : mapping
        The known averages that tell editions apart, in hundredths, by country and edition.
    """
    try:
        transcript = _read_sheet_or_narrative(path)
        code, year = _identify(path, transcript, country, edition, averages)
        content = content_of(path, LARGEST_SOURCE)
        text = untouched(content)
    except DatasetError as error:
        is_workbook = path.suffix.lower() == ".xlsx"
        way_on = "; `ocdataset import` reads the publisher's workbook" if is_workbook else ""
        return Refusal(path, f"{error}{way_on}")
    except OSError as error:
        return Refusal(path, f"{path}: cannot be read ({error.strerror}); check the path")
    return ReadSource(
        path=path,
        country=code,
        edition=year,
        reader=transcript.reader,
        address=transcript.address,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        readings=tuple([tuple(one) for one in transcript.readings]),  # type: ignore[misc]
        units=tuple(units_of(text)) if text and has_extra("narrative") else (),
    )


def _read_sheet_or_narrative(path: Path) -> Transcript:
    """Return a source as read; of a file that is a narrative and nothing else, its prose."""
    try:
        return read_source(path)
    except SourceRefused:
        if not is_narrative_only(path):
            raise
    return Transcript(reader="", readings=(), narrative=read_narrative(path))


def _identify(
    path: Path, transcript: Transcript, country: str | None, edition: int | None, averages: Averages
) -> tuple[str, int]:
    try:
        return identify(transcript, country=country, edition=edition, known=averages)
    except SourceRefused as error:
        line = str(error)
        raise SourceRefused(line if str(path) in line else f"{path}: {line}") from None
