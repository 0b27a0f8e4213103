"""From the publisher's workbook to a complete package of all countries in a new folder."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ocdataset.arithmetic.half_points import half_points
from ocdataset.establish.workbook.establishing import EstablishedWorkbook, Known, establish_workbook
from ocdataset.establish.workbook.findings import Finding, faults, in_one_line
from ocdataset.package.build import table_bytes
from ocdataset.package.descriptor import METADATA, descriptor_text, metadata
from ocdataset.package.fresh_folder import fresh_folder
from ocdataset.package.laying_out import PUBLISHER, RIGHTS, lay_out
from ocdataset.package.narrative.keeping import KeptNarratives, kept_narratives
from ocdataset.package.package import Package
from ocdataset.package.workbook.tables import READER, workbook_tables
from ocdataset.read.workbook.archive import MOST_BYTES
from ocdataset.read.workbook.grid import Workbook
from ocdataset.read.workbook.reading import read_workbook
from ocdataset.reference.errors import WorkbookRefused
from ocdataset.reference.files import content_of
from ocdataset.reference.location import DESCRIPTOR
from ocdataset.reference.rows import write_whole

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Import:
    """What came of importing a workbook.

    Parameters
    ----------
    folder : Path
        The package that was written.
    established : EstablishedWorkbook
    repairs : int
        How many repairs the package holds.
    kept : KeptNarratives
        The coded narratives that were kept of another package.
    """

    folder: Path
    established: EstablishedWorkbook
    repairs: int
    kept: KeptNarratives

    @property
    def averages(self) -> int:
        """How many published averages were reproduced, each from its exact parts."""
        return sum(len(sheet.figures.averages) for sheet in self.established.sheets)

    @property
    def remarks(self) -> tuple[Finding, ...]:
        """What is worth saying, and did not stand against the import."""
        return self.established.findings


def import_workbook(path: Path, out: Path, *, known: Iterable[Package] = (), address: str = "") -> Import:
    """Write the package of all countries and editions that a workbook holds to `out`.

    Parameters
    ----------
    path : Path
        A release of the publisher's workbook.
    out : Path
        A folder that does not exist yet, or an empty one.
    known : iterable of Package, optional
        Packages whose figures tell editions and merged regions apart, where the workbook does not;
        of the first that has coded narratives, these are kept.
    address : str, optional
        Where the workbook was downloaded from.

    Raises
    ------
    WorkbookRefused
        If the file is no workbook, or anything in it is unknown, missing or contradicted. Nothing
        is written then.
    Misuse
        If there is no such file, or `out` is taken or cannot be written.
    """
    listed = list(known)
    established = established_or_refused(path, listed)
    source = _source_row(established.workbook, established, address)
    tables: dict[str, Any] = workbook_tables(established.sheets, source["source_id"])
    kept = kept_narratives(listed, {"sources": [source], "scores": tables["scores"]})
    tables |= kept.tables | {"sources": [source, *kept.sources]}
    with fresh_folder(out) as folder:
        _write(folder, established, tables, kept)
    return Import(out, established, len(tables["repairs"]), kept)


def established_or_refused(path: Path, known: Iterable[Package]) -> EstablishedWorkbook:
    """Return what a workbook establishes, if nothing stands against taking it whole.

    Raises
    ------
    WorkbookRefused
        If the file is no workbook, or anything in it is unknown, missing or contradicted.
    Misuse
        If there is no such file.
    """
    established = establish_workbook(read_workbook(path), known_figures(known))
    against = faults(established.findings)
    if against:
        raise WorkbookRefused(
            f"{path}: {in_one_line(against)}. Nothing was taken; `ocdataset doctor` lists everything"
        )
    return established


def known_figures(packages: Iterable[Package]) -> Known:
    """Return the scores and regions that packages hold; the first to hold an edition speaks for it.

    Rows that are no scores are passed over: what is wrong with a package is for `validate` to say.
    """
    scores: dict[int, dict[tuple[str, str], int]] = {}
    regions: dict[int, dict[str, str]] = {}
    for package in packages:
        for row in package.rows("scores") if "scores" in package.tables else ():
            try:
                key, steps = (row["country"], row["measure"]), half_points(row["value"])
                scores.setdefault(int(row["edition"]), {}).setdefault(key, steps)
            except (ValueError, KeyError):
                continue
        for row in package.rows("placements") if "placements" in package.tables else ():
            if row["edition"].isdecimal():
                regions.setdefault(int(row["edition"]), {}).setdefault(row["country"], row["region"])
    return Known(scores, regions)


def _source_row(workbook: Workbook, established: EstablishedWorkbook, address: str) -> dict[str, Any]:
    content = content_of(workbook.path, MOST_BYTES)
    held = ", ".join(
        f"{sheet.edition} (sheet {sheet.grid.name!r}, known by {sheet.label.said_by})"
        for sheet in established.sheets
    )
    return {
        "source_id": f"workbook-{established.release}",
        "title": f"Global Organized Crime Index: workbook of scores, release of {established.release}",
        "publisher": PUBLISHER,
        "country": "",
        "edition": "",
        "language": "en",
        "url": address,
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
        "media_type": MEDIA_TYPE,
        "reader": READER,
        "rights": RIGHTS,
        "obtained": f"read from the file {workbook.path.name}",
        "note": f"Holds the editions {held}. Ranks are not printed in it; they are computed.",
    }


def _write(
    folder: Path, established: EstablishedWorkbook, tables: dict[str, Any], kept: KeptNarratives
) -> None:
    lay_out(folder, "imported")
    described = _described(metadata(folder), established)
    if kept.profiles:
        described["description"] += f" Also, {kept}."
    write_whole(folder / METADATA, (json.dumps(described, indent=2, ensure_ascii=False) + "\n").encode())
    data: dict[str, bytes] = {}
    for table in described["tables"]:
        path = folder / "data" / f"{table}.csv"
        if table in tables or not path.exists():
            write_whole(path, table_bytes(table, tables.get(table, ())))
        data[table] = path.read_bytes()
    write_whole(folder / DESCRIPTOR, descriptor_text(folder, described, data).encode())


def _described(described: dict[str, Any], established: EstablishedWorkbook) -> dict[str, Any]:
    """Return the metadata of a package that says which release it was imported from."""
    release = established.release
    described["name"] = f"ocdataset-workbook-{release}"
    described["title"] = f"Global Organized Crime Index: all countries, from the workbook of {release}"
    described["description"] = (
        "Scores, averages and ranks of all countries and editions in a release of the publisher's "
        "workbook, each traced to its sheet and cell and proven by the Index's own arithmetic."
    )
    described["version"] = f"{described['version'].partition('+')[0]}+workbook.{release}"
    described["sources"] = [
        {
            "title": f"Global Organized Crime Index {sheet.edition}",
            "path": f"https://ocindex.net/{sheet.edition}",
        }
        for sheet in established.sheets
    ]
    return described
