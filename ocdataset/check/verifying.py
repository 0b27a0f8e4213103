"""The coded units of narratives, found again in a user's own copy of the profile or not."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from ocdataset.package.package import Package
from ocdataset.package.workers import workers
from ocdataset.read.narrative.units import sentences_anywhere, units_of, untouched_text
from ocdataset.read.narrative.wording import wording_hash
from ocdataset.reference.errors import DatasetError, Misuse
from ocdataset.reference.files import LARGEST_SOURCE, content_of
from ocdataset.reference.rows import Row

Status = Literal["found", "moved", "missing"]


@dataclass(frozen=True, slots=True)
class UnitFound:
    """A unit and what became of it.

    Parameters
    ----------
    unit_id, kind : str
    status : {"found", "moved", "missing"}
        At its very place; elsewhere in the file; not with this wording.
    char_start : int
        Where it begins in the file, -1 if it is missing.
    """

    unit_id: str
    kind: str
    status: Status
    char_start: int


@dataclass(frozen=True)
class Verification:
    """What became of the units of a source in a file.

    Parameters
    ----------
    source_id : str
    file : Path
    untouched : bool
        Whether the file is the very one that was coded, by its SHA-256.
    units : tuple of UnitFound
    """

    source_id: str
    file: Path
    untouched: bool
    units: tuple[UnitFound, ...]

    def count(self, status: Status) -> int:
        """Return how many units have a status."""
        return sum(unit.status == status for unit in self.units)


@dataclass(frozen=True)
class Unverified:
    """A file in which nothing could be looked up, and why.

    Parameters
    ----------
    file : Path
    reason : str
    exit_status : int
        What a command ends with that was asked for this file alone.
    """

    file: Path
    reason: str
    exit_status: int = 1


def verify_each(package: Package, files: Sequence[Path]) -> list[Verification | Unverified]:
    """Return for each file what `verify` does, or why it does not; a bad file costs no other."""
    with workers(1) as pool:
        return list(pool.each(partial(_verified, package), files, _unverified))


def _verified(package: Package, path: Path) -> Verification | Unverified:
    try:
        return verify(package, [path])[0]
    except DatasetError as error:
        return Unverified(path, str(error), error.exit_status)


def _unverified(path: Path, why: str) -> Unverified:
    return Unverified(path, f"{path}: {why}")


def verify(package: Package, files: Iterable[Path]) -> list[Verification]:
    """Return what became of the coded units in files: the same as coded, or other extractions.

    Raises
    ------
    Misuse
        If a file cannot be read as text.
    DatasetError
        If a file has nothing of any coded narrative, or the package has none.
    """
    units: dict[str, list[Row]] = defaultdict(list)
    for row in package.rows("units") if "units" in package.tables else ():
        units[row["source_id"]].append(row)
    if not units:
        raise DatasetError(f"{package.root}: the package has no units of a narrative; nothing to verify")
    hashes = {row["sha256"]: row["source_id"] for row in package.rows("sources")}
    try:
        return [_verification(path, units, hashes) for path in files]
    except ValueError:
        raise DatasetError(
            f"{package.root}: a place in units is no number; run: ocdataset validate"
        ) from None


def _verification(path: Path, units: dict[str, list[Row]], hashes: dict[str, str]) -> Verification:
    text = _text(path)
    places = _places(text)
    source = hashes.get(hashlib.sha256(content_of(path, LARGEST_SOURCE)).hexdigest(), "")
    untouched = source in units
    if not untouched:
        source = _likeliest(path, places, units)
    return Verification(source, path, untouched, tuple(_found(text, places, units[source])))


def _text(path: Path) -> str:
    try:
        text = untouched_text(path)
    except OSError as error:
        raise Misuse(f"{path}: cannot be read ({error.strerror}); check the path") from None
    if text is None:
        raise Misuse(f"{path}: no plain UTF-8 text; save the text of the profile and give that file")
    return text


def _places(text: str) -> dict[str, list[int]]:
    """Return where each wording of a text begins, by hash; sentences also where no heading is known."""
    places: dict[str, list[int]] = defaultdict(list)
    for unit in (*units_of(text), *sentences_anywhere(text)):
        if unit.char_start not in places[unit.sha256]:
            places[unit.sha256].append(unit.char_start)
    return places


def _likeliest(path: Path, places: dict[str, list[int]], units: dict[str, list[Row]]) -> str:
    shared = Counter({source: sum(row["sha256"] in places for row in rows) for source, rows in units.items()})
    source, count = shared.most_common(1)[0]
    if not count:
        held = ", ".join(sorted(units))
        raise DatasetError(f"{path}: no sentence of a coded narrative is in it; give the profile of {held}")
    return source


def _found(text: str, places: dict[str, list[int]], rows: Sequence[Row]) -> Iterable[UnitFound]:
    for row in rows:
        start, end = int(row["char_start"]), int(row["char_end"])
        place = text[start:end]
        same = wording_hash(place, heading=row["kind"] == "heading") == row["sha256"]
        elsewhere = places.get(row["sha256"], [])
        if same and place == place.strip():
            yield UnitFound(row["unit_id"], row["kind"], "found", start)
        elif elsewhere:
            yield UnitFound(row["unit_id"], row["kind"], "moved", elsewhere[0])
        else:
            yield UnitFound(row["unit_id"], row["kind"], "missing", -1)
