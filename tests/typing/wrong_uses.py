"""Uses that a type checker must find, one a line; each line says what is wrong with it."""

import pandas as pd
import polars as pl

import ocdataset as oc

oc.laod("scores")  # wrong: no such call
oc.load("scores", editions=2023)  # wrong: no such argument
oc.load("scores", shape="broad")  # wrong: no such shape
oc.load("scores", as_="excel")  # wrong: no such library
oc.load("scores", 2023)  # wrong: an argument that has to be named
frame: pd.DataFrame = oc.load(as_="polars")  # wrong: another library's frame
other: pl.DataFrame = oc.load()  # wrong: another library's frame
oc.cite(style="apa")  # wrong: no such style
oc.validate(engine="dask")  # wrong: no such engine
print(oc.validate().vaild)  # wrong: no such attribute
number: int = oc.data_version()  # wrong: a text
oc.explain("PRK", [2023], "heroin_trade")  # wrong: one edition
oc.coder(["PRK"], unknown="ignore")  # wrong: no such choice
oc.open()  # wrong: which package is missing
oc.import_workbook(3)  # wrong: no path
print(oc.errors.UnknwonName)  # wrong: no such error
oc.simulate("out")  # wrong: rows is missing
oc.change(2021, 2023, by="country")  # wrong: no such choice
