"""The partners of profiled countries as a network: an edge list, and GraphML for programs that draw it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final, Literal
from xml.etree import ElementTree

from ocdataset.package.package import Package
from ocdataset.reference.errors import DatasetError
from ocdataset.reference.rows import Row
from ocdataset.use.asked import edition_asked
from ocdataset.use.narrative import asked_profiles, profile_of
from ocdataset.use.narrative_labels import partner_labels

if TYPE_CHECKING:
    import pandas as pd

Form = Literal["edges", "graphml"]

EDGE: Final = (
    "edition", "source", "target", "source_label", "target_label", "directed", "relation", "commodity",
    "legality", "polarity", "certainty", "statements",
)  # fmt: skip
OF_EDGE: Final = ("relation", "commodity", "legality")
GRAPHML: Final = "http://graphml.graphdrawing.org/xmlns"


def network_of(
    package: Package, edition: int | str, countries: str | Sequence[str] | None, form: Form
) -> "pd.DataFrame | str":
    """Return the network of an edition; `Dataset.network` describes it."""
    import pandas as pd

    if form not in ("edges", "graphml"):
        raise DatasetError(f"form {form!r}: expected edges or graphml")
    rows = list(_edges(package, edition_asked(package, edition), countries))
    return _graphml(rows) if form == "graphml" else pd.DataFrame(rows, columns=list(EDGE))


def _edges(package: Package, edition: int, countries: str | Sequence[str] | None) -> Iterator[dict[str, Any]]:
    profiles = set(asked_profiles(package, edition, countries))
    statements = {row["statement_id"]: row for row in package.rows("statements")}
    names = partner_labels(package)
    counted: dict[tuple[str, ...], set[str]] = {}
    for row in package.rows("relations"):
        statement = statements[row["statement_id"]]
        profile = profile_of(statement["unit_id"])
        if profile in profiles:
            ends = _ends(profile[0], row)
            cells = [*(row[name] for name in OF_EDGE), statement["polarity"], statement["certainty"]]
            counted.setdefault((*ends, *cells), set()).add(statement["statement_id"])
    for (source, target, directed, *cells), told in sorted(counted.items()):
        yield {
            "edition": edition,
            "source": source,
            "target": target,
            "source_label": names[source],
            "target_label": names[target],
            "directed": directed == "directed",
            **dict(zip((*OF_EDGE, "polarity", "certainty"), (cell or None for cell in cells), strict=True)),
            "statements": len(told),
        }


def _ends(country: str, row: Row) -> tuple[str, str, str]:
    if row["direction"] == "inward":
        return row["partner"], country, "directed"
    return country, row["partner"], "directed" if row["direction"] == "outward" else "undirected"


def _graphml(rows: Sequence[dict[str, Any]]) -> str:
    root = ElementTree.Element("graphml", xmlns=GRAPHML)
    typed = {"edition": "int", "statements": "int", "directed": "boolean"}
    # programs refuse a graph that mixes directed edges with others, so it is told beside the edge
    on_edges = [name for name in EDGE if name not in ("source", "target") and not name.endswith("_label")]
    for name in ("label", *on_edges):
        on = "node" if name == "label" else "edge"
        kind = typed.get(name, "string")
        ElementTree.SubElement(root, "key", {"id": name, "for": on, "attr.name": name, "attr.type": kind})
    graph = ElementTree.SubElement(root, "graph", edgedefault="directed")
    nodes = {row[end]: row[f"{end}_label"] for row in rows for end in ("source", "target")}
    for code, label in sorted(nodes.items()):
        node = ElementTree.SubElement(graph, "node", id=code)
        ElementTree.SubElement(node, "data", key="label").text = label
    for at, row in enumerate(rows, start=1):
        ends = {"id": f"e{at}", "source": row["source"], "target": row["target"]}
        edge = ElementTree.SubElement(graph, "edge", ends)
        for name in on_edges:
            if row[name] is not None:
                ElementTree.SubElement(edge, "data", key=name).text = _written(row[name])
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _written(cell: object) -> str:
    return str(cell).lower() if isinstance(cell, bool) else str(cell)
