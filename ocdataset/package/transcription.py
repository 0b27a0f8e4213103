"""From source files to a complete package in a new folder."""

import gc
import mimetypes
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ocdataset.arithmetic.half_points import hundredths
from ocdataset.package.build import BUILT, table_bytes, with_descriptor
from ocdataset.package.country_tables import CountryTables, SheetSummary, country_tables
from ocdataset.package.fresh_folder import fresh_folder, refuse_taken
from ocdataset.package.laying_out import PUBLISHER, RIGHTS, lay_out
from ocdataset.package.narrative.units import CODED, unit_rows
from ocdataset.package.package import Package, open_package
from ocdataset.package.reading_sources import ReadSource, Refusal, read_or_refuse, source_files
from ocdataset.package.sheet_tables import ROWS_OF
from ocdataset.package.workers import SECONDS, Workers, workers
from ocdataset.reference.errors import SourceRefused
from ocdataset.reference.extras import has_extra
from ocdataset.reference.names import country_labels
from ocdataset.reference.plain_text import one_line
from ocdataset.reference.rows import Row, write_whole

FILES_WORTH_A_POOL = 24
NOT_CUT = (
    "narratives are not cut into sentences (the table units stays empty), because that needs nupunkt; "
    "for it run: pip install 'ocdataset[narrative]', and transcribe anew"
)

Progress = Callable[[Iterable[object], int], Iterable[object]]


@dataclass(frozen=True)
class Transcription:
    """What came of transcribing files.

    Parameters
    ----------
    folder : Path
        The package that was written.
    files : int
        How many files were transcribed.
    sheets : tuple of SheetSummary
        What was established, by edition and country.
    refused : tuple of Refusal
    notes : tuple of str
        What was left out, and how to have it.
    """

    folder: Path
    files: int
    sheets: tuple[SheetSummary, ...]
    refused: tuple[Refusal, ...]
    notes: tuple[str, ...] = ()


def transcribe(
    files: Sequence[Path],
    out: Path,
    *,
    country: str | None = None,
    edition: int | None = None,
    known: Package | None = None,
    progress: Progress = lambda results, count: results,  # noqa: ARG005
) -> Transcription:
    """Read source files, establish their sheets and write one package for all of them to `out`.

    Parameters
    ----------
    files : sequence of Path
        Profiles or country pages, or folders of them; a bad file does not stop the others.
    out : Path
        A folder that does not exist yet, or an empty one.
    country, edition : str, int, optional
        Whose sheet the files are, for what the text does not tell.
    known : Package, optional
        The package whose averages tell editions apart; default the shipped one.
    progress : callable, optional
        Wraps the results as they come, given their count, such as a progress bar.

    Raises
    ------
    SourceRefused
        If no file can be transcribed. Nothing is written then.
    PackageError
        If `out` is taken or cannot be written.
    """
    refuse_taken(out)
    averages = known_averages(known or open_package())
    read = partial(read_or_refuse, country=country, edition=edition, averages=averages)
    paths = source_files(files)
    if not paths:
        raise SourceRefused("no file is given; give profiles or folders of them")
    with _nothing_collected(), workers(_worth(len(paths))) as pool:
        results = list(progress(pool.each(read, paths, _refused), len(paths)))
        read_sources = [result for result in results if isinstance(result, ReadSource)]
        refused = [result for result in results if isinstance(result, Refusal)]
        sources, tables, lost = _established(pool, read_sources)
    refused += lost
    if not sources:
        raise SourceRefused(_refusal_of_all(refused))
    with _nothing_collected():
        write_package(sources, tables, out)
    sheets = sorted((pair for table in tables for pair in table.sheets), key=_in_order)
    notes = () if has_extra("narrative") else (NOT_CUT,)
    return Transcription(out, len(sources), tuple(sheet for sheet, _ in sheets), tuple(refused), notes)


def _refusal_of_all(refused: Sequence[Refusal]) -> str:
    """Return one line for files of which none could be transcribed."""
    first = refused[0].reason
    return (
        first if len(refused) == 1 else f"none of {len(refused)} files can be transcribed; the first: {first}"
    )


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Leave cycles uncollected: a job makes none, and looking for them takes a quarter of its time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _worth(count: int) -> int:
    """Return how many workers so many files are worth: all cores, or one that keeps them at a distance."""
    return 1 if count < FILES_WORTH_A_POOL else os.cpu_count() or 1


def _refused(path: Path, why: str) -> Refusal:
    return Refusal(path, f"{path}: {why}")


def _refused_sources(sources: Sequence[tuple[str, ReadSource]], why: str) -> list[Refusal]:
    return [_refused(source.path, f"{why}, in establishing what it shows") for _, source in sources]


def _established(
    pool: Workers, read_sources: Sequence[ReadSource]
) -> tuple[list[tuple[str, ReadSource]], list[CountryTables], list[Refusal]]:
    """Return the sources with their identifiers, the tables of each country, and what was lost on the way."""
    sources = dict(zip(_identifiers(read_sources), read_sources, strict=True))
    countries: dict[str, list[tuple[str, ReadSource]]] = {}
    for identifier, source in sources.items():
        countries.setdefault(source.country, []).append((identifier, source))
    given = list(countries.values())
    results = pool.each(country_tables, given, _refused_sources, lambda one: SECONDS * len(one))
    tables: list[CountryTables] = []
    refused: list[Refusal] = []
    for of_country, result in zip(given, results, strict=True):
        if isinstance(result, CountryTables):
            tables.append(result)
            continue
        refused += result
        for identifier, _ in of_country:
            del sources[identifier]
    return list(sources.items()), tables, refused


def known_averages(package: Package) -> dict[tuple[str, int], dict[str, int]]:
    """Return the published averages that a package holds, in hundredths, by country and edition."""
    found: dict[tuple[str, int], dict[str, int]] = {}
    for row in package.rows("averages"):
        if row["status"] in ("printed", "aligned"):
            sheet = found.setdefault((row["country"], int(row["edition"])), {})
            sheet[row["measure"]] = hundredths(row["value"])
    return found


def write_package(
    sources: Sequence[tuple[str, ReadSource]], tables: Sequence[CountryTables], out: Path
) -> None:
    """Write the package of sources, each with its identifier, and of what they establish to `out`."""
    with fresh_folder(out) as folder:
        lay_out(folder, "transcribed")
        files = {
            "sources": table_bytes("sources", (_source_row(*pair) for pair in sources)),
            "units": table_bytes("units", unit_rows(sources)),
            **{table: table_bytes(table, ()) for table in CODED},
            **_built(sources, tables),
        }
        named = {f"data/{table}.csv": content for table, content in files.items()}
        for path, content in with_descriptor(folder, named).items():
            write_whole(folder / path, content)


def _built(sources: Sequence[tuple[str, ReadSource]], tables: Sequence[CountryTables]) -> dict[str, bytes]:
    """Return the tables that are made from readings, put together from the lines of each country."""
    readings = {source: lines for table in tables for source, lines in table.readings.items()}
    sheets = sorted((pair for table in tables for pair in table.sheets), key=_in_order)
    lines = {table: [of_sheet[table] for _, of_sheet in sheets] for table in ROWS_OF}
    lines["readings"] = [readings[identifier] for identifier, _ in sources]
    return {table: table_bytes(table, ()) + "".join(lines[table]).encode() for table in BUILT}


def _in_order(pair: tuple[SheetSummary, object]) -> tuple[int, str]:
    return pair[0].edition, pair[0].country


def _identifiers(sources: Iterable[ReadSource]) -> Iterator[str]:
    """Give each source an identifier that says whose and what it is, counted where several agree."""
    seen: Counter[str] = Counter()
    for source in sources:
        form = source.reader.replace("_", "-") or "narrative"
        name = f"{source.country.lower()}-{source.edition}-{form}"
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name}-{seen[name]}"


def _source_row(identifier: str, source: ReadSource) -> Row:
    form = source.reader.replace("_", " ") or "narrative"
    name = country_labels()[source.country]
    return {
        "source_id": identifier,
        "title": f"Global Organized Crime Index {source.edition}: {name}, {form}",
        "publisher": PUBLISHER,
        "country": source.country,
        "edition": str(source.edition),
        "language": "en",
        "url": source.address,
        "sha256": source.sha256,
        "bytes": str(source.size),
        "media_type": mimetypes.guess_type(source.path.name)[0] or "text/plain",
        "reader": source.reader,
        "rights": RIGHTS,
        "obtained": f"read from the file {one_line(source.path.name)}",
        "note": "",
    }
