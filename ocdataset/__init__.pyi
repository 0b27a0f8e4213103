"""Made by tools/interface.py from the calls themselves; do not edit."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, overload

import pandas as pd
import polars as pl
import pyarrow as pa
from pandera.pandas import DataFrameSchema

from ocdataset import errors as errors
from ocdataset.check.doctor.diagnosing import Diagnosis
from ocdataset.check.report import Report
from ocdataset.check.verifying import Verification
from ocdataset.package.differences import Comparison
from ocdataset.package.simulation.simulating import Simulation
from ocdataset.package.transcription import Transcription
from ocdataset.use import citation, loading
from ocdataset.use.answers.change import By
from ocdataset.use.dataset import Dataset, Engine
from ocdataset.use.export.exporting import ExportFormat
from ocdataset.use.narratives import comparing, questions
from ocdataset.use.plot.pictures import Pictures

__version__: str
__all__ = [
    "Dataset",
    "__version__",
    "build",
    "change",
    "cite",
    "coder",
    "compare",
    "compare_narratives",
    "data_version",
    "describe",
    "diff",
    "doctor",
    "errors",
    "explain",
    "export",
    "fetch",
    "find",
    "groups",
    "import_workbook",
    "load",
    "market_actors",
    "network",
    "plot",
    "quadrants",
    "ranking",
    "relations",
    "schema",
    "sensitivity",
    "silent",
    "similar",
    "simulate",
    "statements",
    "tables",
    "transcribe",
    "use",
    "validate",
    "verify",
]
plot: Pictures

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

def change(
    start: int | str,
    end: int | str,
    measures: str | Sequence[str] = "criminality",
    *,
    countries: str | Sequence[str] | None = None,
    by: By = "measure",
    exact: bool = False,
) -> pd.DataFrame:
    """Return the change of measures between two editions, as published and like for like.

    The edition of 2021 averages fewer indicators than the later ones: a difference of its published
    averages from theirs mixes what happened with what was counted. `common` compares only the
    indicators that both editions have, averaged as the Index averages.

    Parameters
    ----------
    start, end : int
        Two editions.
    measures : str or sequence of str
        Averages or indicators that both editions have, by code, label or spelling.
    countries : str or sequence of str, optional
        Default all with a sheet in both editions.
    by : {"measure", "indicator"}
        `indicator` takes each published change apart, a row an indicator.
    exact : bool
        Whether to give fractions.

    Returns
    -------
    pandas.DataFrame
        By measure: from_edition, to_edition, country, measure, `published` (difference of the exact
        averages), `common`, `composition` (published - common: the part due to other indicators),
        `sign_disagrees` (published and common have strictly opposite signs), `beyond_noise` (a what-if
        of both editions gives `common` this sign with a chance of 95 % or more). By indicator:
        from_edition, to_edition, country, measure, indicator, `kind` (shared, added, dropped),
        `contribution`; they sum to `published` exactly. Points; rise is positive.

    Raises
    ------
    NotHeld
        If the package in use does not hold the sheets.
    Misuse
        If an edition does not have a measure, or both editions are the same.
    UnknownName
        If there is no such edition, country or measure.

    Examples
    --------
    >>> import ocdataset as oc
    >>> row = oc.change(2021, 2023, countries="PRK", exact=True).iloc[0]
    >>> str(row["published"]), str(row["common"]), str(row["composition"])
    ('1/24', '27/80', '-71/240')
    """

def cite(of: str | None = None, what: citation.What = "both", *, style: citation.Style = "text") -> str:
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

def coder(
    names: Sequence[str] | pd.Series[str], *, unknown: Literal["raise", "missing"] = "raise"
) -> pd.Series[str]:
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

def compare(a: str, b: str, edition: int | str, *, exact: bool = False) -> pd.DataFrame:
    """Return two countries side by side, measure by measure in printing order.

    Parameters
    ----------
    a, b : str
        Two countries.
    edition : int
    exact : bool
        Whether to give fractions.

    Returns
    -------
    pandas.DataFrame
        measure, `a` and `b` (their values), `difference` (a - b), `told_apart` (a what-if gives the
        difference one sign with a chance of 95 % or more).

    Raises
    ------
    NotHeld
        If the package in use does not hold both sheets.
    Misuse
        If both countries are the same.
    UnknownName
        If there is no such edition or country.
    """

def compare_narratives(
    first: int | str,
    second: int | str,
    countries: str | Sequence[str] | None = None,
    *,
    by: comparing.By = "measure",
) -> pd.DataFrame:
    """Return what two editions of a narrative say of the same measures or partners, and what changed.

    Parameters
    ----------
    first, second : int
        Editions.
    countries : str or sequence of str, optional
        Default all whose narrative is coded in both.
    by : {"measure", "partner"}

    Returns
    -------
    pandas.DataFrame
        A row a measure and claim, or a partner, relation and direction: how many statements each
        edition has, how they bear, how many are hedged, and `status`: kept, new, dropped,
        reversed, hedged otherwise, not comparable. What a text leaves out it need not deny.

    Raises
    ------
    DatasetError
        If no such narrative is coded.

    Examples
    --------
    >>> import ocdataset as oc
    >>> changes = oc.compare_narratives(2021, 2023).set_index(["measure", "claim"])["status"]
    >>> changes["cyber_dependent_crimes", "activity"]
    'not comparable'
    """

def data_version() -> str:
    """Return the version of the data."""

def describe(name: str) -> str:
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

def diff(
    before: str | Path,
    after: str | Path,
    *,
    countries: str | Sequence[str] | None = None,
    common: bool = False,
) -> Comparison:
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

def doctor(path: str | Path) -> Diagnosis:
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

def explain(country: str, edition: int | str, measure: str) -> str:
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

def export(format: ExportFormat, out: str | Path) -> Path:
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

def find(word: str) -> pd.DataFrame:
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

def groups(
    by: str, *, edition: int | str, measures: str | Sequence[str] = "criminality", exact: bool = False
) -> pd.DataFrame:
    """Return means over the countries of the world, a continent, a region or a group of states.

    Means of criminality of 2021 and of later editions are not like for like: to compare them, take the
    mean of `common` of `change` over the members.

    Parameters
    ----------
    by : str
        `world`, `continent`, `region` or `group`, for all of these; or the code or name of one, such as
        `africa`, `EU`, `OECD`. Members of a group are those of 31 December of the year that the
        edition assesses: the United Kingdom is in the EU in none.
    edition : int
    measures : str or sequence of str
    exact : bool
        Whether to give fractions.

    Returns
    -------
    pandas.DataFrame
        group, label, edition, measure, `countries` (how many), `mean` (of their exact values, each
        country counting the same), `least` and `most` (the lowest and the highest value).

    Raises
    ------
    NotHeld
        If the package in use does not hold all countries of a group.
    Misuse
        If the edition does not have a measure.
    UnknownName
        If there is no such edition, measure or group.
    """

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

@overload
def load(
    table: str = "scores",
    *,
    edition: int | str | Sequence[int | str] | None = None,
    countries: str | Sequence[str] | None = None,
    measures: str | Sequence[str] | None = None,
    shape: loading.Shape = "long",
    labels: bool = False,
    as_: Literal["pandas"] = "pandas",
    exact: bool = False,
) -> pd.DataFrame: ...
@overload
def load(
    table: str = "scores",
    *,
    edition: int | str | Sequence[int | str] | None = None,
    countries: str | Sequence[str] | None = None,
    measures: str | Sequence[str] | None = None,
    shape: loading.Shape = "long",
    labels: bool = False,
    as_: Literal["polars"],
    exact: bool = False,
) -> pl.DataFrame: ...
@overload
def load(
    table: str = "scores",
    *,
    edition: int | str | Sequence[int | str] | None = None,
    countries: str | Sequence[str] | None = None,
    measures: str | Sequence[str] | None = None,
    shape: loading.Shape = "long",
    labels: bool = False,
    as_: Literal["arrow"],
    exact: bool = False,
) -> pa.Table: ...
def market_actors(
    edition: int | str, countries: str | Sequence[str] | None = None, *, certainty: bool = False
) -> pd.DataFrame:
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

@overload
def network(
    edition: int | str, countries: str | Sequence[str] | None = None, *, form: Literal["edges"] = "edges"
) -> pd.DataFrame: ...
@overload
def network(
    edition: int | str, countries: str | Sequence[str] | None = None, *, form: Literal["graphml"]
) -> str: ...
def open(path: str | Path) -> Dataset:
    """Return another package of the same kind: its folder, or its `datapackage.json`.

    Raises
    ------
    PackageError
        If there is no usable descriptor.
    """

def quadrants(edition: int | str, *, exact: bool = False) -> pd.DataFrame:
    """Return the quadrant of each country: low or high criminality, then low or high resilience.

    Quadrants of 2021 and of later editions are not like for like, as criminality is not: `change` says
    how much of a move over the border is due to other indicators.

    Parameters
    ----------
    edition : int
    exact : bool
        Whether to give fractions.

    Returns
    -------
    pandas.DataFrame
        edition, country, criminality, resilience, `quadrant` (LL, LH, HL, HH, criminality first; high
        is 5.50 or more), `margin` (points to the nearest border; 0 on it, which counts as high),
        `leaves` (the chance to lie in another quadrant, in a what-if).

    Raises
    ------
    NotHeld
        If the package in use holds no scores of the edition.
    UnknownName
        If there is no such edition.

    Examples
    --------
    >>> import ocdataset as oc
    >>> oc.quadrants(2023)[["country", "quadrant"]].values.tolist()
    [['PRK', 'LL']]
    >>> oc.quadrants(2023, exact=True)["margin"].item()
    Fraction(41, 60)
    """

def ranking(
    measure: str = "criminality",
    *,
    edition: int | str,
    within: str = "world",
    interval: float | None = None,
    exact: bool = False,
) -> pd.DataFrame:
    """Return ranks: 1 + the number of countries strictly higher, ties sharing the better rank.

    They are computed from the scores. The publisher's pages print some exact ties apart, by round-off;
    the table ranks has them as printed. Ranks by criminality of 2021 and of later editions are not like
    for like: `change` says why.

    Parameters
    ----------
    measure : str
        Any average or indicator of the edition. Rank 1 is the highest value: bad for criminality,
        good for resilience.
    edition : int
    within : str
        `world`, `continent`, `region` or `group`, for a rank within each of these; or the code or name
        of one, such as `africa`, `eastern_asia`, `EU`. Members of a group are those of 31 December of
        the year that the edition assesses.
    interval : float, optional
        The share of the what-if that the interval of ranks is to hold, such as 0.9.
    exact : bool
        Whether to give fractions.

    Returns
    -------
    pandas.DataFrame
        edition, country, measure, within, group, value, rank, out_of, `tied` (another country of the
        scope has exactly the same value); with an interval also low, median, high: for 0.9 the 5 %,
        50 % and 95 % points of the rank in the what-if. Sorted by scope, then rank. `low` and `high`
        hold the nominal rank always.

    Raises
    ------
    NotHeld
        If the package in use does not hold all countries of the scope.
    Misuse
        If the edition does not have the measure, or the interval is no share.
    UnknownName
        If there is no such edition, measure or scope.

    Examples
    --------
    >>> import ocdataset as oc
    >>> oc.ranking(edition=2023)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    ocdataset.reference.errors.NotHeld: a rank in the world needs all its countries, ...
    """

def relations(
    *,
    edition: int | str | Sequence[int | str] | None = None,
    countries: questions.Asked = None,
    partner: questions.Asked = None,
    topic: questions.Asked = None,
    actor: questions.Asked = None,
    claim: questions.Asked = None,
    certainty: questions.Asked = None,
    relation: questions.Asked = None,
    direction: questions.Asked = None,
    commodity: questions.Asked = None,
    legality: questions.Asked = None,
) -> pd.DataFrame:
    """Return the coded relations with other countries, with the codes of their statements.

    Parameters
    ----------
    edition, countries, partner, topic, actor, claim, certainty : optional
        As in `statements`; all but the partner are asked of the relation's statement.
    relation, direction, legality : str or sequence of str, optional
        Codes of these columns.
    commodity : str or sequence of str, optional
        Terms of kind goods, by name or code.

    Returns
    -------
    pandas.DataFrame
        A row a relation.

    Raises
    ------
    UnknownName
        If there is nothing of a name; the three closest are named.

    Examples
    --------
    >>> import ocdataset as oc
    >>> sent = oc.relations(edition=2023, relation="flow", direction="outward", commodity="arms")
    >>> {"IRN", "SYR"} <= set(sent["partner"])
    True
    """

def schema(table: str = "scores") -> DataFrameSchema:
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

def sensitivity(edition: int | str, measure: str = "criminality", *, exact: bool = False) -> pd.DataFrame:
    """Return how far the ranks of the world would move if the Index averaged in another way.

    Parameters
    ----------
    edition : int
    measure : str
        An average.
    exact : bool
        Whether to give fractions.

    Returns
    -------
    pandas.DataFrame
        A row a scenario: `scenario` (equal_weights: all indicators weigh the same; geometric: geometric
        means; markets_one_third and markets_two_thirds: the weight of criminal markets in criminality;
        without_<measure>: one indicator left out), `kind` (weights, aggregation, without), `mean_move`
        and `max_move` (places), `country` (that moves most; several are separated by blanks), `unchanged`
        (how many keep their rank).

    Raises
    ------
    NotHeld
        If the package in use does not hold all countries of the edition.
    Misuse
        If the edition does not have the measure, or it is no average.
    UnknownName
        If there is no such edition or measure.
    """

def silent(edition: int | str, countries: str | Sequence[str] | None = None) -> pd.DataFrame:
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

def similar(
    country: str, edition: int | str, *, on: str = "criminality", n: int = 10, exact: bool = False
) -> pd.DataFrame:
    """Return the countries whose scores are most like those of one, the nearest first.

    Parameters
    ----------
    country : str
    edition : int
    on : str
        The measure whose indicators are compared.
    n : int
        How many to give; those that tie with the last are given too.
    exact : bool
        Whether to give fractions.

    Returns
    -------
    pandas.DataFrame
        country, `distance` (points: the mean absolute difference of the indicators, averaged as the
        Index averages), `differs_most` (the indicator that adds most to the distance).

    Raises
    ------
    NotHeld
        If the package in use does not hold the country, or no other one.
    Misuse
        If the edition does not have the measure, or n is no whole number of 1 or more.
    UnknownName
        If there is no such edition, country or measure.

    Warns
    -----
    DatasetWarning
        If the package in use does not hold all countries, so that a nearer one may be missing.
    """

def simulate(
    out: str | Path, *, rows: int, seed: int = 0, format: Literal["csv", "parquet"] = "csv", faults: int = 0
) -> Simulation:
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

def statements(
    *,
    edition: int | str | Sequence[int | str] | None = None,
    countries: questions.Asked = None,
    partner: questions.Asked = None,
    topic: questions.Asked = None,
    actor: questions.Asked = None,
    claim: questions.Asked = None,
    certainty: questions.Asked = None,
    within: questions.Within = "sentence",
    neighbours: bool = False,
) -> pd.DataFrame:
    """Return the coded statements on a topic, an actor or a partner.

    Parameters
    ----------
    edition : int or sequence of int, optional
    countries : str or sequence of str, optional
        The profiled countries.
    partner : str or sequence of str, optional
        Another country, region or group, by name, code or adjective.
    topic : str or sequence of str, optional
        Measures, themes of markets ("drugs") or terms of the vocabulary, by name or code. A theme
        is also met by what is said of it at large.
    actor : str or sequence of str, optional
        Types of criminal actor or terms for actors and people.
    claim, certainty : str or sequence of str, optional
        Codes of these columns.
    within : {"statement", "sentence", "paragraph"}
        How near to the statement the partner stands.
    neighbours : bool
        Whether to add the other statements of the same paragraphs, `matched` False.

    Returns
    -------
    pandas.DataFrame
        A row a statement, with its codes, a `label` and the `bearing` derived from them.

    Raises
    ------
    UnknownName
        If there is nothing of a name; the three closest are named.

    Examples
    --------
    >>> import ocdataset as oc
    >>> found = oc.statements(partner="China", topic="drugs", actor="foreign actors", within="paragraph")
    >>> sorted(set(found["edition"]))
    [2021, 2023]
    """

def tables() -> list[str]:
    """Return the names of the tables.

    Examples
    --------
    >>> import ocdataset as oc
    >>> "scores" in oc.tables()
    True
    """

def transcribe(
    files: str | Path | Sequence[str | Path],
    out: str | Path,
    *,
    country: str | None = None,
    edition: int | None = None,
) -> Transcription:
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

def use(path: str | Path | Dataset | None) -> Dataset:
    """Make a package the one in use in this program, and return it; None goes back to the default.

    Raises
    ------
    PackageError
        If there is no usable package; the one in use stays in use then.
    """

def validate(
    path: str | Path | None = None, *, sources: str | Path | None = None, engine: Engine = "auto"
) -> Report:
    """Check the package at `path`, by default the one in use; see `Dataset.validate`.

    With the engine `spark`, `path` may be a URL of whatever Spark reads.

    Examples
    --------
    >>> import ocdataset as oc
    >>> oc.validate().valid
    True
    """

def verify(files: str | Path | Sequence[str | Path]) -> list[Verification]:
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
