"""A package that holds a coded narrative and the codings that it was merged from, and no scores."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from ocdataset.package.build import BUILT, table_bytes, with_descriptor
from ocdataset.package.coding.folder import CodingFolder
from ocdataset.package.fresh_folder import fresh_folder
from ocdataset.package.laying_out import lay_out
from ocdataset.package.narrative.codings import TABLES, Coding
from ocdataset.package.narrative.reliability import reliability_rows
from ocdataset.package.narrative.units import CODED
from ocdataset.package.package import open_package
from ocdataset.reference.names import country_labels
from ocdataset.reference.rows import Row, read_rows, write_whole


def write_coded_package(
    folders: Sequence[CodingFolder],
    merged: Coding,
    out: Path,
    *,
    decisions: Iterable[Row] = (),
    adjudicator: str = "",
) -> None:
    """Write a package of a coded narrative to a new folder.

    Parameters
    ----------
    folders : sequence of CodingFolder
        Of the coders; all of one profile.
    merged : Coding
    out : Path
        A folder that does not exist yet, or an empty one.
    decisions : iterable of Row
        Rows of the table adjudications.
    adjudicator : str
        Who made them, "" where there are none.

    Raises
    ------
    Misuse
        If `out` is taken or cannot be written.
    """
    first = folders[0]
    rows: dict[str, Iterable[Row]] = dict.fromkeys((*BUILT, *CODED), ())
    rows |= {"sources": [_source(first)], "units": first.units}
    rows |= {table: merged.rows(table) for table in TABLES}
    rows |= {f"coded_{table}": _coded(folders, table) for table in TABLES}
    rows["adjudications"] = decisions
    rows["coders"] = _coders(folders, adjudicator)
    with fresh_folder(out) as folder:
        lay_out(folder, "coded")
        if first.about["country"] not in country_labels():
            rows["countries"] = [*read_rows(folder / "data" / "countries.csv"), _country(first.about)]
        _write(folder, rows)
        if len(folders) > 1:
            rows["reliability"] = reliability_rows(open_package(folder))
            _write(folder, rows)


def _write(folder: Path, rows: Mapping[str, Iterable[Row]]) -> None:
    held = {table: list(of_table) for table, of_table in rows.items()}
    files = {f"data/{table}.csv": table_bytes(table, of_table) for table, of_table in held.items()}
    for path, content in with_descriptor(folder, files).items():
        write_whole(folder / path, content)


def _coded(folders: Sequence[CodingFolder], table: str) -> list[Row]:
    return [{"coder": folder.coder, **row} for folder in folders for row in folder.coding.rows(table)]


def _source(folder: CodingFolder) -> Row:
    source = folder.about["source"]
    return {
        "source_id": source["source_id"],
        "title": source["title"],
        "publisher": source["publisher"],
        "country": folder.about["country"],
        "edition": str(folder.about["edition"]),
        "language": "en",
        "url": "",
        "sha256": source["sha256"],
        "bytes": str(source["bytes"]),
        "media_type": "text/plain",
        "reader": "",
        "rights": source["rights"],
        "obtained": "held by the coders",
        "note": "",
    }


def _country(about: Mapping[str, str]) -> Row:
    """Return the row of a country that the Index does not have; its item of Wikidata is that for trials."""
    return {
        "country": about["country"],
        "name": about["country_name"],
        "m49": "000",
        "wikidata": "Q4115189",
        "region": "",
    }


def _coders(folders: Sequence[CodingFolder], adjudicator: str) -> list[Row]:
    plain = dict.fromkeys(("model", "prompt", "prompt_sha256", "note"), "")
    rows = [
        plain | {"role": "coder"} | {name: str(folder.about.get(name, "")) for name in _OF_CODER}
        for folder in folders
    ]
    if adjudicator:
        last = max(folder.about["date"] for folder in folders)
        shared = {name: str(folders[0].about[name]) for name in ("manual", "manual_sha256")}
        made = {"coder": adjudicator, "role": "adjudicator", "kind": "person", "date": last}
        rows.append(plain | shared | made)
    return rows


_OF_CODER = ("coder", "kind", "model", "manual", "manual_sha256", "date")
