"""A tiny world in a package: few countries, few indicators, one or two editions."""

import csv
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import ocdataset as oc
from ocdataset.arithmetic.composition import Composition
from ocdataset.arithmetic.half_points import score_text
from ocdataset.reference.location import shipped_package
from ocdataset.reference.schemas import field_names, table_schema

COUNTRIES = ("AUT", "BEL", "CHE", "NAM")
TREE = Composition(
    2023,
    {
        "criminality": ("criminal_markets", "criminal_actors"),
        "criminal_markets": ("heroin_trade", "cocaine_trade"),
        "criminal_actors": ("mafia_style_groups",),
        "resilience": ("prevention", "law_enforcement"),
    },
)

Sheets = Mapping[str, Mapping[str, int]]


def tiny_world(
    folder: Path,
    editions: Mapping[int, tuple[Composition, Sheets]],
    *,
    size: int | None = None,
    placed: Mapping[str, tuple[str, str]] | None = None,
) -> oc.Dataset:
    """A package of these editions; `size` is how many countries each has."""
    shipped = shipped_package()
    for part in ("data", "schemas"):
        shutil.copytree(shipped / part, folder / part, ignore=shutil.ignore_patterns("coding"))
    shutil.copyfile(shipped / "datapackage.json", folder / "datapackage.json")
    tables: dict[str, list[dict[str, object]]] = {
        name: [] for name in ("editions", "composition", "scores", "averages", "ranks", "placements")
    }
    for edition, (tree, sheets) in editions.items():
        tables["editions"].append(
            {"edition": edition, "assessment_year": edition - 1, "countries": size or len(sheets)}
        )
        for parent, children in {"": tree.roots, **tree.children}.items():
            for at, measure in enumerate(children, start=1):
                tables["composition"].append(
                    {"edition": edition, "measure": measure, "parent": parent, "position": at}
                )
        for country, scores in sheets.items():
            continent, region = (placed or {}).get(country, ("europe", "western_europe"))
            tables["placements"].append(
                {"edition": edition, "country": country, "continent": continent, "region": region}
            )
            for measure, steps in scores.items():
                tables["scores"].append(
                    {"edition": edition, "country": country, "measure": measure, "value": score_text(steps)}
                )
    for table, rows in tables.items():
        write(folder, table, rows)
    return oc.open(folder)


def write(folder: Path, table: str, rows: Sequence[Mapping[str, object]]) -> None:
    with (folder / "data" / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        lines = csv.DictWriter(file, field_names(table_schema(table)), restval="", lineterminator="\n")
        lines.writeheader()
        lines.writerows(rows)
