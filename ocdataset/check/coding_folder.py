"""A coder's folder checked by the rules of the package, as far as it is written."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ocdataset.check.report import Violation
from ocdataset.check.rules.narrative.waivers import WAIVABLE
from ocdataset.check.validation import validate_package
from ocdataset.package.coding.coded_package import write_coded_package
from ocdataset.package.coding.folder import CodingFolder
from ocdataset.package.package import open_package
from ocdataset.reference.counted import counted
from ocdataset.reference.errors import DatasetError, Misuse
from ocdataset.reference.files import LARGEST_SOURCE, content_of
from ocdataset.reference.unfinished import temporary_folder

UNFINISHED: Final = "a sentence without a statement"


@dataclass(frozen=True)
class FolderChecked:
    """What a check of a coder's folder found.

    Parameters
    ----------
    folder : CodingFolder
    faults : tuple of Violation
        What has to be mended.
    doubts : tuple of Violation
        What the words of a sentence speak against; it may be right all the same.
    """

    folder: CodingFolder
    faults: tuple[Violation, ...]
    doubts: tuple[Violation, ...]

    @property
    def progress(self) -> str:
        """How much is coded, in words."""
        every, left = len(self.folder.sentences), len(self.folder.uncoded)
        if not left:
            return f"all {counted(every, 'sentence')} coded"
        return f"{every - left} of {counted(every, 'sentence')} coded; the next is {self.folder.uncoded[0]}"


def check_folder(folder: CodingFolder, source: Path | None = None) -> FolderChecked:
    """Return what is wrong in a coder's folder; sentences that are not coded yet are no fault.

    Parameters
    ----------
    folder : CodingFolder
    source : Path, optional
        The file that it was made from, to hold certainty, trend, numbers, years and countries against
        the words.

    Raises
    ------
    DatasetError
        If the source is not the file that the folder was made from.
    """
    with temporary_folder() as place:
        if source is not None:
            _lay_beside(source, folder, place)
        out = place / "package"
        write_coded_package([folder], folder.coding, out)
        report = validate_package(open_package(out), sources=None if source is None else place)
    found = [
        one
        for result in report.results
        for one in result.violations
        if not one.table.startswith("coded_") and one.found != UNFINISHED
    ]
    return FolderChecked(
        folder,
        tuple(one for one in found if one.rule not in WAIVABLE),
        tuple(one for one in found if one.rule in WAIVABLE),
    )


def _lay_beside(source: Path, folder: CodingFolder, place: Path) -> None:
    try:
        content = content_of(source, LARGEST_SOURCE)
    except OSError as error:
        raise Misuse(f"{source}: cannot be read ({error.strerror}); check the path") from None
    if hashlib.sha256(content).hexdigest() != folder.about["source"]["sha256"]:
        raise DatasetError(f"{source}: not the file that {folder.path} was made from, by its SHA-256")
    (place / "source.txt").write_bytes(content)
