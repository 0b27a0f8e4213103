"""What the certificate of a page says of one of its cells, in plain words."""

from collections.abc import Iterable, Iterator, Sequence

from ocdataset.arithmetic.averages import admitted_sum
from ocdataset.arithmetic.half_points import hundredths_text
from ocdataset.establish.page.certificate import Certificate
from ocdataset.establish.page.domains import Domains
from ocdataset.establish.page.numerals import numeral
from ocdataset.establish.page.results.layout_words import layouts_line
from ocdataset.establish.page.results.reasons import points, unheard_text
from ocdataset.establish.page.search.criminality import criminality_of
from ocdataset.establish.page.search.sums import ANY, members
from ocdataset.establish.page.trying import least_faults
from ocdataset.establish.sheet import Cell, Sheet
from ocdataset.reference.names import measure_labels

_SHOWN = 8
"""How many sums, or pairs of sums, are listed."""


class Certified:
    """A certificate, as what is asked of it in words.

    Parameters
    ----------
    certificate : Certificate
    """

    def __init__(self, certificate: Certificate) -> None:
        self.certificate, self.page, self.found = certificate, certificate.page, certificate.found
        self.tree = self.page.tree
        self.left = Domains(self.page, self.found, certificate.criminality)
        self.best = self.page.faults + self.found.faults

    def lines(self, sheet: Sheet, cell: Cell) -> list[str]:
        """Return what the certificate says of a cell, a sentence a line."""
        if self.certificate.why:
            because = unheard_text(self.certificate.why)
            return [
                f"No account of the page is heard: {because}.",
                "So nothing of it is given, and every value is left open.",
            ]
        head = [layouts_line(page.evidence.layouts for page in self.certificate.heard), self._cost()]
        if cell.measure in self.tree.components:
            lines = [*head, *self._of_component(sheet, cell.measure)]
        elif cell.measure in self.tree.children:
            lines = [*head, *self._of_criminality(cell.measure)]
        else:
            lines = [*head, *self._of_score(sheet, cell)]
        return [*lines, *self._conclusion(cell)]

    def _conclusion(self, cell: Cell) -> Iterator[str]:
        """Say whether any other value is in an account that is heard, and of a score what another costs."""
        values = self.left.of(cell.measure)
        if self.tree.places[cell.measure] in self.certificate.unproven:
            yield (
                "Open: order alone gives it a number of a column that has more or fewer numbers than labels, "
                "and no printed average proves that the column is whole."
            )
        elif len(values) > 1:
            yield f"Open: each of these {len(values)} values is in an account that is heard."
        else:
            if cell.measure in self.tree.indicators:
                other = least_faults(self.certificate.heard, cell.measure, ANY & ~(1 << values[0] // 50))
                if other is not None:
                    yield f"Under these layouts an account with another value has {_counted(other)} at least."
            yield f"So only {hundredths_text(values[0])} is possible."

    def _cost(self) -> str:
        return f"Cost: the cheapest accounts of the sheet have {_counted(self.best)}."

    def _label(self, measure: str) -> str:
        return measure_labels()[measure].lower()

    def _averages(self, measure: str) -> list[int]:
        """Return the averages that any layout has printed for a measure."""
        found = {one for page in self.certificate.heard for one in page.averages(measure)}
        for at in self.found.takers.get(self.tree.places[measure], ()):
            known = numeral(self.page.evidence.unlabelled[at].witness.text).average
            found |= set() if known is None else {known}
        return sorted(found)

    def _sums(self, parent: str) -> list[int]:
        return list(members(self.found.sums.get(self.tree.places[parent], 0)))

    def _means(self, parent: str) -> Iterator[str]:
        """Say of each printed mean of a component which sum it admits."""
        count, sums = len(self.tree.children[parent]), self._sums(parent)
        for mean in self._averages(parent):
            name = f"The mean of {self._label(parent)}, {hundredths_text(mean)} of {count} scores,"
            total = admitted_sum(mean, count)
            if total is None:
                yield f"{name} is that of no sum of half points."
            elif total in sums:
                yield f"{name} admits one sum only: {points(total)}."
            else:
                yield f"{name} admits the sum {points(total)} only, which no account that is heard has."

    def _of_score(self, sheet: Sheet, cell: Cell) -> Iterator[str]:
        parent = self.tree.parent_of[cell.measure]
        yield from self._means(parent)
        sums, values = self._sums(parent), self.left.of(cell.measure)
        if len(sums) == 1:
            yield from self._rest(sheet, cell.measure, sums[0])
        elif sums:
            yield self._several(parent, sums)
        yield from self._out(cell, values)

    def _rest(self, sheet: Sheet, measure: str, total: int) -> Iterator[str]:
        """Say what the scores that are given as the page shows them leave of a sum."""
        group = self.tree.children[self.tree.parent_of[measure]]
        firm = [one for one in group if one != measure and sheet.cells[one].status in ("printed", "aligned")]
        rest = total - sum((sheet.cells[one].value or 0) // 50 for one in firm)
        others = len(group) - len(firm) - 1
        more = f" and {others} more, each 1.00 at least and 10.00 at most." if others else "."
        yield f"The {len(firm)} other scores that the page shows leave {points(rest)} for this one{more}"

    def _several(self, parent: str, sums: Sequence[int]) -> str:
        return f"Accounts that are heard have several sums of {self._label(parent)}: {_sums_text(sums)}."

    def _out(self, cell: Cell, values: Sequence[int]) -> Iterator[str]:
        """Say which of the numbers beside the label no account gives, and what rules each out."""
        for steps in sorted(self._shown(cell.measure)):
            if steps * 50 not in values:
                yield f"Out: {hundredths_text(50 * steps)}, {self._because(cell.measure, steps)}."

    def _shown(self, measure: str) -> set[int]:
        return {
            steps
            for page in self.certificate.heard
            for row in page.evidence.beside.get(measure, ())
            for one in row.numbers
            if (steps := numeral(one.text).steps) is not None
        }

    def _because(self, measure: str, steps: int) -> str:
        pages, only = self.certificate.heard, 1 << steps
        faults = least_faults(pages, measure, only)
        cost = "no account is found with it" if faults is None else f"with it there are {_counted(faults)}"
        for what, asked in (("mean", {"means": False}), ("printed criminality", {"criminality": False})):
            without = least_faults(pages, measure, only, **asked)
            base = least_faults(pages, measure, ANY, **asked)
            if without is not None and without == base:
                return f"because of the {what}: {cost}, and without the {what} none more than the cheapest"
        return f"because {cost}"

    def _of_component(self, sheet: Sheet, measure: str) -> Iterator[str]:
        yield from self._means(measure)
        count, sums = len(self.tree.children[measure]), self._sums(measure)
        if len(sums) == 1:
            mean = hundredths_text(self.left.of(measure)[0])
            yield (
                f"Its {count} scores sum to {points(sums[0])} in every account that is heard; "
                f"{points(sums[0])} / {count} = {mean}, rounded half up."
            )
        else:
            yield self._several(measure, sums)
            still = [one for one in self.tree.children[measure] if sheet.cells[one].value is None]
            if still:
                yield f"Open are {', '.join(self._label(one) for one in still)}."
        if not self._averages(measure) and self.tree.parent_of.get(measure):
            yield from self._pairs()

    def _of_criminality(self, measure: str) -> Iterator[str]:
        yield from self._pairs()
        sums = [self._sums(part) for part in self.tree.children[measure]]
        if all(len(one) == 1 for one in sums):
            counts = [len(self.tree.children[part]) for part in self.tree.children[measure]]
            (left,), (right,) = sums
            value = criminality_of(left, counts[0], right, counts[1])
            yield (
                f"({points(left)} / {counts[0]} + {points(right)} / {counts[1]}) / 2 = "
                f"{hundredths_text(value)}, rounded half up."
            )
            return
        for part, some in zip(self.tree.children[measure], sums, strict=True):
            if len(some) > 1:
                yield self._several(part, some)

    def _pairs(self) -> Iterator[str]:
        """Say which sums of the two components fit a printed criminality."""
        counts = [len(self.tree.children[part]) for part in self.tree.children[self.page.head]]
        for printed in sorted(set(self.page.printed_criminality)):
            fitting = sorted(
                pair
                for pair in self.found.pairs
                if criminality_of(pair[0], counts[0], pair[1], counts[1]) == printed
            )
            shown = ", ".join(f"{points(one)} with {points(other)}" for one, other in fitting[:_SHOWN])
            more = f" and {len(fitting) - _SHOWN} more" if len(fitting) > _SHOWN else ""
            yield (
                f"Criminality, printed as {hundredths_text(printed)}, fits these sums of markets and actors: "
                f"{shown}{more}."
                if fitting
                else f"Criminality, printed as {hundredths_text(printed)}, fits no sums that an account has."
            )


def _counted(faults: int) -> str:
    return "no fault" if not faults else "1 fault" if faults == 1 else f"{faults} faults"


def _sums_text(sums: Iterable[int]) -> str:
    every = list(sums)
    more = f" and {len(every) - _SHOWN} more" if len(every) > _SHOWN else ""
    return ", ".join(map(points, every[:_SHOWN])) + more
