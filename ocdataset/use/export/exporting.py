"""From a package to a file or folder of another format, which appears whole or not at all."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, Literal, get_args

from ocdataset.package.fresh_folder import fresh_folder
from ocdataset.package.package import Package
from ocdataset.reference.errors import Misuse
from ocdataset.reference.extras import require_extra
from ocdataset.reference.unfinished import unfinished_folder
from ocdataset.use.citation import cite
from ocdataset.use.export.databases import write_duckdb, write_sqlite
from ocdataset.use.export.excel import write_excel
from ocdataset.use.export.parquet import write_parquet
from ocdataset.use.export.plain import write_csv_wide, write_json
from ocdataset.use.export.statistics import write_statistics

ExportFormat = Literal["parquet", "sqlite", "duckdb", "excel", "stata", "spss", "csv-wide", "json"]


@dataclass(frozen=True, slots=True)
class Writer:
    """What writes a format.

    Parameters
    ----------
    write : callable
        Takes a package, its citation, and the file or the empty folder to fill.
    folder : bool
        Whether it fills a folder.
    extra : str
        The extra that it needs, or "".
    """

    write: Callable[[Package, str, Path], None]
    folder: bool
    extra: str


WRITERS: Final[dict[ExportFormat, Writer]] = {
    "parquet": Writer(write_parquet, True, "arrow"),
    "sqlite": Writer(write_sqlite, False, ""),
    "duckdb": Writer(write_duckdb, False, "duckdb"),
    "excel": Writer(write_excel, False, "excel"),
    "stata": Writer(partial(write_statistics, program="stata"), True, "stata"),
    "spss": Writer(partial(write_statistics, program="spss"), True, "stata"),
    "csv-wide": Writer(write_csv_wide, False, ""),
    "json": Writer(write_json, False, ""),
}


def export(package: Package, form: ExportFormat, out: Path) -> Path:
    """Write a package in another format and return where; `Dataset.export` describes the parameters."""
    if form not in get_args(ExportFormat):
        raise Misuse(f"the format is one of {', '.join(get_args(ExportFormat))}, not {form!r}")
    writer = WRITERS[form]
    if writer.extra:
        require_extra(writer.extra, f"the format {form}")
    if writer.folder:
        with fresh_folder(out) as folder:
            writer.write(package, cite(package), folder)
    else:
        _write_file(partial(writer.write, package, cite(package)), out)
    return out


def _write_file(write: Callable[[Path], None], out: Path) -> None:
    """Write a file beside its place and rename it there; one that is there already is never touched."""
    if out.exists():
        raise Misuse(f"{out}: exists already; choose a new file with -o")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with unfinished_folder(out) as folder:
            beside = folder / out.name
            write(beside)
            beside.replace(out)
    except OSError as error:
        raise Misuse(f"{out}: cannot be written ({error.strerror}); choose another place with -o") from None
