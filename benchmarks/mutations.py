"""Which changes of a single cell the checks find, and which they miss: drawn at random, hashes mended.

    python benchmarks/mutations.py [--changes 500] [--seed 21] [--engines polars pandas] [-o FILE]
    python benchmarks/mutations.py --smallest

Two packages are changed: a copy of the shipped one, and all 193 countries imported from the
publisher's workbook, where that lies in ../shared/sources. For each change a column of a table is
drawn, then a row, then what the cell becomes: another cell of the column, another code that its schema
lists, a neighbour of its own (a number half a point or one off, a text with one letter changed), or
nothing. The descriptor is given the size and hash of the changed file, so that only what the rows say
can show it. The engines have to agree, and the first of them with itself where it lets sound sheets
through, as it does in large packages. Promised are the columns that hold a score, average, rank,
placement, key, status, label, code or coded field. The others hold prose about these, or where a text
stands and what it prints, which only the source itself can show.
"""

import argparse
import csv
import hashlib
import io
import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ocdataset.check.validation import validate_package
from ocdataset.package.package import Package, open_package

ROOT = Path(__file__).resolve().parents[1]
WORKBOOK = ROOT.parent / "shared" / "sources" / "global_oc_index_2023.xlsx"
PROSE = {"language", "publisher", "url", "rights", "obtained", "note", "reason", "media_type"}
PLACES = {"locator", "as_printed", "line", "row", "char_start", "char_end", "paragraph", "words"}
PROSE_IN = {("sources", "title"), ("editions", "title"), ("sources", "bytes"), ("sources", "sha256")}

Rows = list[dict[str, str]]


@dataclass(frozen=True)
class Change:
    """A cell that was changed."""

    table: str
    row: int
    column: str
    before: str
    after: str

    @property
    def promised(self) -> bool:
        """Whether a change of this column has to be found."""
        return self.column not in PROSE | PLACES and (self.table, self.column) not in PROSE_IN

    def __str__(self) -> str:
        """Return the change as one line."""
        return f"{self.table}:{self.row + 2} {self.column}: {self.before[:60]!r} -> {self.after[:60]!r}"


def neighbour(cell: str, draw: random.Random) -> str:
    """Return a cell that is nearly another: a number a step off, a text with one letter changed."""
    try:
        number = float(cell)
    except ValueError:
        at = draw.randrange(len(cell)) if cell else 0
        return cell[:at] + draw.choice("abcdefghij") + cell[at + 1 :]
    step = draw.choice((-1, 1)) * (0.5 if "." in cell else 1)
    return f"{number + step:.2f}" if "." in cell else str(int(number + step)).zfill(len(cell))


def change(tables: dict[str, Rows], listed: dict[tuple[str, str], list[str]], draw: random.Random) -> Change:
    """Draw a change: a column, a row, and another content."""
    columns = [(table, column) for table, rows in tables.items() if rows for column in rows[0]]
    while True:
        table, column = draw.choice(columns)
        rows = tables[table]
        at = draw.randrange(len(rows))
        before = rows[at][column]
        alike = draw.choice(rows)[column]
        coded = draw.choice(listed.get((table, column), [alike]))
        after = draw.choice((alike, coded, neighbour(before, draw), ""))
        if after != before:
            return Change(table, at, column, before, after)


def enumerated(package: Package) -> dict[tuple[str, str], list[str]]:
    """Return the codes that the schema of a column lists, by table and column."""
    return {
        (table, field["name"]): [str(one) for one in field["constraints"]["enum"]]
        for table in package.tables
        for field in package.schema(table)["fields"]
        if "enum" in field.get("constraints", {}) and field["type"] == "string"
    }


def applied(folder: Path, tables: dict[str, Rows], drawn: Change) -> dict[Path, bytes]:
    """Write a change into a package, its hashes mended; return what the files were before."""
    descriptor = folder / "datapackage.json"
    described = json.loads(descriptor.read_text(encoding="utf-8"))
    resource = next(one for one in described["resources"] if one["name"] == drawn.table)
    path = folder / resource["path"]
    before = {path: path.read_bytes(), descriptor: descriptor.read_bytes()}
    rows = [dict(row) for row in tables[drawn.table]]
    rows[drawn.row][drawn.column] = drawn.after
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    content = text.getvalue().encode()
    path.write_bytes(content)
    resource |= {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
    descriptor.write_text(json.dumps(described), encoding="utf-8")
    return before


def judged(folder: Path, changes: int, seed: int, engines: list[str]) -> Iterator[tuple[Change, bool, bool]]:
    """Give changes of a package, whether each is found, and whether all engines say the same."""
    package = open_package(folder)
    tables = {table: package.rows(table) for table in package.tables}
    draw, listed = random.Random(seed), enumerated(package)  # noqa: S311
    for _ in range(changes):
        drawn = change(tables, listed, draw)
        before = applied(folder, tables, drawn)
        try:
            changed = open_package(folder)
            reports = [validate_package(changed, engine=engine) for engine in engines]
            # as in a large package, where sound sheets are let through
            reports.append(validate_package(changed, engine=engines[0], prefiltered_from=0))
        finally:
            for path, content in before.items():
                path.write_bytes(content)
        same = all(report.results == reports[0].results for report in reports)
        yield drawn, not reports[0].valid, same


def packages(beside: Path) -> Iterator[tuple[str, Path]]:
    """Give the packages to change, by name."""
    shipped = beside / "shipped"
    shipped.mkdir()
    shutil.copy(ROOT / "datapackage.json", shipped)
    for part in ("data", "schemas"):
        shutil.copytree(ROOT / part, shipped / part)
    yield "the shipped package", shipped
    if not WORKBOOK.is_file():
        print("The workbook is not at hand: only the shipped package is changed.", file=sys.stderr)
        return
    words = ["import", str(WORKBOOK), "-o", str(beside / "world")]
    subprocess.run([sys.executable, "-m", "ocdataset", *words], check=True, capture_output=True)
    yield "193 countries", beside / "world"


def told(name: str, found: list[tuple[Change, bool, bool]]) -> list[str]:
    """Return what was found and what was missed in a package, as Markdown."""
    promised = [(drawn, hit) for drawn, hit, _ in found if drawn.promised]
    others = [(drawn, hit) for drawn, hit, _ in found if not drawn.promised]
    same = sum(alike for *_, alike in found)
    lines = [f"| {name} | {len(found)} | {_share(promised)} | {_share(others)} | {same} |"]
    missed = Counter(f"{drawn.table}.{drawn.column}" for drawn, hit in others if not hit)
    unpromised = ", ".join(f"{column} ({count})" for column, count in sorted(missed.items()))
    return [
        *lines,
        "",
        f"Missed in {name}, promised:",
        "",
        *([f"- {drawn}" for drawn, hit in promised if not hit] or ["none"]),
        "",
        f"Missed in {name}, not promised: {unpromised or 'none'}.",
        "",
    ]


def _share(changes: list[tuple[Change, bool]]) -> str:
    return f"{sum(hit for _, hit in changes)} of {len(changes)}"


HEADING = [
    "# Which changes of a single cell are found",
    "",
    "Written by `python benchmarks/mutations.py`, whose first lines say what is changed and how.",
    "",
]


def main() -> None:
    """Change both packages and say what is missed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--changes", type=int, default=500)
    parser.add_argument("--seed", type=int, default=21)
    parser.add_argument("--engines", nargs="+", default=["polars", "pandas"])
    parser.add_argument("--smallest", action="store_true", help="a few changes, to see that it works")
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "benchmarks" / "MUTATIONS.md")
    asked = parser.parse_args()
    lines = [*HEADING, f"Seed {asked.seed}; engines {', '.join(asked.engines)}.", ""]
    head = ["| package | changes | promised, found | others, found | engines agree |", "|---" * 5 + "|"]
    with tempfile.TemporaryDirectory(prefix="ocdataset-mutations-") as beside:
        for name, folder in packages(Path(beside)):
            changes = 8 if asked.smallest else asked.changes
            lines += [*head, *told(name, list(judged(folder, changes, asked.seed, asked.engines)))]
    written = "\n".join(lines).rstrip() + "\n"
    print(written)
    if not asked.smallest:
        asked.output.write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main()
