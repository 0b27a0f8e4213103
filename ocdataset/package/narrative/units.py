"""Rows of the table `units`, from the texts of sources."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from ocdataset.package.reading_sources import ReadSource
from ocdataset.reference.rows import Row

# what a coder writes; empty where a narrative is cut into units and not coded
CODED: Final = (
    "statements",
    "statement_terms",
    "relations",
    "coders",
    "coded_statements",
    "coded_statement_terms",
    "coded_relations",
    "adjudications",
    "reliability",
    "waivers",
)


def unit_rows(sources: Iterable[tuple[str, ReadSource]]) -> Iterator[Row]:
    """Give a row for each unit of the narratives of sources, each with its identifier."""
    numbered: Counter[str] = Counter()
    for identifier, source in sources:
        profile = f"{source.country}-{source.edition}"
        for position, unit in enumerate(source.units, start=1):
            numbered[profile] += 1
            yield {
                "unit_id": f"{profile}-u{numbered[profile]:03}",
                "source_id": identifier,
                "position": str(position),
                "kind": unit.kind,
                "section_id": unit.section_id,
                "paragraph": str(unit.paragraph),
                "char_start": str(unit.char_start),
                "char_end": str(unit.char_end),
                "sha256": unit.sha256,
                "words": str(unit.words),
                "break_inside": unit.break_inside,
            }
