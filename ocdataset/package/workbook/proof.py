"""The proof of a value that was imported: the cell of the workbook, the average and the sum."""

from collections.abc import Iterator, Mapping

from ocdataset.arithmetic.averages import admitted_sum, round_half_up
from ocdataset.arithmetic.composition import Composition
from ocdataset.arithmetic.half_points import hundredths, hundredths_text
from ocdataset.establish import points
from ocdataset.package.package import Package
from ocdataset.reference.compositions import compositions
from ocdataset.reference.counted import counted
from ocdataset.reference.errors import UnknownName
from ocdataset.reference.names import measure_labels
from ocdataset.reference.rows import Row


def imported_proof(package: Package, country: str, edition: int, measure: str) -> list[str] | None:
    """Return why an imported value is what it is, a sentence a line; None if there is no such sheet."""
    rows = {
        row["measure"]: row
        for table in ("scores", "averages")
        for row in package.rows(table)
        if row["country"] == country and row["edition"] == str(edition)
    }
    if not rows:
        return None
    if measure not in rows:
        raise UnknownName(f"measure of {edition}", measure, rows)
    row, tree = rows[measure], compositions()[edition]
    lines = [f"{country} {edition}, {measure_labels()[measure]}: {row['value'] or 'open'}", _cell(row)]
    parent = measure if measure in tree.children else tree.parent_of[measure]
    values = {name: hundredths(one["value"]) for name, one in rows.items() if one["value"]}
    return lines + list(_arithmetic(tree, values, parent, measure))


def _cell(row: Row) -> str:
    if not row["locator"]:
        return "Printed: nothing."
    return f"Printed: {row['as_printed']} in the cell {row['locator']} of {row['source_id']}."


def _arithmetic(tree: Composition, values: Mapping[str, int], parent: str, measure: str) -> Iterator[str]:
    """Say what the scores of a component sum to, and whether its average is that of the sum."""
    label, group = measure_labels()[parent].lower(), tree.children[parent]
    if parent not in values or any(one not in values for one in group):
        yield f"Of the {len(group)} parts of {label} and its average not all are given."
        return
    if parent not in tree.components:
        steps = {one: values[one] // 50 for one in tree.indicators if one in values}
        if len(steps) == len(tree.indicators):
            parts = " and ".join(measure_labels()[one].lower() for one in group)
            exact = round_half_up(tree.exact(parent, steps))
            yield f"The mean of the exact values of {parts}, rounded half up, is {hundredths_text(exact)}."
        return
    total, average = sum(values[one] // 50 for one in group), values[parent]
    shown = hundredths_text(average)
    admitted = admitted_sum(average, len(group))
    if admitted is None:
        yield f"The mean of {label}, {shown} of {len(group)} scores, is that of no sum of half points."
    else:
        yield f"The mean of {label}, {shown} of {len(group)} scores, admits one sum only: {points(admitted)}."
    yield f"Its {len(group)} scores sum to {points(total)}."
    if measure != parent and admitted is not None:
        rest = admitted - total + values[measure] // 50
        yield f"The {counted(len(group) - 1, 'other score')} leave {points(rest)} of it for this one."
