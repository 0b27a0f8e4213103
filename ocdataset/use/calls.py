"""The calls that do not ask a package: they open, make, check or compare packages and files."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ocdataset.check.fitness import telling_causes
from ocdataset.package import in_use
from ocdataset.package.in_use import package_in_use
from ocdataset.package.package import open_package
from ocdataset.use.dataset import Dataset, Engine

if TYPE_CHECKING:
    import pandas as pd

    from ocdataset.check.doctor.diagnosing import Diagnosis
    from ocdataset.check.report import Report
    from ocdataset.package.differences import Comparison
    from ocdataset.package.simulation.simulating import Simulation
    from ocdataset.package.transcription import Transcription


@telling_causes
def open_dataset(path: str | Path) -> Dataset:
    """Return another package of the same kind: its folder, or its `datapackage.json`.

    Raises
    ------
    PackageError
        If there is no usable descriptor.
    """
    return Dataset(open_package(path))


def dataset_in_use() -> Dataset:
    """Return the package that the calls of `import ocdataset` go to."""
    return Dataset(package_in_use())


@telling_causes
def use_package(path: "str | Path | Dataset | None") -> Dataset:
    """Make a package the one in use in this program, and return it; None goes back to the default.

    Raises
    ------
    PackageError
        If there is no usable package; the one in use stays in use then.
    """
    return Dataset(in_use.use(path.package.root if isinstance(path, Dataset) else path))


@telling_causes
def import_workbook(path: str | Path, out: str | Path | None = None) -> Dataset:
    """Return the package of all countries and editions in a release of the publisher's workbook.

    The coded narratives of the package in use, or of the shipped one, are kept in it.

    Parameters
    ----------
    path : path
        The workbook, an .xlsx file of any release.
    out : path, optional
        A new folder to keep the package in; by default a temporary one that lasts as long as the
        program.

    Raises
    ------
    SourceRefused
        If the file is no workbook, or anything in it is unknown, missing or contradicted.
    Misuse
        If there is no such file, or `out` is taken or cannot be written.

    Warns
    -----
    DatasetWarning
        If the narratives cannot be kept, for they were coded with other scores of the same profile.
    """
    from ocdataset.package.workbook.importing import import_workbook as imported

    folder = _temporary_folder() / "package" if out is None else Path(out)
    result = imported(Path(path), folder, known=in_use.known_packages())
    return Dataset(open_package(result.folder))


def _temporary_folder() -> Path:
    """Return a new folder that lasts as long as the program."""
    import atexit
    from contextlib import ExitStack

    from ocdataset.reference.unfinished import temporary_folder

    lasting = ExitStack()
    atexit.register(lasting.close)
    return lasting.enter_context(temporary_folder())


@telling_causes
def validate(
    path: str | Path | None = None, *, sources: str | Path | None = None, engine: Engine = "auto"
) -> "Report":
    """Check the package at `path`, by default the one in use; see `Dataset.validate`.

    With the engine `spark`, `path` may be a URL of whatever Spark reads.

    Examples
    --------
    >>> import ocdataset as oc
    >>> oc.validate().valid
    True
    """
    if engine == "spark" and "://" in str(path):
        from ocdataset.check.remote import validate_remote

        return validate_remote(str(path))
    dataset = dataset_in_use() if path is None else open_dataset(path)
    return dataset.validate(sources=sources, engine=engine)


@telling_causes
def simulate(
    out: str | Path,
    *,
    rows: int,
    seed: int = 0,
    format: Literal["csv", "parquet"] = "csv",  # noqa: A002
    faults: int = 0,
) -> "Simulation":
    """Draw a complete valid package of random sheets into a new folder; no figure is a country's.

    Parameters
    ----------
    out : path
        A folder that does not exist yet, or an empty one.
    rows : int
        How many scores it has at least; sheets are whole. Beyond the 193 countries in three
        editions, countries and editions are made up.
    seed : int
        The same seed gives the same files.
    format : {"csv", "parquet"}
        Of scores, averages, ranks and placements.
    faults : int
        How many faults to sow; `faults.csv` in the folder lists what must report each.

    Returns
    -------
    Simulation
        With `folder`, `sheets`, `scores` and `faults`.

    Raises
    ------
    Misuse
        If a number is out of range, or the folder is taken or cannot be written.

    Examples
    --------
    >>> import tempfile, ocdataset as oc
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     oc.simulate(f"{folder}/small", rows=100).scores, oc.validate(f"{folder}/small").valid
    (104, True)
    """
    from ocdataset.package.simulation.simulating import simulate as draw

    return draw(Path(out), rows=rows, seed=seed, form=format, faults=faults)


@telling_causes
def transcribe(
    files: str | Path | Sequence[str | Path],
    out: str | Path,
    *,
    country: str | None = None,
    edition: int | None = None,
) -> "Transcription":
    """Make a complete package in a new folder from profiles that you hold.

    Parameters
    ----------
    files : path or sequence of path
        Profiles (text, text layer or PDF), country pages (HTML or their text), or folders of them; a
        bad file does not stop the others.
    out : path
        A folder that does not exist yet, or an empty one.
    country : str, optional
        Code or name, where the text does not say.
    edition : int, optional
        Where the text does not say.

    Returns
    -------
    Transcription
        With `folder`, `files`, `sheets` (a summary a sheet, with its `repairs` and `contradictions`),
        `refused` (a file and a reason each) and `notes`.

    Raises
    ------
    SourceRefused
        If no file can be transcribed. Nothing is written then.
    PackageError
        If `out` is taken or cannot be written.
    """
    from ocdataset.package.transcription import transcribe as transcribed

    paths = [Path(file) for file in _several(files)]
    return transcribed(paths, Path(out), country=country, edition=edition, known=package_in_use())


@telling_causes
def build(path: str | Path | None = None, *, check: bool = False) -> list[str]:
    """Make every generated file of a package anew from its readings, and return what changed.

    Parameters
    ----------
    path : path, optional
        The package folder, by default the package in use.
    check : bool
        Whether to write nothing, and only to say what would change.

    Returns
    -------
    list of str
        The paths that were written; or, to `check`, a line for each file that is not as the readings
        give it.

    Raises
    ------
    PackageError
        If the readings or the metadata are not there or do not hold what they should, or the folder
        cannot be written to.
    """
    from ocdataset.package.build import build as built
    from ocdataset.package.build import differences, write_files

    root = package_in_use().root if path is None else Path(path)
    files = built(root)
    return differences(root, files) if check else write_files(root, files)


@telling_causes
def diff(
    before: str | Path,
    after: str | Path,
    *,
    countries: str | Sequence[str] | None = None,
    common: bool = False,
) -> "Comparison":
    """Compare two packages, workbooks or CSV files of figures by key, in any mixture.

    Of a CSV file and of a faulty workbook, scores and averages are compared as they are printed.

    Parameters
    ----------
    before, after : path
        The folder of a package, its descriptor, a workbook, or a CSV file.
    countries : str or sequence of str, optional
        Codes or names; only what is said of these countries is compared then.
    common : bool
        Whether to compare only the keys that both have, as a part with the whole.

    Returns
    -------
    Comparison
        With `same`, `changed`, `gone`, `added`, `to_text()` and `to_json()`.

    Raises
    ------
    DatasetError
        If one of them is no package, and no file that says its figures and their edition.
    """
    from ocdataset.package.differences import compare
    from ocdataset.reference.names import country_code

    codes = None if countries is None else [country_code(str(name)) for name in _several(countries)]
    return compare(Path(before), Path(after), countries=codes, common=common, known=in_use.known_packages())


@telling_causes
def doctor(path: str | Path) -> "Diagnosis":
    """Return what a workbook or a CSV file of the Index's figures is, and what is wrong with it.

    Returns
    -------
    Diagnosis
        With `healthy`, `what`, `editions`, `findings`, `quotable` and `to_json()`.

    Raises
    ------
    SourceRefused
        If it is neither a workbook nor a file of delimited text.
    Misuse
        If there is no such file.
    """
    from ocdataset.check.doctor.diagnosing import diagnose

    return diagnose(Path(path), known=in_use.known_packages())


@telling_causes
def fetch(url: str | None = None, *, sha256: str | None = None) -> Dataset:
    """Download the publisher's workbook, import it, make it the package in use, and return it.

    Parameters
    ----------
    url : str, optional
        By default the public address that is known.
    sha256 : str, optional
        What the SHA-256 of the workbook has to be.

    Raises
    ------
    DownloadFailed
        If it cannot be downloaded, or what came cannot be imported; the package in use stays in use.
    Misuse
        If the address is none, or the user's data folder cannot be written to.
    """
    from ocdataset.use.fetching import fetch as fetched

    return Dataset(open_package(fetched(url, sha256=sha256).imported.folder))


@telling_causes
def coder(
    names: "Sequence[str] | pd.Series[str]", *, unknown: Literal["raise", "missing"] = "raise"
) -> "pd.Series[str]":
    """Return the ISO 3166-1 alpha-3 codes of countries given by code, name or any known spelling.

    Parameters
    ----------
    names : sequence or pandas.Series of str
        A missing name has a missing code.
    unknown : {"raise", "missing"}
        Whether a name that is none of the 193 countries is an error, or is left missing with a warning
        that names it. Names are never matched by likeness.

    Returns
    -------
    pandas.Series
        Of text, with the index and the name of `names`.

    Raises
    ------
    Misuse
        If a name is none of the 193 countries; at least five of them are named, each with the closest.

    Examples
    --------
    >>> import ocdataset as oc
    >>> oc.coder(["Korea, Dem. People's Rep.", "Côte d'Ivoire", "Viet Nam"]).tolist()
    ['PRK', 'CIV', 'VNM']
    """
    from ocdataset.use.country_codes import country_codes

    return country_codes(names, unknown)


def _several(given: str | Path | Sequence[str | Path]) -> Sequence[str | Path]:
    return [given] if isinstance(given, str | Path) else given
