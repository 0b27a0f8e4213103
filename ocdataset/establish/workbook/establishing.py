"""What a workbook establishes: every edition that it holds, and all that stands against taking it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ocdataset.arithmetic.composition import Composition
from ocdataset.establish.workbook.columns import Columns, find_header, read_columns, unheaded
from ocdataset.establish.workbook.editions import (
    Label,
    Scores,
    composition_read_off,
    contradicted_inside,
    contradicted_label,
    labels_of,
    recognised,
    same_measures,
)
from ocdataset.establish.workbook.figures import Figures, read_figures
from ocdataset.establish.workbook.findings import Finding
from ocdataset.establish.workbook.headers import says_change_or_rank
from ocdataset.establish.workbook.regions import Placement, Regions, read_placements, told_apart
from ocdataset.establish.workbook.rows import CountryRow, country_rows, missing_countries
from ocdataset.read.workbook.grid import Grid, Workbook
from ocdataset.reference.compositions import compositions
from ocdataset.reference.folding import fold
from ocdataset.reference.names import country_names, measure_label

AFRICA_ONLY = 2019


@dataclass(frozen=True)
class Known:
    """What other packages say, by edition: scores in half points, and regions by country."""

    scores: Mapping[int, Scores] = field(default_factory=dict)
    regions: Mapping[int, Regions] = field(default_factory=dict)


@dataclass(frozen=True)
class EstablishedSheet:
    """A sheet that holds an edition.

    Parameters
    ----------
    edition : int
    label : Label
        What says which edition it is.
    grid, columns : Grid, Columns
    tree : Composition
        Of the edition as known, or of a new one as read off the sheet.
    rows : tuple of CountryRow
    figures : Figures
    placements : mapping of str to Placement
    """

    edition: int
    label: Label
    grid: Grid
    columns: Columns
    tree: Composition
    rows: tuple[CountryRow, ...]
    figures: Figures
    placements: Mapping[str, Placement]


@dataclass(frozen=True)
class EstablishedWorkbook:
    """All that a workbook establishes.

    Parameters
    ----------
    workbook : Workbook
    sheets : tuple of EstablishedSheet
        By edition, ascending.
    findings : tuple of Finding
        Faults, and what is worth saying.
    """

    workbook: Workbook
    sheets: tuple[EstablishedSheet, ...]
    findings: tuple[Finding, ...]

    @property
    def release(self) -> int | None:
        """The newest edition, which names a release."""
        return self.sheets[-1].edition if self.sheets else None


def establish_workbook(workbook: Workbook, known: Known) -> EstablishedWorkbook:
    """Return what the sheets of a workbook establish; nothing is raised, every fault is a finding."""
    findings = [Finding("file", "", remark, fault=False) for remark in workbook.remarks]
    tables: dict[str, Columns] = {}
    for grid in workbook:
        header = find_header(grid)
        columns = None if header is None else read_columns(grid, header)
        if columns is None or not _holds_scores(grid, columns):
            findings += _no_table(grid)
        else:
            tables[grid.name] = columns
    if not tables:
        expected = "a sheet with a column of countries and columns of the Index's measures"
        return EstablishedWorkbook(
            workbook, (), (*findings, Finding("no_table", "", "no sheet with the Index's figures", expected))
        )
    labels = labels_of(tables, workbook)
    sheets: list[EstablishedSheet] = []
    for grid in workbook:
        if grid.name in tables:
            sheet, found = _sheet(grid, tables[grid.name], labels.get(grid.name), known)
            findings += found
            sheets += [sheet] if sheet else []
    sheets, found = _one_each(sorted(sheets, key=lambda sheet: sheet.edition))
    findings += found
    placements, found = told_apart({sheet.edition: sheet.placements for sheet in sheets}, known.regions)
    findings += found
    settled = tuple(replace(sheet, placements=placements[sheet.edition]) for sheet in sheets)
    return EstablishedWorkbook(workbook, settled, tuple(findings))


def _holds_scores(grid: Grid, columns: Columns) -> bool:
    """Return whether a table is one of scores by country, not of regions, ranks or changes."""
    if not columns.measures or not {"country", "country_code"} & set(columns.roles):
        return False
    return not says_change_or_rank(grid.name)


def _no_table(grid: Grid) -> Iterator[Finding]:
    """Give a sheet that is not taken; one that lists countries beside numbers is a fault."""
    names = sum(fold(cell.text) in country_names() for cell in grid.cells.values())
    numbers = sum(cell.kind == "number" for cell in grid.cells.values())
    if names >= 20 and numbers >= 10 * names and not says_change_or_rank(grid.name):
        what = f"the sheet {grid.name!r} lists {names} countries next to numbers below no known header"
        yield Finding("no_table", "", what, "headers that are measures of the Index")
    elif grid.cells:
        yield Finding(
            "not_taken", "", f"the sheet {grid.name!r}, which holds no scores by country", fault=False
        )


def _sheet(
    grid: Grid, columns: Columns, label: Label | None, known: Known
) -> tuple[EstablishedSheet | None, list[Finding]]:
    """Return what a sheet establishes, and what stands against it."""
    place = f"sheet {grid.name!r}"
    rows, of_rows = country_rows(grid, columns)
    found = [*columns.findings, *of_rows]
    found += unheaded(grid, columns, [row.row for row in rows])
    tree, of_edition = edition_of(place, columns, label, grid, rows, known)
    found += of_edition
    if tree is None:
        return None, found
    found += missing_countries(place, rows)
    figures = read_figures(grid, columns, rows, tree)
    found += figures.findings
    placements, of_regions = _placements(place, grid, columns, rows)
    found += of_regions
    label = label or Label(tree.edition, "its values")
    against = contradicted_label(place, label, figures.scores, known.scores)
    found += [against] if against else []
    sheet = EstablishedSheet(tree.edition, label, grid, columns, tree, tuple(rows), figures, placements)
    return sheet, found


def _placements(
    place: str, grid: Grid, columns: Columns, rows: list[CountryRow]
) -> tuple[dict[str, Placement], list[Finding]]:
    if "region" not in columns.roles:
        return {}, [Finding("missing_column", place, "no column of regions", "the column Region")]
    return read_placements(grid, columns, rows)


def edition_of(
    place: str,
    columns: Columns,
    label: Label | None,
    grid: Grid,
    rows: Sequence[CountryRow],
    known: Known,
) -> tuple[Composition | None, list[Finding]]:
    """Return the composition of the edition that a sheet holds, and what stands against it."""
    fitting = same_measures(columns.measures)
    if label is None:
        return _without_label(place, columns, grid, rows, known, fitting)
    inside = list(contradicted_inside(place, label, grid, columns))
    if inside:
        return None, inside
    if label.edition == AFRICA_ONLY:
        found = "the edition 2019, which covers Africa only and measures otherwise"
        return None, [Finding("unknown_edition", place, found, "an edition from 2021 on")]
    tree = compositions().get(label.edition)
    if tree is not None:
        return tree, list(_against_composition(place, columns, label, tree, fitting))
    if label.edition < max(compositions()):
        found = f"labelled {label.edition} by {label.said_by}; there is no such edition"
        known_ones = ", ".join(map(str, compositions()))
        return None, [Finding("unknown_edition", place, found, f"{known_ones}, or a later one")]
    tree = composition_read_off(label.edition, columns.measures)
    if tree is None:
        return None, list(_incomplete(place, columns))
    return tree, []


def _without_label(
    place: str,
    columns: Columns,
    grid: Grid,
    rows: Sequence[CountryRow],
    known: Known,
    fitting: list[int],
) -> tuple[Composition | None, list[Finding]]:
    """Tell an edition by its indicators, and by its values where several have the same indicators."""
    if len(fitting) > 1:
        scores = read_figures(grid, columns, rows, compositions()[fitting[0]]).scores
        fitting = [edition for edition in recognised(scores, known.scores) if edition in fitting]
    if len(fitting) == 1:
        return compositions()[fitting[0]], []
    found = "no name, title or cover says which edition it is, and its values do not show it"
    return None, [Finding("unknown_edition", place, found, "a year in the name of the sheet")]


def _against_composition(
    place: str, columns: Columns, label: Label, tree: Composition, fitting: list[int]
) -> Iterator[Finding]:
    present, wanted = set(columns.measures), set(tree.measures)
    if fitting and label.edition not in fitting:
        editions = " and ".join(map(str, fitting))
        said = f"labelled {label.edition} by {label.said_by}"
        found = f"{said}, but its {len(present)} measures are those of {editions}"
        yield Finding("wrong_edition", place, found, f"the {len(wanted)} measures of {label.edition}")
        return
    for measure in tree.measures:
        if measure not in present:
            yield Finding("missing_column", place, f"no column of {measure_label(measure)}", "every measure")
    for measure in columns.measures:
        if measure not in wanted:
            found = f"a column of {measure_label(measure)}, which edition {label.edition} does not have"
            yield Finding("unknown_column", place, found, f"only measures of {label.edition}")


def _incomplete(place: str, columns: Columns) -> Iterator[Finding]:
    """Give the averages that a new edition lacks, without which nothing proves its composition."""
    parents = dict.fromkeys(parent for tree in compositions().values() for parent in tree.parents)
    for parent in parents:
        if parent not in columns.measures:
            yield Finding(
                "missing_column", place, f"no column of {measure_label(parent)}", "all four averages"
            )
    if all(parent in columns.measures for parent in parents):
        yield Finding("missing_column", place, "an average without any of its indicators", "every measure")


def _one_each(sheets: list[EstablishedSheet]) -> tuple[list[EstablishedSheet], list[Finding]]:
    """Return one sheet an edition; two of an edition are a fault, unless they say the same."""
    kept: dict[int, EstablishedSheet] = {}
    findings: list[Finding] = []
    for sheet in sheets:
        place = f"sheet {sheet.grid.name!r}"
        first = kept.get(sheet.edition)
        if first is not None:
            same = sheet.figures.scores == first.figures.scores
            found = f"holds the edition {sheet.edition}, as the sheet {first.grid.name!r} does"
            expected = "" if same else "one sheet an edition"
            findings.append(Finding("repeated_edition", place, found, expected, fault=not same))
            continue
        others = {other.edition: other.figures.scores for other in kept.values()}
        against = contradicted_label(place, sheet.label, sheet.figures.scores, others)
        findings += [against] if against else []
        kept[sheet.edition] = sheet
    return list(kept.values()), findings
