"""Uses that a type checker must let pass."""

from pathlib import Path

import pandas as pd
import polars as pl

import ocdataset as oc

frame: pd.DataFrame = oc.load("scores", edition=2023, countries=["PRK"], shape="wide")
same: pd.DataFrame = oc.load(as_="pandas", labels=True)
lazy: pl.DataFrame = oc.load("ranks", as_="polars")
rows: int = oc.load(as_="arrow", measures="heroin_trade").num_rows
names: list[str] = oc.tables()
text: str = oc.describe("scores.value") + oc.cite("scores", style="bibtex") + oc.data_version()
report = oc.validate(engine="pandas")
valid: bool = report.valid
rules: list[str] = [violation.rule for violation in report.violations]
other: oc.Dataset = oc.open(Path("package"))
ranks: pd.DataFrame = other.load("ranks")
oc.use(other)
oc.use(None)
codes: "pd.Series[str]" = oc.coder(["Korea, DPR"], unknown="missing")
proof: str = oc.explain("PRK", 2023, "heroin_trade")
checked: pd.DataFrame = oc.schema("scores").validate(frame)
version: str = oc.__version__

try:
    oc.transcribe("profile.txt", "out", country="PRK", edition=2023)
except oc.errors.UnknownName as error:
    print(error)
except oc.errors.DatasetError as error:
    print(error.exit_status)

same_everywhere: bool = oc.diff("a", "b", countries="PRK", common=True).same
healthy: bool = oc.doctor("index.xlsx").healthy
changed: list[str] = oc.build("package", check=True)
fetched: oc.Dataset = oc.fetch()
found: int = oc.verify("profile.txt")[0].count("found")
scores: int = oc.simulate("out", rows=100, format="parquet").scores
index: oc.Dataset = oc.import_workbook("index.xlsx")
risen: pd.DataFrame = oc.change(2021, 2023, "criminality", countries="PRK", by="indicator")
quiet: pd.DataFrame = oc.silent(2021)
