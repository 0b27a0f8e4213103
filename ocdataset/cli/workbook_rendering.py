"""What the verbs about workbooks print, drawn by Rich."""

from rich.console import Console

from ocdataset.package.workbook_import import Import

SHOWN_REMARKS = 8


def print_import(result: Import) -> None:
    """Print what was imported, a line an edition, and what is worth saying."""
    console = Console(highlight=False, soft_wrap=True, markup=False)
    for sheet in result.established.sheets:
        console.print(
            f"{sheet.edition}: {len(sheet.rows)} countries, {len(sheet.figures.scores)} scores, "
            f"{len(sheet.figures.averages)} averages reproduced "
            f"(sheet {sheet.grid.name!r}, told by {sheet.label.said_by})"
        )
    for remark in result.remarks[:SHOWN_REMARKS]:
        console.print(f"note: {remark}")
    if len(result.remarks) > SHOWN_REMARKS:
        console.print(f"note: +{len(result.remarks) - SHOWN_REMARKS} more (ocdataset doctor shows them)")
    console.print(f"{result.repairs} repairs; written to {result.folder}")
