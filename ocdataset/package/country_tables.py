"""What the sources of one country establish, as the lines of the tables that they go to."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ocdataset.establish import Repair, Sheet, Witness
from ocdataset.package.build import establish_country
from ocdataset.package.reading_sources import ReadSource
from ocdataset.package.sheet_tables import ROWS_OF
from ocdataset.read.reading import Reading
from ocdataset.reference.compositions import compositions
from ocdataset.reference.rows import cells_of, csv_lines
from ocdataset.reference.schemas import field_names, table_schema


@dataclass(frozen=True, slots=True)
class SheetSummary:
    """What was established of one country in one edition, in short.

    Parameters
    ----------
    country, edition : str, int
    scores : mapping of str to int
        How many scores have each status.
    averages, ranks : int
        How many are given.
    repairs : tuple of Repair
    contradictions : tuple of str
    is_heard : bool
        Whether any account of the page is heard; else it is not believed, and every value is left open.
    """

    country: str
    edition: int
    scores: Mapping[str, int]
    averages: int
    ranks: int
    repairs: tuple[Repair, ...]
    contradictions: tuple[str, ...]
    is_heard: bool = True


@dataclass(frozen=True, slots=True)
class CountryTables:
    """The lines that a country adds to tables.

    Parameters
    ----------
    sheets : list of (SheetSummary, dict)
        With the CSV lines of each sheet, by table.
    readings : dict of str to str
        The CSV lines of `readings`, by source.
    """

    sheets: list[tuple[SheetSummary, dict[str, str]]]
    readings: dict[str, str]


def country_tables(sources: Sequence[tuple[str, ReadSource]]) -> CountryTables:
    """Establish the sheets of a country from its sources, each with its identifier."""
    witnesses: dict[tuple[int, str], list[Witness]] = {}
    for identifier, source in sources:
        if source.readings:
            found = witnesses.setdefault((source.edition, source.country), [])
            found += [Witness(identifier, source.reader, Reading(*one)) for one in source.readings]
    sheets = establish_country(witnesses)
    return CountryTables(
        [(_summary(sheet), _lines(sheet)) for sheet in sheets],
        {identifier: _reading_lines(identifier, source, sheets) for identifier, source in sources},
    )


def _summary(sheet: Sheet) -> SheetSummary:
    tree = compositions()[sheet.edition]
    return SheetSummary(
        sheet.country,
        sheet.edition,
        dict(Counter(sheet.cells[measure].status for measure in tree.indicators)),
        sum(sheet.cells[measure].value is not None for measure in tree.parents),
        len(sheet.ranks),
        sheet.repairs,
        sheet.contradictions,
        sheet.is_heard,
    )


def _lines(sheet: Sheet) -> dict[str, str]:
    return {
        table: csv_lines(cells_of(field_names(table_schema(table)), rows([sheet])))
        for table, rows in ROWS_OF.items()
    }


def _reading_lines(identifier: str, source: ReadSource, sheets: Iterable[Sheet]) -> str:
    outcomes = next((sheet.outcomes for sheet in sheets if sheet.edition == source.edition), {})
    return csv_lines(
        (identifier, line, position, *printed, "", *outcomes[identifier, line, position])
        for line, position, *printed in source.readings
    )
