"""What checking costs: every check of ours beside what one would use instead, in one run.

    python benchmarks/validation.py [--sizes 1e4 1e6 1e7] [--repeats 3] [-o benchmarks/RESULTS.md]
    python benchmarks/validation.py --smallest

Each contender is a process of its own, started in turn, with its libraries compiled as an
installation has them; the best wall time, processor time and peak memory of the repeats are shown, and
the ratio of either time to a bare parse of the same files by polars in the same run. On a machine that
others use too, the processor time is the one to compare. Ours checks every table, constraint, key and
rule and the SHA-256 of every file; the peers by hand check keys, half points and averages of the scores;
Pandera checks columns, keys, references and averages; dataframely, where it is installed, columns and
primary key of the scores; frictionless checks columns, keys, references and hashes. It and ours on
pandas are left out beyond two million rows, where they take many minutes. Growth is the exponent of
processor time between the two largest sizes: 1 is linear.
"""

import argparse
import math
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import astuple, dataclass
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent
PARSERS = ("polars", "duckdb", "pyarrow")
BYTECODE = Path(tempfile.gettempdir()) / "ocdataset-benchmark-bytecode"
SLOW_BEYOND = 2_000_000
"""Rows beyond which frictionless takes many minutes and is left out."""


@dataclass(frozen=True)
class Contender:
    """A way to check, or only to parse, a package: its name and its command for a folder."""

    name: str
    words: tuple[str, ...]
    slow: bool = False

    def command(self, folder: Path) -> list[str]:
        """Return the command that runs it."""
        return [sys.executable, *(word.replace("FOLDER", str(folder)) for word in self.words)]


CONTENDERS = (
    *(
        Contender(f"parse only, {library}", (str(HERE / "peers" / "parse.py"), library, "FOLDER"))
        for library in PARSERS
    ),
    Contender("ours (auto)", ("-m", "ocdataset", "validate", "FOLDER")),
    Contender("ours, polars", ("-m", "ocdataset", "validate", "FOLDER", "--engine", "polars")),
    Contender("ours, pandas", ("-m", "ocdataset", "validate", "FOLDER", "--engine", "pandas"), slow=True),
    Contender("DuckDB by hand", (str(HERE / "peers" / "duckdb_by_hand.py"), "FOLDER")),
    Contender("polars by hand", (str(HERE / "peers" / "polars_by_hand.py"), "FOLDER")),
    *(
        [Contender("dataframely", (str(HERE / "peers" / "dataframely_alone.py"), "FOLDER"))]
        if find_spec("dataframely")
        else []
    ),
    Contender("Pandera alone", (str(HERE / "peers" / "pandera_alone.py"), "FOLDER")),
    Contender("frictionless", ("-m", "frictionless", "validate", "FOLDER/datapackage.json"), slow=True),
)


@dataclass(frozen=True)
class Cost:
    """Seconds of wall and of processor time, and megabytes of peak memory, of a whole process."""

    seconds: float
    processor: float
    megabytes: float

    def or_less(self, other: "Cost") -> "Cost":
        """Return the lesser of each with those of another run."""
        return Cost(*map(min, astuple(self), astuple(other)))


def measured(command: list[str]) -> Cost:
    """Run a process and return what it cost.

    Raises
    ------
    RuntimeError
        If it fails.
    """
    started = time.perf_counter()
    # what an environment sets to write no bytecode has every run compile all that it imports
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(BYTECODE)
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdout=said, stderr=said, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise RuntimeError(f"{' '.join(command)}: {said.read().decode()[-2000:]}")
    wall, processor = time.perf_counter() - started, usage.ru_utime + usage.ru_stime
    return Cost(wall, processor, usage.ru_maxrss / 1024)


def costs(folder: Path, rows: int, repeats: int) -> dict[str, Cost]:
    """Return the best of several runs of each contender, all in turn."""
    best: dict[str, Cost] = {}
    for repeat in range(repeats):
        for one in CONTENDERS:
            if one.slow and (rows > SLOW_BEYOND or (repeat and rows > SLOW_BEYOND / 20)):
                continue
            cost = measured(one.command(folder))
            best[one.name] = cost.or_less(best.get(one.name, cost))
    return best


def table(found: dict[int, dict[str, Cost]]) -> list[str]:
    """Return the costs as a Markdown table."""
    sizes = sorted(found)
    heads = [f"{rows:,} rows | x parse | processor | x parse | MB" for rows in sizes]
    lines = [f"| whole process | {' | '.join(heads)} | growth |", "|---" * (5 * len(sizes) + 2) + "|"]
    for one in CONTENDERS:
        cells = []
        for rows in sizes:
            cost = found[rows].get(one.name)
            parse = found[rows]["parse only, polars"]
            cells.append(
                f"{cost.seconds:.2f} s | {cost.seconds / parse.seconds:.1f} | {cost.processor:.2f} s | "
                f"{cost.processor / parse.processor:.1f} | {cost.megabytes:.0f}"
                if cost
                else "- | - | - | - | -"
            )
        lines.append(f"| {one.name} | {' | '.join(cells)} | {growth(found, one.name)} |")
    return lines


def growth(found: dict[int, dict[str, Cost]], name: str) -> str:
    """Return the exponent of growth of processor time between the two largest sizes: 1 is linear."""
    sizes = [rows for rows in sorted(found) if name in found[rows]][-2:]
    if len(sizes) < 2:
        return "-"
    small, large = (found[rows][name].processor for rows in sizes)
    return f"{math.log(large / small) / math.log(sizes[1] / sizes[0]):.2f}"


def machine() -> str:
    """Return what the machine is, in a line."""
    model = next(
        (line.split(":")[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")),
        platform.processor(),
    )
    memory = next((line.split()[1] for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), "0")
    return (
        f"{model}, {os.cpu_count()} cores, {int(memory) / 1e6:.0f} GB, {platform.system()} "
        f"{platform.machine()}, Python {platform.python_version()}"
    )


def _lines(path: str) -> list[str]:
    return Path(path).read_text(encoding="utf-8").splitlines() if Path(path).exists() else []


def shipped(repeats: int) -> list[str]:
    """Return what checking the shipped package costs, beside frictionless."""
    words = {
        "`ocdataset validate`": ("ocdataset", "validate"),
        "`frictionless validate datapackage.json`": (
            "frictionless",
            "validate",
            str(HERE.parent / "datapackage.json"),
        ),
    }
    best = best_of({name: [sys.executable, "-m", *one] for name, one in words.items()}, repeats)
    head = "| the shipped package, all tables | whole process | x frictionless | processor | x frictionless |"
    peer = list(best.values())[-1]
    return [head, "|---" * 5 + "|"] + [
        f"| {name} | {cost.seconds:.2f} s | {cost.seconds / peer.seconds:.2f} | "
        f"{cost.processor:.2f} s | {cost.processor / peer.processor:.2f} |"
        for name, cost in best.items()
    ]


def start_up(repeats: int) -> list[str]:
    """Return what starting up costs, beyond a bare interpreter and beside pandas."""
    scores = repr(str(HERE.parent / "data" / "scores.csv"))
    words = {
        "`python -c pass`": ("-c", "pass"),
        "`import ocdataset`": ("-c", "import ocdataset"),
        "`ocdataset --version`": ("-m", "ocdataset", "--version"),
        "`ocdataset show PRK 2023`": ("-m", "ocdataset", "show", "PRK", "2023"),
        "`pandas.read_csv` on the scores": ("-c", f"import pandas; pandas.read_csv({scores})"),
        '`oc.load("scores")`': ("-c", "import ocdataset as oc; oc.load('scores')"),
    }
    costs_of = best_of({name: [sys.executable, *one] for name, one in words.items()}, repeats)
    best = {name: cost.processor for name, cost in costs_of.items()}
    bare, pandas = best["`python -c pass`"], best["`pandas.read_csv` on the scores"]
    lines = [
        "| start-up | processor | beyond `python -c pass` | x `pandas.read_csv` |",
        "|---|---|---|---|",
    ]
    for name, cost in best.items():
        ratio = f"{cost / pandas:.2f}" if cost >= pandas / 2 else "-"
        lines.append(f"| {name} | {cost * 1000:.0f} ms | {(cost - bare) * 1000:.0f} ms | {ratio} |")
    return lines


def best_of(commands: dict[str, list[str]], repeats: int) -> dict[str, Cost]:
    """Return the best of several runs of each command, all in turn."""
    best: dict[str, Cost] = {}
    for _ in range(repeats):
        for name, command in commands.items():
            cost = measured(command)
            best[name] = cost.or_less(best.get(name, cost))
    return best


def main() -> None:
    """Draw packages of the sizes asked for, run every contender on them and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", nargs="+", type=float, default=[1e4, 1e6, 1e7])
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("-o", "--output", type=Path, default=HERE / "RESULTS.md")
    parser.add_argument("--smallest", action="store_true", help="one small size, once, printed only")
    asked = parser.parse_args()
    sizes, repeats = ([1e3], 1) if asked.smallest else (asked.sizes, asked.repeats)
    found: dict[int, dict[str, Cost]] = {}
    with tempfile.TemporaryDirectory(prefix="ocdataset-benchmark-") as beside:
        for rows in map(int, sizes):
            folder = Path(beside) / str(rows)
            drawing = [sys.executable, "-m", "ocdataset", "simulate", "-o", str(folder), "--rows", str(rows)]
            drawn = measured(drawing)
            print(f"{rows:,} rows drawn in {drawn.seconds:.1f} s, {drawn.megabytes:.0f} MB", file=sys.stderr)
            # what takes less is repeated more
            found[rows] = costs(folder, rows, repeats if rows > SLOW_BEYOND else 2 * repeats)
            shutil.rmtree(folder)
    smaller = (shipped(3 * repeats), start_up(5 * repeats))
    written = "\n".join([*HEADING, machine(), "", *table(found), *("\n".join(["", *one]) for one in smaller)])
    print(written)
    if not asked.smallest:
        asked.output.write_text(written + "\n", encoding="utf-8")


HEADING = (
    "# What checking and starting up cost",
    "",
    "Written by `python benchmarks/validation.py`, whose first lines say what is measured and how.",
    "",
)


if __name__ == "__main__":
    main()
