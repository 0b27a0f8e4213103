"""The repairs of a sheet: where what is given is not simply what is printed, and why."""

from collections.abc import Iterable, Sequence

from ocdataset.establish.page.domains import Domains
from ocdataset.establish.page.evidence.pricing import Page
from ocdataset.establish.page.evidence.rows import Row
from ocdataset.establish.page.results import reasons
from ocdataset.establish.sheet import Repair
from ocdataset.establish.witness import Witness


class Repairing:
    """Collects the repairs of a sheet.

    Parameters
    ----------
    page : Page
    left : Domains
    witnesses : sequence of Witness
        All readings of the sheet.
    """

    def __init__(self, page: Page, left: Domains, witnesses: Sequence[Witness]) -> None:
        self.page, self.left, self.witnesses = page, left, witnesses
        self.found: dict[str, Repair] = {}

    def repair(
        self,
        measure: str,
        rows: Sequence[Row],
        values: Sequence[int],
        witnesses: Sequence[Witness],
        *,
        read_as: bool = False,
        corrected: bool = False,
    ) -> None:
        """Note that a value is not simply printed: the one that is left, or the several that fit.

        Parameters
        ----------
        measure : str
        rows : sequence of Row
            The rows of the measure, those that weigh most first.
        values : sequence of int
            What is left, in hundredths.
        witnesses : sequence of Witness
            The readings from which the value was taken, if it was.
        read_as : bool
            Whether the value was read from a garble of it.
        corrected : bool
            Whether a person corrected a reading.
        """
        tree = self.page.tree
        value = values[0] if len(values) == 1 else None
        source = witnesses[0].source_id if read_as and witnesses else ""
        source = source or next((row.source for row in rows if row.numbers), "")
        source = source or (witnesses[0].source_id if witnesses else self._nearest_source(measure))
        of_source = [row for row in rows if row.source == source and row.numbers]
        printed = "|".join(row.printed for row in of_source)
        if not of_source and witnesses:
            printed = "|".join(one.reading.as_printed for one in witnesses)
        rule = reasons.rule_for(
            tree, measure, value, shown=bool(printed), read_as=read_as, corrected=corrected,
            complete=all(len(self.left.of(child)) == 1 for child in tree.children.get(measure, ())),
        )  # fmt: skip
        mean = self.left.mean_of(tree.parent_of.get(measure, measure))
        candidates = values if value is None else ()
        self.found[measure] = Repair(
            source_id=source,
            measure=measure,
            as_printed=printed,
            as_given=reasons.given_text(value),
            rule=rule,
            reason=reasons.reason_for(tree, measure, rule, value, printed, candidates, mean),
            fitting=max(1, len(values)),
        )

    def _nearest_source(self, measure: str) -> str:
        """Return the source that shows most of the component of a measure."""
        tree = self.page.tree
        parent = tree.parent_of.get(measure, measure)
        counts: dict[str, int] = {}
        for name in (parent, *tree.children.get(parent, ()), *tree.children.get(measure, ())):
            for row in self.page.evidence.beside.get(name, ()):
                counts[row.source] = counts.get(row.source, 0) + 1
        return max(sorted(counts), key=lambda source: counts[source], default=_main_source(self.witnesses))


def _main_source(witnesses: Iterable[Witness]) -> str:
    counts: dict[str, int] = {}
    for one in witnesses:
        counts[one.source_id] = counts.get(one.source_id, 0) + 1
    return max(sorted(counts), key=lambda source: counts[source], default="")
