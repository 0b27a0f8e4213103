"""The folder that a coder works in: sentences, empty tables, the manual and the vocabulary."""

import hashlib
import json
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from ocdataset.package.build import table_bytes
from ocdataset.package.fresh_folder import fresh_folder
from ocdataset.package.laying_out import PUBLISHER, RIGHTS
from ocdataset.package.narrative.codings import TABLES, Coding, read_coding
from ocdataset.package.narrative.units import unit_rows
from ocdataset.package.reading_sources import ReadSource
from ocdataset.read.narrative.units import Unit, units_of, untouched
from ocdataset.read.narrative.wording import normalise
from ocdataset.reference.compositions import compositions
from ocdataset.reference.errors import DatasetError, Misuse, SourceRefused
from ocdataset.reference.files import LARGEST_SOURCE, content_of, json_object
from ocdataset.reference.location import shipped_package
from ocdataset.reference.names import country_code, country_labels
from ocdataset.reference.rows import Row, csv_text, read_rows, write_whole

ABOUT: Final = "coding.json"
MANUAL: Final = "3"
SENTENCES: Final = ("unit_id", "kind", "section_id", "paragraph", "text")
_CODE: Final = re.compile(r"[A-Z]{3}")
_CODER: Final = re.compile(r"[a-z][a-z0-9_-]*")


@dataclass(frozen=True)
class CodingFolder:
    """A coder's folder.

    Parameters
    ----------
    path : Path
    about : mapping
        What `coding.json` says: coder, country, edition, source, manual.
    coding : Coding
        As far as it is written.
    units : list of Row
        Of the table units.
    """

    path: Path
    about: Mapping[str, Any]
    coding: Coding
    units: list[Row]

    @property
    def coder(self) -> str:
        """The short name of the coder."""
        return str(self.about["coder"])

    @property
    def sentences(self) -> list[str]:
        """The identifiers of the sentences that are to be coded."""
        return [row["unit_id"] for row in self.units if row["kind"] == "sentence"]

    @property
    def uncoded(self) -> list[str]:
        """The sentences that have no statement yet."""
        return [unit for unit in self.sentences if unit not in self.coding.statements]


def manual_path() -> Path:
    """Return where the manual is that coders work by."""
    return shipped_package() / "data" / "coding" / f"manual-{MANUAL}.md"


def new_folder(
    source: Path, out: Path, *, coder: str, country: str, edition: int, name: str | None = None
) -> CodingFolder:
    """Make a folder to code the narrative of a profile in.

    Parameters
    ----------
    source : Path
        The profile as text, whole or its narrative only. Its sentences are copied into the folder for the
        coder to read; that file, `sentences.csv`, is not to be passed on.
    out : Path
        A folder that does not exist yet, or an empty one.
    coder : str
        A short name, in lower case.
    country, edition : str, int
        Whose profile it is: a name or code; or, with `name`, a code of three letters that is no country's.
    name : str, optional
        The name of a country that the Index does not have.

    Raises
    ------
    SourceRefused
        If there is no narrative in the file.
    Misuse
        If the file cannot be read, or a name or the folder will not do.
    """
    if not _CODER.fullmatch(coder):
        raise Misuse(f"coder {coder!r}: expected a short name in lower case, such as anna or model-b")
    code, label = _country(country, name)
    if edition not in compositions():
        raise Misuse(f"edition {edition}: expected one of {', '.join(map(str, compositions()))}")
    content, units, text = _read(source)
    identifier = f"{code.lower()}-{edition}-narrative"
    read = ReadSource(
        source, code, edition, "", "", hashlib.sha256(content).hexdigest(), len(content), (), units
    )
    rows = list(unit_rows([(identifier, read)]))
    about = _about(read, identifier, coder, label)
    with fresh_folder(out) as folder:
        write_whole(folder / "units.csv", table_bytes("units", rows))
        write_whole(folder / "sentences.csv", csv_text(SENTENCES, _sentences(rows, text)).encode())
        for table in TABLES:
            write_whole(folder / f"{table}.csv", table_bytes(table, ()))
        shutil.copyfile(shipped_package() / "data" / "terms.csv", folder / "terms.csv")
        shutil.copyfile(manual_path(), folder / "MANUAL.md")
        write_whole(folder / ABOUT, (json.dumps(about, indent=2, ensure_ascii=False) + "\n").encode())
    return open_folder(out)


def _country(country: str, name: str | None) -> tuple[str, str]:
    if name is None:
        code = country_code(country)
        return code, country_labels()[code]
    if not _CODE.fullmatch(country) or country in country_labels():
        raise Misuse(
            f"country {country!r} with a name of its own: expected three capitals that are no code of a "
            "country, such as XRU"
        )
    return country, name


def _read(source: Path) -> tuple[bytes, tuple[Unit, ...], str]:
    try:
        content = content_of(source, LARGEST_SOURCE)
    except OSError as error:
        raise Misuse(f"{source}: cannot be read ({error.strerror}); check the path") from None
    text = untouched(content)
    units = tuple(units_of(text)) if text else ()
    if text is None or not units:
        raise SourceRefused(
            f"{source}: no narrative in it: expected plain UTF-8 text in which one of the Index's headings "
            "(PEOPLE, TRADE, ...) is followed by prose"
        )
    return content, units, text


def _sentences(rows: Sequence[Row], text: str) -> list[Row]:
    return [{**row, "text": normalise(text[int(row["char_start"]) : int(row["char_end"])])} for row in rows]


def _about(read: ReadSource, identifier: str, coder: str, label: str) -> dict[str, Any]:
    known = read.country in country_labels()
    return {
        "coder": coder,
        "kind": "person",
        "model": "",
        "country": read.country,
        "country_name": label,
        "edition": read.edition,
        "source": {
            "source_id": identifier,
            "title": f"{label} {read.edition}: narrative of the profile",
            "publisher": PUBLISHER if known else "unknown",
            "rights": RIGHTS,
            "sha256": read.sha256,
            "bytes": read.size,
        },
        "manual": MANUAL,
        "manual_sha256": hashlib.sha256(manual_path().read_bytes()).hexdigest(),
        "date": datetime.now(UTC).date().isoformat(),
    }


def open_folder(path: Path) -> CodingFolder:
    """Return a coder's folder.

    Raises
    ------
    DatasetError
        If it is none, or one of its tables cannot be read.
    """
    try:
        about = json_object(path / ABOUT)
        coding, units = read_coding(path), read_rows(path / "units.csv")
        CodingFolder(path, about, coding, units).coder  # noqa: B018
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DatasetError(
            f"{path}: no folder of a coder ({error}); make one with: ocdataset code new FILE -o FOLDER"
        ) from None
    return CodingFolder(path, about, coding, units)


def save_coding(folder: CodingFolder, coding: Coding) -> None:
    """Write a coding into a coder's folder, in the place of what is there."""
    for table in TABLES:
        write_whole(folder.path / f"{table}.csv", table_bytes(table, coding.rows(table)))


def same_profile(folders: Sequence[CodingFolder]) -> None:
    """Refuse folders of different profiles, and two of one coder.

    Raises
    ------
    Misuse
        If they cannot be held against each other.
    """
    first = folders[0]
    for other in folders[1:]:
        if [row["sha256"] for row in other.units] != [row["sha256"] for row in first.units]:
            raise Misuse(
                f"{other.path}: not the same sentences as {first.path}; code one profile by one text"
            )
    names = [folder.coder for folder in folders]
    doubled = sorted({name for name in names if names.count(name) > 1})
    if doubled:
        raise Misuse(f"coder {doubled[0]!r} wrote two of the folders; agreement takes different coders")
