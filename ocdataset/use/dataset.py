"""A package to work with: the shipped one behind `import ocdataset`, or another one opened."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

from ocdataset.check.fitness import naming_causes
from ocdataset.package.package import Package
from ocdataset.use import citation, codebook, loading, narrative
from ocdataset.use.answers.calls import Answers
from ocdataset.use.narratives.calls import Narratives

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa
    from pandera.pandas import DataFrameSchema

    from ocdataset.check.report import Report
    from ocdataset.check.verifying import Verification
    from ocdataset.use.export.exporting import ExportFormat
    from ocdataset.use.plot.pictures import Pictures

Engine = Literal["auto", "pandas", "polars", "spark"]


@naming_causes
class Dataset(Answers, Narratives):
    """A package of the Index's figures, with the calls that `import ocdataset as oc` offers.

    Parameters
    ----------
    package : Package
    """

    def __init__(self, package: Package) -> None:
        self.package = package

    def __repr__(self) -> str:
        return f"Dataset({str(self.package.root)!r}, version {self.package.version!r})"

    @overload
    def load(
        self,
        table: str = "scores",
        *,
        edition: int | str | Sequence[int | str] | None = None,
        countries: str | Sequence[str] | None = None,
        measures: str | Sequence[str] | None = None,
        shape: loading.Shape = "long",
        labels: bool = False,
        as_: Literal["pandas"] = "pandas",
        exact: bool = False,
    ) -> "pd.DataFrame": ...

    @overload
    def load(
        self,
        table: str = "scores",
        *,
        edition: int | str | Sequence[int | str] | None = None,
        countries: str | Sequence[str] | None = None,
        measures: str | Sequence[str] | None = None,
        shape: loading.Shape = "long",
        labels: bool = False,
        as_: Literal["polars"],
        exact: bool = False,
    ) -> "pl.DataFrame": ...

    @overload
    def load(
        self,
        table: str = "scores",
        *,
        edition: int | str | Sequence[int | str] | None = None,
        countries: str | Sequence[str] | None = None,
        measures: str | Sequence[str] | None = None,
        shape: loading.Shape = "long",
        labels: bool = False,
        as_: Literal["arrow"],
        exact: bool = False,
    ) -> "pa.Table": ...

    def load(
        self,
        table: str = "scores",
        *,
        edition: int | str | Sequence[int | str] | None = None,
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
            Whether to put names next to codes (long) or in their place (wide); to the tables of the
            narrative, labels that are generated from the codes.
        as_ : {"pandas", "polars", "arrow"}
        exact : bool
            Whether to put the exact value of each of the `averages` next to the published one:
            `exact_fraction` (a `fractions.Fraction` in pandas, elsewhere text such as 283/40 that
            `Fraction` reads) and `exact_value` (float64), missing where an indicator has no score.

        Returns
        -------
        pandas.DataFrame, polars.DataFrame or pyarrow.Table
            Whole numbers as int64 (Int64 where cells may be empty), points as float64, the rest as
            text; the empty cell is missing. A wide pandas frame is indexed by edition and country, a
            long one from 0. A pandas frame's `attrs` hold `citation`, `data_version`, `table` and
            `units`.

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

    def silent(self, edition: int | str, countries: str | Sequence[str] | None = None) -> "pd.DataFrame":
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

    def market_actors(
        self, edition: int | str, countries: str | Sequence[str] | None = None, *, certainty: bool = False
    ) -> "pd.DataFrame":
        """Return who is said to run which market: a row a market, a column a type of actor.

        Parameters
        ----------
        edition : int
        countries : str or sequence of str, optional
            Default all whose narrative is coded.
        certainty : bool
            Whether to part the counts by how sure the text is: asserted, probable, possible.

        Returns
        -------
        pandas.DataFrame
            How many affirmed statements name both, indexed by country and market; the columns are
            types of actor, or types of actor and certainties.

        Raises
        ------
        DatasetError
            If no such narrative is coded.

        Examples
        --------
        >>> import ocdataset as oc
        >>> int(oc.market_actors(2023).loc[("PRK", "arms_trafficking"), "state_embedded_actors"])
        5
        """
        return narrative.market_actors(self.package, edition, countries, certainty=certainty)

    @property
    def plot(self) -> "Pictures":
        """The pictures of the dataset; they need the extra `plot`.

        Raises
        ------
        MissingExtra
            If the extra is not installed.
        """
        from ocdataset.use.plot.pictures import Pictures

        return Pictures(self)

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

    def find(self, word: str) -> "pd.DataFrame":
        """Return the measures, tables and columns whose code, label, definition or alias says a word.

        Parameters
        ----------
        word : str
            A word, a part of one, or several, all of which must be said; case and accents do not count.

        Returns
        -------
        pandas.DataFrame
            kind (measure, table, column), name (for `describe`), label, description; what is called so
            first.

        Raises
        ------
        Misuse
            If no word is given.

        Warns
        -----
        DatasetWarning
            If nothing says it.

        Examples
        --------
        >>> import ocdataset as oc
        >>> oc.find("laundering")["name"].tolist()
        ['anti_money_laundering']
        >>> oc.find("ransomware")["name"].tolist()
        ['cyber_dependent_crimes']
        """
        from ocdataset.use.finding import find

        return find(self.package, word).frame(exact=False)

    def schema(self, table: str = "scores") -> "DataFrameSchema":
        """Return the Pandera schema of a table, compiled from its Table Schema.

        It fits what `load(table)` returns, in pandas, polars and arrow (a lazy frame is computed), and
        what `pandas.read_csv` makes of the shipped file where that keeps the values: whole numbers read
        as floating point, columns of text without a cell. Columns of text that consist of digits have
        to be read as text. Codes that the package does not list, such as a country that does not exist,
        are refused; rules across rows are those of `validate`.

        Returns
        -------
        pandera.pandas.DataFrameSchema
            Its `validate(frame)` gives the frame back: one of pandas with the dtypes of the table.

        Raises
        ------
        UnknownName
            If there is no such table.

        Examples
        --------
        >>> import ocdataset as oc
        >>> len(oc.schema("scores").validate(oc.load("scores")))
        58
        """
        from ocdataset.check.frame_schema import frame_schema

        return frame_schema(self.package, table)  # type: ignore[no-any-return]

    def validate(self, *, sources: str | Path | None = None, engine: Engine = "auto") -> "Report":
        """Check the package: descriptor, cells, columns, keys and the rules of the Index.

        Parameters
        ----------
        sources : path, optional
            A folder with source files, to look every quotation up in.
        engine : {"auto", "pandas", "polars", "spark"}
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

    def cite(
        self, of: str | None = None, what: citation.What = "both", *, style: citation.Style = "text"
    ) -> str:
        """Return how to cite the dataset, the sources of its figures, or both.

        Parameters
        ----------
        of : str, optional
            A table: the documents that its rows were taken from are cited, instead of every edition of
            the Index that the package holds. The name of a style is taken as `style`.
        what : {"dataset", "source", "both"}
        style : {"text", "bibtex", "csl-json"}

        Raises
        ------
        Misuse
            If there is no such table or style, or what to cite is unknown.

        Examples
        --------
        >>> import ocdataset as oc
        >>> oc.cite(what="source").splitlines()[-1][-50:]
        'Crime Index 2023. Geneva. https://ocindex.net/2023'
        >>> oc.cite("ranks", what="source").splitlines()[-1][-42:]
        'https://ocindex.net/2023/country/korea_dpr'
        """
        return citation.cite(self.package, of, what, style)

    def explain(self, country: str, edition: int | str, measure: str) -> str:
        """Return why a measure has the value that it has, in plain words, a sentence a line.

        Raises
        ------
        UnknownName
            If there is no such country or measure, or the measure is not in the edition.
        DatasetError
            If the package has no such sheet.

        Examples
        --------
        >>> import ocdataset as oc
        >>> print(oc.explain("PRK", 2023, "anti_money_laundering").splitlines()[0])
        PRK 2023, Anti-money laundering: 1.00
        """
        from ocdataset.package.proof import proof
        from ocdataset.use.asked import country_asked, edition_asked, measure_asked

        code, year = country_asked(country), edition_asked(self.package, edition)
        return "\n".join(proof(self.package, code, year, measure_asked(measure)))

    def verify(self, files: str | Path | Sequence[str | Path]) -> "list[Verification]":
        """Return where the coded sentences of the narratives are in your own copies of the profiles.

        Parameters
        ----------
        files : path or sequence of path
            The files that were coded, or other extractions of the same profiles, as text.

        Returns
        -------
        list of Verification
            One a file, with `source_id`, `units` and `count("found")`, `"moved"` or `"missing"`.

        Raises
        ------
        Misuse
            If a file cannot be read as text.
        DatasetError
            If a file has nothing of any coded narrative, or the package has none.
        """
        from ocdataset.check.verifying import verify

        several = [files] if isinstance(files, str | Path) else files
        return verify(self.package, [Path(file) for file in several])

    def export(self, format: "ExportFormat", out: str | Path) -> Path:  # noqa: A002
        """Write the package in the format of another tool, and return where.

        Parameters
        ----------
        format : {"parquet", "sqlite", "duckdb", "excel", "stata", "spss", "csv-wide", "json"}
            Parquet is a package of the same kind, with Parquet files; Stata and SPSS have a file a table,
            and `scores_wide`; CSV has the scores alone, a row a country and edition.
        out : path
            A new file; for parquet, stata and spss a new folder.

        Raises
        ------
        MissingExtra
            If the library that writes the format is not installed.
        Misuse
            If there is no such format, or `out` exists or cannot be written.

        Examples
        --------
        >>> import tempfile, ocdataset as oc
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     oc.export("csv-wide", f"{folder}/scores.csv").read_text().splitlines()[2][:20]
        '2023,PRK,8.5,6.5,1.5'
        """
        from ocdataset.use.export.exporting import export

        return export(self.package, format, Path(out))

    def data_version(self) -> str:
        """Return the version of the data."""
        return self.package.version
