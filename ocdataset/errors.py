"""Every error of ocdataset that a user can mend, all of them a `DatasetError`; and its warning."""

from ocdataset.reference.errors import (
    DatasetError,
    DownloadFailed,
    MissingExtra,
    Misuse,
    NoRoom,
    NotHeld,
    PackageError,
    SourceRefused,
    UnfitFile,
    UnknownName,
    Unreadable,
    WorkbookRefused,
)
from ocdataset.reference.notices import DatasetWarning

__all__ = [
    "DatasetError",
    "DatasetWarning",
    "DownloadFailed",
    "MissingExtra",
    "Misuse",
    "NoRoom",
    "NotHeld",
    "PackageError",
    "SourceRefused",
    "UnfitFile",
    "UnknownName",
    "Unreadable",
    "WorkbookRefused",
]
