"""What the narrative of a profile says, drawn by Rich."""

from rich.table import Table

from ocdataset.cli.drawing import Terminal
from ocdataset.reference.counted import counted
from ocdataset.use.narrative_profile import NarrativeProfile


def print_narrative(told: NarrativeProfile) -> None:
    """Print what is said of each measure, of each partner, and what is not spoken of."""
    console = Terminal()
    console.print(f"{told.name} ({told.country}), {told.edition}: the narrative\n", style="bold")
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("measure")
    for heading in ("score", "statements", "better", "worse", "hedged"):
        table.add_column(heading, justify="right")
    for line in told.measures:
        counts = (line.better, line.worse, line.hedged)
        table.add_row(line.label, line.value, str(line.statements), *(str(count or "") for count in counts))
    console.print(table)
    console.print()
    partners = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    partners.add_column("partner")
    partners.add_column("relations")
    for partner in told.partners:
        partners.add_row(*partner)
    console.print(partners)
    silent = ", ".join(told.silent) or "none"
    console.print(f"\nScored, and nothing said: {silent}.")
    console.print(
        f"{counted(told.statements, 'statement')} on {counted(told.sentences, 'sentence')}, coded by "
        f"{told.coded_by} as claimed, true or not; no sentence is part of the dataset. Better, worse: they "
        "are good or bad for the country. Hedged: not plainly asserted by the author."
    )
