"""Codings to and from other programs."""

import hashlib
from pathlib import Path

from ocdataset.package.coding.annotations import annotations_json, coding_from_annotations
from ocdataset.package.coding.cas import cas_json, coding_from_cas, types_xml
from ocdataset.package.coding.folder import ABOUT, CodingFolder, open_folder, save_coding
from ocdataset.package.narrative.codings import TABLES, Coding, coding_of
from ocdataset.package.package import Package, open_package
from ocdataset.read.narrative.units import untouched
from ocdataset.reference.errors import DatasetError, Misuse
from ocdataset.reference.files import LARGEST_SOURCE, content_of
from ocdataset.reference.rows import write_whole


def export_coding(path: Path, out: Path, form: str, text: Path | None) -> int:
    """Write the coding of a coder's folder or of a package to a file, and return its statements.

    Parameters
    ----------
    path, out : Path
    form : {"cas", "cas-types", "web-annotation"}
    text : Path, optional
        The file that was coded, for the text of a CAS.

    Raises
    ------
    DatasetError
        If there is nothing coded, or several profiles for one CAS.
    """
    folders = [open_folder(path)] if (path / ABOUT).is_file() else coded_sources(open_package(path))
    if not folders:
        raise DatasetError(f"{path}: no coded narrative in it")
    if form == "web-annotation":
        content = annotations_json(folders)
    elif form == "cas-types":
        content = types_xml()
    elif len(folders) > 1:
        raise Misuse(
            f"{path}: {len(folders)} profiles are coded in it, and a CAS holds one; give a coder's folder"
        )
    else:
        content = cas_json(folders[0], None if text is None else _text(text, folders[0]))
    try:
        write_whole(out, content.encode())
    except OSError as error:
        raise Misuse(f"{out}: cannot be written ({error.strerror})") from None
    return sum(len(folder.coding.rows("statements")) for folder in folders)


def _text(path: Path, folder: CodingFolder) -> str:
    try:
        content = content_of(path, LARGEST_SOURCE)
    except OSError as error:
        raise Misuse(f"{path}: cannot be read ({error.strerror}); check the path") from None
    text = untouched(content)
    if text is None or hashlib.sha256(content).hexdigest() != folder.about["source"]["sha256"]:
        raise DatasetError(f"{path}: not the file that was coded, by its SHA-256")
    return text


def coded_sources(package: Package) -> list[CodingFolder]:
    """Return the merged coding of each source of a package, as if it were a coder's folder."""
    coding = coding_of(*(package.rows(table) for table in TABLES))
    found = []
    for source in package.rows("sources"):
        units = [row for row in package.rows("units") if row["source_id"] == source["source_id"]]
        kept = {row["unit_id"]: coding.statements.get(row["unit_id"], []) for row in units}
        if any(kept.values()):
            about = {"coder": "merged", "source": source, "edition": source["edition"]}
            own = Coding(kept, coding.terms, coding.relations)
            found.append(CodingFolder(package.root, about, own, units))
    return found


def import_coding(file: Path, path: Path, form: str) -> int:
    """Put the coding of a file into a coder's folder, and return its statements.

    Raises
    ------
    DatasetError
        If the file does not hold a coding of these sentences; the folder stays as it was then.
    """
    folder = open_folder(path)
    read = coding_from_cas if form == "cas" else coding_from_annotations
    coding = read(file, folder)
    save_coding(folder, coding)
    return len(coding.rows("statements"))
