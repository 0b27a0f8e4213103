"""From source files to a complete package in a new folder."""

import hashlib
import json
import mimetypes
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from ocdataset.arithmetic.half_points import hundredths
from ocdataset.establish import Sheet, identify
from ocdataset.package.build import establish_all, package_files, table_bytes
from ocdataset.package.descriptor import METADATA, metadata
from ocdataset.package.fresh_folder import fresh_folder, refuse_taken
from ocdataset.package.narrative_units import CODED, unit_rows
from ocdataset.package.package import Package, open_package
from ocdataset.read import Transcript, read_narrative, read_source
from ocdataset.read.narrative import is_narrative_only
from ocdataset.reference.errors import DatasetError, SourceRefused
from ocdataset.reference.location import shipped_package
from ocdataset.reference.names import country_labels
from ocdataset.reference.rows import Row, write_whole

PUBLISHER = "Global Initiative Against Transnational Organized Crime"
RIGHTS = (
    "Rights in the document remain with the publisher; its figures are quoted as facts, "
    "and no licence over them is claimed."
)
FILES_WORTH_A_POOL = 24

Progress = Callable[[Iterable[object], int], Iterable[object]]
HAND_KEPT = (
    "editions",
    "countries",
    "aliases",
    "measures",
    "composition",
    "regions",
    "spellings",
    "sections",
    "terms",
    "wordings",
    "combinations",
    "partners",
)


@dataclass(frozen=True)
class TranscribedSource:
    """A source file that was read, and whose sheet it is."""

    path: Path
    transcript: Transcript
    country: str
    edition: int


@dataclass(frozen=True)
class Refusal:
    """A source file that gave nothing, and why."""

    path: Path
    reason: str


@dataclass(frozen=True)
class Transcription:
    """What came of transcribing files.

    Parameters
    ----------
    folder : Path
        The package that was written.
    sources : tuple of TranscribedSource
    sheets : tuple of Sheet
        What was established, a sheet a country and edition.
    refused : tuple of Refusal
    """

    folder: Path
    sources: tuple[TranscribedSource, ...]
    sheets: tuple[Sheet, ...]
    refused: tuple[Refusal, ...]


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
    read = partial(_read_or_refuse, country=country, edition=edition, averages=averages)
    paths = source_files(files)
    with _pool_for(len(paths)) as pool:
        apply = map if pool is None else partial(pool.map, chunksize=max(1, min(16, len(paths) // 8)))
        results = list(progress(apply(read, paths), len(paths)))
        sources = [result for result in results if isinstance(result, TranscribedSource)]
        refused = [result for result in results if isinstance(result, Refusal)]
        if not sources:
            raise SourceRefused(_refusal_of_all(refused))
        sheets = write_package(sources, out, pool)
    return Transcription(out, tuple(sources), tuple(sheets), tuple(refused))


def _refusal_of_all(refused: Sequence[Refusal]) -> str:
    """Return one line for files of which none could be transcribed."""
    first = refused[0].reason
    return (
        first if len(refused) == 1 else f"none of {len(refused)} files can be transcribed; the first: {first}"
    )


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
        below = sorted(one for one in path.rglob("*") if one.is_file() and not one.name.startswith("."))
        if not below:
            raise SourceRefused(f"{path}: the folder holds no files; give profiles or a folder of them")
        found += below
    return found


@contextmanager
def _pool_for(count: int) -> Iterator[ProcessPoolExecutor | None]:
    """Give a pool of processes on all cores where there are files enough to be worth it."""
    if count < FILES_WORTH_A_POOL:
        yield None
        return
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        try:
            yield pool
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _read_or_refuse(
    path: Path,
    *,
    country: str | None,
    edition: int | None,
    averages: Mapping[tuple[str, int], Mapping[str, int]],
) -> TranscribedSource | Refusal:
    try:
        return read_and_identify(path, country, edition, averages)
    except DatasetError as error:
        return Refusal(path, str(error))


def known_averages(package: Package) -> dict[tuple[str, int], dict[str, int]]:
    """Return the published averages that a package holds, in hundredths, by country and edition."""
    found: dict[tuple[str, int], dict[str, int]] = {}
    for row in package.rows("averages"):
        if row["status"] in ("printed", "aligned"):
            sheet = found.setdefault((row["country"], int(row["edition"])), {})
            sheet[row["measure"]] = hundredths(row["value"])
    return found


def read_sheet_or_narrative(path: Path) -> Transcript:
    """Return a source as read; of a file that is a narrative and nothing else, its prose.

    Raises
    ------
    SourceRefused
        If it is neither.
    """
    try:
        return read_source(path)
    except SourceRefused:
        if not is_narrative_only(path):
            raise
    return Transcript(reader="", readings=(), narrative=read_narrative(path))


def read_and_identify(
    path: Path,
    country: str | None,
    edition: int | None,
    averages: Mapping[tuple[str, int], Mapping[str, int]],
) -> TranscribedSource:
    """Return a source as read, with its country and edition.

    Raises
    ------
    SourceRefused
        If it is no score page and no narrative, or cannot be told whose.
    """
    transcript = read_sheet_or_narrative(path)
    try:
        whose = identify(transcript, country=country, edition=edition, known=averages)
    except SourceRefused as error:
        raise SourceRefused(_located(path, str(error))) from None
    return TranscribedSource(path, transcript, *whose)


def _located(path: Path, line: str) -> str:
    return line if str(path) in line else f"{path}: {line}"


def write_package(
    sources: Sequence[TranscribedSource], out: Path, pool: Executor | None = None
) -> list[Sheet]:
    """Write the package of sources that were read to `out`; return its sheets."""
    identifiers = list(_identifiers(sources))
    source_rows = [_source_row(*pair) for pair in zip(identifiers, sources, strict=True)]
    readings = [
        row
        for identifier, source in zip(identifiers, sources, strict=True)
        for row in _reading_rows(identifier, source.transcript)
    ]
    sheets = establish_all(source_rows, readings, pool)
    with fresh_folder(out) as folder:
        lay_out(folder, "transcribed")
        write_whole(folder / "data" / "sources.csv", table_bytes("sources", source_rows))
        write_whole(folder / "data" / "readings.csv", table_bytes("readings", readings))
        units = unit_rows(zip(source_rows, (source.path for source in sources), strict=True))
        write_whole(folder / "data" / "units.csv", table_bytes("units", units))
        for table in CODED:
            write_whole(folder / "data" / f"{table}.csv", table_bytes(table, ()))
        for path, content in package_files(folder, sheets).items():
            write_whole(folder / path, content)
    return sheets


def lay_out(folder: Path, label: str) -> None:
    """Fill a new package folder with the schemas, the hand-kept tables and its own metadata.

    Parameters
    ----------
    folder : Path
    label : str
        How the data came about, as one word; it marks the name and version of the package.
    """
    shipped = shipped_package()
    described = metadata(shipped)
    described["name"] = f"{described['name']}-{label}"
    described["title"] = f"Global Organized Crime Index: {label} with ocdataset"
    described["version"] = f"{described['version']}+{label}"
    (folder / "schemas").mkdir()
    for table in described["tables"]:
        shutil.copyfile(shipped / "schemas" / f"{table}.json", folder / "schemas" / f"{table}.json")
    (folder / "data").mkdir()
    for table in HAND_KEPT:
        shutil.copyfile(shipped / "data" / f"{table}.csv", folder / "data" / f"{table}.csv")
    text = json.dumps(described, indent=2, ensure_ascii=False) + "\n"
    write_whole(folder / METADATA, text.encode())


def _identifiers(sources: Iterable[TranscribedSource]) -> Iterator[str]:
    """Give each source an identifier that says whose and what it is, counted where several agree."""
    seen: Counter[str] = Counter()
    for source in sources:
        form = source.transcript.reader.replace("_", "-") or "narrative"
        name = f"{source.country.lower()}-{source.edition}-{form}"
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name}-{seen[name]}"


def _source_row(identifier: str, source: TranscribedSource) -> Row:
    content = source.path.read_bytes()
    form = source.transcript.reader.replace("_", " ") or "narrative"
    name = country_labels()[source.country]
    return {
        "source_id": identifier,
        "title": f"Global Organized Crime Index {source.edition}: {name}, {form}",
        "publisher": PUBLISHER,
        "country": source.country,
        "edition": str(source.edition),
        "language": "en",
        "url": source.transcript.address,
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": str(len(content)),
        "media_type": mimetypes.guess_type(source.path.name)[0] or "text/plain",
        "reader": source.transcript.reader,
        "rights": RIGHTS,
        "obtained": f"read from the file {source.path.name}",
        "note": "",
    }


def _reading_rows(identifier: str, transcript: Transcript) -> Iterator[Row]:
    for reading in transcript.readings:
        yield {
            "source_id": identifier,
            "line": str(reading.line),
            "position": str(reading.position),
            "locator": reading.locator,
            "row": str(reading.row),
            "kind": reading.kind,
            "as_printed": reading.as_printed,
            "correction": "",
            "measure": "",
            "outcome": "unused",
        }
