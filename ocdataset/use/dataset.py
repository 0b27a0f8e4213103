"""A package to work with: the shipped one behind `import ocdataset`, or another one opened."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from ocdataset.package import in_use
from ocdataset.package.in_use import package_in_use
from ocdataset.package.package import Package, open_package
from ocdataset.use import citation, codebook, loading, narrative
from ocdataset.use.answers.calls import Answers

if TYPE_CHECKING:
    from ocdataset.check.report import Report
    from ocdataset.package.simulation.simulating import Simulation

Engine = Literal["auto", "pandas", "polars", "duckdb", "spark"]


class Dataset(Answers):
    """A package of the Index's figures, with the calls that `import ocdataset as oc` offers.

    Parameters
    ----------
    package : Package
    """

    def __init__(self, package: Package) -> None:
        self.package = package

    def __repr__(self) -> str:
        return f"Dataset({str(self.package.root)!r}, version {self.package.version!r})"

    def load(
        self,
        table: str = "scores",
        *,
        edition: int | Sequence[int] | None = None,
        countries: str | Sequence[str] | None = None,
        measures: str | Sequence[str] | None = None,
        shape: loading.Shape = "long",
        labels: bool = False,
        as_: loading.Library = "pandas",
        exact: bool = False,
    ) -> Any:
        """Return a table as a frame.

        Parameters
        ----------
        table : str
            One of `tables()`.
        edition : int or sequence of int, optional
        countries, measures : str or sequence of str, optional
            Codes, names or any known spelling. Naming an average among the measures of `scores`
            joins the published averages to the scores. Tables of the narrative are filtered by the
            measure of the statement.
        shape : {"long", "wide"}
            `wide` has a row a country and edition and a column a measure: indicators only, unless
            `measures` names averages.
        labels : bool
            Whether to put names beside codes (long) or in their place (wide); to the tables of the
            narrative, labels that are generated from the codes.
        as_ : {"pandas", "polars", "arrow"}
        exact : bool
            Whether to put the exact value of each of the `averages` beside the published one:
            `exact_fraction` (a `fractions.Fraction` in pandas, elsewhere text such as 283/40 that
            `Fraction` reads) and `exact_value` (float64), missing where an indicator has no score.

        Returns
        -------
        pandas.DataFrame, polars.DataFrame or pyarrow.Table
            Whole numbers as int64 (Int64 where cells may be empty), points as float64, the rest as
            text; the empty cell is missing. A wide pandas frame is indexed by edition and country.

        Raises
        ------
        UnknownName
            If a table, edition, country or measure does not exist; the three closest are named.

        Examples
        --------
        >>> import ocdataset as oc
        >>> oc.load(edition=2023, countries="PRK", measures="heroin_trade")["value"].tolist()
        [4.0]
        """
        return loading.load_table(
            self.package,
            table,
            edition=edition,
            countries=countries,
            measures=measures,
            shape=shape,
            labels=labels,
            as_=as_,
            exact=exact,
        )

    def silent(self, edition: int, countries: str | Sequence[str] | None = None) -> Any:
        """Return the scored indicators on which the narrative of an edition says nothing.

        Parameters
        ----------
        edition : int
        countries : str or sequence of str, optional
            Default all whose narrative is coded.

        Returns
        -------
        pandas.DataFrame
            Columns edition, country, measure, measure_label, value.

        Raises
        ------
        DatasetError
            If no such narrative is coded.

        Examples
        --------
        >>> import ocdataset as oc
        >>> oc.silent(2021)["measure"].tolist()
        ['flora_crimes', 'cocaine_trade', 'mafia_style_groups', 'territorial_integrity', 'prevention']
        """
        return narrative.silent(self.package, edition, countries)

    def market_actors(self, edition: int, countries: str | Sequence[str] | None = None) -> Any:
        """Return who is said to run which market: a row a market, a column a type of actor.

        Parameters
        ----------
        edition : int
        countries : str or sequence of str, optional
            Default all whose narrative is coded.

        Returns
        -------
        pandas.DataFrame
            How many affirmed statements name both, indexed by country and market.

        Raises
        ------
        DatasetError
            If no such narrative is coded.

        Examples
        --------
        >>> import ocdataset as oc
        >>> int(oc.market_actors(2023).loc[("PRK", "arms_trafficking"), "state_embedded_actors"])
        7
        """
        return narrative.market_actors(self.package, edition, countries)

    def tables(self) -> list[str]:
        """Return the names of the tables.

        Examples
        --------
        >>> import ocdataset as oc
        >>> "scores" in oc.tables()
        True
        """
        return self.package.tables

    def describe(self, name: str) -> str:
        """Return what a table, a column (`scores.value`) or a measure is, from the codebook.

        Raises
        ------
        UnknownName
            If there is nothing of that name; the three closest are named.

        Examples
        --------
        >>> import ocdataset as oc
        >>> print(oc.describe("scores.country"))
        scores.country (string): ISO 3166-1 alpha-3 code.
          required: True
          pattern: ^[A-Z]{3}$
        """
        return codebook.describe(self.package, name)

    def schema(self, table: str = "scores") -> Any:
        """Return the `pandera.pandas.DataFrameSchema` of a table, compiled from its Table Schema.

        It fits what `load(table)` returns.

        Raises
        ------
        UnknownName
            If there is no such table.
        """
        from ocdataset.check.pandera_schemas import pandera_schema

        return pandera_schema(self.package.schema(table))

    def validate(self, *, sources: str | Path | None = None, engine: Engine = "auto") -> "Report":
        """Check the package: descriptor, cells, columns, keys and the rules of the Index.

        Parameters
        ----------
        sources : path, optional
            A folder with source files, to look every quotation up in.
        engine : {"auto", "pandas", "polars", "duckdb", "spark"}
            What the checks run on; the report is the same.

        Returns
        -------
        Report
            With `valid`, `violations`, `to_text()` and `to_json()`.

        Raises
        ------
        Misuse
            If the engine is unknown or not installed.
        """
        from ocdataset.check.validation import validate_package

        at_hand = None if sources is None else Path(sources)
        return validate_package(self.package, sources=at_hand, engine=engine)

    def cite(self, style: citation.Style = "text", what: citation.What = "both") -> str:
        """Return how to cite the dataset, the Index's editions that it holds, or both.

        Parameters
        ----------
        style : {"text", "bibtex", "csl-json"}
        what : {"dataset", "source", "both"}

        Raises
        ------
        DatasetError
            If the style or what to cite is unknown.

        Examples
        --------
        >>> import ocdataset as oc
        >>> oc.cite(what="source").splitlines()[-1][-50:]
        'Crime Index 2023. Geneva. https://ocindex.net/2023'
        """
        return citation.cite(self.package, style, what)

    def data_version(self) -> str:
        """Return the version of the data."""
        return self.package.version


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


def use_package(path: "str | Path | Dataset | None") -> Dataset:
    """Make a package the one in use in this program, and return it; None goes back to the default.

    Raises
    ------
    PackageError
        If there is no usable package; the one in use stays in use then.
    """
    return Dataset(in_use.use(path.package.root if isinstance(path, Dataset) else path))


def import_workbook(path: str | Path, out: str | Path | None = None) -> Dataset:
    """Return the package of all countries and editions in a release of the publisher's workbook.

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
    """
    from ocdataset.package.workbook.importing import import_workbook as imported

    folder = Path(_temporary_folder()) / "package" if out is None else Path(out)
    result = imported(Path(path), folder, known=in_use.known_packages())
    return Dataset(open_package(result.folder))


def _temporary_folder() -> str:
    import atexit
    import shutil
    import tempfile

    folder = tempfile.mkdtemp(prefix="ocdataset-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


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
