"""The search for accounts against CP-SAT, which shares nothing with it: random sheets, broken at random."""

import random
import re

import pytest

from benchmarks.pages.faults import OF_NUMBERS
from benchmarks.pages.sheets import drawn
from ocdataset.establish.page.numerals import numeral
from ocdataset.establish.page.search.accounts import AccountSearch
from ocdataset.establish.page.search.components import Component
from ocdataset.establish.page.search.costs import FREE, from_nought
from ocdataset.establish.page.search.sums import members

cp_model = pytest.importorskip("ortools.sat.python.cp_model", reason="ortools is not installed")
KINDS = ("digit misread", "number lost", "digit misread", "number shortened")


def broken(seed):
    """Return a composition and the number printed beside each label, some of them broken or lost."""
    rng = random.Random(seed)
    sheet = drawn(rng, "printed", "none")
    printed = {row.measure: row.number for row in sheet.rows}
    for _ in range(rng.randint(1, 5)):
        measure = rng.choice([*sheet.tree.parents, rng.choice(list(printed))])
        if len(printed[measure]) > 3:
            printed[measure] = OF_NUMBERS[rng.choice(KINDS)](printed[measure], rng)
    return sheet.tree, {measure: text for measure, text in printed.items() if text}


def decimal(text):
    """Return the hundredths of a number printed as the Index prints it, or None."""
    found = re.fullmatch(r"(\d{1,2})\.(\d\d)", text)
    return int(found[1]) * 100 + int(found[2]) if found and 100 <= int(found[1] + found[2]) <= 1000 else None


def oracle(tree, printed):
    """Return the least faults of a sheet, and the half points of each score in the sheets that have them."""
    model = cp_model.CpModel()
    is_value = {(cell, v): model.new_bool_var("") for cell in tree.indicators for v in range(2, 21)}
    for cell in tree.indicators:
        model.add_exactly_one(is_value[cell, v] for v in range(2, 21))
    totals = {
        name: sum(v * is_value[cell, v] for cell in tree.children[name] for v in range(2, 21))
        for name in tree.components
    }
    wrong = []
    for cell in tree.indicators:
        value = decimal(printed.get(cell, ""))
        if value is not None and value % 50 == 0:
            wrong.append(is_value[cell, value // 50].negated())
    for name in tree.parents:
        value = decimal(printed.get(name, ""))
        if value is not None:
            # the mean of two components is in quarters of their sizes, that of one in halves of its own
            parts = tree.children[name] if name not in totals else (name,)
            sizes = [len(tree.children[part]) for part in parts]
            whole = sizes[0] * sizes[-1] if len(parts) > 1 else sizes[0]
            points = sum(totals[part] * (whole // size) for part, size in zip(parts, sizes, strict=True))
            under = 2 * whole * len(parts)
            fits = model.new_bool_var("")
            model.add(200 * points + under >= 2 * under * value).only_enforce_if(fits)
            model.add(200 * points + under < 2 * under * (value + 1)).only_enforce_if(fits)
            wrong.append(fits.negated())
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    model.minimize(sum(wrong))
    assert solver.solve(model) == cp_model.OPTIMAL
    least = round(solver.objective_value)
    model.add(sum(wrong) == least)
    unseen = dict(is_value)
    seen = {cell: set() for cell in tree.indicators}
    while True:
        new = {at for at, variable in unseen.items() if solver.value(variable)}
        if not new:
            return least, seen
        for cell, value in new:
            seen[cell].add(value)
            del unseen[cell, value]
        model.maximize(sum(unseen.values()))
        assert solver.solve(model) == cp_model.OPTIMAL


def searched(tree, printed):
    """Return what the search for accounts finds of the same."""
    parts = []
    for name in tree.components:
        texts = [printed.get(cell, "") for cell in tree.children[name]]
        plain = [numeral(text).costs if numeral(text).plain else FREE for text in texts]
        average = decimal(printed.get(name, ""))
        averages = () if average is None else (average,)
        parts.append(Component(tree.places[name], tuple(map(from_nought, plain)), averages))
    head = decimal(printed.get(tree.roots[0], ""))
    found = AccountSearch(parts, (), () if head is None else (head,)).cheapest()
    return found.faults, {cell: set(members(found.values[tree.places[cell]])) for cell in tree.indicators}


@pytest.mark.parametrize("seed", range(40))
def test_the_search_finds_what_an_oracle_finds(seed):
    tree, printed = broken(seed)
    printed = {name: text for name, text in printed.items() if decimal(text) is not None}
    assert searched(tree, printed) == oracle(tree, printed)
