"""Every export is read back by a reader of its format and compared with the package, cell by cell."""

import csv
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import ocdataset as oc
from ocdataset.cli.export import FORMATS
from ocdataset.cli.verbs import cli
from ocdataset.package.package import open_package
from ocdataset.reference.errors import MissingExtra, Misuse
from ocdataset.use.export.exporting import WRITERS
from ocdataset.use.export.typed_table import Cell, TypedTable, typed_table

Rows = list[tuple[Cell, ...]]

TABLES = {name: typed_table(open_package(), name) for name in open_package().tables}


def exported(form: Any, out: Path) -> Path:
    if WRITERS[form].extra:
        pytest.importorskip(
            {"arrow": "pyarrow", "excel": "xlsxwriter", "stata": "pyreadstat"}.get(
                WRITERS[form].extra, WRITERS[form].extra
            )
        )
    return oc.export(form, out)


def test_every_format_is_a_choice_of_the_verb() -> None:
    assert tuple(WRITERS) == FORMATS


def sorted_rows(rows: Rows) -> Rows:
    return sorted(rows, key=lambda row: [(cell is None, str(cell)) for cell in row])


def read_sqlite(file: Path, table: TypedTable) -> Rows:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(f'SELECT * FROM "{table.name}"').fetchall()


def read_duckdb(file: Path, table: TypedTable) -> Rows:
    import duckdb

    with closing(duckdb.connect(str(file), read_only=True)) as connection:
        return connection.execute(f'SELECT * FROM "{table.name}"').fetchall()


def read_parquet(folder: Path, table: TypedTable) -> Rows:
    from pyarrow.parquet import read_table

    found = read_table(folder / "data" / f"{table.name}.parquet")
    return list(zip(*(column.to_pylist() for column in found.columns), strict=True))


def read_excel(file: Path, table: TypedTable) -> Rows:
    import openpyxl

    book = openpyxl.load_workbook(BytesIO(file.read_bytes()), read_only=True)
    try:
        rows = book[table.name].iter_rows(min_row=2, max_col=len(table.names), values_only=True)
        return [tuple(row) for row in rows]
    finally:
        book.close()


def read_json(file: Path, table: TypedTable) -> Rows:
    found = json.loads(file.read_text(encoding="utf-8"))["tables"][table.name]
    assert found["schema"] == table.schema
    return [tuple(row[name] for name in table.names) for row in found["rows"]]


READERS: dict[str, Callable[[Path, TypedTable], Rows]] = {
    "parquet": read_parquet,
    "sqlite": read_sqlite,
    "duckdb": read_duckdb,
    "excel": read_excel,
    "json": read_json,
}


@pytest.mark.parametrize("form", READERS)
def test_every_cell_comes_back(form: Any, tmp_path: Path) -> None:
    out = exported(form, tmp_path / "out")
    for table in TABLES.values():
        assert sorted_rows(READERS[form](out, table)) == sorted_rows(table.rows), table.name


@pytest.mark.parametrize("form", ["stata", "spss"])
def test_every_cell_comes_back_from_statistics_with_labels(form: Any, tmp_path: Path) -> None:
    pyreadstat = pytest.importorskip("pyreadstat")
    out = exported(form, tmp_path / "out")
    suffix, read = {
        "stata": (".dta", pyreadstat.read_dta),
        "spss": (".sav", pyreadstat.read_sav),
    }[form]
    for table in TABLES.values():
        frame, meta = read(out / f"{table.name}{suffix}")
        assert list(frame.columns) == table.names
        for name in table.names:
            cells = ["" if cell is None else cell for cell in table.column(name)]
            found = ["" if cell != cell else cell for cell in frame[name].tolist()]
            assert found == cells, (table.name, name)
        titles = [field.get("title", field["name"]) for field in table.fields]
        assert [one.split(" (points")[0] for one in meta.column_labels] == titles
        assert meta.file_label == table.schema["title"]
    labels = read(out / f"scores{suffix}")[1].variable_value_labels
    assert labels["edition"][2023] == "Global Organized Crime Index 2023"
    if form == "spss":
        assert labels["country"]["PRK"] == "Korea, DPR"
        assert labels["measure"]["heroin_trade"] == "Heroin trade"


@pytest.mark.parametrize("form", ["stata", "spss", "csv-wide"])
def test_scores_side_by_side_hold_indicators_only_and_every_score(form: Any, tmp_path: Path) -> None:
    out = exported(form, tmp_path / "out")
    short = {row["measure"]: row["short"] for row in open_package().rows("measures")}
    if form == "csv-wide":
        with out.open(encoding="utf-8", newline="") as file:
            rows = [
                {name: float(cell) if cell[:1].isdigit() else cell for name, cell in row.items()}
                for row in csv.DictReader(file)
            ]
    else:
        pyreadstat = pytest.importorskip("pyreadstat")
        name = {"stata": "scores_wide.dta", "spss": "scores_wide.sav"}[form]
        read = pyreadstat.read_dta if form == "stata" else pyreadstat.read_sav
        frame, meta = read(out / name)
        rows = frame.astype(object).where(frame.notna(), "").to_dict("records")
        assert meta.column_names_to_labels["prevention"] == "Prevention"
        assert max(map(len, frame.columns)) <= (32 if form == "stata" else 64)
    found = {
        (int(row["edition"]), row["country"], name): cell
        for row in rows
        for name, cell in row.items()
        if name not in ("edition", "country") and cell != ""
    }
    expected = {
        (edition, country, short[measure] if form == "stata" else measure): value
        for edition, country, measure, value in [row[:4] for row in TABLES["scores"].rows]
        if value is not None
    }
    assert found == expected


def test_databases_keep_keys_and_references(tmp_path: Path) -> None:
    file = exported("sqlite", tmp_path / "index.sqlite")
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        keyed = connection.execute("SELECT name FROM pragma_table_info('scores') WHERE pk ORDER BY pk")
        assert [name for (name,) in keyed] == ["edition", "country", "measure"]
        others = connection.execute("SELECT \"table\" FROM pragma_foreign_key_list('scores')").fetchall()
        assert {name for (name,) in others} == {"composition", "countries", "sources"}
        unit = "SELECT unit FROM columns_of_tables WHERE \"table\" = 'scores' AND \"column\" = 'value'"
        assert connection.execute(unit).fetchone() == ("points, 1.0 to 10.0",)
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute("INSERT INTO scores SELECT * FROM scores LIMIT 1")


def test_duckdb_says_what_a_column_is(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    file = exported("duckdb", tmp_path / "index.duckdb")
    with closing(duckdb.connect(str(file), read_only=True)) as connection:
        asked = "SELECT comment FROM duckdb_columns() WHERE table_name = 'scores' AND column_name = 'country'"
        assert connection.execute(asked).fetchone() == ("ISO 3166-1 alpha-3 code.",)


def test_a_package_of_parquet_files_is_valid_and_loads_alike(tmp_path: Path) -> None:
    out = exported("parquet", tmp_path / "package")
    other = oc.open(out)
    assert other.validate().valid
    for table in other.tables():
        assert other.load(table).equals(oc.load(table)), table


def test_excel_never_runs_a_cell(copy: Path, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    file = copy / "data" / "sources.csv"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Prints no scores", "=HYPERLINK(0)", 1), encoding="utf-8")
    out = oc.open(copy).export("excel", tmp_path / "out.xlsx")
    cells = [cell for row in openpyxl.load_workbook(out)["sources"].iter_rows() for cell in row]
    (risky,) = [cell for cell in cells if str(cell.value).startswith("=HYPERLINK")]
    assert risky.data_type == "s"


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_there_is_never_touched(form: Any, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    if WRITERS[form].folder:
        taken.mkdir()
        (taken / "mine").write_text("mine")
    else:
        taken.write_text("mine")
    with pytest.raises((Misuse, MissingExtra)):
        oc.export(form, taken)
    assert (taken / "mine" if WRITERS[form].folder else taken).read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_the_verb_says_what_it_wrote(tmp_path: Path) -> None:
    out = tmp_path / "index.json"
    ran = CliRunner().invoke(cli, ["export", "json", "-o", str(out)])
    assert (ran.exit_code, ran.output) == (0, f"{out}: data version {oc.data_version()} as json.\n")
